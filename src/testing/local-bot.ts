/** What a test says to a local bot, and what it sees of it. */
import type {
  AnyRecord,
  AnyTags,
  Client,
  Conversation,
  Event,
  File,
  Message,
  State,
  User,
  Workflow,
} from '../runtime/index.js'
import type { Now } from './clock.js'
import type { Failures } from './failures.js'
import type {
  Backing,
  ClientCall,
  HostedPlugin,
  LogLine,
  PluginInstallation,
} from './host/index.js'
import type { StateKey } from './platform/index.js'
import type {
  ActionInput,
  ActionName,
  ActionOutput,
  BotTypes,
  EventPayload,
  EventType,
  MessagePayload,
  NamedState,
  PluginTypes,
  StandIns,
  StateName,
  StoredTags,
  TableRows,
  TaggedKind,
  UntypedPlugin,
  WorkflowName,
  WorkflowStart,
} from './plugin-types.js'

/** A user of a bot, by its id, and more. Tags are named as stored: `<alias>#<tag>`. */
export interface InitialUser<TTags = AnyTags> extends Partial<Pick<User, 'name' | 'pictureUrl'>> {
  readonly id: string
  readonly tags?: TTags
}

/** A conversation of a bot, by its id, and more. Tags are named as stored: `<alias>#<tag>`. */
export interface InitialConversation<TTags = AnyTags> extends Partial<
  Pick<Conversation, 'channel' | 'integration'>
> {
  readonly id: string
  readonly tags?: TTags
  /** Ids of users. */
  readonly participants?: readonly string[]
}

/** What a bot is made of, beside its plugins; `T` are their types. */
export interface BotSettings<T extends PluginTypes = UntypedPlugin> {
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
  readonly users?: readonly (string | InitialUser<StoredTags<T, 'user'>>)[]
  /** Conversations that there are from the beginning: ids, or more. */
  readonly conversations?: readonly (string | InitialConversation<StoredTags<T, 'conversation'>>)[]
  /**
   * What the bot itself declares beside its plugins, as in a `BotDefinition`: `states`, `events`,
   * `tables`, `workflows`, `integrations`, and tags of `user`, `conversation` and `message`.
   */
  readonly botDefinition?: object
  /** How many elements a page of a list holds, at least 1. Default 20. */
  readonly pageSize?: number
}

/** What stands behind dependencies, by their alias in the plugin's definition. */
export interface Backings {
  readonly [alias: string]: string | Backing
}

/**
 * What a bot is made of: one plugin, `P`, or several by alias. One type and no union, as the
 * compiler blames the property that is wrong only then.
 */
export type BotOptions<
  P extends HostedPlugin,
  D extends Backings | undefined,
  M extends { [alias: string]: HostedPlugin },
  A extends string | undefined,
  B extends object | undefined,
  N extends { [alias: string]: unknown },
> = Omit<BotSettings<BotTypes<P, A, M, B>>, 'botDefinition'> &
  Omit<PluginInstallation<P>, 'plugin' | 'dependencies'> & {
    readonly plugin?: P
    /** What the bot itself declares, see `BotSettings`. */
    readonly botDefinition?: B
    /** The name under which the plugin is installed. Default: its own name, or `plugin`. */
    readonly alias?: A
    /** In place of `plugin`: several, by the alias under which each is installed. */
    readonly plugins?: { readonly [A in keyof M]: PluginInstallation<M[A]> } & {
      readonly [A in keyof N]: { readonly dependencies?: N[A] }
    }
    /**
     * What stands behind the plugin's interfaces and integrations, by their alias in its definition:
     * the alias of an integration of the bot, or more when names differ. Default: the integration of
     * the same alias.
     */
    readonly dependencies?: D
    /**
     * Stand-ins for the integrations that the bot has installed, by alias. They are typed where
     * their aliases are those of dependencies that are not mapped.
     */
    readonly integrations?: StandIns<P, M, D, N, B>
  }

/**
 * What the bot of `plugin-kit dev` is made of: the default export of `plugin.dev.ts`, which stands
 * beside the definition. Everything that `createBot` takes, without the plugin.
 *
 * @typeParam P the plugin's class, as it is generated
 * @typeParam D `Backings` where `dependencies` is given: stand-ins are not typed then
 * @example export default { configuration: { enabled: true } } satisfies DevOptions<Plugin>
 */
export type DevOptions<
  P extends HostedPlugin = HostedPlugin,
  D extends Backings | undefined = undefined,
> = Omit<BotOptions<P, D, {}, string | undefined, object | undefined, {}>, 'plugin' | 'plugins'>

/** A message of the type `K` that a user sends. Tags are named as stored: `<alias>#<tag>`. */
export interface IncomingMessage<T extends PluginTypes = UntypedPlugin, K extends string = string> {
  readonly type: K
  readonly payload: MessagePayload<T, K>
  readonly tags?: StoredTags<T, 'message'>
  /** The sender, created when new: an id, or more. Default: the same user each time. */
  readonly user?: string | InitialUser<StoredTags<T, 'user'>>
  /** Where it is sent, created when new: an id, or more. Default: the same each time. */
  readonly conversation?: string | InitialConversation<StoredTags<T, 'conversation'>>
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

/** Whose tags. */
export interface TagOwner<K extends TaggedKind = TaggedKind> {
  readonly type: K
  readonly id: string
}

/**
 * A bot in memory; `T` are the types of its plugin. When a promise of its methods resolves, what
 * was sent has been handled, and so have all events that came of it. It rejects with what a handler
 * threw, as it was thrown. What is read from the bot is a copy.
 */
export interface LocalBot<T extends PluginTypes = UntypedPlugin> extends Pick<
  Failures,
  'fail' | 'delay'
> {
  readonly id: string
  /**
   * For setting the scene: works on the platform without hooks, and is not among `calls`. Events
   * that it creates are delivered with whatever is sent next, or by `flush`.
   */
  readonly client: Client

  /** A user sends a message; a string is a text message. */
  sendMessage<K extends string>(
    message: string | IncomingMessage<T, K>,
  ): Promise<{
    readonly message: Message
    readonly user: User
    readonly conversation: Conversation
    readonly event: Event
  }>
  emitEvent<K extends EventType<T>>(
    event: Omit<IncomingEventInput, 'type' | 'payload'> & { readonly type: K } & EventPayload<T, K>,
  ): Promise<{ readonly event: Event }>
  /**
   * Calls an action of a plugin from outside.
   *
   * @param name `<alias>#<action>`, or `<action>` when only one plugin has it
   */
  callAction<K extends ActionName<T>>(
    name: K,
    ...input: ActionInput<T, K>
  ): Promise<ActionOutput<T, K>>
  /** Ends a state, as its expiry would. */
  expireState(state: Omit<StateKey, 'name'> & { readonly name: StateName<T> }): Promise<void>
  /** Starts a workflow, which is pending at first. */
  startWorkflow<K extends WorkflowName<T>>(
    workflow: {
      readonly name: K
      readonly conversationId?: string
      readonly userId?: string
      /** ISO 8601. */
      readonly timeoutAt?: string
    } & WorkflowStart<T, K>,
  ): Promise<{ readonly workflow: Workflow }>
  /** Tells the bot that a workflow goes on. */
  continueWorkflow(workflow: { readonly id: string }): Promise<{ readonly workflow: Workflow }>
  /** Ends a workflow, as its timeout would. */
  timeOutWorkflow(workflow: { readonly id: string }): Promise<{ readonly workflow: Workflow }>
  /** Adds tags, named as stored (`<alias>#<tag>`); an empty value takes a tag away. */
  setTags<K extends TaggedKind>(owner: TagOwner<K>, tags: StoredTags<T, K>): void

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
  /** Typed by name, where that is known: find them by `name`. */
  readonly states: readonly (Omit<StoredState, 'name' | 'payload'> & NamedState<T>)[]
  readonly workflows: readonly Workflow[]
  readonly files: readonly File[]
  /** Rows by table; a table without rows may be missing. */
  readonly tables: TableRows<T>
  /** What plugins asked the platform for, in order. */
  readonly calls: readonly ClientCall[]
  /** What plugins logged, in order. */
  readonly log: readonly LogLine[]
}
