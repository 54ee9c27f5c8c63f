/** The local bot and the SDK's own bot drive the same plugins; handlers must run alike. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as sdk from '@botpress/sdk'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBot } from '../../src/testing/index.js'

type Trace = unknown[][]

const hookNames = [
  'beforeIncomingEvent',
  'beforeIncomingMessage',
  'beforeOutgoingMessage',
  'beforeOutgoingCallAction',
  'beforeIncomingCallAction',
  'afterIncomingEvent',
  'afterIncomingMessage',
  'afterOutgoingMessage',
  'afterOutgoingCallAction',
  'afterIncomingCallAction',
] as const

/** What of a hook's data is the same in both bots. */
const essence = (data: any) => {
  const { type, payload, input, output, tags } = data.message ?? data
  return { type, payload, input, output, tags }
}

/** How hooks answer: by hook name and data type. */
type Answers = Record<string, (data: any) => unknown>

/** A plugin of the SDK that notes down everything it is called with. */
function tracing(alias: string, trace: Trace, answers: Answers) {
  const plugin = new sdk.Plugin<any>({
    actions: {
      first: async ({ input, type, client, ctx }: any) => {
        trace.push([alias, 'first', type, input, ctx.operation, ctx.botId])
        if (input.send) {
          await client.createMessage({ ...input.send, conversationId: 'c', userId: 'u', tags: {} })
        }
        if (input.call) {
          const result = await client.callAction({ type: input.call, input: { from: alias } })
          trace.push([alias, 'called', result])
        }
        return { echo: input, unset: undefined }
      },
      second: async ({ input, type }: any) => {
        trace.push([alias, 'second', type, input])
        return { second: true }
      },
    },
  })
  const on = plugin.on as any
  for (const hook of hookNames) {
    for (const type of ['*', 'text', 'a#ping', 'a#first', 'slack:post']) {
      on[hook](type, async ({ data }: any) => {
        trace.push([alias, hook, type, essence(data)])
        return answers[`${alias} ${hook} ${type}`]?.(data)
      })
    }
  }
  for (const type of ['*', 'text', 'image']) {
    on.message(type, async ({ message, user, conversation, event }: any) => {
      trace.push([alias, 'message', type, essence(message), user.id, conversation.id, event.type])
    })
  }
  for (const type of ['*', 'ping', 'pong', 'slack:posted']) {
    on.event(type, async ({ event, ctx }: any) => {
      trace.push([alias, 'event', type, essence(event), ctx.type, ctx.operation])
    })
  }
  for (const name of ['*', 'session']) {
    on.stateExpired(name, async ({ state }: any) => {
      trace.push([alias, 'stateExpired', name, state.name, state.payload])
    })
  }
  for (const kind of ['workflowStart', 'workflowContinue', 'workflowTimeout']) {
    on[kind]('job', async ({ workflow }: any) => {
      trace.push([alias, kind, workflow.id, workflow.status, workflow.input])
    })
  }
  return plugin
}

const mapping = {
  name: 'slack',
  version: '0.0.0',
  integrationAlias: 'slack',
}

/** The SDK's bot with two plugins, driven through its request handler. */
function realBot(trace: Trace, answers: Answers) {
  const plugins = Object.fromEntries(
    ['a', 'b'].map((alias) => [
      alias,
      tracing(alias, trace, answers).initialize({
        alias,
        configuration: {},
        interfaces: {},
        integrations: { slack: mapping },
      } as any),
    ]),
  )
  const bot = new sdk.Bot({ actions: {}, plugins })
  return async (operation: string, type: string, body: object) => {
    const configuration = Buffer.from('{}').toString('base64')
    const response = await bot.handler({
      body: JSON.stringify(body),
      path: '/',
      query: '',
      method: 'POST',
      headers: {
        'x-bot-id': 'bot_1',
        'x-bp-operation': operation,
        'x-bp-type': type,
        'x-bp-configuration': configuration,
      },
    })
    expect(response).toMatchObject({ status: 200 })
    return response?.body === undefined ? undefined : JSON.parse(response.body)
  }
}

const localBot = (trace: Trace, answers: Answers) =>
  createBot({
    plugins: {
      a: { plugin: tracing('a', trace, answers), configuration: {} },
      b: { plugin: tracing('b', trace, answers), configuration: {} },
    },
    integrations: { slack: { actions: { post: (input) => ({ posted: input }) } } },
    users: ['u'],
  })

// What the SDK's client talks to: it answers as the platform would.
const platform = createServer((request, response) => {
  let text = ''
  request.on('data', (chunk) => (text += chunk))
  request.on('end', () => {
    const body = JSON.parse(text)
    const answer = request.url?.includes('/messages')
      ? { message: { id: 'm', ...body } }
      : { output: { posted: body.input }, meta: { cached: false } }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
})
beforeAll(async () => {
  // The SDK's bot warns there of workflows that nobody acknowledges.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  await new Promise<void>((done) => platform.listen(0, '127.0.0.1', done))
  process.env['BP_API_URL'] = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`
  process.env['BP_TOKEN'] = 'none'
})
afterAll(() => {
  vi.restoreAllMocks()
  platform.close()
  delete process.env['BP_API_URL']
  delete process.env['BP_TOKEN']
})

const replaceWith = (fields: object) => (data: any) => ({ data: { ...data, ...fields } })
const stop = () => ({ stop: true })

const answers: [string, Answers][] = [
  ['hooks that give nothing', {}],
  [
    'a hook that replaces the data of a message, with another type',
    {
      'a beforeIncomingMessage *': replaceWith({ type: 'image', payload: { imageUrl: 'x' } }),
      'b afterIncomingMessage *': replaceWith({ payload: { imageUrl: 'y' } }),
    },
  ],
  [
    'a hook that replaces the data of an event, with another type',
    { 'b beforeIncomingEvent *': replaceWith({ type: 'a#pong', payload: { n: 2 } }) },
  ],
  [
    'hooks that stop before the handlers',
    { 'a beforeIncomingMessage text': stop, 'a beforeIncomingEvent *': stop },
  ],
  [
    'hooks that stop after the handlers',
    { 'a afterIncomingMessage text': stop, 'a afterIncomingEvent *': stop },
  ],
  [
    'hooks that stop a call, which hosts do not look at',
    { 'a beforeIncomingCallAction *': stop, 'a afterIncomingCallAction *': stop },
  ],
  [
    'hooks that change the input and the type of a call, then its output',
    {
      'a beforeIncomingCallAction *': () => ({ data: { input: { changed: 1 } } }),
      'b beforeIncomingCallAction *': () => ({ data: { type: 'b#second' } }),
      'a afterIncomingCallAction *': () => ({ data: { output: { changed: 2 } } }),
    },
  ],
  [
    'outgoing hooks that replace',
    {
      'a beforeOutgoingMessage *': replaceWith({ payload: { text: 'changed' } }),
      'b beforeOutgoingCallAction *': replaceWith({ input: { changed: 3 } }),
      'a beforeOutgoingCallAction slack:post': replaceWith({ type: 'slack:post' }),
      'a afterOutgoingCallAction *': () => ({ data: { output: { changed: 4 } } }),
      'b afterOutgoingMessage *': ({ message }) => ({
        data: { message: { ...message, payload: { text: 'changed again' } } },
      }),
    },
  ],
]

describe.each(answers)('with %s, both bots', (_, answers) => {
  const local: Trace = []
  const real: Trace = []

  async function both(
    act: (bot: ReturnType<typeof localBot>, send: ReturnType<typeof realBot>) => Promise<void>,
  ) {
    local.length = real.length = 0
    await act(localBot(local, answers), realBot(real, answers))
    expect(local.length).toBeGreaterThan(0)
    expect(local).toEqual(real)
  }

  test.each(['text', 'image', 'unheard'])('handle a message of type %s alike', (type) =>
    both(async (bot, send) => {
      const { event } = await bot.sendMessage({
        type,
        payload: { text: 'hi' },
        tags: { 'a#own': '1', 'b#own': '2', other: '3' },
      })
      await send('event_received', 'message_created', { event })
    }),
  )

  test.each(['a#ping', 'b#ping', 'ping', 'slack:posted', 'unheard'])(
    'handle an event of type %s alike',
    (type) =>
      both(async (bot, send) => {
        const { event } = await bot.emitEvent({ type, payload: { n: 1 } })
        await send('event_received', type, { event })
      }),
  )

  test.each([
    ['a#first', {}],
    ['b#first', { deep: { n: 1 } }],
    ['a#second', {}],
    ['a#first', { send: { type: 'text', payload: { text: 'out' } } }],
    ['b#first', { call: 'slack:post' }],
  ])('call action %s with %j alike', (type, input) =>
    both(async (bot, send) => {
      await bot.client.createUser({ tags: {} })
      await bot.sendMessage({ type: 'x', payload: {}, user: 'u', conversation: 'c' })
      local.length = 0
      const output = await bot.callAction(type, input)
      expect({ output }).toEqual(await send('action_triggered', type, { type, input }))
    }),
  )

  test('end a state alike', () =>
    both(async (bot, send) => {
      const key = { type: 'user', id: 'u', name: 'a#session' } as const
      await bot.client.setState({ ...key, payload: { n: 1 } })
      const { state } = await bot.client.getState(key)
      await bot.expireState(key)
      await send('event_received', 'state_expired', { event: { id: 'e', payload: { state } } })
    }))

  test.each([
    ['workflow_started', 'pending'],
    ['workflow_continued', 'pending'],
    ['workflow_timedout', 'timedout'],
  ])('update a workflow alike: %s', (type, status) =>
    both(async (bot, send) => {
      const { workflow } = await bot.startWorkflow({ name: 'job', input: { n: 1 } })
      if (type !== 'workflow_started') local.length = 0
      if (type === 'workflow_continued') await bot.continueWorkflow(workflow)
      if (type === 'workflow_timedout') await bot.timeOutWorkflow(workflow)
      await send('event_received', 'workflow_update', {
        event: { id: 'e', payload: { type, workflow: { ...workflow, status } } },
      })
    }),
  )
})
