/** Everything that happened, in order; the latest entries are kept. */
import type { TimelineEntry } from '../protocol.js'

/** How many entries are kept. */
const maximum = 5000

/** An entry before it has its number and its time. */
export type NewEntry = Omit<TimelineEntry, 'id' | 'at'>

export class Timeline {
  #entries: TimelineEntry[] = []
  #last = 0
  readonly #now: () => Date
  readonly #onEntry: (entry: TimelineEntry) => void

  /**
   * @param now the bot's clock
   * @param onEntry is told of each entry
   */
  constructor(now: () => Date, onEntry: (entry: TimelineEntry) => void) {
    this.#now = now
    this.#onEntry = onEntry
  }

  get entries(): readonly TimelineEntry[] {
    return this.#entries
  }

  add(entry: NewEntry): void {
    const whole = { id: ++this.#last, at: this.#now().toISOString(), ...entry }
    this.#entries.push(whole)
    // Not one by one: that would move all others each time.
    if (this.#entries.length > maximum * 1.2) this.#entries = this.#entries.slice(-maximum)
    this.#onEntry(whole)
  }

  clear(): void {
    this.#entries = []
  }
}
