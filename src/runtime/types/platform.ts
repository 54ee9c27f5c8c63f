/**
 * The records of the Botpress platform and the client that a host passes in, structurally: a real
 * `@botpress/client` 1.35 `Client` is assignable to `Client`, and so is the SDK's own wrapper of it.
 */

/** Anything with string keys, as the platform carries it. */
export interface AnyRecord {
  [key: string]: any
}

/** Tags as the platform stores them. */
export interface AnyTags {
  [tag: string]: string
}

/** What a handler may return for tags: `undefined` leaves the tag out. */
export interface AnyTagValues {
  [tag: string]: string | undefined
}

/** What the host says about the current call. */
export type BotContext = {
  readonly botId: string
  /** The kind of event that triggered the call, such as `message_created`. */
  readonly type: string
  readonly operation: 'event_received' | 'register' | 'unregister' | 'ping' | 'action_triggered'
  readonly configuration: { readonly payload: string }
}

/** What a log line is about. */
export type LogOptions = {
  readonly userId?: string
  readonly conversationId?: string
  readonly workflowId?: string
  readonly eventId?: string
  readonly messageId?: string
}

/** A problem for the people who run a bot. */
export type LogIssue = {
  type: 'issue'
  code: string
  category: 'user_code' | 'limits' | 'configuration' | 'other'
  title: string
  description: string
  data: { [field: string]: { raw: string; pretty?: string } }
  /** The fields of `data` that tell one such problem from another. */
  groupBy: string[]
  traceId?: string
}

/** The bot's logger, with the same methods on every logger derived from it. */
export interface Logger {
  info(...args: readonly unknown[]): void
  debug(...args: readonly unknown[]): void
  warn(...args: readonly unknown[]): void
  error(...args: readonly unknown[]): void
  /** Reports something to the people who run the bot, who see it grouped by its data. */
  issue(issue: LogIssue): void
  with(options: LogOptions): Logger
  withUserId(userId: string): Logger
  withConversationId(conversationId: string): Logger
  withWorkflowId(workflowId: string): Logger
  withEventId(eventId: string): Logger
  withMessageId(messageId: string): Logger
  /** The logger of the bot itself; there also when the host's own logger has no such method. */
  forBot(): Logger
}

/** A conversation as the platform stores it. Times are ISO 8601. */
export type Conversation = {
  id: string
  currentTaskId?: string
  currentWorkflowId?: string
  createdAt: string
  updatedAt: string
  channel: string
  /** The alias of the integration that the conversation belongs to. */
  integration: string
  tags: AnyTags
}

/** A user as the platform stores it. Times are ISO 8601. */
export type User = {
  id: string
  createdAt: string
  updatedAt: string
  tags: AnyTags
  name?: string
  pictureUrl?: string
  attributes?: AnyTags
}

/** What all messages have, whatever they say. Times are ISO 8601. */
export type MessageBase = {
  id: string
  createdAt: string
  updatedAt: string
  direction: 'incoming' | 'outgoing'
  userId: string
  conversationId: string
  origin?: 'synthetic'
}

/** A message as the platform stores it. */
export type Message = MessageBase & {
  type: string
  payload: AnyRecord
  tags: AnyTags
}

/** An event as the platform stores it. */
export type Event = EventBase & {
  payload: AnyRecord
}

/** What all events have, whatever they carry. Times are ISO 8601. */
export type EventBase = {
  id: string
  createdAt: string
  type: string
  conversationId?: string
  userId?: string
  messageId?: string
  status: 'pending' | 'processed' | 'ignored' | 'failed' | 'scheduled' | 'canceled'
  failureReason: string | null
}

/** A state as the platform stores it. Times are ISO 8601. */
export type State = {
  id: string
  createdAt: string
  updatedAt: string
  botId: string
  conversationId?: string
  userId?: string
  name: string
  type: 'conversation' | 'user' | 'bot' | 'integration' | 'task' | 'workflow'
  payload: AnyRecord
}

export type WorkflowStatus =
  | 'pending'
  | 'in_progress'
  | 'failed'
  | 'completed'
  | 'listening'
  | 'paused'
  | 'timedout'
  | 'cancelled'

/** A workflow instance as the platform stores it. Times are ISO 8601. */
export type Workflow = {
  id: string
  name: string
  status: WorkflowStatus
  input: AnyRecord
  output: AnyRecord
  parentWorkflowId?: string
  conversationId?: string
  userId?: string
  createdAt: string
  updatedAt: string
  completedAt?: string
  failureReason?: string
  timeoutAt: string
  tags: AnyTags
}

/** A file as the platform stores it. Times are ISO 8601, sizes in bytes. */
export type File = {
  id: string
  botId: string
  key: string
  url: string
  size: number | null
  contentType: string
  tags: AnyTags
  metadata: AnyRecord
  createdAt: string
  updatedAt: string
  accessPolicies: ('public_content' | 'integrations')[]
  index: boolean
  status:
    | 'upload_pending'
    | 'upload_failed'
    | 'upload_completed'
    | 'indexing_pending'
    | 'indexing_failed'
    | 'indexing_completed'
  failedStatusReason?: string
  expiresAt?: string
  owner: { type: 'bot' | 'integration' | 'user'; id?: string; name?: string; alias?: string }
  indexingStack?: 'v1' | 'v2'
}

/** What the platform adds to every row of a table. */
export type RowFields = {
  id: number
  /** ISO 8601. */
  createdAt: string
  /** ISO 8601. */
  updatedAt: string
  computed: {
    [column: string]: { status: string; error?: string; updatedBy?: string; updatedAt?: string }
  }
  stale?: string[]
  similarity?: number
}

/** A row as the platform stores it. */
export type Row = {
  id: number
  createdAt?: string
  updatedAt?: string
  computed: RowFields['computed']
  stale?: string[]
  similarity?: number
  [column: string]: AnyRecord[string]
}

/** When an event or a message is to be sent: at `dateTime` (ISO 8601) or after `delay` milliseconds. */
export type Schedule = {
  dateTime?: string
  delay?: number
}

interface ById {
  id: string
}

/** Where the next page starts, if there is one. */
export type PageMeta = {
  nextToken?: string
}

interface FileOptions {
  key: string
  tags?: AnyTags
  index?: boolean
  indexing?: AnyRecord
  accessPolicies?: ('public_content' | 'integrations')[]
  contentType?: string
  expiresAt?: string
  publicContentImmediatelyAccessible?: boolean
  metadata?: AnyRecord
}

interface WorkflowInput {
  name: string
  input?: AnyRecord
  parentWorkflowId?: string
  conversationId?: string
  userId?: string
  timeoutAt?: string
  tags?: AnyTags
  status: 'pending' | 'in_progress' | 'listening'
  eventId?: string
}

interface MessageInput {
  type: string
  payload: AnyRecord
  userId: string
  conversationId: string
  tags: AnyTags
  schedule?: Schedule
  origin?: 'synthetic'
}

interface ConversationInput {
  channel: string
  tags: AnyTags
  integrationName?: string
}

interface UserInput {
  tags: AnyTags
  integrationName?: string
  name?: string
  pictureUrl?: string
  attributes?: AnyTags
}

interface StateKey {
  type: State['type']
  id: string
  name: string
}

interface CachedMeta {
  cached: boolean
}

interface RowsOutput {
  rows: Row[]
  warnings?: string[]
  errors?: string[]
}

/** What each operation of the client takes. */
export interface ClientInputs {
  getConversation: ById
  listConversations: {
    nextToken?: string
    sortField?: 'createdAt' | 'updatedAt'
    sortDirection?: 'asc' | 'desc'
    tags?: AnyTags
    participantIds?: string[]
    integrationName?: string
    channel?: string
    afterDate?: string
    beforeDate?: string
  }
  updateConversation: { id: string; currentTaskId?: string; tags?: AnyTags }
  deleteConversation: ById
  listParticipants: { id: string; nextToken?: string }
  addParticipant: { id: string; userId: string }
  getParticipant: { id: string; userId: string }
  removeParticipant: { id: string; userId: string }
  createEvent: {
    type: string
    payload: AnyRecord
    schedule?: Schedule
    conversationId?: string
    userId?: string
    workflowId?: string
    messageId?: string
  }
  getEvent: ById
  listEvents: {
    nextToken?: string
    type?: string
    conversationId?: string
    userId?: string
    messageId?: string
    workflowId?: string
    status?: 'pending' | 'processed' | 'ignored' | 'failed' | 'scheduled'
  }
  createMessage: MessageInput
  getOrCreateMessage: MessageInput & { discriminateByTags?: string[] }
  getMessage: ById
  updateMessage: { id: string; tags: AnyTags; payload?: AnyRecord }
  listMessages: {
    nextToken?: string
    conversationId?: string
    tags?: AnyTags
    afterDate?: string
    beforeDate?: string
  }
  deleteMessage: ById
  getUser: ById
  listUsers: {
    nextToken?: string
    conversationId?: string
    tags?: AnyTags
    afterDate?: string
    beforeDate?: string
    rangeField?: 'createdAt' | 'updatedAt'
    sortField?: 'createdAt' | 'updatedAt'
    sortDirection?: 'asc' | 'desc'
  }
  updateUser: {
    id: string
    tags?: AnyTags
    name?: string | null
    pictureUrl?: string | null
    attributes?: { [name: string]: string | null }
  }
  deleteUser: ById
  getState: StateKey
  setState: StateKey & { payload: AnyRecord | null; expiry?: number | null }
  getOrSetState: StateKey & { payload: AnyRecord; expiry?: number | null }
  patchState: StateKey & { payload: AnyRecord }
  callAction: { type: string; input: AnyRecord }
  uploadFile: FileOptions & { content?: unknown; url?: string }
  upsertFile: FileOptions & { size: number }
  deleteFile: ById
  listFiles: {
    nextToken?: string
    sortField?: 'createdAt' | 'updatedAt' | 'size' | 'key' | 'status'
    sortDirection?: 'asc' | 'desc'
    tags?: AnyRecord
    ids?: string[]
    indexed?: boolean
  }
  getFile: ById
  updateFileMetadata: {
    id: string
    metadata?: AnyRecord
    tags?: { [tag: string]: string | null }
    accessPolicies?: ('public_content' | 'integrations')[]
    expiresAt?: string | null
  }
  searchFiles: {
    query: string
    tags?: AnyRecord
    contextDepth?: number
    limit?: number
    consolidate?: boolean
    includeBreadcrumb?: boolean
    withContext?: boolean
  }
  trackAnalytics: { name: string; count: number }
  getTableRow: { table: string; id: number }
  createTableRows: { table: string; rows: AnyRecord[]; waitComputed?: boolean }
  findTableRows: {
    table: string
    limit?: number
    offset?: number
    filter?: AnyRecord
    group?: AnyRecord
    search?: string
    select?: string[]
    orderBy?: string
    orderDirection?: 'asc' | 'desc'
  }
  deleteTableRows: { table: string; ids?: number[]; filter?: AnyRecord; deleteAllRows?: boolean }
  updateTableRows: { table: string; rows: (AnyRecord & { id: number })[]; waitComputed?: boolean }
  upsertTableRows: {
    table: string
    rows: (AnyRecord & { id?: number })[]
    keyColumn?: string
    waitComputed?: boolean
  }
  createWorkflow: WorkflowInput
  getOrCreateWorkflow: WorkflowInput & {
    discriminateByTags?: string[]
    discriminateByStatusGroup?: 'active' | 'finished'
  }
  getWorkflow: ById
  updateWorkflow: {
    id: string
    output?: AnyRecord
    timeoutAt?: string
    status?: 'failed' | 'in_progress' | 'listening' | 'completed' | 'paused' | 'cancelled'
    failureReason?: string
    tags?: AnyTags
    userId?: string
    eventId?: string
  }
  deleteWorkflow: ById
  listWorkflows: {
    nextToken?: string
    tags?: AnyTags
    conversationId?: string
    userId?: string
    parentWorkflowId?: string
    statuses?: WorkflowStatus[]
    name?: string
  }
  createConversation: ConversationInput
  getOrCreateConversation: ConversationInput & { discriminateByTags?: string[] }
  createUser: UserInput
  getOrCreateUser: UserInput & { discriminateByTags?: string[] }
}

/** What each operation of the client resolves to. */
export interface ClientOutputs {
  getConversation: { conversation: Conversation }
  listConversations: { conversations: Conversation[]; meta: PageMeta }
  updateConversation: { conversation: Conversation }
  deleteConversation: object
  listParticipants: { participants: User[]; meta: PageMeta }
  addParticipant: { participant: User }
  getParticipant: { participant: User }
  removeParticipant: object
  createEvent: { event: Event }
  getEvent: { event: Event }
  listEvents: { events: Event[]; meta: PageMeta }
  createMessage: { message: Message }
  getOrCreateMessage: { message: Message }
  getMessage: { message: Message }
  updateMessage: { message: Message }
  listMessages: { messages: Message[]; meta: PageMeta }
  deleteMessage: object
  getUser: { user: User }
  listUsers: { users: User[]; meta: PageMeta }
  updateUser: { user: User }
  deleteUser: object
  getState: { state: State; meta: CachedMeta }
  setState: { state: State }
  getOrSetState: { state: State; meta: CachedMeta }
  patchState: { state: State }
  callAction: { output: AnyRecord[string]; meta: CachedMeta }
  uploadFile: { file: File & { uploadUrl: string } }
  upsertFile: { file: File & { uploadUrl: string } }
  deleteFile: object
  listFiles: { files: File[]; meta: PageMeta }
  getFile: { file: File }
  updateFileMetadata: { file: File }
  searchFiles: {
    passages: {
      content: string
      score: number
      meta: AnyRecord
      file: Pick<
        File,
        'id' | 'key' | 'contentType' | 'metadata' | 'tags' | 'createdAt' | 'updatedAt'
      >
      context?: { id?: string; text: string; offset?: number; type: string }[]
    }[]
  }
  trackAnalytics: object
  getTableRow: { row: Row }
  createTableRows: RowsOutput
  findTableRows: {
    rows: Row[]
    hasMore: boolean
    offset: number
    limit: number
    warnings?: string[]
  }
  deleteTableRows: { deletedRows: number }
  updateTableRows: RowsOutput
  upsertTableRows: { inserted: Row[]; updated: Row[]; warnings?: string[]; errors?: string[] }
  createWorkflow: { workflow: Workflow }
  getOrCreateWorkflow: { workflow: Workflow }
  getWorkflow: { workflow: Workflow }
  updateWorkflow: { workflow: Workflow }
  deleteWorkflow: object
  listWorkflows: { workflows: Workflow[]; meta: PageMeta }
  createConversation: { conversation: Conversation }
  getOrCreateConversation: { conversation: Conversation }
  createUser: { user: User }
  getOrCreateUser: { user: User }
}

/** The name of an operation of the client. */
export type ClientOperation = keyof ClientInputs

/** The operations of the client that a definition says something about. */
type TypedOperation =
  | 'createEvent'
  | 'getTableRow'
  | 'createTableRows'
  | 'findTableRows'
  | 'deleteTableRows'
  | 'updateTableRows'
  | 'upsertTableRows'

/** An operation that only hosts with an SDK before 6.4 have. */
type FormerOperation = 'getOrCreateMessage'

/** One operation, as a method: its input is compared both ways, so that a stricter client fits. */
type Operation<TInput, TOutput> = { method(input: TInput): Promise<TOutput> }['method']

/** Some operations of the client. */
export type Operations<TOperation extends ClientOperation> = {
  readonly [K in TOperation]: Operation<ClientInputs[K], ClientOutputs[K]>
}

/** The client without the operations that `PluginClient` types by the definition. */
export interface BaseClient extends Operations<
  Exclude<ClientOperation, TypedOperation | FormerOperation>
> {
  readonly getOrCreateMessage?: Operation<
    ClientInputs['getOrCreateMessage'],
    ClientOutputs['getOrCreateMessage']
  >
}

/** The client that a host passes in. */
export interface Client extends Operations<Exclude<ClientOperation, FormerOperation>> {
  readonly getOrCreateMessage?: Operation<
    ClientInputs['getOrCreateMessage'],
    ClientOutputs['getOrCreateMessage']
  >
}
