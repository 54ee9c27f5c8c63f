/** What handlers work with: accessors, senders and records with methods, bound to the current call. */
import type {
  AnyRecord,
  BaseClient,
  ClientInputs,
  ClientOutputs,
  Conversation,
  EventBase,
  MessageBase,
  RowFields,
  Schedule,
  State,
  User,
  Workflow,
  WorkflowStatus,
} from './platform.js'

/** What a section holds that the definition does not have. */
export type None = {}

/** `A` with the properties of `B` in their place. */
type Replace<A, B> = Omit<A, keyof B> & B

/**
 * A list that is fetched page by page, and only as far as it is read. It can be read once.
 */
export interface AsyncCollection<T> extends AsyncIterableIterator<T> {
  /** The next `amount` elements, fewer at the end. */
  take(amount: number): Promise<T[]>
  /** What is left of the page at hand and the next `amount` pages, as one array. */
  takePage(amount: number): Promise<T[]>
  /** All that is left. */
  takeAll(): Promise<T[]>
  /** Whether the last page has been fetched. */
  readonly isExhausted: boolean
}

// --- states

/** A state by its owner's id: `states.user.session`. Times are in milliseconds. */
export interface StateRepo<TRead, TWrite = TRead> {
  get(id: string): Promise<TRead>
  set(id: string, payload: TWrite, options?: { expiryMs: number }): Promise<void>
  /** The stored payload; where there is none, `payload` is stored first. */
  getOrSet(id: string, payload: TWrite, options?: { expiryMs: number }): Promise<TRead>
  delete(id: string): Promise<void>
  /** Replaces the given top-level properties. */
  patch(id: string, payload: Partial<TWrite>): Promise<void>
}

/** A stored state with its payload's type. */
export type StateRecord<TPayload> = Replace<State, { payload: TPayload }>

/** A state by its name alone: `states.session`. Times are in milliseconds. */
export interface StateAccessor<TRead, TWrite = TRead> {
  get(input: { id: string }): Promise<{ state: StateRecord<TRead> }>
  set(input: {
    id: string
    payload: TWrite
    expiry?: number
  }): Promise<{ state: StateRecord<TRead> }>
  /** The stored state; where there is none, `payload` is stored first. */
  getOrSet(input: {
    id: string
    payload: TWrite
    expiry?: number
  }): Promise<{ state: StateRecord<TRead> }>
  delete(input: { id: string }): Promise<void>
  /** Replaces the given top-level properties. */
  patch(input: { id: string; payload: Partial<TWrite> }): Promise<{ state: StateRecord<TRead> }>
}

/** The accessors of a plugin that declares no states. */
export type NoStateAccessors = {
  conversation: None
  user: None
  bot: None
  workflow: None
}

// --- events

/** Emits and finds one of the plugin's own events. */
export interface EventSender<TRead, TWrite = TRead> {
  emit(payload: TWrite): Promise<EventRecord<TRead>>
  schedule(payload: TWrite, schedule: Schedule): Promise<EventRecord<TRead>>
  withConversationId(conversationId: string): EventSender<TRead, TWrite>
  withUserId(userId: string): EventSender<TRead, TWrite>
  withMessageId(messageId: string): EventSender<TRead, TWrite>
  list(
    input?: Pick<ClientInputs['listEvents'], 'status' | 'workflowId'>,
  ): AsyncCollection<EventRecord<TRead>>
  getById(input: { id: string }): Promise<EventRecord<TRead>>
}

/** A sender for each of the plugin's own events. */
export type EventSenders<TEvents, TWrites = TEvents> = {
  readonly [K in keyof TEvents]: EventSender<
    TEvents[K],
    K extends keyof TWrites ? TWrites[K] : never
  >
}

/** A stored event with its payload's type. */
export interface EventRecord<TPayload> extends EventBase {
  payload: TPayload
}

// --- users, conversations, messages

declare const noTags: unique symbol

/** No tags at all. Not `{}`, to which any object literal would be assignable. */
export type NoTags = {
  [noTags]?: never
}

/** The plugin's tags by what they stand on; a tag's name here is without the alias. */
export interface TagTypes {
  user: object
  conversation: object
  message: object
}

/** The tags of a plugin that declares none. */
export type NoTagTypes = {
  user: NoTags
  conversation: NoTags
  message: NoTags
}

/** One message of a type. */
export interface MessageBody<TType, TPayload> {
  type: TType
  payload: TPayload
}

/** One of several messages, as a union that `type` tells apart. */
export type AnyMessageBody<TMessages> = {
  [K in keyof TMessages & string]: MessageBody<K, TMessages[K]>
}[keyof TMessages & string]

/** A user, with the plugin's own tags. */
export interface UserRecord<TTags extends TagTypes> extends Omit<User, 'tags'> {
  tags: TTags['user']
}

interface UserMethods<TTags extends TagTypes, TSelf> {
  update(
    input: Omit<ClientInputs['updateUser'], 'id' | 'tags'> & { tags?: TTags['user'] },
  ): Promise<TSelf>
}

/** A user found by itself. */
export interface ActionableUser<TTags extends TagTypes>
  extends UserRecord<TTags>, UserMethods<TTags, ActionableUser<TTags>> {
  addToConversation(input: { conversationId: string }): Promise<Participant<TTags>>
}

/** A user found as part of a conversation. */
export interface Participant<TTags extends TagTypes>
  extends UserRecord<TTags>, UserMethods<TTags, Participant<TTags>> {
  removeFromConversation(): Promise<ActionableUser<TTags>>
}

/** Finds users. */
export interface UserFinder<TTags extends TagTypes> {
  get(id: string): Promise<ActionableUser<TTags>>
  getById(input: { id: string }): Promise<ActionableUser<TTags>>
  list(input: { conversationId: string; tags?: TTags['user'] }): AsyncCollection<Participant<TTags>>
  list(input?: { tags?: TTags['user'] }): AsyncCollection<ActionableUser<TTags>>
}

/** A message, with the plugin's own tags. */
export type ActionableMessage<
  TTags extends TagTypes,
  TBody = MessageBody<string, AnyRecord>,
> = MessageBase &
  TBody & {
    tags: TTags['message']
    delete(): Promise<void>
    update(
      input: Omit<ClientInputs['updateMessage'], 'id' | 'tags'> & { tags: TTags['message'] },
    ): Promise<ActionableMessage<TTags, TBody>>
  }

/** Finds messages in all conversations. */
export interface MessageFinder<TTags extends TagTypes> {
  getById(input: { id: string }): Promise<ActionableMessage<TTags>>
  list(
    input?: Omit<ClientInputs['listMessages'], 'nextToken' | 'tags'> & { tags?: TTags['message'] },
  ): AsyncCollection<ActionableMessage<TTags>>
}

/** What creating a message takes beside its type and payload. */
interface MessageOptions<TTags extends TagTypes> {
  userId: string
  tags: TTags['message']
  schedule?: Schedule
  origin?: 'synthetic'
}

interface ConversationFields<TTags extends TagTypes> extends Omit<Conversation, 'tags'> {
  tags: TTags['conversation']
}

interface ConversationMethods<TTags extends TagTypes, TBody, TSelf> {
  delete(): Promise<void>
  update(
    input: Omit<ClientInputs['updateConversation'], 'id' | 'tags'> & {
      tags?: TTags['conversation']
    },
  ): Promise<TSelf>
  getMessage(input: { id: string }): Promise<ActionableMessage<TTags, TBody>>
  listMessages(
    input?: Omit<ClientInputs['listMessages'], 'conversationId' | 'nextToken' | 'tags'> & {
      tags?: TTags['message']
    },
  ): AsyncCollection<ActionableMessage<TTags, TBody>>
  listParticipants(): AsyncCollection<Participant<TTags>>
}

/** The payload of a message type: the declared one where the type is known. */
type PayloadOf<TMessages, TType> = TType extends keyof TMessages ? TMessages[TType] : AnyRecord

/** A conversation of any channel; `TMessages` are the message types that the plugin knows. */
export interface ActionableConversation<TTags extends TagTypes, TMessages = object>
  extends
    ConversationFields<TTags>,
    ConversationMethods<
      TTags,
      MessageBody<string, AnyRecord>,
      ActionableConversation<TTags, TMessages>
    > {
  createMessage<TType extends string>(
    input: MessageOptions<TTags> & MessageBody<TType, PayloadOf<TMessages, TType>>,
  ): Promise<ActionableMessage<TTags, MessageBody<TType, PayloadOf<TMessages, TType>>>>
  /** Only in hosts with an SDK before 6.4. */
  getOrCreateMessage?<TType extends string>(
    input: MessageOptions<TTags> &
      MessageBody<TType, PayloadOf<TMessages, TType>> & { discriminateByTags?: string[] },
  ): Promise<ActionableMessage<TTags, MessageBody<TType, PayloadOf<TMessages, TType>>>>
}

/** A conversation of a known channel, which takes the messages of that channel only. */
export interface ChannelConversation<
  TTags extends TagTypes,
  TChannel extends string,
  TMessages,
  TWrites,
>
  extends
    Omit<ConversationFields<TTags>, 'channel'>,
    ConversationMethods<
      TTags,
      AnyMessageBody<TMessages>,
      ChannelConversation<TTags, TChannel, TMessages, TWrites>
    > {
  channel: TChannel
  createMessage(
    input: MessageOptions<TTags> & AnyMessageBody<TWrites>,
  ): Promise<ActionableMessage<TTags, AnyMessageBody<TMessages>>>
  /** Only in hosts with an SDK before 6.4. */
  getOrCreateMessage?(
    input: MessageOptions<TTags> & AnyMessageBody<TWrites> & { discriminateByTags?: string[] },
  ): Promise<ActionableMessage<TTags, AnyMessageBody<TMessages>>>
}

interface Finder<TTags extends TagTypes, TConversation> {
  getById(input: { id: string }): Promise<TConversation>
  list(
    input?: Omit<
      ClientInputs['listConversations'],
      'integrationName' | 'channel' | 'nextToken' | 'tags'
    > & { tags?: TTags['conversation'] },
  ): AsyncCollection<TConversation>
}

/** Finds conversations of all channels: `conversations.*.*`. */
export interface ConversationFinder<TTags extends TagTypes, TMessages = object> extends Finder<
  TTags,
  ActionableConversation<TTags, TMessages>
> {}

/** Finds conversations of one channel: `conversations.<alias>.<channel>`. */
export interface ChannelFinder<
  TTags extends TagTypes,
  TChannel extends string,
  TMessages,
  TWrites = TMessages,
> extends Finder<TTags, ChannelConversation<TTags, TChannel, TMessages, TWrites>> {}

// --- workflows

/** Types of one workflow. */
export interface WorkflowTypes {
  input: unknown
  inputWrite: unknown
  output: unknown
  outputWrite: unknown
  tags: object
}

/** A workflow instance. */
export interface ActionableWorkflow<TName extends string, T extends WorkflowTypes> extends Omit<
  Workflow,
  'name' | 'input' | 'output' | 'tags'
> {
  readonly name: TName
  readonly input: T['input']
  readonly output: Partial<T['output']>
  readonly tags: T['tags']
  update(input: {
    output?: T['outputWrite']
    tags?: T['tags']
    userId?: string
    /** ISO 8601. */
    timeoutAt?: string
  }): Promise<WorkflowResult<TName, T>>
  /**
   * Says that the work has begun. Does nothing when it was said before, when the workflow is not
   * pending, or outside a workflow handler. A pending workflow that nobody acknowledges is
   * triggered again three times, then fails (Botpress platform).
   */
  acknowledgeStartOfProcessing(): Promise<WorkflowResult<TName, T>>
  setFailed(input: { failureReason: string }): Promise<WorkflowResult<TName, T>>
  setCompleted(input?: { output?: T['outputWrite'] }): Promise<WorkflowResult<TName, T>>
  cancel(): Promise<WorkflowResult<TName, T>>
}

interface WorkflowResult<TName extends string, T extends WorkflowTypes> {
  workflow: ActionableWorkflow<TName, T>
}

/** Starts and finds instances of one workflow. */
export interface WorkflowStarter<TName extends string, T extends WorkflowTypes> {
  startNewInstance(input: {
    input: T['inputWrite']
    tags?: T['tags']
    conversationId?: string
    userId?: string
    /** ISO 8601. */
    timeoutAt?: string
  }): Promise<WorkflowResult<TName, T>>
  listInstances(input?: {
    tags?: T['tags']
    conversationId?: string
    userId?: string
    statuses?: WorkflowStatus[]
  }): AsyncCollection<ActionableWorkflow<TName, T>>
}

/** A starter for each workflow. */
export type WorkflowStarters<TWorkflows> = {
  readonly [K in keyof TWorkflows & string]: TWorkflows[K] extends WorkflowTypes
    ? WorkflowStarter<K, TWorkflows[K]>
    : never
}

// --- tables

/** A stored row. */
export type TableRow<TRow> = TRow & RowFields

/** A value to compare with, or one comparison. */
type Comparison<TValue> =
  | TValue
  | { $eq: TValue }
  | { $ne: TValue }
  | { $gt: TValue }
  | { $gte: TValue }
  | { $lt: TValue }
  | { $lte: TValue }
  | { $in: TValue[] }
  | { $nin: TValue[] }
  | { $exists: boolean }
  | { $size: number }
  | { $mod: [divisor: number, remainder: number] }

/** Columns of a row that can be asked for. */
type Columns<TRow> = TRow & Pick<RowFields, 'id' | 'createdAt' | 'updatedAt'>

type ColumnFilter<TRow> = { [K in keyof Columns<TRow>]?: Comparison<NonNullable<Columns<TRow>[K]>> }

/** Which rows: comparisons by column, or a combination of such. */
export type RowFilter<TRow> =
  | (ColumnFilter<TRow> & { $and?: never; $or?: never; $not?: never })
  | { $and: RowFilter<TRow>[] }
  | { $or: RowFilter<TRow>[] }
  | { $not: RowFilter<TRow> }

type Aggregate = 'key' | 'avg' | 'max' | 'min' | 'sum' | 'count'

/** Which rows, and in what order. */
export interface RowQuery<TRow> {
  filter?: RowFilter<TRow>
  group?: { [K in keyof Columns<TRow>]?: Aggregate | Aggregate[] }
  orderBy?: keyof Columns<TRow> & string
  orderDirection?: 'asc' | 'desc'
  search?: string
  select?: (keyof Columns<TRow> & string)[]
  limit?: number
  offset?: number
}

interface RowsResult<TRow> extends Omit<ClientOutputs['createTableRows'], 'rows'> {
  rows: TableRow<TRow>[]
}

interface FoundRows<TRow> extends Omit<ClientOutputs['findTableRows'], 'rows'> {
  rows: TableRow<TRow>[]
}

interface UpsertedRows<TRow> extends Omit<
  ClientOutputs['upsertTableRows'],
  'inserted' | 'updated'
> {
  inserted: TableRow<TRow>[]
  updated: TableRow<TRow>[]
}

interface CreateRows<TWrite> {
  rows: TWrite[]
  waitComputed?: boolean
}

interface UpdateRows<TWrite> {
  rows: (Partial<TWrite> & { id: number })[]
  waitComputed?: boolean
}

interface UpsertRows<TWrite> {
  rows: (TWrite & { id?: number })[]
  keyColumn?: (keyof TWrite & string) | 'id'
  waitComputed?: boolean
}

interface DeleteRows<TRow> {
  ids?: number[]
  filter?: RowFilter<TRow>
  deleteAllRows?: boolean
}

/** One of the plugin's tables. */
export interface Table<TRow, TWrite = TRow> {
  find(query?: RowQuery<TRow>): Promise<FoundRows<TRow>>
  get(input: { id: number }): Promise<{ row: TableRow<TRow> }>
  create(input: CreateRows<TWrite>): Promise<RowsResult<TRow>>
  update(input: UpdateRows<TWrite>): Promise<RowsResult<TRow>>
  upsert(input: UpsertRows<TWrite>): Promise<UpsertedRows<TRow>>
  delete(input: DeleteRows<TRow>): Promise<ClientOutputs['deleteTableRows']>
}

/** A table of each name. */
export type Tables<TRows, TWrites = TRows> = {
  readonly [K in keyof TRows]: Table<TRows[K], K extends keyof TWrites ? TWrites[K] : never>
}

// --- the client, typed by the definition

/** The name of an event to create: one of the plugin's own, or one that is not the plugin's at all. */
type EventName<TPlugin extends string, TEvents, TName> = TName extends `${TPlugin}#${infer TEvent}`
  ? TEvent extends keyof TEvents
    ? TName
    : `${TPlugin}#${keyof TEvents & string}`
  : TName

type EventPayload<
  TPlugin extends string,
  TEvents,
  TName,
> = TName extends `${TPlugin}#${infer TEvent}`
  ? TEvent extends keyof TEvents
    ? TEvents[TEvent]
    : AnyRecord
  : AnyRecord

interface CreateEvent<TType, TPayload> extends Omit<
  ClientInputs['createEvent'],
  'type' | 'payload'
> {
  type: TType
  payload: TPayload
}

/** The row of one of the plugin's tables, or of any other. */
type RowOf<TRows, TName> = TName extends keyof TRows ? TRows[TName] : AnyRecord

interface InTable<TName> {
  table: TName
}

/**
 * The host's client. Creating one of the plugin's own events (`<plugin name>#<event>`) and working
 * on one of its tables is checked against the definition; everything else is the platform's.
 */
export interface PluginClient<
  TPlugin extends string,
  TEvents,
  TRows,
  TWrites = TRows,
> extends BaseClient {
  createEvent<TName extends string>(
    input: CreateEvent<EventName<TPlugin, TEvents, TName>, EventPayload<TPlugin, TEvents, TName>>,
  ): Promise<ClientOutputs['createEvent']>
  findTableRows<TName extends string>(
    input: InTable<TName> & RowQuery<RowOf<TRows, TName>>,
  ): Promise<FoundRows<RowOf<TRows, TName>>>
  getTableRow<TName extends string>(
    input: InTable<TName> & { id: number },
  ): Promise<{ row: TableRow<RowOf<TRows, TName>> }>
  createTableRows<TName extends string>(
    input: InTable<TName> & CreateRows<RowOf<TWrites, TName>>,
  ): Promise<RowsResult<RowOf<TRows, TName>>>
  updateTableRows<TName extends string>(
    input: InTable<TName> & UpdateRows<RowOf<TWrites, TName>>,
  ): Promise<RowsResult<RowOf<TRows, TName>>>
  upsertTableRows<TName extends string>(
    input: InTable<TName> & UpsertRows<RowOf<TWrites, TName>>,
  ): Promise<UpsertedRows<RowOf<TRows, TName>>>
  deleteTableRows<TName extends string>(
    input: InTable<TName> & DeleteRows<RowOf<TRows, TName>>,
  ): Promise<ClientOutputs['deleteTableRows']>
}

// --- dependencies

interface Mapped {
  name: string
}

/** Which integration stands behind an interface, and under which names. */
export interface InterfaceMapping<
  TEntities extends string = string,
  TActions extends string = string,
  TEvents extends string = string,
  TChannels extends string = string,
> extends IntegrationMapping {
  integrationInterfaceAlias: string
  entities: { [K in TEntities]: Mapped }
  actions: { [K in TActions]: Mapped }
  events: { [K in TEvents]: Mapped }
  channels: { [K in TChannels]: Mapped }
}

/** Which integration stands behind an alias of the definition. */
export interface IntegrationMapping {
  id?: string
  name: string
  version: string
  integrationAlias: string
}

/** What a host passes to `initialize`. */
export interface RuntimeProps<
  TConfiguration = AnyRecord,
  TInterfaces = { [alias: string]: InterfaceMapping },
  TIntegrations = { [alias: string]: IntegrationMapping },
> {
  /** The name under which the bot has installed the plugin; usually the plugin's own. */
  alias: string
  configuration: TConfiguration
  interfaces: TInterfaces
  integrations: TIntegrations
}
