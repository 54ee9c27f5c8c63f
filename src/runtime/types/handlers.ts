/**
 * What handlers receive and return, and how they are registered. Generated code gives the data as
 * plain interfaces (`Events`, `Messages`, …); the types here turn such a map into handler types,
 * one property at a time, so that a file pays only for the handlers it writes.
 */
import type {
  AnyRecord,
  AnyTagValues,
  ClientInputs,
  ClientOutputs,
  EventBase,
  MessageBase,
  State,
} from './platform.js'
import type {
  ActionableConversation,
  ActionableMessage,
  ActionableWorkflow,
  MessageBody,
  Participant,
  TagTypes,
  WorkflowTypes,
} from './proxies.js'

/** Types of one action, as its caller and its handler see them. */
export interface ActionTypes {
  /** What the handler receives. */
  input: unknown
  /** What the caller hands over. */
  inputWrite: unknown
  /** What the caller receives. */
  output: unknown
  /** What the handler returns. */
  outputWrite: unknown
}

/** One slot of an action's types. Not a conditional type, which would cost each action one check. */
type ActionSlot<TAction, TSlot extends keyof ActionTypes> = TAction[TSlot & keyof TAction]

/** A map of actions as functions: an input in, an output out. */
export type Calls<TActions> = {
  readonly [K in keyof TActions]: (
    input: ActionSlot<TActions[K], 'inputWrite'>,
  ) => Promise<ActionSlot<TActions[K], 'output'>>
}

/** What a registered handler returns: a promise or a plain value. */
type Awaitable<T> = T | Promise<T>

// --- handlers

interface ActionFields<TName, TInput> {
  input: TInput
  /** The action's name as the bot knows it: `<alias>#<action>`. */
  type?: TName
}

/**
 * `TType` is `never` where sources tell the props of actions apart by `type`, as the SDK's types
 * allow.
 */
export type ActionHandlers<TProps, TActions, TType = string> = {
  [K in keyof TActions]: (
    props: TProps & ActionFields<K | TType, ActionSlot<TActions[K], 'input'>>,
  ) => Promise<ActionSlot<TActions[K], 'outputWrite'>>
}

/** An event as a handler receives it. */
export interface IncomingEvent<TPayload = AnyRecord> extends EventBase {
  payload: TPayload
  /** The id of the bot that received the event. */
  botId: string
}

interface EventFields<TPayload> {
  event: IncomingEvent<TPayload>
}

/** The value that a map has for a key; `TAny` for `*`. */
type Lookup<TMap, TKey, TAny> = TKey extends keyof TMap ? TMap[TKey] : TAny

export type EventHandlers<TProps, TEvents> = {
  [K in keyof TEvents | '*']: (
    props: TProps & EventFields<Lookup<TEvents, K, AnyRecord>>,
  ) => Awaitable<void>
}

type Body<TMessages, TKey> = TKey extends keyof TMessages
  ? MessageBody<TKey, TMessages[TKey]>
  : MessageBody<string, AnyRecord>

interface MessageFields<TTags extends TagTypes, TWrites, TBody> {
  message: ActionableMessage<TTags, TBody>
  user: Participant<TTags>
  conversation: ActionableConversation<TTags, TWrites>
  event: IncomingEvent
}

export type MessageHandlers<TProps, TMessages, TTags extends TagTypes, TWrites = TMessages> = {
  [K in keyof TMessages | '*']: (
    props: TProps & MessageFields<TTags, TWrites, Body<TMessages, K>>,
  ) => Awaitable<void>
}

interface StateFields<TPayload> {
  state: Omit<State, 'payload'> & { payload: TPayload }
}

export type StateExpiredHandlers<TProps, TStates> = {
  [K in keyof TStates | '*']: (
    props: TProps &
      StateFields<K extends keyof TStates ? Lookup<TStates[K], 'payload', AnyRecord> : AnyRecord>,
  ) => Awaitable<void>
}

interface WorkflowFields<
  TName extends string,
  TWorkflow extends WorkflowTypes,
  TWrites,
  TTags extends TagTypes,
> {
  workflow: ActionableWorkflow<TName, TWorkflow>
  event: IncomingEvent
  conversation?: ActionableConversation<TTags, TWrites>
  user?: Participant<TTags>
}

export type WorkflowHandlers<TProps, TWorkflows, TWrites, TTags extends TagTypes> = {
  [K in keyof TWorkflows & string]: TWorkflows[K] extends WorkflowTypes
    ? (props: TProps & WorkflowFields<K, TWorkflows[K], TWrites, TTags>) => Awaitable<void>
    : never
}

// --- hooks

interface HookFields<TData> {
  data: TData
}

/** The result of a hook that comes too late, or too early, to stop anything. */
interface HookResult<TData> {
  /** Takes the place of the data for all that follows. */
  data?: TData
  // Named, as an excess property in what a callback returns would not be an error.
  stop?: never
}

interface StoppableResult<TData> {
  /** Takes the place of the data for all that follows. */
  data?: TData
  /** Ends the processing of this event or message. (For action calls, hosts of SDK 5.4 ignore it.) */
  stop?: boolean
}

/** Tags that a hook hands back; a plugin that declares none may hand back any. */
type HookTags<TTags> = [keyof TTags & string] extends [never]
  ? AnyTagValues
  : { [K in keyof TTags]?: TTags[K] | undefined }

type Tagged<TData, TTags> = Omit<TData, 'tags'> & { tags: TTags }

/** A message as hooks see it: the platform's record with the plugin's own tags. */
interface MessageData<TBody extends MessageBody<unknown, unknown>, TTags> extends MessageBase {
  type: TBody['type']
  payload: TBody['payload']
  tags: TTags
}

interface MessageHookFields<TTags extends TagTypes, TWrites> {
  /** There when the host supplies it. */
  user?: Participant<TTags>
  /** There when the host supplies it. */
  conversation?: ActionableConversation<TTags, TWrites>
}

type Hook<TProps, TData, TResult> = (
  props: TProps & HookFields<TData>,
) => Awaitable<TResult | undefined | void>

interface EventData<TPayload> extends EventBase {
  payload: TPayload
}

type EventHooks<TProps, TEvents> = {
  [K in keyof TEvents | '*']: Hook<
    TProps,
    EventData<Lookup<TEvents, K, AnyRecord>>,
    StoppableResult<EventData<Lookup<TEvents, K, AnyRecord>>>
  >
}

/** Tags that a hook sees; a plugin that declares none sees none, but may look. */
type SeenTags<TTags> = [keyof TTags & string] extends [never] ? AnyTagValues : TTags

type MessageHooks<TProps, TMessages, TTags extends TagTypes, TWrites> = {
  [K in keyof TMessages | '*']: Hook<
    TProps & MessageHookFields<TTags, TWrites>,
    MessageData<Body<TMessages, K>, SeenTags<TTags['message']>>,
    StoppableResult<MessageData<Body<TMessages, K>, HookTags<TTags['message']>>>
  >
}

type OutgoingMessage<TBody, TTags> = Tagged<
  Omit<ClientInputs['createMessage'], 'type' | 'payload'> & TBody,
  TTags
>

type OutgoingMessageHooks<TProps, TMessages, TTags extends TagTypes> = {
  [K in keyof TMessages | '*']: Hook<
    TProps,
    OutgoingMessage<Body<TMessages, K>, SeenTags<TTags['message']>>,
    HookResult<OutgoingMessage<Body<TMessages, K>, HookTags<TTags['message']>>>
  >
}

type SentMessageHooks<TProps, TMessages, TTags extends TagTypes> = {
  [K in keyof TMessages | '*']: Hook<
    TProps,
    { message: MessageData<Body<TMessages, K>, SeenTags<TTags['message']>> },
    HookResult<{ message: MessageData<Body<TMessages, K>, HookTags<TTags['message']>> }>
  >
}

interface CallData<TInput> {
  type: string
  input: TInput
}

interface CalledData<TOutput> {
  type: string
  output: TOutput
}

interface OutgoingCalledData<TOutput> extends CalledData<TOutput> {
  meta: ClientOutputs['callAction']['meta']
}

type Slot<TActions, TKey, TSlot extends keyof ActionTypes> = TKey extends keyof TActions
  ? Lookup<TActions[TKey], TSlot, AnyRecord>
  : AnyRecord

type IncomingCallHooks<TProps, TActions> = {
  [K in keyof TActions | '*']: Hook<
    TProps,
    CallData<Slot<TActions, K, 'input'>>,
    StoppableResult<CallData<Slot<TActions, K, 'input'>>>
  >
}

type IncomingCalledHooks<TProps, TActions> = {
  [K in keyof TActions | '*']: Hook<
    TProps,
    CalledData<Slot<TActions, K, 'output'>>,
    StoppableResult<CalledData<Slot<TActions, K, 'output'>>>
  >
}

type OutgoingCallHooks<TProps, TCalls> = {
  [K in keyof TCalls | '*']: Hook<
    TProps,
    CallData<Slot<TCalls, K, 'inputWrite'>>,
    HookResult<CallData<Slot<TCalls, K, 'inputWrite'>>>
  >
}

type OutgoingCalledHooks<TProps, TCalls> = {
  [K in keyof TCalls | '*']: Hook<
    TProps,
    OutgoingCalledData<Slot<TCalls, K, 'output'>>,
    HookResult<OutgoingCalledData<Slot<TCalls, K, 'output'>>>
  >
}

/** The maps that the hooks of a plugin are about. */
export interface HookData {
  /** Event name → payload. */
  events: object
  /** Message type → payload that is received. */
  messages: object
  /** Message type → payload that is sent. */
  messagesWrite: object
  /** The plugin's own actions. */
  actions: object
  /** Actions that can be called: own ones by name, those of dependencies as `<alias>:<action>`. */
  calls: object
  tags: TagTypes
}

/** Hook type → what it is about → handler. */
export interface HookHandlers<TProps, T extends HookData> {
  before_incoming_event: EventHooks<TProps, T['events']>
  before_incoming_message: MessageHooks<TProps, T['messages'], T['tags'], T['messagesWrite']>
  before_outgoing_message: OutgoingMessageHooks<TProps, T['messagesWrite'], T['tags']>
  before_outgoing_call_action: OutgoingCallHooks<TProps, T['calls']>
  before_incoming_call_action: IncomingCallHooks<TProps, T['actions']>
  after_incoming_event: EventHooks<TProps, T['events']>
  after_incoming_message: MessageHooks<TProps, T['messages'], T['tags'], T['messagesWrite']>
  after_outgoing_message: SentMessageHooks<TProps, T['messages'], T['tags']>
  after_outgoing_call_action: OutgoingCalledHooks<TProps, T['calls']>
  after_incoming_call_action: IncomingCalledHooks<TProps, T['actions']>
}

/** The name of a hook, as hosts know it. */
export type HookType = keyof HookHandlers<unknown, HookData>

/** The props of the `*` handler of each hook. */
export type HookHandlerProps<THooks> = {
  [K in keyof THooks]: THooks[K] extends { '*': (props: infer TProps) => unknown } ? TProps : never
}

// --- handlers by their types

/**
 * Handlers as authors refer to them: all return promises, so that who calls one can rely on it. They
 * are made of the types that are registered, and only where an author names one.
 */
export type Asynchronous<THandlers> = {
  [K in keyof THandlers]: THandlers[K] extends (props: infer TProps) => infer TResult
    ? (props: TProps) => Promise<Settled<TResult>>
    : never
}

/** What comes of a result: nothing, or something or `undefined`, which can be asked for properties. */
type Settled<TResult> = [Awaited<TResult>] extends [void]
  ? void
  : Exclude<Awaited<TResult>, void> | undefined

/** The same for each kind of hook. */
export type AsynchronousHooks<THooks> = { [K in keyof THooks]: Asynchronous<THooks[K]> }

// --- registration

/**
 * All handler types of one plugin, each a map from names to handlers. `unknown`, as to compare them
 * with anything else the compiler would have to look into each.
 */
export interface HandlerTypes {
  actions: unknown
  messages: unknown
  events: unknown
  statesExpired: unknown
  workflows: unknown
  hooks: { [K in HookType]: unknown }
}

/** Registers one handler for a name or for `*`. */
type Register<THandlers> = <TName extends keyof THandlers & string>(
  name: TName,
  handler: THandlers[TName],
) => void

/** What `plugin.on` is, and what the function given as `on` receives. */
export interface Registrar<T extends HandlerTypes> {
  readonly message: Register<T['messages']>
  readonly event: Register<T['events']>
  readonly stateExpired: Register<T['statesExpired']>
  readonly beforeIncomingEvent: Register<T['hooks']['before_incoming_event']>
  readonly beforeIncomingMessage: Register<T['hooks']['before_incoming_message']>
  readonly beforeOutgoingMessage: Register<T['hooks']['before_outgoing_message']>
  readonly beforeOutgoingCallAction: Register<T['hooks']['before_outgoing_call_action']>
  readonly beforeIncomingCallAction: Register<T['hooks']['before_incoming_call_action']>
  readonly afterIncomingEvent: Register<T['hooks']['after_incoming_event']>
  readonly afterIncomingMessage: Register<T['hooks']['after_incoming_message']>
  readonly afterOutgoingMessage: Register<T['hooks']['after_outgoing_message']>
  readonly afterOutgoingCallAction: Register<T['hooks']['after_outgoing_call_action']>
  readonly afterIncomingCallAction: Register<T['hooks']['after_incoming_call_action']>
  readonly workflowStart: Register<T['workflows']>
  readonly workflowContinue: Register<T['workflows']>
  readonly workflowTimeout: Register<T['workflows']>
}

/** A handler as the host calls it: with what the host has, without what the plugin adds. */
type HostHandler = (props: AnyRecord) => Promise<AnyRecord[string]>

interface HostHandlerLists {
  readonly [name: string]: HostHandler[]
}

/** The maps that a host reads. They answer for any key. */
export interface PluginHandlers {
  /** By action name, with or without `<alias>#`; `undefined` for an unknown one. */
  readonly actionHandlers: { readonly [name: string]: HostHandler | undefined }
  /** By message type or `*`: the type's own and those of `*`, in the order of registration. */
  readonly messageHandlers: HostHandlerLists
  /** By event type or `*`, with or without `<alias>#`. */
  readonly eventHandlers: HostHandlerLists
  /** By state name or `*`, with or without `<alias>#`. */
  readonly stateExpiredHandlers: HostHandlerLists
  /** By hook type, then by data type or `*`. */
  readonly hookHandlers: { readonly [K in HookType]: HostHandlerLists }
  /** By what happened, then by workflow name; each resolves to the newest workflow record. */
  readonly workflowHandlers: {
    readonly [K in 'started' | 'continued' | 'timed_out']: HostHandlerLists
  }
}

type Lists<THandlers> = { [K in keyof THandlers]?: THandlers[K][] }

/** The handlers of a plugin under the names of the maps that a host reads, with the types of handlers. */
export interface HandlerMaps<TActions, TMessages, TEvents, TStatesExpired, THooks, TWorkflows> {
  actionHandlers: TActions
  messageHandlers: Lists<TMessages>
  eventHandlers: Lists<TEvents>
  stateExpiredHandlers: Lists<TStatesExpired>
  hookHandlers: { [K in keyof THooks]: Lists<THooks[K]> }
  workflowHandlers: { [K in 'started' | 'continued' | 'timed_out']: Lists<TWorkflows> }
}

/** The handler of everything, of each kind of hook. */
export type AnyHookHandlers<THooks> = {
  [K in keyof THooks]: THooks[K] extends { '*': infer THandler } ? THandler : never
}

/** The part of a definition that the runtime looks at when it is passed in. */
export interface DefinitionLike {
  readonly name: string
  readonly version: string
  /** Checks that the plugin was generated from this definition. It is here so that plugins without a definition do not carry it. */
  check?(spec: object): void
}
