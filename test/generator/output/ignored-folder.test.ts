import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeIgnoredFolder } from '../../../src/generator/output/ignored-folder.js'

let root: string
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'ignored-'))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('git sees nothing of it', () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' })
  git('init', '--quiet')
  const folder = makeIgnoredFolder(join(root, '.botpress/dist'))
  writeFileSync(join(folder, 'index.cjs'), '')
  expect(git('status', '--porcelain', '--untracked-files=all')).toBe('')
})

test('one that is there is kept', () => {
  const folder = makeIgnoredFolder(join(root, 'dist'))
  writeFileSync(join(folder, '.gitignore'), 'mine')
  makeIgnoredFolder(folder)
  expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('mine')
})
