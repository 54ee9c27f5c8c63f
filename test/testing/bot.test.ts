import { format } from 'node:util'
import { isApiError } from '@botpress/client'
import * as sdk from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { createBot } from '../../src/testing/index.js'
import { plainPlugin } from './plain-plugin.js'

/** A plugin of the SDK, with its types left open: what it does is what counts here. */
const sdkPlugin = (actions: Record<string, (props: any) => Promise<any>> = {}) =>
  new sdk.Plugin<any>({ actions })

describe('a plugin of the SDK, unchanged', () => {
  const counting = () => {
    const plugin = sdkPlugin({
      count: async ({ input, states, configuration, logger }) => {
        logger.info('counting', input, configuration.step)
        const { total } = await states.user.session.getOrSet(input.userId, { total: 0 })
        await states.user.session.set(input.userId, { total: total + configuration.step })
        return { total: total + configuration.step }
      },
    })
    plugin.on.message('text', async ({ message, events, conversation, ctx }: any) => {
      await events.heard.withUserId(message.userId).emit({ text: message.payload.text })
      await conversation.createMessage({
        type: 'text',
        payload: { text: `You said ${message.payload.text}` },
        userId: ctx.botId,
        tags: { answer: 'yes' },
      })
    })
    plugin.on.event('heard', async ({ event, actions, client, alias }: any) => {
      await client.callAction({ type: `${alias}#count`, input: { userId: event.userId } })
      await actions.store.save({ text: event.payload.text })
    })
    return plugin
  }

  test('it is installed under the name of the definition that comes with it', async () => {
    const definition = { name: 'counter', states: { session: { type: 'user' } } }
    const bot = createBot({
      plugin: counting(),
      configuration: { step: 2 },
      users: ['ann'],
      definition,
    })
    await bot.callAction('counter#count', { userId: 'ann' })
    expect(bot.states.map(({ name }) => name)).toEqual(['counter#session'])
  })

  test('a message leads to an event, an action, states, calls and an answer', async () => {
    const saved: unknown[] = []
    const bot = createBot({
      plugin: counting(),
      alias: 'counter',
      configuration: { step: 2 },
      integrations: { store: { actions: { save: (input) => void saved.push(input) } } },
    })
    await bot.sendMessage('hi')
    const { user } = await bot.sendMessage({ type: 'text', payload: { text: 'ho' } })

    expect(saved).toEqual([{ text: 'hi' }, { text: 'ho' }])
    expect(bot.states).toEqual([
      { type: 'user', id: user.id, name: 'counter#session', payload: { total: 4 } },
    ])
    expect(bot.events).toMatchObject([
      { type: 'counter#heard', payload: { text: 'hi' }, userId: 'user_1', status: 'processed' },
      { type: 'counter#heard', payload: { text: 'ho' }, userId: 'user_1', status: 'processed' },
    ])
    expect(
      bot.messages.map(({ direction, userId, payload, tags }) => [
        direction,
        userId,
        payload['text'],
        tags,
      ]),
    ).toEqual([
      ['incoming', 'user_1', 'hi', {}],
      ['outgoing', 'bot_1', 'You said hi', { 'counter#answer': 'yes' }],
      ['incoming', 'user_1', 'ho', {}],
      ['outgoing', 'bot_1', 'You said ho', { 'counter#answer': 'yes' }],
    ])
    expect(bot.log.map(({ level, message }) => [level, message])).toEqual([
      ['info', "counting { userId: 'user_1' } 2"],
      ['info', "counting { userId: 'user_1' } 2"],
    ])
    expect(bot.calls.slice(0, 6)).toMatchObject([
      { operation: 'createEvent', input: { type: 'counter#heard', payload: { text: 'hi' } } },
      { operation: 'createMessage', input: { conversationId: 'conversation_1' } },
      { operation: 'callAction', input: { type: 'counter#count', input: { userId: 'user_1' } } },
      { operation: 'getOrSetState' },
      { operation: 'setState' },
      { operation: 'callAction', input: { type: 'store:save', input: { text: 'hi' } } },
    ])
  })

  test('actions are called by their name or their full name', async () => {
    const bot = createBot({
      plugin: counting(),
      alias: 'counter',
      configuration: { step: 1 },
      users: ['a'],
    })
    expect(await bot.callAction('count', { userId: 'a' })).toEqual({ total: 1 })
    expect(await bot.callAction('counter#count', { userId: 'a' })).toEqual({ total: 2 })
  })
})

describe('errors', () => {
  const failure = new Error('as it was thrown')
  const plugin = () => {
    const plugin = sdkPlugin({
      fail: async () => {
        throw failure
      },
      call: async ({ client, input }) => (await client.callAction(input)).output,
      read: async ({ states }) => states.user.session.get('nobody'),
    })
    plugin.on.message('*', async () => {
      throw failure
    })
    plugin.on.event('bad', async () => {
      throw failure
    })
    plugin.on.event('loop', async ({ events }: any) => {
      await events.loop.emit({})
    })
    return plugin
  }
  const make = () =>
    createBot({
      plugin: plugin(),
      alias: 'p',
      configuration: {},
      integrations: { slack: { actions: { post: () => ({}), list: () => ({}) } } },
    })

  test.each<[string, (bot: ReturnType<typeof make>) => Promise<unknown>]>([
    ['sendMessage', (bot) => bot.sendMessage('hi')],
    ['emitEvent', (bot) => bot.emitEvent({ type: 'p#bad' })],
    ['callAction', (bot) => bot.callAction('fail')],
  ])('%s rejects with the very error of the handler', async (_, act) => {
    await expect(act(make())).rejects.toBe(failure)
  })

  test.each<[string, (bot: ReturnType<typeof make>) => Promise<unknown>, string]>([
    [
      'an unknown integration',
      (bot) => bot.callAction('call', { type: 'teams:post', input: {} }),
      'The bot has no integration "teams" (it has: slack). Give it one: createBot({ integrations: { "teams": { actions: { "post": (input) => … } } } })',
    ],
    [
      'an unknown action of an integration',
      (bot) => bot.callAction('call', { type: 'slack:psot', input: {} }),
      'Integration "slack" has no action "psot" (it has: post, list). Give it one: createBot({ integrations: { "slack": { actions: { "psot": (input) => … } } } })',
    ],
    [
      'a name that every object has',
      (bot) => bot.callAction('call', { type: 'constructor:toString', input: {} }),
      'The bot has no integration "constructor"',
    ],
    [
      'an unknown plugin',
      (bot) => bot.callAction('q#fail'),
      'There is no action "q#fail"; there are: p#fail, p#call, p#read',
    ],
    [
      'an unknown action',
      (bot) => bot.callAction('fial' as 'p#fial'),
      'There is no action "fial"; there are: p#fail, p#call, p#read',
    ],
    [
      'an action without alias, called by a handler',
      (bot) => bot.callAction('call', { type: 'fail', input: {} }),
      'The bot has no integration "fail"',
    ],
    [
      'a missing state',
      (bot) => bot.callAction('read'),
      'There is no state "p#session" of user "nobody"',
    ],
  ])('%s is named, with what exists', async (_, act, message) => {
    const error = await act(make()).catch((error: unknown) => error)
    expect(isApiError(error)).toBe(true)
    expect(error).toMatchObject(
      message.startsWith('There is no action')
        ? { code: 400, type: 'InvalidPayload' }
        : { code: 404, type: 'ResourceNotFound' },
    )
    expect((error as Error).message).toContain(message)
  })

  test('a failed event says so, and the next call works', async () => {
    const bot = make()
    await bot.emitEvent({ type: 'p#bad' }).catch(() => {})
    await bot.emitEvent({ type: 'p#good' })
    expect(bot.events).toMatchObject([
      { type: 'p#bad', status: 'failed', failureReason: 'Error: as it was thrown' },
      { type: 'p#good', status: 'processed', failureReason: null },
    ])
  })

  test('events that beget each other for ever are stopped', async () => {
    await expect(make().emitEvent({ type: 'p#loop' })).rejects.toThrow(
      'Stopped after 1000 events that led to one another without end: p#loop',
    )
  })

  test('a dependency cannot be backed by what is not there', () => {
    expect(() =>
      createBot({ plugin: plugin(), alias: 'p', configuration: {}, dependencies: { a: 'b' } }),
    ).toThrow(
      'Plugin "p": dependency "a" is backed by integration "b", which the bot does not have (it has: none)',
    )
  })
})

test('everything that is read is a copy, and everything sent is JSON', async () => {
  const sent: any = { when: new Date(0), nothing: undefined, deep: { n: 1 } }
  let seen: any
  const bot = createBot({
    plugin: plainPlugin({
      actionHandlers: {
        keep: async ({ input, client }: any) => {
          seen = input
          await client.setState({ type: 'bot', id: 'b', name: 's', payload: sent })
          return sent
        },
      },
    }),
  })
  const output = await bot.callAction('keep', sent)
  sent.deep.n = 2
  const wanted = { when: '1970-01-01T00:00:00.000Z', deep: { n: 1 } }
  expect([output, seen, bot.states[0]?.payload]).toEqual([wanted, wanted, wanted])
  expect(bot.calls[0]?.input).toMatchObject({ payload: wanted })
})

test('what a handler changes in what it was given is its own', async () => {
  const bot = createBot({
    plugin: plainPlugin({
      eventHandlers: {
        e: [
          async ({ event, client }: any) => {
            const { state } = await client.getState({ type: 'bot', id: 'b', name: 's' })
            event.payload.n = state.payload.n = 2
          },
        ],
      },
    }),
  })
  await bot.client.setState({ type: 'bot', id: 'b', name: 's', payload: { n: 1 } })
  await bot.emitEvent({ type: 'e', payload: { n: 1 } })
  expect([bot.events[0]?.payload, bot.states[0]?.payload]).toEqual([{ n: 1 }, { n: 1 }])
})

test('log lines say what they are about', async () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const bot = createBot({
    plugin: plainPlugin({
      messageHandlers: {
        text: [
          async ({ logger }: any) => {
            logger.warn('%d ms', 5, { b: 1 }, undefined, 1n, cycle)
            logger.withUserId('someone').with({ workflowId: 'w' }).debug()
          },
        ],
      },
    }),
  })
  await bot.sendMessage('hi')
  const about = { eventId: 'event_1', messageId: 'message_1', conversationId: 'conversation_1' }
  expect(bot.log).toEqual([
    {
      level: 'warn',
      message: format('%d ms', 5, { b: 1 }, undefined, 1n, cycle),
      ...about,
      userId: 'user_1',
    },
    { level: 'debug', message: '', ...about, userId: 'someone', workflowId: 'w' },
  ])
})
