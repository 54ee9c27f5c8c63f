/** What the page shows of a bot's records. */
import type { Collections, Update } from '../protocol.js'
import type { RecordChanges } from './changes.js'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Shown = Mutable<NonNullable<Update['set']>>

/** A record of the bot as an element of the page; `undefined` for what the page does not show. */
function shown(collection: string, key: string, record: any): object | undefined {
  switch (collection) {
    case 'users':
    case 'conversations':
    case 'messages':
    case 'workflows':
      return record as object
    case 'events':
      return record.event as object
    case 'files':
      return record.file as object
    case 'states': {
      const { ownerId, state, expiresAt } = record
      return {
        id: key,
        type: state.type,
        ownerId,
        name: state.name,
        payload: state.payload,
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
      }
    }
    case 'rows': {
      const [table] = JSON.parse(key) as [string]
      return { id: key, table, row: record }
    }
    default:
      return undefined
  }
}

const collections = [
  'users',
  'conversations',
  'messages',
  'events',
  'states',
  'workflows',
  'files',
  'rows',
] as const satisfies (keyof Collections)[]

/** The part of an update that tells of changed records; `undefined` if the page shows none of them. */
export function updateOf(changes: RecordChanges): Pick<Update, 'set' | 'remove'> | undefined {
  const set: Shown = {}
  const remove: Mutable<NonNullable<Update['remove']>> = {}
  for (const collection of collections) {
    const changed = [...(changes[collection] ?? [])]
    const gone = changed.filter(([, record]) => record === null).map(([key]) => key)
    const there = changed.flatMap(([key, record]) =>
      record === null ? [] : (shown(collection, key, record) ?? []),
    )
    if (there.length > 0) set[collection] = there as never
    if (gone.length > 0) remove[collection] = gone
  }
  return Object.keys(set).length + Object.keys(remove).length === 0 ? undefined : { set, remove }
}
