/**
 * Random plugins and sequences, in the local bot and in the SDK's real `Bot`: the same handler
 * calls with the same props, the same client calls, the same answers. `RUNS=1000` runs more of
 * them, `SEED=…` the same again.
 *
 * What differs on purpose: an unexpected error is answered with the words of each and, as hosts since
 * 6.12 do, with code 500, where 5.4.3 says 400; props that newer hosts give to hooks of messages.
 */
import * as sdk from '@botpress/sdk'
import { RuntimeError as ClientRuntimeError } from '@botpress/client'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { RuntimeError } from '../../src/runtime/index.js'
import { createBot } from '../../src/testing/index.js'
import { realBots, type RealBotSettings } from './real-bot.js'

/** One thing that a handler does. */
type Deed =
  | { do: 'throw'; as: 'error' | 'runtime' | 'client' | 'text' }
  | { do: 'emit'; event: string; n: number }
  | { do: 'send'; type: string }
  | { do: 'call'; type: string }
  | { do: 'state'; how: 'get' | 'set' | 'getOrSet' | 'patch'; name: string; n: number }
  | { do: 'tag'; whose: 'user' | 'conversation'; tag: string }
  | { do: 'workflow' }
  | { do: 'acknowledge' | 'complete' | 'fail' }
  | { do: 'log'; n: number }

/** What a hook gives back. */
type Result = { data?: 'type' | 'payload' | 'tags'; stop?: boolean } | undefined

interface HandlerPlan {
  on: string
  name: string
  deeds: Deed[]
  result: Result
}

interface PluginPlan {
  handlers: HandlerPlan[]
  actions: { [name: string]: Deed[] }
}

type Step =
  | { step: 'message'; type: string; n: number }
  | { step: 'event'; type: string; n: number }
  | { step: 'action'; type: string; n: number }
  | { step: 'expire' }
  | { step: 'workflow' }

const messageTypes = ['text', 'image']
const eventTypes = ['a#ping', 'b#ping', 'slack:posted', 'other']
const actionTypes = ['a#first', 'a#second', 'b#first']
const pick = fc.constantFrom
const number = fc.integer({ min: 0, max: 3 })

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({
      do: pick('throw' as const),
      as: pick('error', 'runtime', 'client', 'text'),
    }) as fc.Arbitrary<Deed>,
  },
  { weight: 2, arbitrary: fc.record({ do: pick('send' as const), type: pick(...messageTypes) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: pick('call' as const),
      type: pick('slack:post', 'a#second', 'b#second', 'b#nothing'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: pick('emit' as const), event: pick('done', 'quiet'), n: number }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: pick('state' as const),
      how: pick('get', 'set', 'getOrSet', 'patch'),
      name: pick('session', 'total'),
      n: number,
    }) as fc.Arbitrary<Deed>,
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: pick('tag' as const),
      whose: pick('user', 'conversation'),
      tag: pick('x', 'y'),
    }) as fc.Arbitrary<Deed>,
  },
  { weight: 1, arbitrary: pick<Deed>({ do: 'workflow' }) },
  { weight: 2, arbitrary: pick<Deed>({ do: 'acknowledge' }, { do: 'complete' }, { do: 'fail' }) },
  { weight: 1, arbitrary: fc.record({ do: pick('log' as const), n: number }) },
)

const hooks: { [on: string]: string[] } = {
  beforeIncomingMessage: ['*', ...messageTypes],
  afterIncomingMessage: ['*', ...messageTypes],
  beforeOutgoingMessage: ['*', ...messageTypes],
  afterOutgoingMessage: ['*', ...messageTypes],
  beforeIncomingEvent: ['*', 'slack:posted', 'ping'],
  afterIncomingEvent: ['*', 'slack:posted', 'ping'],
  beforeIncomingCallAction: ['*', 'first'],
  afterIncomingCallAction: ['*', 'first'],
  beforeOutgoingCallAction: ['*', 'slack:post'],
  afterOutgoingCallAction: ['*', 'slack:post'],
}
const plain: { [on: string]: string[] } = {
  message: ['*', ...messageTypes],
  event: ['*', 'ping', 'done', 'slack:posted'],
  stateExpired: ['*', 'session'],
  workflowStart: ['job'],
  workflowContinue: ['job'],
}
const deeds = fc.array(deed, { maxLength: 3 })
const handlerPlan = (kinds: { [on: string]: string[] }, result: fc.Arbitrary<Result>) =>
  fc.oneof(
    ...Object.entries(kinds).map(([on, names]) =>
      fc.record({ on: pick(on), name: pick(...names), deeds, result }),
    ),
  )
const result: fc.Arbitrary<Result> = fc.option(
  fc.record(
    { data: pick('type' as const, 'payload' as const, 'tags' as const), stop: fc.boolean() },
    { requiredKeys: [] },
  ),
  { nil: undefined },
)
const pluginPlan: fc.Arbitrary<PluginPlan> = fc.record({
  handlers: fc.array(
    fc.oneof(handlerPlan(plain, pick<Result>(undefined)), handlerPlan(hooks, result)),
    { minLength: 2, maxLength: 8 },
  ),
  actions: fc.record({ first: deeds, second: deeds }),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ step: pick('message' as const), type: pick(...messageTypes, 'odd'), n: number }),
  fc.record({ step: pick('event' as const), type: pick(...eventTypes), n: number }),
  fc.record({ step: pick('action' as const), type: pick(...actionTypes), n: number }),
  pick<Step>({ step: 'expire' }, { step: 'workflow' }),
)

type Trace = unknown[]

/** JSON, as props are compared. */
const plainly = (value: unknown) =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

/** An error as a handler sees it; those that differ on purpose are one. */
function seen(error: any): unknown {
  // To hosts of 5.4.3, an action that there is not is unexpected as well.
  if (/unexpected|There is no action/i.test(error.message)) return ['unexpected', 'Runtime']
  return [error.type ?? error.name, error.message]
}

async function perform(props: any, deeds: Deed[], trace: Trace): Promise<void> {
  const { client, ctx, states, events, logger, workflows, workflow } = props
  for (const deed of deeds) {
    const attempt = async (act: () => Promise<unknown>) => {
      try {
        trace.push(['answer', deed.do, plainly(await act())])
      } catch (error) {
        trace.push(['refused', deed.do, seen(error)])
      }
    }
    switch (deed.do) {
      case 'throw':
        if (deed.as === 'error') throw new Error('secret')
        if (deed.as === 'runtime') throw new RuntimeError('told')
        if (deed.as === 'client') throw new ClientRuntimeError('told too')
        throw 'a text'
      case 'emit':
        // Not by actions or handlers of events that come of it, which would never end.
        if (
          props.type === undefined &&
          !workflow &&
          !['done', 'quiet'].some((name) => props.event?.type?.endsWith(name))
        ) {
          await attempt(() => events[deed.event].withUserId('u').emit({ n: deed.n }))
        }
        break
      case 'send':
        await attempt(() =>
          client.createMessage({
            type: deed.type,
            payload: { text: 'out' },
            tags: {},
            userId: ctx.botId,
            conversationId: 'c',
          }),
        )
        break
      case 'call':
        if (props.type === undefined || deed.type === 'slack:post') {
          await attempt(() => client.callAction({ type: deed.type, input: { from: 'deed' } }))
        }
        break
      case 'state':
        await attempt(() =>
          deed.how === 'get'
            ? states.user[deed.name].get('u')
            : states.user[deed.name][deed.how]('u', { [`n${deed.n}`]: deed.n }),
        )
        break
      case 'tag': {
        const record = props[deed.whose]
        if (typeof record?.update === 'function') {
          await attempt(() => record.update({ tags: { [deed.tag]: '1' } }))
        }
        break
      }
      case 'workflow':
        if (!workflow && props.type === undefined)
          await attempt(() => workflows.job.startNewInstance({ input: { n: 1 } }))
        break
      case 'log':
        logger.info('logged %d', deed.n)
        break
      default: {
        if (!workflow) break
        await attempt(() =>
          deed.do === 'acknowledge'
            ? workflow.acknowledgeStartOfProcessing()
            : deed.do === 'complete'
              ? workflow.setCompleted({ output: { done: true } })
              : workflow.setFailed({ failureReason: 'because' }),
        )
      }
    }
  }
}

/** What a hook gives back for its data. */
function resultOf(plan: Result, data: any): unknown {
  if (!plan) return undefined
  const { data: change, stop } = plan
  const inner = data.message ?? data
  const changed = {
    type: { ...inner, type: inner.type === 'text' ? 'image' : inner.type },
    payload: {
      ...inner,
      ...(inner.payload && { payload: { ...inner.payload, hooked: true } }),
      ...(inner.input && { input: { ...inner.input, hooked: true } }),
      ...(inner.output && { output: { ...inner.output, hooked: true } }),
    },
    tags: { ...inner, ...(inner.tags && { tags: { ...inner.tags, 'a#hooked': '1' } }) },
  }
  return {
    ...(change && { data: data.message ? { ...data, message: changed[change] } : changed[change] }),
    ...(stop !== undefined && { stop }),
  }
}

const watched = [
  'type',
  'input',
  'message',
  'user',
  'conversation',
  'event',
  'state',
  'data',
  'workflow',
  'alias',
  'configuration',
  'ctx',
]

function build(alias: string, { handlers, actions }: PluginPlan, trace: Trace): any {
  /** What the handler is given; `user` and `conversation` of hooks come with newer hosts only. */
  const note = (where: string, props: any, isHook: boolean) =>
    trace.push([
      alias,
      where,
      Object.fromEntries(
        watched.flatMap((key) =>
          props[key] === undefined || (isHook && ['user', 'conversation'].includes(key))
            ? []
            : [[key, plainly(props[key])]],
        ),
      ),
    ])
  const plugin = new sdk.Plugin<any>({
    actions: Object.fromEntries(
      Object.entries(actions).map(([name, deeds]) => [
        name,
        async (props: any) => {
          note(name, props, false)
          await perform(props, deeds, trace)
          return { from: name, input: props.input }
        },
      ]),
    ),
  })
  for (const { on, name, deeds, result } of handlers) {
    const isHook = on in hooks
    ;(plugin.on as any)[on](name, async (props: any) => {
      note(`${on} ${name}`, props, isHook)
      // Hooks of what goes out, and of calls, would go round in circles.
      const safe = isHook
        ? deeds.filter((deed) => ['throw', 'state', 'log'].includes(deed.do))
        : deeds
      await perform(
        isHook ? { ...props, user: undefined, conversation: undefined } : props,
        safe,
        trace,
      )
      return isHook ? resultOf(result, props.data) : undefined
    })
  }
  return plugin
}

const settings: RealBotSettings = {
  now: '2025-01-01T00:00:00Z',
  users: ['u'],
  conversations: [
    { id: 'c', integration: 'slack', participants: ['u'], tags: { 'a#x': '0', other: '1' } },
  ],
  integrations: { slack: { actions: { post: (input) => ({ posted: input }) } } },
}

let server: Awaited<ReturnType<typeof realBots>>
const logged: string[] = []

beforeAll(async () => {
  server = await realBots()
  vi.stubEnv('BP_API_URL', server.url)
  vi.stubEnv('BP_TOKEN', 'none')
  for (const level of ['info', 'debug', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((text) => {
      if (level === 'info') logged.push(String(text))
    })
  }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
  await server.close()
})

type Plans = { a: PluginPlan; b: PluginPlan }

const sessions = (bot: { states: readonly { name: string }[] }) =>
  bot.states.filter(({ name }) => name === 'a#session')

/** What is to be seen of a sequence in the local bot. */
async function inLocalBot(plans: Plans, steps: Step[]) {
  const trace: Trace = []
  const bot = createBot({
    ...settings,
    plugins: {
      a: { plugin: build('a', plans.a, trace), configuration: { of: 'a' } },
      b: { plugin: build('b', plans.b, trace), configuration: { of: 'b' } },
    },
  })
  for (const each of steps) {
    const outcome = await (async () => {
      switch (each.step) {
        case 'message': {
          const { type, n } = each
          const tags = { 'a#own': '1', other: '2' }
          return bot.sendMessage({ type, payload: { n }, tags, user: 'u', conversation: 'c' })
        }
        case 'event':
          return bot.emitEvent({ type: each.type, payload: { n: each.n }, userId: 'u' })
        case 'action':
          return bot.callAction(each.type, { n: each.n })
        case 'expire': {
          if (sessions(bot).length === 0) return
          return bot.expireState({ type: 'user', id: 'u', name: 'a#session' })
        }
        case 'workflow':
          return bot.startWorkflow({
            name: 'job',
            input: { n: 1 },
            userId: 'u',
            conversationId: 'c',
          })
      }
    })().then(
      (answer) => ['ok', each.step === 'action' ? answer : null],
      (error) => ['failed', each.step === 'action' ? answerTo(error) : null],
    )
    trace.push(outcome)
  }
  return {
    trace,
    calls: bot.calls,
    log: bot.log.filter(({ level }) => level === 'info').map(({ message }) => message),
    ...stored(bot),
  }
}

/** What a host of 5.4.3 makes of what an action threw. */
function answerTo(error: any): unknown {
  if (error?.isApiError) return seen(error)
  return ['unexpected', 'Runtime']
}

/** The same in the SDK's bot. */
async function inRealBot(plans: Plans, steps: Step[]) {
  const trace: Trace = []
  logged.length = 0
  const mapping = { name: 'slack', version: '0.0.0', integrationAlias: 'slack' }
  const install = (alias: 'a' | 'b') =>
    build(alias, plans[alias], trace).initialize({
      alias,
      configuration: { of: alias },
      interfaces: {},
      integrations: { slack: mapping },
    })
  const bot = server.create({ a: install('a'), b: install('b') }, settings)
  const { records } = bot
  for (const each of steps) {
    let answer: unknown
    let hasFailed = false
    switch (each.step) {
      case 'message': {
        const { type, n } = each
        const tags = { 'a#own': '1', other: '2' }
        await records.sendMessage({ type, payload: { n }, tags, user: 'u', conversation: 'c' })
        break
      }
      case 'event':
        await records.emitEvent({ type: each.type, payload: { n: each.n }, userId: 'u' })
        break
      case 'action': {
        const { status, body } = await bot.callAction(each.type, { n: each.n })
        hasFailed = status >= 400
        answer = hasFailed ? seen(body) : body.output
        break
      }
      case 'expire':
        if (sessions(records).length > 0) {
          await records.expireState({ type: 'user', id: 'u', name: 'a#session' })
        }
        break
      case 'workflow':
        await records.startWorkflow({
          name: 'job',
          input: { n: 1 },
          userId: 'u',
          conversationId: 'c',
        })
    }
    const answers = await bot.settle()
    hasFailed ||= answers.some(({ status }) => status >= 400)
    trace.push([hasFailed ? 'failed' : 'ok', each.step === 'action' ? (answer ?? null) : null])
  }
  return { trace, calls: bot.calls, log: [...logged], ...stored(records) }
}

const stored = ({ states, users, conversations, messages, workflows }: any) => ({
  states,
  users,
  conversations,
  messages,
  workflows,
})

test('random plugins do the same in the local bot and in the real one', async () => {
  const numRuns = Number(process.env['RUNS'] ?? 60)
  const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
  process.stdout.write(`seed ${seed}, ${numRuns} sequences\n`)
  let handlers = 0
  await fc.assert(
    fc.asyncProperty(
      fc.record({ a: pluginPlan, b: pluginPlan }),
      fc.array(step, { minLength: 1, maxLength: 6 }),
      async (plans, steps) => {
        const local = plainly(await inLocalBot(plans, steps))
        handlers += local.trace.length
        expect(local).toEqual(plainly(await inRealBot(plans, steps)))
      },
    ),
    { numRuns, seed },
  )
  expect(handlers).toBeGreaterThan(numRuns)
}, 600_000)
