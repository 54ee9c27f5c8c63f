/**
 * Plugins in the SDK's real `Bot`, driven by what the platform sends it: ours, bundled as it is
 * deployed, has the same outcome as the SDK's own.
 */
import { Bot, Plugin as SdkPlugin, RuntimeError as SdkRuntimeError } from '@botpress/sdk'
import { build } from 'esbuild'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import * as botPlugin from './bot-plugin.js'
import { loopback, type HttpRequest } from './loopback.js'
import { conversation, message, state, user, workflow } from './recording-client.js'
import { mappings } from './scenarios.js'

const installed: any = { alias: 'sales', configuration: {}, ...mappings }

/** Plugin → a bot that has it. */
const bots: Record<string, any> = {}

beforeAll(async () => {
  const bundle = await build({
    stdin: {
      resolveDir: import.meta.dirname,
      contents: `
        import { Plugin } from '../../src/runtime/index.js'
        import { actions, register } from './bot-plugin.js'
        const spec = { name: 'crm', version: '1.0.0', states: { session: { type: 'user' } } }
        export default new Plugin({ actions, on: register }, spec)`,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const code = bundle.outputFiles[0]?.text ?? ''
  const ours = (await import(`data:text/javascript,${encodeURIComponent(code)}`)).default
  const sdks: any = new SdkPlugin({
    actions: {
      ...botPlugin.actions,
      fail: async (props: any) =>
        botPlugin.actions.fail?.(props).catch((error) => {
          throw error.reason === 'no_quota' ? new SdkRuntimeError(error.message) : error
        }),
    },
  } as never)
  botPlugin.register(sdks.on)
  for (const [name, plugin] of Object.entries({ ours, sdks })) {
    bots[name] = new Bot({ actions: {}, plugins: { sales: plugin.initialize(installed) } } as never)
  }
})

/** The platform, as far as the plugin asks for it. */
function platform({ method, url, body }: HttpRequest): unknown {
  if (url.includes('/states/'))
    return { state: { ...state, payload: body?.payload ?? { count: 3 } } }
  if (url.endsWith('/messages')) return { message: { ...message, ...body, id: 'sent-1' } }
  if (url.endsWith('/actions')) return { output: { echo: body.input }, meta: { cached: false } }
  if (url.endsWith('/events')) return { event: { id: 'event-2', ...body } }
  if (url.includes('/workflows/')) return { workflow: { ...workflow, ...body } }
  throw new Error(`Nothing is made up for ${method} ${url}`)
}

let server: Awaited<ReturnType<typeof loopback>>

beforeEach(async () => {
  server = await loopback(platform)
  vi.stubEnv('BP_API_URL', server.url)
  vi.stubEnv('BP_TOKEN', 'token-1')
  for (const level of ['info', 'debug', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation(() => {})
  }
})

afterEach(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await server.close()
})

/** What the platform sends to a bot: an operation, what it is about, and a body. */
type Sent = readonly [operation: string, type: string, body: unknown]

/** What of an error on the wire is not the same with ours and with the SDK's. */
const unlike = Object.fromEntries(
  ['id', 'metadata', 'name', 'isApiError', 'description', 'reason'].map((key) => [key, undefined]),
)

/** All that can be seen of one request to a bot. */
async function outcome(name: string, [operation, type, body]: Sent) {
  botPlugin.trace.length = 0
  server.requests.length = 0
  const response = await bots[name].handler({
    method: 'POST',
    path: '/',
    query: '',
    headers: {
      'x-bot-id': 'bot-1',
      'x-bp-operation': operation,
      'x-bp-type': type,
      'x-bp-configuration': Buffer.from('{}').toString('base64'),
    },
    body: JSON.stringify(body),
  })
  const logged = (level: 'warn' | 'error') => vi.mocked(console[level]).mock.calls.map(String)
  const result = {
    status: response?.status,
    // Errors carry an id that is made up for each, and ours a reason.
    body: { ...JSON.parse(response?.body ?? 'null'), ...unlike },
    trace: [...botPlugin.trace],
    requests: server.requests.map(({ method, url, body }) => ({ method, url, body })),
    logged: [...logged('warn'), ...logged('error')].map((line) => line.split('\n')[0]),
  }
  vi.clearAllMocks()
  return result
}

const untagged = { ...message, tags: {} }
const incoming = (text: string): Sent => [
  'event_received',
  'message_created',
  {
    event: {
      id: 'event-1',
      type: 'message_created',
      payload: { message: { ...untagged, payload: { text } }, user, conversation },
    },
  },
]
const event = (type: string, payload: object): Sent => [
  'event_received',
  type,
  { event: { id: 'event-1', type, payload } },
]
const workflowUpdate = (type: string): Sent => [
  'event_received',
  'workflow_update',
  { event: { id: 'event-1', type: 'workflow_update', payload: { type, workflow } } },
]

test.each<[string, Sent, handlers: number]>([
  ['a message, with hooks around it and around what is sent', incoming('hi'), 9],
  ['a message that a hook stops', incoming('stop'), 1],
  ['an event of an interface', event('gh:issueOpened', { id: 7 }), 3],
  ['an event of its own', event('sales#tracked', { event: 'x' }), 2],
  ['an event of others', event('other#tracked', {}), 1],
  [
    'an action call, with hooks around it and around the calls that it makes',
    [
      'action_triggered',
      'sales#track',
      { type: 'sales#track', input: { userId: 'u', event: 'e' } },
    ],
    7,
  ],
  [
    'a state that expired',
    [
      'event_received',
      'state_expired',
      { event: { id: 'e', payload: { state: { ...state, name: 'sales#session' } } } },
    ],
    1,
  ],
  ['a workflow that starts', workflowUpdate('workflow_started'), 2],
  ['a workflow that goes on', workflowUpdate('workflow_continued'), 1],
  ['a workflow that is too late', workflowUpdate('workflow_timedout'), 0],
  ['an action that nobody has', ['action_triggered', 'x', { type: 'sales#x', input: {} }], 0],
  [
    'an action that fails with a message for its caller',
    ['action_triggered', 'x', { type: 'sales#fail', input: { as: 'runtime' } }],
    0,
  ],
  [
    'an action that fails',
    ['action_triggered', 'x', { type: 'sales#fail', input: { as: 'internal' } }],
    0,
  ],
  ['a ping', ['ping', 'ping', {}], 0],
])('%s', async (_, sent, handlers) => {
  const ours = await outcome('ours', sent)
  expect(ours).toEqual(await outcome('sdks', sent))
  expect(ours.trace).toHaveLength(handlers)
})

test('tags that the plugin gives to what it sends stay its own, through a hook too', async () => {
  const sentTags = async (name: string) =>
    (await outcome(name, incoming('tag'))).requests[0]?.body.tags
  expect(await sentTags('ours')).toEqual({ 'sales#kind': 'reply' })
  // The SDK loses the prefix in the hook that gives the message another text.
  expect(await sentTags('sdks')).toEqual({ kind: 'reply' })
})

describe('errors', () => {
  test('a RuntimeError of ours reaches the caller with its message and status 400', async () => {
    const sent: Sent = ['action_triggered', 'x', { type: 'sales#fail', input: { as: 'runtime' } }]
    expect(await outcome('ours', sent)).toMatchObject({
      status: 400,
      body: { code: 400, type: 'Runtime', message: 'quota is used up' },
    })
  })

  test('any other error does not', async () => {
    const sent: Sent = ['action_triggered', 'x', { type: 'sales#fail', input: {} }]
    const { body } = await outcome('ours', sent)
    expect(body.message).toBe('An unexpected error occurred in the bot.')
  })
})
