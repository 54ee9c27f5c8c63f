import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderInUse, lockFolder } from '../../../src/dev/storage/index.js'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder is one process’s at a time', () => {
  const unlock = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(new FolderInUse(process.pid))
  unlock()
  expect(readdirSync(folder)).toEqual([])
  lockFolder(folder)()
})

test.each([
  ['of a process that has ended', JSON.stringify({ pid: spawnSync('true').pid, host: hostname() })],
  ['that is half written', '{"pid":1'],
])('a lock %s is taken over', (_, text) => {
  writeFileSync(join(folder, 'lock.json'), text)
  lockFolder(folder)()
  expect(readdirSync(folder)).toEqual([])
})

test('a lock of another machine is respected', () => {
  writeFileSync(join(folder, 'lock.json'), JSON.stringify({ pid: 1, host: 'elsewhere' }))
  expect(() => lockFolder(folder)).toThrow(FolderInUse)
})
