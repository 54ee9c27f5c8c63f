/** What cannot work, and what is said about it. */
import { describe, expect, test } from 'vitest'
import { LeanPlugin, Plugin } from '../../src/runtime/index.js'
import { call, errorOf, inAction, ours } from './lab.js'
import { message } from './recording-client.js'

const spec = {
  name: 'crm',
  version: '1.0.0',
  states: { session: { type: 'user' }, totals: { type: 'bot' } },
} as const

describe('before it is initialized', () => {
  const plugin: any = new Plugin(
    { actions: { run: async () => 1 } as never, on: (on: any) => on.message('text', () => {}) },
    spec,
  )

  test.each([
    ['actions', () => plugin.actionHandlers.run],
    ['messages', () => plugin.messageHandlers.text],
    ['events', () => plugin.eventHandlers['*']],
    ['states', () => plugin.stateExpiredHandlers.session],
    ['hooks', () => plugin.hookHandlers.before_incoming_event.x],
    ['workflows', () => plugin.workflowHandlers.started.x],
  ])('%s are not there yet', async (_, read) => {
    const error = await errorOf(read)
    expect(error).toMatchObject({ name: 'RuntimeError', reason: 'not_initialized' })
    expect(error.message).toBe('Plugin "crm" is not initialized')
  })

  test('handlers can be registered', () => {
    const late: any = new Plugin({}, spec)
    late.on.message('text', () => {})
    expect(late.initialize({ alias: 'crm' }).messageHandlers.text).toHaveLength(1)
  })
})

describe('initializing', () => {
  test('gives back the plugin', () => {
    const plugin: any = new Plugin({}, spec)
    expect(plugin.initialize({ alias: 'a' })).toBe(plugin)
  })

  test('takes the name of the plugin where the host gives no alias, and no dependencies', async () => {
    const plugin: any = new Plugin(
      { actions: { run: async ({ alias }: any) => alias } as never },
      spec,
    )
    expect(await plugin.initialize({}).actionHandlers['crm#run']({ input: {} })).toBe('crm')
  })

  test('again with what does not fit leaves the plugin as it was', async () => {
    const schema = {
      safeParse: (value: any) =>
        value.ok ? {} : { error: { issues: [{ path: [], message: 'not ok' }] } },
    }
    const definition: any = { name: 'crm', version: '1.0.0', configuration: { schema } }
    const plugin = ours({
      definition,
      runtime: { configuration: { ok: 1 } },
      actions: { run: async ({ alias }) => alias },
    })
    expect(() => plugin.initialize({ alias: 'other', configuration: {} })).toThrow(
      'configuration: not ok',
    )
    expect(await plugin.actionHandlers.run({ input: {} })).toBe('sales')
  })
})

describe('what is registered', () => {
  test.each([undefined, null, {}, 'handler', 5])('%s is no handler', async (handler) => {
    const error = await errorOf(() => ours({ on: (on) => on.beforeIncomingEvent('x', handler) }))
    expect(error).toMatchObject({ reason: 'invalid_handler' })
    expect(error.message).toBe('on.beforeIncomingEvent("x") is not a function')
  })

  test('an action is one', async () => {
    const error = await errorOf(() => ours({ actions: { run: undefined as never } }))
    expect(error).toMatchObject({
      reason: 'invalid_handler',
      message: 'actions.run is not a function',
    })
  })

  test('what is found is a list of its own', () => {
    const plugin = ours({ on: (on) => on.message('text', () => {}) })
    plugin.messageHandlers.text.length = 0
    expect(plugin.messageHandlers.text).toHaveLength(1)
  })

  test('functions of a map stay the same, until the plugin is initialized with other names too', () => {
    const plugin = ours({ on: (on) => on.message('text', () => {}) })
    const [first] = plugin.messageHandlers.text
    plugin.on.message('text', () => {})
    expect(plugin.messageHandlers.text[0]).toBe(first)
  })
})

describe('names that nobody knows', () => {
  test.each<[title: string, body: (props: any) => unknown, reason: string, message: string]>([
    [
      'a state',
      ({ states }) => states.nothing,
      'unknown_state',
      'Unknown state "nothing"; known: session, totals',
    ],
    [
      'a state of a type',
      ({ states }) => states.user.nothing,
      'unknown_state',
      'Unknown state "nothing"; known: session, totals',
    ],
    [
      'a state of another type',
      ({ states }) => states.user.totals,
      'unknown_state',
      'Unknown state "totals"; known: session, totals',
    ],
    [
      'an action or a dependency',
      ({ actions }) => actions.nothing,
      'unknown_action',
      'Unknown action "nothing"; known: probe, creatable, deletable, slack, telegram',
    ],
    [
      'an interface',
      ({ interfaces }) => interfaces.slack,
      'unknown_dependency',
      'Unknown dependency "slack"; known: creatable, deletable',
    ],
    [
      'an integration',
      ({ integrations }) => integrations.gh,
      'unknown_dependency',
      'Unknown dependency "gh"; known: slack, telegram',
    ],
    [
      'of a conversation',
      ({ conversations }) => conversations.nothing,
      'unknown_dependency',
      'Unknown dependency "nothing"; known: *, creatable, deletable, slack, telegram',
    ],
  ])('%s', async (_, body, reason, message) => {
    expect(await errorOf(() => inAction(body, { spec }))).toMatchObject({ reason, message })
  })

  test('the names that the language looks for are no mistakes', async () => {
    await inAction(
      async (props) => {
        for (const name of [
          'actions',
          'states',
          'interfaces',
          'integrations',
          'conversations',
          'events',
          'tables',
          'workflows',
        ]) {
          expect(await props[name]).toBe(props[name])
          expect(`${JSON.stringify(props[name])}`).toMatch(/^{/)
          expect(Object.prototype.toString.call(props[name])).toBe('[object Object]')
        }
        expect(await props.actions.slack).toBeTypeOf('object')
        expect(await props.interfaces.creatable).toMatchObject({ integrationAlias: 'gh' })
        expect(await props.states.session).toBeTypeOf('object')
      },
      { spec },
    )
  })

  test('but they may be names of actions', async () => {
    const actions = Object.fromEntries(
      ['constructor', 'toString', 'hasOwnProperty'].map((name) => [name, async () => name]),
    )
    const mapping = {
      integrationAlias: 'gh',
      actions: JSON.parse(
        '{"then": {"name": "a"}, "__proto__": {"name": "b"}, "id": {"name": "c"}}',
      ),
    }
    const { output, requests } = await inAction(
      async ({ actions, interfaces }) => {
        await actions.creatable.then({})
        await actions.creatable.__proto__({})
        await actions.creatable.id({})
        return [await actions.constructor({}), await actions.toString({}), interfaces.creatable.id]
      },
      { actions, runtime: { interfaces: { creatable: mapping } } },
    )
    expect(output).toEqual(['constructor', 'toString', undefined])
    expect(requests.map(({ input }) => input.type)).toEqual(['gh:a', 'gh:b', 'gh:c'])
  })
})

describe('names claimed twice', () => {
  test('a state named like a type: the type wins', async () => {
    const states = { user: { type: 'user' }, session: { type: 'user' } } as const
    const { requests } = await inAction(
      async ({ states }) => {
        await states.user.session.get('1')
        await states.user.user.get('2')
      },
      { spec: { states } },
    )
    expect(requests.map(({ input }) => [input.id, input.name])).toEqual([
      ['1', 'sales#session'],
      ['2', 'sales#user'],
    ])
  })

  test('an own action named like a dependency: the dependency wins', async () => {
    const { requests } = await inAction(({ actions }) => actions.slack.post({}), {
      actions: { slack: async () => {} },
    })
    expect(requests[0]?.input.type).toBe('work-slack:post')
  })

  test('an action of an interface named like what the host says of it: the host wins', async () => {
    const { output, requests } = await inAction(async ({ interfaces, actions }) => {
      await actions.creatable.name({})
      return interfaces.creatable.name
    })
    expect(output).toBe('creatable')
    expect(requests[0]?.input.type).toBe('gh:name')
  })
})

test('a host that passes in no client, logger or context gets on as far as it goes', async () => {
  const run = async ({ client, logger, states }: any) => [client, logger, typeof states.session.get]
  const plugin: any = new Plugin({ actions: { run } as never }, spec).initialize({
    alias: 'crm',
  } as never)
  expect(await plugin.actionHandlers.run({ input: {} })).toEqual([undefined, undefined, 'function'])
})

test('a plugin without parts is a plugin still', async () => {
  let seen: any
  const plugin: any = new LeanPlugin(
    { on: (on: any) => on.message('*', (props: any) => void (seen = { ...props })) },
    { name: 'empty', version: '1.0.0' },
  ).initialize({ alias: 'empty' } as never)
  const { host, requests } = call({ message })
  await plugin.messageHandlers.text[0](host)
  expect(seen.states).toEqual({})
  expect(seen.actions).toEqual({})
  await seen.users.get('u1')
  await seen.client.createEvent({ type: 'x', payload: {} })
  expect(requests.map(({ operation }) => operation)).toEqual(['getUser', 'createEvent'])
})

test.each([
  ['at once', async ({ actions }: any) => actions.again({})],
  [
    'after a while',
    async ({ actions }: any) => {
      await null
      return actions.again({})
    },
  ],
])('own actions that call each other for ever end, with their names: %s', async (_, again) => {
  const plugin = ours({ actions: { again } })
  const error = await errorOf(() =>
    plugin.actionHandlers.again(call({ input: {}, type: 'x' }).host),
  )
  expect(error).toMatchObject({
    reason: 'endless_calls',
    message: 'Actions call each other without end: "sales#again" calls "sales#again"',
  })
})

test('an installation that has begun goes on when another bot installs the plugin', async () => {
  const seen: unknown[] = []
  const tell = async ({ alias, configuration }: any) => void seen.push([alias, configuration.of])
  const start = async ({ actions, input }: any) => {
    await input.until
    await actions.tell({})
  }
  const plugin = ours({ actions: { tell, start } })
  const install = (alias: string) =>
    plugin.initialize({ alias, configuration: { of: alias }, interfaces: {}, integrations: {} })
  let release = () => {}
  const until = new Promise<void>((resolve) => (release = resolve))
  const first = install('one').actionHandlers.start(call({ input: { until } }).host)
  const second = install('two').actionHandlers.start(call({ input: {} }).host)
  release()
  await Promise.all([first, second])
  expect(seen.toSorted()).toEqual([
    ['one', 'one'],
    ['two', 'two'],
  ])
})
