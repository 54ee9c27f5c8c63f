/** Keeps a second `plugin-kit dev` away from a project: two would write over each other's journal. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { takeOver, temporaryName } from '../../generator/index.js'

/** Another process has the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  /** The process that has it. */
  readonly pid: number

  constructor(pid: number) {
    super(`Process ${pid} has it`)
    this.pid = pid
  }
}

const name = 'lock.json'

interface Holder {
  readonly pid: number
  readonly host: string
}

/**
 * Takes a folder for this process; a lock that a dead process has left is taken over.
 *
 * @returns how to give it back
 * @throws FolderInUse if another process has it
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, name)
  const own = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder)
  for (;;) {
    // Linked, not written: nobody sees a lock that does not say yet whose it is.
    const aside = join(folder, temporaryName())
    try {
      writeFileSync(aside, own)
      linkSync(aside, path)
      return () => rmSync(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(aside, { force: true })
    }
    let text
    try {
      text = readFileSync(path, 'utf8')
    } catch (error) {
      // Given back in the meantime.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue
      throw error
    }
    const holder = read(text)
    if (holder !== undefined && isAlive(holder)) throw new FolderInUse(holder.pid)
    takeOver(path, text)
  }
}

/** `undefined` for half a lock, of a process that was killed while it wrote it. */
function read(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

/** A process on another machine cannot be looked up: it counts as alive. */
function isAlive({ pid, host }: Holder): boolean {
  if (host !== hostname()) return true
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
