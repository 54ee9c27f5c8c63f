/** Plugins of this package in the local bot, in both dialects, as their authors would test them. */
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  Plugin,
  type AnyRecord,
  type HandlerTypes,
  type RuntimeProps,
} from '../../src/runtime/index.js'
import { createBot, type LocalBot } from '../../src/testing/index.js'

interface Configuration {
  enabled: boolean
}

interface Handlers extends HandlerTypes {
  actions: {
    trackEvent: (props: any) => Promise<{ tracked: boolean; eventId?: string }>
    getStats: (props: any) => Promise<{ totalEvents: number }>
  }
}

const spec = {
  name: 'analytics',
  version: '1.0.0',
  states: { analytics: { type: 'bot' }, userSession: { type: 'user' } },
  events: { eventTracked: {}, heard: {}, later: {} },
  workflows: { job: {} },
  tables: { LogTable: {} },
  tags: { user: ['segment'], message: ['segment'], conversation: ['seen'] },
  interfaces: { analytics: {} },
} as const

type Props = ConstructorParameters<typeof Plugin<Handlers, RuntimeProps<Configuration>>>[0]

const make = (props: Props) => new Plugin<Handlers, RuntimeProps<Configuration>>(props, spec)

/** A plugin in the flat dialect of the documentation, with most of what its examples use. */
const analytics = () =>
  make({
    actions: {
      trackEvent: async ({ input, configuration, interfaces, states, client, logger }) => {
        if (!configuration.enabled) return { tracked: false }
        logger.forBot().info('Tracking event:', input.event)
        const { eventId } = await interfaces.analytics.trackEvent({ event: input.event })
        const { state } = await states.userSession.getOrSet({
          id: input.userId,
          payload: { eventCount: 0 },
        })
        await states.userSession.set({
          id: input.userId,
          payload: { eventCount: state.payload.eventCount + 1 },
        })
        await client.createEvent({
          type: 'analytics#eventTracked',
          payload: { eventName: input.event },
        })
        return { tracked: true, eventId }
      },
      getStats: async ({ states }) => {
        const { state } = await states.analytics.get({ id: 'global' })
        return { totalEvents: state.payload.totalEvents }
      },
    },
    on: (plugin: any) => {
      plugin.beforeIncomingMessage('*', async ({ data, users }: any) => {
        const user = await users.get(data.userId)
        return { data: { ...data, tags: { ...data.tags, segment: user.tags.segment } } }
      })
      plugin.message('*', async ({ message, actions, logger }: any) => {
        logger.forBot().debug('segment:', message.tags.segment)
        await actions.trackEvent({ event: 'message_received', userId: message.userId })
      })
      plugin.event('eventTracked', async ({ event, states }: any) => {
        const id = event.botId
        await states.analytics.getOrSet({ id, payload: { totalEvents: 0 } })
        const { state } = await states.analytics.get({ id })
        await states.analytics.set({ id, payload: { totalEvents: state.payload.totalEvents + 1 } })
      })
      plugin.event('analytics:itemCreated', async ({ event, logger }: any) => {
        logger.info('created', event.payload)
      })
    },
  })

describe.each(['analytics', 'stats'])('the analytics plugin, installed as %s', (alias) => {
  const tracked: unknown[] = []
  const make = (enabled = true) =>
    createBot({
      plugin: analytics(),
      alias,
      botId: 'bot',
      users: ['u'],
      configuration: { enabled },
      dependencies: {
        analytics: { integrationAlias: 'segment', actions: { trackEvent: 'track' } },
      },
      integrations: {
        segment: {
          actions: {
            track: (input) => {
              tracked.push(input)
              return { eventId: `id ${tracked.length}` }
            },
          },
        },
      },
    })

  test('tracks a message, with the segment of its sender', async () => {
    tracked.length = 0
    const bot = make()
    const user = { id: 'ann', tags: { [`${alias}#segment`]: 'vip', 'segment:segment': 'no' } }
    await bot.sendMessage({ type: 'text', payload: { text: 'hi' }, user })
    expect(tracked).toEqual([{ event: 'message_received' }])
    expect(bot.states).toEqual([
      { type: 'user', id: 'ann', name: `${alias}#userSession`, payload: { eventCount: 1 } },
      { type: 'bot', id: 'bot', name: `${alias}#analytics`, payload: { totalEvents: 1 } },
    ])
    expect(bot.events).toMatchObject([
      { type: `${alias}#eventTracked`, payload: { eventName: 'message_received' } },
    ])
    expect(bot.log.map(({ message }) => message)).toEqual([
      'segment: vip',
      'Tracking event: message_received',
    ])
    expect(bot.calls.map(({ operation }) => operation)).toEqual([
      'getUser',
      'callAction',
      'getOrSetState',
      'setState',
      'createEvent',
      'getOrSetState',
      'getState',
      'setState',
    ])
  })

  test('answers action calls', async () => {
    const bot = make()
    const output = await bot.callAction('trackEvent', { event: 'x', userId: 'u' })
    expect(output.tracked).toBe(true)
    expect(await make(false).callAction('trackEvent', {})).toEqual({ tracked: false })
    await bot.client.setState({
      type: 'bot',
      id: 'global',
      name: `${alias}#analytics`,
      payload: { totalEvents: 7 },
    })
    expect(await bot.callAction('getStats')).toEqual({ totalEvents: 7 })
  })

  test('hears an event of its interface by the integration that stands behind it', async () => {
    const bot = make()
    await bot.emitEvent({ type: 'segment:itemCreated', payload: { n: 1 } })
    await bot.emitEvent({ type: 'analytics:itemCreated', payload: { n: 2 } })
    expect(bot.log.map(({ message }) => message)).toContain('created { n: 1 }')
  })

  test('rejects with the error of the platform when a state is missing', async () => {
    await expect(make().callAction('getStats')).rejects.toMatchObject({
      isApiError: true,
      type: 'ResourceNotFound',
      message: `There is no state "${alias}#analytics" of bot "global"`,
    })
  })
})

test('the sdk dialect: scoped states, events, conversations, workflows, tables', async () => {
  const plugin = make({})
  const on = plugin.on as any
  on.message('text', async ({ message, conversation, states, events, workflows, tables }: any) => {
    await states.user.userSession.set(message.userId, { text: message.payload.text })
    await events.heard.emit({ text: message.payload.text })
    await events.later.schedule({}, { delay: 1000 })
    await workflows.job.startNewInstance({ input: { n: 1 } })
    await tables.LogTable.create({ rows: [{ text: message.payload.text }] })
    await conversation.update({ tags: { seen: 'yes' } })
  })
  on.workflowStart('job', async ({ workflow }: any) => {
    await workflow.acknowledgeStartOfProcessing()
    await workflow.setCompleted({ output: { sum: workflow.input.n + 1 } })
  })
  on.event('later', async ({ conversations, logger }: any) => {
    for await (const conversation of conversations['*']['*'].list()) {
      logger.info(conversation.id, conversation.tags)
    }
  })
  const bot = createBot({ plugin, alias: 'p', configuration: { enabled: true }, pageSize: 1 })
  await bot.sendMessage('hi')
  await bot.sendMessage({ type: 'text', payload: { text: 'ho' }, conversation: 'c' })
  await bot.advance(1000)

  expect(bot.states).toMatchObject([{ name: 'p#userSession', payload: { text: 'ho' } }])
  expect(bot.events.map(({ type, status }) => `${type} ${status}`)).toEqual([
    'p#heard processed',
    'p#later processed',
    'p#heard processed',
    'p#later processed',
  ])
  expect(bot.workflows).toMatchObject([
    { name: 'job', status: 'completed', output: { sum: 2 } },
    { name: 'job', status: 'completed', output: { sum: 2 } },
  ])
  expect(bot.tables).toMatchObject({
    LogTable: [
      { id: 1, text: 'hi' },
      { id: 2, text: 'ho' },
    ],
  })
  expect(bot.log.slice(0, 2).map(({ message }) => message)).toEqual([
    "c { seen: 'yes' }",
    "conversation_1 { seen: 'yes' }",
  ])
})

test('types: configuration, action names and outputs come from the plugin', async () => {
  const plugin = make({ actions: { getStats: async () => ({ totalEvents: 1 }) } as never })
  const bot = createBot({ plugin, configuration: { enabled: true } })
  expectTypeOf(await bot.callAction('getStats')).toEqualTypeOf<{ totalEvents: number }>()
  const anyBot: LocalBot = bot
  expectTypeOf(await anyBot.callAction('getStats')).toEqualTypeOf<AnyRecord>()
  expect(await anyBot.callAction('analytics#getStats')).toEqual({ totalEvents: 1 })
  // @ts-expect-error there is no such action
  await expect(bot.callAction('getStat')).rejects.toThrow('there are: analytics#getStats')
  // @ts-expect-error enabled is a boolean
  expect(createBot({ plugin, configuration: { enabled: 1 } }).id).toBe('bot_1')
  // @ts-expect-error enabled is required
  expect(createBot({ plugin, configuration: {} }).id).toBe('bot_1')
  // @ts-expect-error configuration is required
  expect(createBot({ plugin }).id).toBe('bot_1')
})
