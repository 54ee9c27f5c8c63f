/**
 * A journal of what a bot holds: one line of JSON for each change, appended before the change is
 * acknowledged. A process that is killed loses nothing that it has acknowledged; half a last line,
 * of a change that nobody was told of, is dropped.
 */
import {
  closeSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * One change: by collection, keys with their new values; `null` for a record that is gone. Pairs, as
 * an object would put keys that look like numbers first.
 */
export interface Change {
  readonly [collection: string]: readonly (readonly [key: string, value: unknown])[]
}

/** All that is held: by collection, the values by key. */
export type Contents = ReadonlyMap<string, ReadonlyMap<string, unknown>>

/** A journal that is open. */
export interface Journal {
  /** What was in it. */
  readonly contents: Contents
  /** Adds a change. It is kept when this returns, whatever becomes of the process. */
  append(change: Change): void
  close(): void
}

/** A journal that was edited by hand or written by another version. */
export class UnreadableJournal extends Error {
  override readonly name = 'UnreadableJournal'
  /** The file, as an absolute path. */
  readonly path: string

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be read`, { cause })
    this.path = path
  }
}

const name = 'bot.jsonl'

/** When the journal is this many times as long as what it says, it is written anew. */
const slack = 4

/** A journal of fewer characters is left as it is. */
const smallest = 1_000_000

/**
 * Opens the journal of a folder.
 *
 * @param folder an absolute path; it must exist
 * @param options.fresh whether to forget what was in it
 * @throws UnreadableJournal for a file that no journal of this version is
 * @throws NodeJS.ErrnoException where it cannot be written
 */
export function openJournal(folder: string, { fresh }: { readonly fresh: boolean }): Journal {
  const path = join(folder, name)
  if (fresh) rmSync(path, { force: true })
  const { contents, text, length } = read(path)
  const shorter = text.length > smallest ? compacted(contents, text.length) : undefined
  if (shorter !== undefined) {
    writeFileSync(`${path}.new`, shorter)
    renameSync(`${path}.new`, path)
  }
  const file = openSync(path, 'a')
  let size = shorter === undefined ? length : Buffer.byteLength(shorter)
  // What a killed process has begun to write is not to stand in front of the next line.
  ftruncateSync(file, size)
  return {
    contents,
    append(change) {
      const line = Buffer.from(`${JSON.stringify(change)}\n`)
      try {
        for (let written = 0; written < line.length;) written += writeSync(file, line, written)
        size += line.length
      } catch (error) {
        // Nor is what a full disk has left of it.
        ftruncateSync(file, size)
        throw error
      }
    },
    close: () => closeSync(file),
  }
}

/** What a journal says, and how many bytes of it are whole lines. */
function read(path: string): { contents: Contents; length: number; text: string } {
  let text = ''
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const contents = new Map<string, Map<string, unknown>>()
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  try {
    for (const line of whole.split('\n')) {
      if (line !== '') apply(contents, JSON.parse(line) as Change)
    }
  } catch (cause) {
    throw new UnreadableJournal(path, cause)
  }
  return { contents, length: Buffer.byteLength(whole), text }
}

/** @throws TypeError for what is no change */
function apply(contents: Map<string, Map<string, unknown>>, change: Change): void {
  if (Array.isArray(change)) throw new TypeError('A change is an object')
  for (const [collection, values] of Object.entries(change)) {
    const records = contents.get(collection) ?? new Map<string, unknown>()
    contents.set(collection, records)
    for (const [key, value] of values) {
      if (value === null) records.delete(key)
      else records.set(key, value)
    }
  }
}

/** What a journal says, as one change; `undefined` where that would not be much shorter. */
function compacted(contents: Contents, length: number): string | undefined {
  const change = Object.fromEntries(
    [...contents].map(([collection, records]) => [collection, [...records]]),
  )
  const text = `${JSON.stringify(change)}\n`
  return text.length * slack > length ? undefined : text
}
