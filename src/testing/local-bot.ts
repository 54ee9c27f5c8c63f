/** What a test says to a local bot, and what it sees of it. */
import type {
  AnyRecord,
  AnyTags,
  Client,
  ClientOperation,
  Conversation,
  Event,
  File,
  Message,
  Row,
  State,
  User,
  Workflow,
} from '../runtime/index.js'
import type { Now } from './clock.js'
import type { Failure, FailureOptions } from './failures.js'
import type {
  ClientCall,
  FakeIntegrations,
  HostedPlugin,
  LogLine,
  PluginInstallation,
} from './host/index.js'
import type { StateKey } from './platform/index.js'

/** A user of a bot, by its id, and more. Tags are named as stored: `<alias>#<tag>`. */
export interface InitialUser extends Partial<Pick<User, 'name' | 'pictureUrl' | 'tags'>> {
  readonly id: string
}

/** A conversation of a bot, by its id, and more. Tags are named as stored: `<alias>#<tag>`. */
export interface InitialConversation extends Partial<
  Pick<Conversation, 'channel' | 'integration' | 'tags'>
> {
  readonly id: string
  /** Ids of users. */
  readonly participants?: readonly string[]
}

/** What a bot is made of, beside its plugins. */
export interface BotSettings {
  /** Stand-ins for the integrations that the bot has installed, by alias. */
  readonly integrations?: FakeIntegrations
  /** Default `bot_1`. */
  readonly botId?: string
  /**
   * Where the bot's clock stands (a `Date`, ISO 8601, milliseconds since 1970), `'real'` for the
   * time of day, or a function that is asked each time. Default: it stands at the present.
   * `advance` moves it.
   */
  readonly now?: Now
  /**
   * Whether `Date` follows the bot's clock in handlers and all that they call. It is so for the
   * global `Date`, as it is read while a handler runs; timers (`setTimeout`) are not changed.
   */
  readonly fakeDate?: boolean
  /** The time zone of cron expressions, such as `Europe/Zurich`. Default `UTC`, the platform's. */
  readonly timeZone?: string
  /** Users that there are from the beginning: ids, or more. */
  readonly users?: readonly (string | InitialUser)[]
  /** Conversations that there are from the beginning: ids, or more. */
  readonly conversations?: readonly (string | InitialConversation)[]
  /**
   * What the bot itself declares beside its plugins, as in a `BotDefinition`: `states`, `events`,
   * `tables`, `workflows`, `integrations`, and tags of `user`, `conversation` and `message`.
   */
  readonly botDefinition?: object
  /** How many elements a page of a list holds, at least 1. Default 20. */
  readonly pageSize?: number
}

/** A bot with one plugin. */
export type SinglePlugin<P extends HostedPlugin> = PluginInstallation<P> & {
  /** The name under which the plugin is installed. Default: its own name, or `plugin`. */
  readonly alias?: string
}

/** A bot with several plugins, by alias. */
export interface SeveralPlugins<M extends { [alias: string]: HostedPlugin }> {
  readonly plugins: { readonly [A in keyof M]: PluginInstallation<M[A]> }
}

/** A message that a user sends. Tags are named as stored: `<alias>#<tag>`. */
export interface IncomingMessage {
  readonly type: string
  readonly payload: AnyRecord
  readonly tags?: AnyTags
  /** The sender, created when new: an id, or more. Default: the same user each time. */
  readonly user?: string | InitialUser
  /** Where it is sent, created when new: an id, or more. Default: the same each time. */
  readonly conversation?: string | InitialConversation
}

/** An event that an integration, the bot or a plugin emits: `<integration alias>:<event>` or `<alias>#<event>`. */
export interface IncomingEventInput {
  readonly type: string
  readonly payload?: AnyRecord
  readonly conversationId?: string
  readonly userId?: string
  readonly messageId?: string
}

/** A state as it is stored. */
export interface StoredState extends StateKey {
  /** The id of the owner: a user, conversation, workflow or bot, as `type` says. */
  readonly id: string
  readonly payload: State['payload']
  /** ISO 8601. */
  readonly expiresAt?: string
}

/** An action's name, with or without the plugin's alias. */
type ActionName<A> = (keyof A & string) | `${string}#${string}`

/** What a handler resolves to; any record where the handler is not known. */
type Resolved<THandler> = 0 extends 1 & THandler
  ? AnyRecord
  : THandler extends (props: any) => Promise<infer TOutput>
    ? TOutput
    : AnyRecord

/** What an action's handler resolves to. */
type ActionOutput<A, K> = K extends keyof A ? Resolved<A[K]> : AnyRecord

/** Whose tags. */
export interface TagOwner {
  readonly type: 'user' | 'conversation' | 'message'
  readonly id: string
}

/**
 * A bot in memory; `A` are the actions of its plugin. When a promise of its methods resolves, what
 * was sent has been handled, and so have all events that came of it. It rejects with what a handler
 * threw, as it was thrown. What is read from the bot is a copy.
 */
export interface LocalBot<A = any> {
  readonly id: string
  /**
   * For setting the scene: works on the platform without hooks, and is not among `calls`. Events
   * that it creates are delivered with whatever is sent next, or by `flush`.
   */
  readonly client: Client

  /** A user sends a message; a string is a text message. */
  sendMessage(message: string | IncomingMessage): Promise<{
    readonly message: Message
    readonly user: User
    readonly conversation: Conversation
    readonly event: Event
  }>
  emitEvent(event: IncomingEventInput): Promise<{ readonly event: Event }>
  /**
   * Calls an action of a plugin from outside.
   *
   * @param name `<alias>#<action>`, or `<action>` when only one plugin has it
   */
  callAction<K extends ActionName<A>>(name: K, input?: AnyRecord): Promise<ActionOutput<A, K>>
  /** Ends a state, as its expiry would. */
  expireState(state: StateKey): Promise<void>
  /** Starts a workflow, which is pending at first. */
  startWorkflow(workflow: {
    readonly name: string
    readonly input?: AnyRecord
    readonly conversationId?: string
    readonly userId?: string
    /** ISO 8601. */
    readonly timeoutAt?: string
    readonly tags?: AnyTags
  }): Promise<{ readonly workflow: Workflow }>
  /** Tells the bot that a workflow goes on. */
  continueWorkflow(workflow: { readonly id: string }): Promise<{ readonly workflow: Workflow }>
  /** Ends a workflow, as its timeout would. */
  timeOutWorkflow(workflow: { readonly id: string }): Promise<{ readonly workflow: Workflow }>
  /** Adds tags, named as stored (`<alias>#<tag>`); an empty value takes a tag away. */
  setTags(owner: TagOwner, tags: AnyTags): void

  /**
   * Lets an operation of the plugins' clients fail.
   *
   * @param failure an error, or the type of one of the platform's, such as `RateLimited`
   * @returns ends it
   * @example bot.fail('setState', 'RateLimited', { times: 1 })
   */
  fail<K extends ClientOperation>(
    operation: K,
    failure: Failure,
    options?: FailureOptions<K>,
  ): () => void
  /**
   * Lets an operation of the plugins' clients take its time: a clock that stands is put forward by
   * it without waiting, a real one is waited for.
   *
   * @param ms milliseconds
   * @returns ends it
   */
  delay<K extends ClientOperation>(
    operation: K,
    ms: number,
    options?: FailureOptions<K>,
  ): () => void

  /**
   * Lets time pass (milliseconds) and what is due happen, each at its time: recurring and scheduled
   * events, scheduled messages, expiries, timeouts.
   */
  advance(ms: number): Promise<void>
  /** Lets time pass until a moment (ISO 8601, milliseconds since 1970, a `Date`), as `advance` does. */
  advanceTo(moment: Date | string | number): Promise<void>
  /** Delivers what is due, and events that handlers created after they had returned. */
  flush(): Promise<void>

  /** Now, by the bot's clock. */
  readonly now: Date
  readonly users: readonly User[]
  readonly conversations: readonly Conversation[]
  /** All messages, the users' and the bot's. */
  readonly messages: readonly Message[]
  /** All events except the platform's own notices (`message_created` and the like). */
  readonly events: readonly Event[]
  readonly states: readonly StoredState[]
  readonly workflows: readonly Workflow[]
  readonly files: readonly File[]
  readonly tables: { readonly [table: string]: readonly Row[] }
  /** What plugins asked the platform for, in order. */
  readonly calls: readonly ClientCall[]
  /** What plugins logged, in order. */
  readonly log: readonly LogLine[]
}
