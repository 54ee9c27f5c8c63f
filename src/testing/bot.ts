/**
 * A small Botpress bot in memory: installs plugins, sends them what a real bot would send, and shows
 * what they did.
 */
import type {
  AnyRecord,
  AnyTags,
  Client,
  Conversation,
  Event,
  File,
  Message,
  Row,
  State,
  User,
  Workflow,
} from '../runtime/types/index.js'
import type { ClientCall } from './client.js'
import { ApiError, listed } from './errors.js'
import { noticeTypes, recordEvent } from './events.js'
import { createHost } from './host.js'
import { install, type HostedPlugin, type PluginInstallation } from './installation.js'
import type { FakeIntegrations } from './integrations.js'
import type { LogLine } from './logger.js'
import { expire, type StateKey } from './states.js'
import { createStore, found, mergedTags, nextId, timestamp, type Notify } from './store.js'
import { overTheWire } from './wire.js'
import { sendUpdate, timeOut } from './workflows.js'

/** What a bot is made of, beside its plugins. */
export interface BotSettings {
  /** Stand-ins for the integrations that the bot has installed, by alias. */
  readonly integrations?: FakeIntegrations
  /** Default `bot_1`. */
  readonly botId?: string
  /** Where the bot's clock starts, and how it runs. By default it stands at 2025-01-01T00:00Z. */
  readonly now?: () => Date
  /** How many elements a page of a list holds. Default 20. */
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
  readonly user?: string | (Partial<Pick<User, 'name' | 'tags'>> & { readonly id: string })
  /** Where it is sent, created when new: an id, or more. Default: the same each time. */
  readonly conversation?:
    | string
    | (Partial<Pick<Conversation, 'channel' | 'integration' | 'tags'>> & { readonly id: string })
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
export interface TagOwner {
  readonly type: 'user' | 'conversation' | 'message'
  readonly id: string
}

/**
 * A bot in memory. Everything that is sent to it has been handled, and all events that came of it
 * as well, when the promise resolves; it rejects with what a handler threw, as it was thrown. What
 * is read from it is a copy.
 */
export interface LocalBot {
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
  callAction<TOutput = AnyRecord>(name: string, input?: AnyRecord): Promise<TOutput>
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

  /** Lets time pass (milliseconds) and what is due happen: scheduled events, expiries, timeouts. */
  advance(ms: number): Promise<void>
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

/** More deliveries than this from one cause are taken for handlers that call each other forever. */
const deliveryLimit = 1000

/**
 * Makes a bot and installs plugins in it.
 *
 * @throws Error when a dependency is backed by an integration that the bot does not have, or one
 * plugin object is to stand for two aliases: it keeps only what it is initialised with last
 * @example
 * const bot = createBot({ plugin, configuration: { enabled: true } })
 * await bot.sendMessage('hi')
 * expect(bot.states).toMatchObject([{ name: 'analytics#session', payload: { count: 1 } }])
 */
export function createBot<P extends HostedPlugin>(options: SinglePlugin<P> & BotSettings): LocalBot
export function createBot<M extends { [alias: string]: HostedPlugin }>(
  options: SeveralPlugins<M> & BotSettings,
): LocalBot
export function createBot(
  options: (SinglePlugin<HostedPlugin> | SeveralPlugins<Record<string, HostedPlugin>>) &
    BotSettings,
): LocalBot {
  const { integrations = {}, botId = 'bot_1', pageSize = 20 } = options
  const clock = createClock(options.now)
  const store = createStore({ botId, pageSize, time: clock.time })
  const lines: LogLine[] = []
  const calls: ClientCall[] = []
  const installations: Record<string, PluginInstallation<HostedPlugin>> = 'plugins' in options
    ? options.plugins
    : { [options.alias ?? ownName(options.plugin) ?? 'plugin']: options }
  const aliases = Object.keys(installations)
  const twice = aliases.find((alias) =>
    aliases.some(
      (other) => other < alias && installations[other]?.plugin === installations[alias]?.plugin,
    ),
  )
  if (twice !== undefined) {
    throw new Error(
      `Plugin "${twice}" is the same object as another plugin of the bot; make one for each alias`,
    )
  }
  const plugins = Object.entries(installations).map(([alias, installation]) =>
    install(alias, installation, Object.keys(integrations)),
  )
  const host = createHost({ store, plugins, integrations, lines, calls })

  /** Events that came too late for the turn of their cause. */
  const late: Event[] = []

  async function deliver(event: Event, notify: Notify): Promise<void> {
    try {
      await host.dispatch(event, notify)
      store.events.set(event.id, { ...event, status: 'processed' })
    } catch (error) {
      store.events.set(event.id, { ...event, status: 'failed', failureReason: String(error) })
      throw error
    }
  }

  /**
   * Does something, then delivers all events that come of it.
   *
   * @throws what handlers threw: an only error as it is, several as an AggregateError
   */
  async function turn<T>(start: (notify: Notify) => T | Promise<T>): Promise<T> {
    const queue = late.splice(0)
    const errors: unknown[] = []
    let isOver = false
    const notify: Notify = (event) => void (isOver ? late : queue).push(event)
    const attempt = async (work: () => unknown) => {
      try {
        return await work()
      } catch (error) {
        errors.push(error)
      }
    }
    const result = await attempt(() => start(notify))
    for (let delivered = 0; queue.length > 0; delivered++) {
      if (delivered === deliveryLimit) {
        const types = new Set(queue.splice(0).map(({ type }) => type))
        errors.push(
          new Error(`Stopped after ${deliveryLimit} events; still waiting: ${listed(types)}`),
        )
        break
      }
      const event = queue.shift() as Event
      await attempt(() => deliver(event, notify))
    }
    isOver = true
    if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join('\n'))
    if (errors.length === 1) throw errors[0]
    return result as T
  }

  /** Lets everything happen that is due until a moment, each at its time. */
  async function runUntil(end: number): Promise<void> {
    for (;;) {
      const due = store.timers
        .filter(({ at }) => at <= end)
        .reduce<(typeof store.timers)[number] | undefined>(
          (first, timer) => (first && first.at <= timer.at ? first : timer),
          undefined,
        )
      if (!due) break
      store.timers.splice(store.timers.indexOf(due), 1)
      clock.forwardTo(due.at)
      await turn(due.fire)
    }
    clock.forwardTo(end)
    await turn(() => {})
  }

  /** Who speaks, and where, when the test does not say. */
  let defaultUser: string | undefined
  let defaultConversation: string | undefined

  function userOf(given: IncomingMessage['user']): User {
    given ??= defaultUser ??= nextId(store, 'user')
    const { id, tags, ...fields } = typeof given === 'string' ? { id: given } : given
    const now = timestamp(store)
    const old = store.users.get(id) ?? { id, createdAt: now, updatedAt: now, tags: {} }
    const user = { ...old, ...fields, tags: mergedTags(old.tags, tags) }
    store.users.set(id, user)
    return user
  }

  function conversationOf(given: IncomingMessage['conversation']): Conversation {
    given ??= defaultConversation ??= nextId(store, 'conversation')
    const { id, tags, ...fields } = typeof given === 'string' ? { id: given } : given
    const now = timestamp(store)
    const old = store.conversations.get(id) ?? {
      id,
      createdAt: now,
      updatedAt: now,
      channel: 'channel',
      integration: Object.keys(integrations)[0] ?? 'local',
      tags: {},
    }
    const conversation = { ...old, ...fields, tags: mergedTags(old.tags, tags) }
    store.conversations.set(id, conversation)
    return conversation
  }

  /** The full name of an action that may be given without alias. */
  function fullName(name: string): string {
    if (name.includes('#')) return name
    const having = plugins.filter(
      ({ handlers }) => typeof handlers.actionHandlers[name] === 'function',
    )
    if (having.length > 1) {
      const names = listed(having.map(({ alias }) => `${alias}#${name}`))
      throw new ApiError('InvalidPayload', `Several plugins have action "${name}": ${names}`)
    }
    return `${(having[0] ?? plugins[0])?.alias}#${name}`
  }

  const client = host.plainClient((event) => void late.push(event))
  const snapshot = <T>(records: ReadonlyMap<string, T>): T[] => overTheWire([...records.values()])

  return {
    id: botId,
    client,

    sendMessage: (given) =>
      turn(async (notify) => {
        const input: IncomingMessage =
          typeof given === 'string' ? { type: 'text', payload: { text: given } } : given
        const user = userOf(input.user)
        const conversation = conversationOf(input.conversation)
        const members = store.participants.get(conversation.id) ?? new Set()
        store.participants.set(conversation.id, members.add(user.id))
        const place = { conversationId: conversation.id, userId: user.id }
        const { type, payload, tags = {} } = input
        const operations = host.plainClient(notify)
        const created = await operations.createMessage({ type, payload, tags, ...place })
        const message: Message = { ...created.message, direction: 'incoming' }
        store.messages.set(message.id, message)
        const event = recordEvent(store, {
          type: 'message_created',
          payload: { message, user, conversation },
          ...place,
          messageId: message.id,
        })
        await deliver(event, notify)
        return overTheWire({
          message,
          user,
          conversation,
          event: found(store.events, 'event', event.id),
        })
      }),

    emitEvent: ({ payload = {}, ...input }) =>
      turn(async (notify) => {
        const event = recordEvent(store, { ...input, payload })
        await deliver(event, notify)
        return { event: overTheWire(found(store.events, 'event', event.id)) }
      }),

    callAction: <TOutput>(name: string, input: AnyRecord = {}) =>
      turn((notify) => host.callAction(fullName(name), input, notify)) as Promise<TOutput>,

    expireState: (key) => turn((notify) => expire(store, key, notify)),

    startWorkflow: async (input) => {
      const { workflow } = await turn((notify) =>
        host.plainClient(notify).createWorkflow({ ...input, status: 'pending' }),
      )
      return client.getWorkflow({ id: workflow.id })
    },
    continueWorkflow: async ({ id }) => {
      await turn((notify) => sendUpdate(store, id, 'workflow_continued', notify))
      return client.getWorkflow({ id })
    },
    timeOutWorkflow: async ({ id }) => {
      await turn((notify) => timeOut(store, id, notify))
      return client.getWorkflow({ id })
    },

    setTags: ({ type, id }, tags) => {
      const records: Map<string, { tags: AnyTags }> = {
        user: store.users,
        conversation: store.conversations,
        message: store.messages,
      }[type]
      const record = found(records, type, id)
      records.set(id, { ...record, tags: mergedTags(record.tags, tags) })
    },

    advance: (ms) => runUntil(store.time() + ms),
    flush: () => runUntil(store.time()),

    get now() {
      return new Date(store.time())
    },
    get users() {
      return snapshot(store.users)
    },
    get conversations() {
      return snapshot(store.conversations)
    },
    get messages() {
      return snapshot(store.messages)
    },
    get events() {
      return snapshot(store.events).filter(({ type }) => !noticeTypes.has(type))
    },
    get states() {
      return [...store.states.values()]
        .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > store.time())
        .map(({ ownerId, expiresAt, state }) => ({
          type: state.type,
          id: ownerId,
          name: state.name,
          payload: overTheWire(state.payload),
          ...(expiresAt !== undefined && { expiresAt: timestamp(store, expiresAt) }),
        }))
    },
    get workflows() {
      return snapshot(store.workflows)
    },
    get files() {
      return snapshot(store.files).map(({ file }) => file)
    },
    get tables() {
      const tables = [...store.tables].map(
        ([name, { rows }]) => [name, [...rows.values()]] as const,
      )
      return overTheWire(Object.fromEntries(tables))
    },
    get calls() {
      return overTheWire(calls)
    },
    get log() {
      return [...lines]
    },
  }
}

/** A clock that can be put forward. */
function createClock(now: () => Date = () => new Date(Date.UTC(2025, 0, 1))) {
  let ahead = 0
  const time = () => now().getTime() + ahead
  return {
    time,
    /** Never goes back. */
    forwardTo(at: number) {
      ahead += Math.max(0, at - time())
    },
  }
}

/** The name of a plugin that says it. */
function ownName(plugin: HostedPlugin): string | undefined {
  const { name } = plugin as { name?: unknown }
  return typeof name === 'string' ? name : undefined
}
