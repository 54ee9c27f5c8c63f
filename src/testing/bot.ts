/**
 * A small Botpress bot in memory: installs plugins, sends them what a real bot would send, and shows
 * what they did.
 */
import type { AnyTags, Conversation, Message, User } from '../runtime/index.js'
import type { ClientCall } from './client.js'
import { createClock, createDelivery } from './delivery.js'
import { ApiError, listed } from './errors.js'
import { noticeTypes, recordEvent } from './events.js'
import { createHost } from './host.js'
import {
  install,
  ownName,
  type ActionsOf,
  type HostedPlugin,
  type PluginInstallation,
} from './installation.js'
import type {
  BotSettings,
  IncomingMessage,
  LocalBot,
  SeveralPlugins,
  SinglePlugin,
} from './local-bot.js'
import type { LogLine } from './logger.js'
import { expire } from './states.js'
import { createStore, found, mergedTags, nextId, timestamp } from './store.js'
import { overTheWire } from './wire.js'
import { sendUpdate, timeOut } from './workflows.js'

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
export function createBot<P extends HostedPlugin>(
  options: SinglePlugin<P> & BotSettings,
): LocalBot<ActionsOf<P>>
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
  const { leave, deliver, turn, runUntil } = createDelivery(store, clock, host)

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
    return having[0] ? `${having[0].alias}#${name}` : name
  }

  const client = host.plainClient(leave)
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

    callAction: (name, input = {}) =>
      // What the handler returns is known by its type only.
      turn((notify) => host.callAction(fullName(name), input, notify)) as Promise<any>,

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
