/** A file of the author's is replaced as a whole, or not at all. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replaceFile } from '../../../src/generator/output/index.js'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'replace-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('makes and replaces a file, and leaves nothing else', () => {
  replaceFile(join(folder, 'a'), 'one')
  replaceFile(join(folder, 'a'), 'two')
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('two')
  expect(readdirSync(folder)).toEqual(['a'])
})

test.each<[string, (path: string) => void]>([
  ['a folder that is not there', () => {}],
  ['a folder in its place', (path) => mkdirSync(path, { recursive: true })],
  ['a file in place of its folder', (path) => writeFileSync(join(path, '..'), '')],
])('says that it cannot: %s', (_, prepare) => {
  const path = join(folder, 'deep', 'file')
  prepare(path)
  const before = readdirSync(folder, { recursive: true })
  expect(() => replaceFile(path, 'text')).toThrow(
    expect.objectContaining({ code: 'file_not_writable' }),
  )
  expect(readdirSync(folder, { recursive: true })).toEqual(before)
})
