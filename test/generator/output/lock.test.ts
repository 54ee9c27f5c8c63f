import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockName, withLock } from '../../../src/generator/output/lock.js'

let folder: string
let lock: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  lock = join(folder, lockName)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const token = (pid: number, host = hostname()) => JSON.stringify({ pid, host, id: 'x' })
const never = 1e9

/** How long (in ms) it takes to get the lock. */
const wait = async (patience: number) => {
  const before = performance.now()
  expect(await withLock(folder, () => existsSync(lock), patience)).toBe(true)
  expect(readdirSync(folder)).toEqual([])
  return performance.now() - before
}

test('is held during the work and released after it', async () => {
  await wait(never)
  await expect(
    withLock(folder, () => {
      throw new Error('work')
    }),
  ).rejects.toThrow('work')
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['a dead process', () => token(spawnSync(process.execPath, ['-e', '0']).pid)],
  ['a former process with our id', () => token(process.pid)],
])('of %s is taken over at once', async (_, left) => {
  writeFileSync(lock, left())
  await wait(never)
})

test.each([
  ['of a living process', token(process.ppid)],
  ['of another machine', token(1, `not-${hostname()}`)],
  ['that is empty', ''],
  ['that is nonsense', '{"pid":-1}'],
  ['that is null', 'null'],
])('%s is respected for a while, not for ever', async (_, held) => {
  writeFileSync(lock, held)
  expect(await wait(100)).toBeGreaterThanOrEqual(100)
})

test('that nobody signed is taken over soon', async () => {
  writeFileSync(lock, '')
  await wait(never)
})

test('is waited for', async () => {
  writeFileSync(lock, token(process.ppid))
  const waiting = wait(never)
  rmSync(lock)
  await waiting
})

test('of another, who took it over meanwhile, is not removed', async () => {
  await withLock(folder, () => writeFileSync(lock, 'another'))
  expect(readdirSync(folder)).toEqual([lockName])
})
