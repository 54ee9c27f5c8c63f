/**
 * Finds what has changed in a bot's records since the last look. Records are replaced, never changed
 * in place, so that looking at each is all it takes.
 */
import type { Records } from '../../testing/index.js'
import type { Change, Contents } from '../storage/index.js'

/** By collection, the records by key; `null` for those that are gone. */
export interface RecordChanges {
  readonly [collection: string]: ReadonlyMap<string, unknown>
}

/** The collections of records that have keys of their own. */
const keyed = [
  'users',
  'conversations',
  'messages',
  'scheduledMessages',
  'events',
  'states',
  'workflows',
  'files',
  'counters',
] as const satisfies (keyof Records)[]

/** All records of a bot as flat collections of plain values, which can be kept and compared. */
function* entriesOf(records: Records): Generator<readonly [string, string, unknown]> {
  for (const collection of keyed) {
    for (const [key, record] of records[collection]) yield [collection, key, record]
  }
  for (const [table, { rows, ...settings }] of records.tables) {
    // As text, which can be compared: it is changed in place.
    yield ['tables', table, JSON.stringify(settings)]
    for (const [id, row] of rows) yield ['rows', JSON.stringify([table, id]), row]
  }
  for (const [conversation, users] of records.participants) {
    yield ['participants', conversation, JSON.stringify([...users])]
  }
  for (const timer of records.timers.all()) {
    yield ['timers', JSON.stringify([timer.kind, timer.key]), timer]
  }
}

/** Remembers what the records were at the last look. */
export class ChangeTracker {
  readonly #known = new Map<string, Map<string, unknown>>()
  /** What the last look has found otherwise: the values before, `undefined` for what is new. */
  #before: (readonly [collection: string, key: string, value: unknown])[] = []

  /** What has changed since the last call; `undefined` if nothing has. */
  look(records: Records): RecordChanges | undefined {
    const changes = new Map<string, Map<string, unknown>>()
    const sizes = new Map<string, number>()
    this.#before = []
    const note = (collection: string, key: string, value: unknown): void => {
      const own = changes.get(collection) ?? new Map<string, unknown>()
      changes.set(collection, own.set(key, value))
      this.#before.push([collection, key, this.#known.get(collection)?.get(key)])
      this.#put(collection, key, value ?? undefined)
    }
    for (const [collection, key, value] of entriesOf(records)) {
      sizes.set(collection, (sizes.get(collection) ?? 0) + 1)
      if (this.#known.get(collection)?.get(key) !== value) note(collection, key, value)
    }
    const shrunk = [...this.#known].filter(([name, { size }]) => size !== (sizes.get(name) ?? 0))
    for (const [collection, known] of shrunk) {
      const there = new Set<string>()
      for (const [name, key] of entriesOf(records)) if (name === collection) there.add(key)
      for (const key of [...known.keys()]) if (!there.has(key)) note(collection, key, null)
    }
    return changes.size === 0 ? undefined : Object.fromEntries(changes)
  }

  /** Takes the last look back: the next one tells of its changes again. */
  undo(): void {
    for (const change of this.#before.reverse()) this.#put(...change)
    this.#before = []
  }

  /** @param value `undefined` for what is gone */
  #put(collection: string, key: string, value: unknown): void {
    const own = this.#known.get(collection) ?? new Map<string, unknown>()
    if (value === undefined) own.delete(key)
    else this.#known.set(collection, own.set(key, value))
  }
}

/** Changes as they are kept. */
export function toJournal(changes: RecordChanges): Change {
  return Object.fromEntries(
    Object.entries(changes).map(([collection, values]) => [collection, [...values]]),
  )
}

/** Puts kept records back where they were. */
export function restore(records: Records, contents: Contents): void {
  const of = (collection: string): [string, any][] => [...(contents.get(collection) ?? [])]
  for (const collection of keyed) {
    const target = records[collection] as Map<string, unknown>
    for (const [key, record] of of(collection)) target.set(key, record)
  }
  for (const [table, settings] of of('tables')) {
    records.tables.set(table, { ...JSON.parse(settings as string), rows: new Map() })
  }
  for (const [key, row] of of('rows')) {
    const [table, id] = JSON.parse(key) as [string, number]
    records.tables.get(table)?.rows.set(id, row)
  }
  for (const [conversation, users] of of('participants')) {
    records.participants.set(conversation, new Set(JSON.parse(users) as string[]))
  }
  const timers = of('timers').map(([, timer]) => timer)
  for (const timer of timers.sort((a, b) => a.order - b.order)) records.timers.set(timer)
}
