/**
 * The lock that lets one process at a time write to an output folder: it stands in its local folder.
 * Libraries for this tell a dead owner by the age of its lock, and wait for that; here its process is
 * looked for, so that the run after a kill begins at once.
 *
 * It keeps runs from interleaving; it is not what keeps the folder sound. Should two processes ever
 * write at once (a process that was stopped for longer than others are willing to wait), each file
 * is still replaced whole, and the manifest's hashes tell the next run what to repair.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The lock's name in the folder that is locked. */
export const lockName = 'lock'

/** Whether a file of an output folder is a lock that version 0.1.0 left: others use its name, too. */
export function isFormerLock(name: string, text: string): boolean {
  return name === '.lock' && /^\{"pid":\d+,"host":"[^"]*","id":"[-\da-f]+"\}$/.test(text)
}

/** @returns a name that nobody else has, for a file that is to be renamed */
export function temporaryName(): string {
  return `.plugin-kit-${randomUUID()}.tmp`
}

/** Whether a name was made by `temporaryName`. */
export function isTemporaryName(name: string): boolean {
  return /^\.plugin-kit-[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/.test(name)
}

const pause = 5

/** How long (in ms) a lock may be empty: its owner signs it microseconds after creating it. */
const unsigned = 200

/** Tokens of this process: a lock with our process id that is not among them was left by another. */
const held = new Set<string>()

/**
 * Does `work` while holding the lock of `folder`, which must exist. Waits for others; a lock whose
 * process is dead is taken over at once.
 *
 * @param patience How long (in ms) a lock may stay in one hand. Writing takes milliseconds: whoever
 * holds it for longer is gone or stuck, and it is taken over.
 */
export async function withLock<T>(folder: string, work: () => T, patience = 10_000): Promise<T> {
  const path = join(folder, lockName)
  const token = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() })
  held.add(token)
  try {
    await acquire(path, token, patience)
    try {
      return work()
    } finally {
      if (read(path) === token) rmSync(path, { force: true })
    }
  } finally {
    held.delete(token)
  }
}

async function acquire(path: string, token: string, patience: number): Promise<void> {
  let holder: string | undefined
  let since = performance.now()
  while (!create(path, token)) {
    const current = read(path)
    if (current !== holder) {
      holder = current
      since = performance.now()
    }
    if (holder === undefined) continue
    const limit = holder === '' ? Math.min(patience, unsigned) : patience
    if (isDead(holder) || performance.now() - since > limit) takeOver(path, holder)
    else await sleep(pause)
  }
}

/** @returns whether it was us who made it */
function create(path: string, token: string): boolean {
  let file
  try {
    file = openSync(path, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    writeSync(file, token)
    return true
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Only a process of this machine can be known to be dead. */
function isDead(token: string): boolean {
  let holder
  try {
    holder = JSON.parse(token) as { readonly pid?: unknown; readonly host?: unknown } | null
  } catch {
    return false
  }
  const pid = holder?.pid
  if (holder?.host !== hostname() || !Number.isInteger(pid) || (pid as number) < 1) return false
  if (pid === process.pid) return !held.has(token)
  try {
    process.kill(pid as number, 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/**
 * Removes a lock that was left behind. Two may see the same stale lock: the slower one must not
 * remove the lock of the quicker one.
 *
 * @param stale what the lock says that is to go
 */
export function takeOver(path: string, stale: string): void {
  const aside = join(dirname(path), temporaryName())
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
