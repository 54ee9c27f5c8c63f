/** What the local platform remembers, and what all of its operations share: ids, time, lookup, paging. */
import type {
  AnyTags,
  Conversation,
  Event,
  File,
  Message,
  PageMeta,
  Row,
  Schedule,
  State,
  User,
  Workflow,
} from '../../runtime/index.js'
import { ApiError } from '../errors.js'
import type { Declarations } from './declarations.js'
import { Timers, type Chain } from './timers.js'

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
  /** The column that identifies a row. */
  readonly keyColumn: string
  readonly rows: Map<number, Row>
  nextId: number
}

/** A file with what was uploaded. */
export interface StoredFile {
  readonly file: File
  /** What was uploaded, as far as it is text. */
  readonly text: string | undefined
}

/** An event with what its record does not say. */
interface StoredEvent {
  readonly event: Event
  readonly workflowId?: string
}

/** What something happens for: an event that is handled, a call, or a time that has come. */
export interface Cause {
  /** Tells the bot of an event that came of it. */
  tell(event: Event): void
  readonly chain: Chain
}

/**
 * All that a bot holds. Every map is in the order of creation. A record is replaced, never changed
 * in place: what has changed can be found by comparing references.
 */
export interface Records {
  readonly users: Map<string, User>
  readonly conversations: Map<string, Conversation>
  /** User ids by conversation id. */
  readonly participants: Map<string, Set<string>>
  readonly messages: Map<string, Message>
  /** Messages whose time is still to come. */
  readonly scheduledMessages: Map<string, Message>
  readonly events: Map<string, StoredEvent>
  /** By type, owner and name. */
  readonly states: Map<string, OwnedState>
  readonly workflows: Map<string, Workflow>
  readonly files: Map<string, StoredFile>
  readonly tables: Map<string, StoredTable>
  readonly timers: Timers
  /** How many ids of each kind were given out. */
  readonly counters: Map<string, number>
}

/** What a bot is, beside what it holds. */
interface StoreSettings {
  readonly botId: string
  /** How many elements a page of a list holds. */
  readonly pageSize: number
  /** Now, in milliseconds since 1970. */
  readonly time: () => number
  /** An IANA time zone, for cron expressions. */
  readonly timeZone: string
  readonly declarations: Declarations
}

/** What the operations of one bot work on. */
export interface Store extends StoreSettings, Records {}

/** The records of a bot that is new. */
export function createRecords(): Records {
  return {
    users: new Map(),
    conversations: new Map(),
    participants: new Map(),
    messages: new Map(),
    scheduledMessages: new Map(),
    events: new Map(),
    states: new Map(),
    workflows: new Map(),
    files: new Map(),
    tables: new Map(),
    timers: new Timers(),
    counters: new Map(),
  }
}

/** What begins a chain of events. */
export function noChain(store: Store): Chain {
  return { length: 0, since: store.time(), recent: [] }
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

/** Dates of a record that is new. */
export function newDates(store: Store): { createdAt: string; updatedAt: string } {
  const now = timestamp(store)
  return { createdAt: now, updatedAt: now }
}

/** Whether a record is from between two dates; neither of them counts. */
export function isWithin(
  record: { createdAt: string; updatedAt: string },
  range: { afterDate?: string; beforeDate?: string; rangeField?: 'createdAt' | 'updatedAt' },
): boolean {
  const at = record[range.rangeField ?? 'createdAt']
  return !(
    (range.afterDate !== undefined && at <= range.afterDate) ||
    (range.beforeDate !== undefined && at >= range.beforeDate)
  )
}

/**
 * Checks records that an input refers to.
 *
 * @throws ApiError `ReferenceNotFound` for one that does not exist
 */
export function checkReferences(
  store: Store,
  ids: {
    readonly conversationId?: string | undefined
    readonly userId?: string | undefined
    readonly messageId?: string | undefined
    readonly workflowId?: string | undefined
  },
): void {
  const missing = (kind: string, id: string): never => {
    throw new ApiError('ReferenceNotFound', `There is no ${kind} "${id}"`)
  }
  const { conversationId, userId, messageId, workflowId } = ids
  if (conversationId !== undefined && !store.conversations.has(conversationId)) {
    missing('conversation', conversationId)
  }
  // A bot writes under its own id, which is no user of the conversation.
  if (userId !== undefined && userId !== store.botId && !store.users.has(userId)) {
    missing('user', userId)
  }
  if (messageId !== undefined && !store.messages.has(messageId)) missing('message', messageId)
  if (workflowId !== undefined && !store.workflows.has(workflowId)) missing('workflow', workflowId)
}

/**
 * When something scheduled is due, in milliseconds since 1970.
 *
 * @throws ApiError `InvalidPayload` for a schedule without a time
 */
export function dueTime(store: Store, { dateTime, delay }: Schedule): number {
  const due = dateTime === undefined ? store.time() + (delay ?? NaN) : Date.parse(dateTime)
  if (Number.isNaN(due) || (delay !== undefined && delay < 0)) {
    throw new ApiError(
      'InvalidPayload',
      'A schedule needs a `dateTime` (ISO 8601) or a `delay` (ms)',
    )
  }
  return due
}

/** Tags after an update: given ones win, empty ones are taken away (documented by the platform). */
export function mergedTags(
  tags: AnyTags,
  update: { readonly [tag: string]: string | null } = {},
): AnyTags {
  return Object.fromEntries(
    Object.entries({ ...tags, ...update }).filter(
      (tag): tag is [string, string] => tag[1] !== '' && tag[1] !== null,
    ),
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
