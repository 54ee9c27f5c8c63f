/** What the bot of a project holds: its records, kept on disk before anybody is told of them. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeIgnoredFolder } from '../../generator/index.js'
import { type Records, createRecords } from '../../testing/index.js'
import { type Journal, lockFolder, openJournal } from '../storage/index.js'
import { ChangeTracker, type RecordChanges, restore, toJournal } from './changes.js'
import type { ClockState, KeptClock } from './clock.js'
import { type Uploads, createUploads } from './files.js'

/** Where everything that `dev` keeps stands; git does not see it. */
export class Holdings {
  /** An absolute path. */
  readonly folder: string
  readonly uploads: Uploads
  /** The clock that was stored last; `undefined` for a new bot. */
  readonly clock: KeptClock | undefined
  #records = createRecords()
  #tracker = new ChangeTracker()
  #lastClock: ClockState | undefined
  readonly #journal: Journal
  readonly #unlock: () => void
  #isClosed = false

  /**
   * @param outDir the project's output folder, as an absolute path
   * @param options.fresh whether to forget what was held the last time
   * @throws FolderInUse if another process has it
   * @throws UnreadableJournal for what cannot be read
   */
  constructor(outDir: string, { fresh }: { readonly fresh: boolean }) {
    this.folder = join(makeIgnoredFolder(join(outDir, '.local')), 'dev')
    mkdirSync(this.folder, { recursive: true })
    this.#unlock = lockFolder(this.folder)
    try {
      this.#journal = openJournal(this.folder, { fresh })
    } catch (error) {
      this.#unlock()
      throw error
    }
    const { contents } = this.#journal
    this.uploads = createUploads(join(this.folder, 'files'))
    if (fresh) this.uploads.clear()
    restore(this.#records, contents)
    this.#tracker.look(this.#records)
    this.clock = contents.get('clock')?.get('clock') as KeptClock | undefined
    this.#lastClock = this.clock
  }

  get records(): Records {
    return this.#records
  }

  /**
   * Keeps what has changed since the last call.
   *
   * @returns whether anything has, and which records have
   * @throws NodeJS.ErrnoException where it cannot be written; it is tried again with the next call
   */
  keep({ at, mode }: ClockState): { readonly changes: RecordChanges | undefined } | undefined {
    if (this.#isClosed) return undefined
    const changes = this.#tracker.look(this.#records)
    // A clock that runs is kept with what happens, not for its own sake.
    const isMoved =
      mode === 'fixed' && (this.#lastClock?.mode !== mode || this.#lastClock.at !== at)
    if (changes === undefined && !isMoved) return undefined
    const clock: KeptClock = { at, mode, keptAt: Date.now() }
    try {
      this.#journal.append({ ...(changes && toJournal(changes)), clock: [['clock', clock]] })
    } catch (error) {
      this.#tracker.undo()
      throw error
    }
    this.#lastClock = clock
    return { changes }
  }

  /** Whether something is due at a moment, in milliseconds since 1970. */
  isDue(time: number): boolean {
    for (const { at } of this.#records.timers.all()) if (at <= time) return true
    return false
  }

  /** Forgets all of it, once it is kept the next time. */
  clear(): void {
    this.#records = createRecords()
    this.uploads.clear()
  }

  close(): void {
    this.#isClosed = true
    this.#journal.close()
    this.#unlock()
  }
}
