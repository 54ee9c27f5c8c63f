/**
 * A small Botpress bot in memory: installs plugins, sends them what a real bot would send, and shows
 * what they did.
 */
import type { AnyTags, ClientOperation, Conversation, Message, User } from '../runtime/index.js'
import { createClock } from './clock.js'
import { byClock } from './dates.js'
import { ApiError, listed } from './errors.js'
import { createFailures } from './failures.js'
import {
  checkIntegrations,
  createDelivery,
  createHost,
  declarationIn,
  install,
  ownName,
  type ClientCall,
  type FakeIntegrations,
  type Happening,
  type HostedPlugin,
  type LogLine,
  type PluginInstallation,
} from './host/index.js'
import type {
  Backings,
  BotOptions,
  BotSettings,
  IncomingEventInput,
  IncomingMessage,
  InitialConversation,
  InitialUser,
  LocalBot,
} from './local-bot.js'
import type { BotTypes } from './plugin-types.js'
import {
  continueWorkflow,
  createDeclarations,
  createRecords,
  declarationOf,
  expire,
  found,
  mergedTags,
  newDates,
  nextId,
  noticeTypes,
  operations,
  recordEvent,
  scheduleRecurring,
  timeOut,
  timestamp,
  type Cause,
  type Records,
  type Store,
} from './platform/index.js'
import { overTheWire } from './wire.js'

/**
 * Makes a bot and installs plugins in it.
 *
 * @throws Error for settings that cannot be: a dependency without an integration, an integration that
 * no plugin depends on, a plugin that is to stand for two aliases
 * @throws RuntimeError `invalid_value` for a configuration that does not fit the `definition` that a
 * plugin was made with
 * @example
 * const bot = createBot({ plugin, configuration: { enabled: true } })
 * await bot.sendMessage('hi')
 * expect(bot.states).toMatchObject([{ name: 'analytics#session', payload: { count: 1 } }])
 */
export function createBot<
  P extends HostedPlugin = HostedPlugin,
  const D extends Backings | undefined = undefined,
  M extends { [alias: string]: HostedPlugin } = {},
  A extends string | undefined = undefined,
  const B extends object | undefined = undefined,
  const N extends { [alias: string]: unknown } = {},
>(options: BotOptions<P, D, M, A, B, N>): LocalBot<BotTypes<P, A, M, B>> {
  return createBotOn(createRecords(), options as unknown as MadeOf) as LocalBot<any>
}

/** What a bot is made of, untyped. */
export interface MadeOf extends BotSettings, Partial<PluginInstallation<HostedPlugin>> {
  readonly alias?: string
  readonly plugins?: { readonly [alias: string]: PluginInstallation<HostedPlugin> }
  readonly integrations?: FakeIntegrations
}

/**
 * Makes a bot that goes on with what another one held: the same plugins as they are written now.
 *
 * @param record is told what happens, in order; then the bot itself does not keep `calls` and `log`
 * @internal
 */
export function createBotOn(
  records: Records,
  options: MadeOf,
  record?: (happening: Happening) => void,
): LocalBot {
  const { integrations = {}, botId = 'bot_1', pageSize = 20, timeZone = 'UTC' } = options
  if (!Number.isInteger(pageSize) || pageSize < 1) {
    throw new RangeError(`\`pageSize\` is a whole number from 1 on, not ${pageSize}`)
  }
  const clock = createClock(options.now)
  const lines: LogLine[] = []
  const calls: ClientCall[] = []
  const installations = installationsOf(options)
  const aliases = Object.keys(integrations)
  const declared = new Map(
    Object.entries(installations).map(([alias, installation]) => [
      alias,
      declarationIn(installation),
    ]),
  )
  const own = options.botDefinition && declarationOf(options.botDefinition)
  checkIntegrations(installations, declared, aliases, new Set(own?.dependencies.keys()))
  const plugins = Object.entries(installations).map(([alias, installation]) =>
    install(alias, installation, declared.get(alias), aliases),
  )
  const declarations = createDeclarations(declared, own)
  const store: Store = { ...records, botId, pageSize, timeZone, time: clock.time, declarations }
  const known = [...Object.keys(operations), 'callAction'] as ClientOperation[]
  const failures = createFailures(clock, known)
  const host = createHost({
    store,
    plugins,
    integrations,
    failures,
    run: options.fakeDate ? byClock(clock.time) : (run) => run(),
    record:
      record ??
      ((happening) => {
        if (happening.kind === 'call') calls.push(happening.call)
        else if (happening.kind === 'log') lines.push(happening.line)
      }),
  })
  const { nobody, deliver, turn, runUntil } = createDelivery(store, clock, host)

  /** Who speaks, and where, when the test does not say. */
  let defaultUser: string | undefined
  let defaultConversation: string | undefined

  function userOf(given: string | InitialUser): User {
    const { id, tags, ...fields } = typeof given === 'string' ? { id: given } : given
    declarations.checkTags('user', tags)
    const old = store.users.get(id) ?? { id, ...newDates(store), tags: {} }
    const user = { ...old, ...fields, tags: mergedTags(old.tags, tags) }
    store.users.set(id, user)
    return user
  }

  function conversationOf(given: string | InitialConversation): Conversation {
    const {
      id,
      tags,
      participants = [],
      ...fields
    } = typeof given === 'string' ? { id: given } : given
    declarations.checkTags('conversation', tags)
    const old = store.conversations.get(id) ?? {
      id,
      ...newDates(store),
      channel: 'channel',
      integration: aliases[0] ?? 'local',
      tags: {},
    }
    const conversation = { ...old, ...fields, tags: mergedTags(old.tags, tags) }
    store.conversations.set(id, conversation)
    const members = store.participants.get(id) ?? new Set()
    for (const userId of participants) members.add(found(store.users, 'user', userId).id)
    store.participants.set(id, members)
    return conversation
  }

  options.users?.forEach(userOf)
  options.conversations?.forEach(conversationOf)
  scheduleRecurring(store)

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

  const client = host.plainClient(nobody)
  const eventOf = (id: string) => found(store.events, 'event', id).event
  const snapshot = <T>(records: ReadonlyMap<string, T>): T[] => overTheWire([...records.values()])

  return {
    id: botId,
    client,

    sendMessage: (given) =>
      turn(async (cause) => {
        const input: IncomingMessage =
          typeof given === 'string' ? { type: 'text', payload: { text: given } } : given
        const user = userOf(input.user ?? (defaultUser ??= nextId(store, 'user')))
        const conversation = conversationOf(
          input.conversation ?? (defaultConversation ??= nextId(store, 'conversation')),
        )
        store.participants.get(conversation.id)?.add(user.id)
        const place = { conversationId: conversation.id, userId: user.id }
        const { type, payload, tags = {} } = input
        const created = operations.createMessage(
          store,
          overTheWire({ type, payload, tags, ...place }),
          cause,
        )
        const message: Message = { ...created.message, direction: 'incoming' }
        store.messages.set(message.id, message)
        const event = recordEvent(store, {
          type: 'message_created',
          payload: { message, user, conversation },
          ...place,
          messageId: message.id,
        })
        await deliver(event, cause, true)
        return overTheWire({ message, user, conversation, event: eventOf(event.id) })
      }),

    emitEvent: (given) =>
      turn(async (cause) => {
        const { payload = {}, ...input }: IncomingEventInput = given
        let emitted = ''
        const told: Cause = { ...cause, tell: ({ id }) => void (emitted = id) }
        operations.createEvent(store, overTheWire({ ...input, payload }), told)
        await deliver(eventOf(emitted), cause, true)
        return { event: overTheWire(eventOf(emitted)) }
      }),

    callAction: (name: string, input: any = {}) =>
      // What the handler returns is known by its type only.
      turn((cause) => host.callAction(fullName(name), input, cause)) as Promise<any>,

    expireState: (key) => turn((cause) => expire(store, key, cause)),

    startWorkflow: async (input) => {
      const { workflow } = await turn((cause) =>
        host.plainClient(cause).createWorkflow({ ...input, status: 'pending' }),
      )
      return client.getWorkflow({ id: workflow.id })
    },
    continueWorkflow: async ({ id }) => {
      await turn((cause) => continueWorkflow(store, id, cause))
      return client.getWorkflow({ id })
    },
    timeOutWorkflow: async ({ id }) => {
      await turn((cause) => timeOut(store, id, cause))
      return client.getWorkflow({ id })
    },

    setTags: ({ type, id }, tags) => {
      const records: Map<string, { tags: AnyTags }> = {
        user: store.users,
        conversation: store.conversations,
        message: store.messages,
      }[type]
      const record = found(records, type, id)
      declarations.checkTags(type, tags)
      records.set(id, { ...record, tags: mergedTags(record.tags, tags) })
    },

    fail: failures.fail,
    delay: failures.delay,

    advance: async (ms) => {
      if (!(ms >= 0 && ms < Infinity)) {
        throw new RangeError(`Time passes by milliseconds from 0 on, not by ${ms}`)
      }
      await runUntil(store.time() + ms)
    },
    advanceTo: async (moment) => {
      const end = new Date(moment).getTime()
      if (!(end >= store.time())) {
        const now = timestamp(store)
        throw new RangeError(`Time does not go back: it is ${now}, not before ${String(moment)}`)
      }
      await runUntil(end)
    },
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
      return snapshot(store.events).flatMap(({ event }) =>
        noticeTypes.has(event.type) ? [] : [event],
      )
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

/** @throws Error where there is no plugin, or one that is to stand for two aliases of one bot */
function installationsOf({ plugin, plugins, alias, ...installation }: MadeOf): {
  readonly [alias: string]: PluginInstallation<HostedPlugin>
} {
  if (plugin) {
    const name = alias ?? ownName(plugin, installation.definition) ?? 'plugin'
    return { [name]: { ...installation, plugin } }
  }
  if (!plugins) throw new Error('A bot needs a `plugin`, or `plugins` by alias')
  const seen = new Set<HostedPlugin>()
  for (const [alias, { plugin }] of Object.entries(plugins)) {
    if (seen.has(plugin)) {
      throw new Error(
        `Plugin "${alias}" is the same object as another plugin of the bot; make one for each alias`,
      )
    }
    seen.add(plugin)
  }
  return plugins
}
