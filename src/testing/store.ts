/** What the local platform remembers, and what all of its operations share: ids, time, lookup, paging. */
import type {
  AnyTags,
  AnyRecord,
  Conversation,
  Event,
  File,
  Message,
  PageMeta,
  Row,
  State,
  User,
  Workflow,
} from '../runtime/index.js'
import { ApiError } from './errors.js'

/** A state with its owner. */
export interface OwnedState {
  /** The id of the owner: a user, conversation, workflow or bot, as `type` says. */
  readonly ownerId: string
  readonly state: State
  /** Milliseconds from the last write to the end; none for a state that stays. */
  readonly expiry?: number
  /** When it ends, in milliseconds since 1970. */
  readonly expiresAt?: number
}

/** Rows of one table by their id. */
export interface StoredTable {
  readonly rows: Map<number, Row>
  nextId: number
}

/** A file with what was uploaded. */
export interface StoredFile {
  readonly file: File
  readonly content?: unknown
}

/** Tells the bot that something happened. */
export type Notify = (event: Event) => void

/** Something that happens when its time has come. */
export interface Timer {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly fire: (notify: Notify) => void
}

/** The records of one bot. Every map is in the order of creation. */
export interface Store {
  readonly botId: string
  /** How many elements a page of a list holds. */
  readonly pageSize: number
  /** Now, in milliseconds since 1970. */
  readonly time: () => number
  readonly users: Map<string, User>
  readonly conversations: Map<string, Conversation>
  /** User ids by conversation id. */
  readonly participants: Map<string, Set<string>>
  readonly messages: Map<string, Message>
  readonly events: Map<string, Event>
  /** By type, owner and name. */
  readonly states: Map<string, OwnedState>
  readonly workflows: Map<string, Workflow>
  readonly files: Map<string, StoredFile>
  readonly tables: Map<string, StoredTable>
  readonly timers: Timer[]
  /** How many ids of each kind were given out. */
  readonly counters: Map<string, number>
}

/** An empty store. */
export function createStore(settings: Pick<Store, 'botId' | 'pageSize' | 'time'>): Store {
  return {
    ...settings,
    users: new Map(),
    conversations: new Map(),
    participants: new Map(),
    messages: new Map(),
    events: new Map(),
    states: new Map(),
    workflows: new Map(),
    files: new Map(),
    tables: new Map(),
    timers: [],
    counters: new Map(),
  }
}

/** The next id of a kind: `user_1`, `user_2`, … */
export function nextId(store: Store, kind: string): string {
  const count = (store.counters.get(kind) ?? 0) + 1
  store.counters.set(kind, count)
  return `${kind}_${count}`
}

/** A time as the platform writes it: ISO 8601. */
export function timestamp(store: Store, at = store.time()): string {
  return new Date(at).toISOString()
}

/**
 * @param kind what it is, for the message
 * @throws ApiError `ResourceNotFound` when there is no such record
 */
export function found<T>(records: ReadonlyMap<string, T>, kind: string, id: string): T {
  const record = records.get(id)
  if (record === undefined) throw new ApiError('ResourceNotFound', `There is no ${kind} "${id}"`)
  return record
}

/** Tags after an update: given ones win, empty ones are taken away (documented by the platform). */
export function mergedTags(tags: AnyTags, update: AnyRecord = {}): AnyTags {
  return Object.fromEntries(
    Object.entries({ ...tags, ...update }).filter(([, value]) => value !== '' && value !== null),
  )
}

/** Whether a record has all of the wanted tags. */
export function hasTags(tags: AnyTags, wanted: AnyTags = {}): boolean {
  return Object.entries(wanted).every(([tag, value]) => tags[tag] === value)
}

/**
 * Whether an existing record is the one that a `getOrCreate…` asks for: the tags in `names` are
 * equal or, without `names`, all tags are (documented by the platform).
 */
export function sameTags(tags: AnyTags, wanted: AnyTags, names?: readonly string[]): boolean {
  return (names ?? Object.keys({ ...tags, ...wanted })).every((tag) => tags[tag] === wanted[tag])
}

/** Whether each given value is the record's own; values that are not given match all. */
export function matches<T extends object>(record: T, wanted: Partial<T>): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => value === undefined || record[key as keyof T] === value,
  )
}

interface Order {
  readonly sortField?: string
  readonly sortDirection?: 'asc' | 'desc'
}

/** Newest first, as the platform lists (by creation when nothing else is asked for). */
export function sorted<T extends object>(
  records: Iterable<T>,
  { sortField = 'createdAt', sortDirection = 'desc' }: Order = {},
): T[] {
  const key = sortField as keyof T
  // Ascending first, so that records of the same instant stay in the order of creation.
  const ascending = [...records].sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0))
  return sortDirection === 'asc' ? ascending : ascending.reverse()
}

/**
 * One page of a list.
 *
 * @param token what the page before gave as `meta.nextToken`
 * @throws ApiError `InvalidQuery` for a token that no page gave
 */
export function page<T>(
  store: Store,
  records: readonly T[],
  token: string | undefined,
): { items: T[]; meta: PageMeta } {
  const start = token === undefined ? 0 : Number(token.replace(/^page@/, ''))
  if (!Number.isInteger(start) || start < 0) {
    throw new ApiError('InvalidQuery', `"${token}" is not a nextToken`)
  }
  const end = start + store.pageSize
  return {
    items: records.slice(start, end),
    meta: end < records.length ? { nextToken: `page@${end}` } : {},
  }
}
