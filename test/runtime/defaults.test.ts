/** Where defaults are filled in, and where they are not. */
import { describe, expect, test } from 'vitest'
import { call, inAction, ours } from './lab.js'
import { event, message, row, state, workflow } from './recording-client.js'
import type { Fill, PluginSpec } from '../../src/runtime/index.js'

const d: Fill = { properties: { d: { default: 1 } } }
const filled = { d: 1 }

const spec: Partial<PluginSpec> = {
  configuration: d,
  actions: { own: { input: d, output: d }, plain: {} },
  events: { happened: { payload: d } },
  states: { session: { type: 'user', payload: d } },
  workflows: { onboarding: { input: d, output: d } },
  tables: { leads: { row: d } },
  messages: { text: { payload: d } },
  interfaces: { creatable: { actions: { createItem: d }, events: { itemCreated: d } } },
  integrations: { slack: { actions: { post: d }, events: { posted: d } } },
}

describe('what handlers receive', () => {
  test('configuration', async () => {
    const read = (configuration?: object) =>
      inAction((props) => props.configuration, { spec, runtime: { configuration } }).then(
        ({ output }) => output,
      )
    expect(await read({})).toEqual(filled)
    expect(await read({ d: 2, e: 3 })).toEqual({ d: 2, e: 3 })
    expect(await read(undefined)).toEqual(filled)
  })

  test('configuration that a handler before has changed', async () => {
    const fill: Fill = {
      properties: { list: { default: [] }, deep: { properties: { n: { default: 0 } } } },
    }
    const given = Object.freeze({ deep: Object.freeze({}) })
    const seen: unknown[] = []
    const plugin = ours({
      spec: { configuration: fill },
      runtime: { configuration: given },
      actions: {
        async probe({ configuration }: any) {
          seen.push(structuredClone(configuration))
          configuration.list.push('mine')
          configuration.deep.n++
          configuration.own = true
        },
      },
    })
    for (let i = 0; i < 2; i++) await plugin.actionHandlers.probe(call({ input: {} }).host)
    expect(seen).toEqual([
      { list: [], deep: { n: 0 } },
      { list: [], deep: { n: 0 } },
    ])
  })

  test('the input of an action, and not its output', async () => {
    let seen
    const plugin = ours({ spec, actions: { own: async ({ input }) => ((seen = input), {}) } })
    expect(await plugin.actionHandlers.own(call({ input: {} }).host)).toEqual({})
    expect(seen).toEqual(filled)
  })

  test.each([
    ['happened', 'sales#happened'],
    ['creatable:itemCreated', 'gh:issueOpened'],
    ['slack:posted', 'work-slack:posted'],
  ])('the payload of the event %s', async (name, wireName) => {
    const seen: unknown[] = []
    const plugin = ours({
      spec,
      on: (on) => {
        on.event(name, ({ event }: any) => void seen.push(event.payload))
        on.event('*', ({ event }: any) => void seen.push(event.payload))
        on.beforeIncomingEvent(name, ({ data }: any) => void seen.push(data.payload))
        on.afterIncomingEvent(name, ({ data }: any) => void seen.push(data.payload))
        on.beforeIncomingEvent('*', ({ data }: any) => void seen.push(data.payload))
      },
    })
    const { host } = call({ event: { ...event, payload: {} }, data: { ...event, payload: {} } })
    for (const handler of [
      ...plugin.eventHandlers[wireName],
      ...plugin.hookHandlers.before_incoming_event[wireName],
      ...plugin.hookHandlers.after_incoming_event[wireName],
    ]) {
      await handler(host)
    }
    // Handlers of all events take them as they come.
    expect(seen).toEqual([filled, {}, filled, {}, filled])
    expect(host.event.payload).toEqual({})
  })

  test('the payload of a message', async () => {
    const seen: unknown[] = []
    const plugin = ours({
      spec,
      on: (on) => {
        on.message('text', ({ message }: any) => void seen.push(message.payload))
        for (const method of ['beforeIncomingMessage', 'afterIncomingMessage']) {
          on[method]('text', ({ data }: any) => void seen.push(data.payload))
        }
        on.afterOutgoingMessage('text', ({ data }: any) => void seen.push(data.message.payload))
      },
    })
    const empty = { ...message, payload: {} }
    const { host } = call({ message: empty })
    await plugin.messageHandlers.text[0](host)
    await plugin.hookHandlers.before_incoming_message.text[0]({ ...host, data: empty })
    await plugin.hookHandlers.after_incoming_message.text[0]({ ...host, data: empty })
    await plugin.hookHandlers.after_outgoing_message.text[0]({ ...host, data: { message: empty } })
    expect(seen).toEqual([filled, filled, filled, filled])
  })

  test('an expired state', async () => {
    const seen: unknown[] = []
    const plugin = ours({
      spec,
      on: (on) => on.stateExpired('session', ({ state }: any) => void seen.push(state.payload)),
    })
    for (const payload of [{}, null]) {
      await plugin.stateExpiredHandlers['sales#session'][0](
        call({ state: { ...state, payload } }).host,
      )
    }
    expect(seen).toEqual([filled, null])
  })

  test('a workflow', async () => {
    let seen
    const plugin = ours({
      spec,
      on: (on) =>
        on.workflowStart('onboarding', ({ workflow }: any) => void (seen = workflow.input)),
    })
    const record = { ...workflow, input: {} }
    // What the host gets back is the record as it is stored.
    expect(
      await plugin.workflowHandlers.started.onboarding[0](call({ workflow: record }).host),
    ).toBe(record)
    expect(seen).toEqual(filled)
  })

  test.each([
    [
      'before_incoming_call_action',
      'beforeIncomingCallAction',
      'own',
      'own',
      { input: {} },
      { input: filled },
    ],
    [
      'after_incoming_call_action',
      'afterIncomingCallAction',
      'own',
      'own',
      { output: {} },
      { output: filled },
    ],
    [
      'after_outgoing_call_action',
      'afterOutgoingCallAction',
      'own',
      'sales#own',
      { output: {} },
      { output: filled },
    ],
    [
      'after_outgoing_call_action',
      'afterOutgoingCallAction',
      'creatable:createItem',
      'gh:createIssue',
      { output: {} },
      { output: filled },
    ],
    [
      'before_outgoing_call_action',
      'beforeOutgoingCallAction',
      'own',
      'own',
      { input: {} },
      { input: {} },
    ],
    [
      'before_outgoing_message',
      'beforeOutgoingMessage',
      'text',
      'text',
      { payload: {} },
      { payload: {} },
    ],
    [
      'before_incoming_call_action',
      'beforeIncomingCallAction',
      '*',
      'own',
      { input: {} },
      { input: {} },
    ],
  ])('the data of %s (%s of %s)', async (kind, method, name, wireName, given, want) => {
    let seen
    const on = (on: any) => on[method](name, ({ data }: any) => void (seen = data))
    const [handler] = ours({ spec, on }).hookHandlers[kind][wireName]
    await handler(call({ data: given }).host)
    expect(seen).toEqual(want)
  })
})

describe('what accessors resolve to', () => {
  const empty = { ...state, payload: {} }
  const answers = {
    getState: { state: empty },
    getOrSetState: { state: empty },
    setState: { state: empty },
    patchState: { state: empty },
    callAction: { output: {} },
    createEvent: { event: { ...event, payload: {} } },
    getEvent: { event: { ...event, payload: {} } },
    listEvents: { events: [{ ...event, payload: {} }], meta: {} },
    getMessage: { message: { ...message, payload: {} } },
    createWorkflow: { workflow: { ...workflow, input: {}, output: {} } },
  }

  test.each<[string, (props: any) => unknown, unknown]>([
    ['a state', ({ states }) => states.user.session.get('1'), filled],
    ['a state, or a new one', ({ states }) => states.user.session.getOrSet('1', {}), filled],
    [
      'a record of a state',
      async ({ states }) => (await states.session.get({ id: '1' })).state.payload,
      filled,
    ],
    [
      'one that was set',
      async ({ states }) => (await states.session.set({ id: '1', payload: {} })).state.payload,
      filled,
    ],
    [
      'one that was patched',
      async ({ states }) => (await states.session.patch({ id: '1', payload: {} })).state.payload,
      filled,
    ],
    ['an action of an interface', ({ actions }) => actions.creatable.createItem({}), filled],
    ['the same, by the interface', ({ interfaces }) => interfaces.creatable.createItem({}), filled],
    ['an action of an integration', ({ integrations }) => integrations.slack.post({}), filled],
    ['an action without defaults', ({ actions }) => actions.slack.other({}), {}],
    [
      'an event',
      async ({ events }) => (await events.happened.getById({ id: '1' })).payload,
      filled,
    ],
    [
      'an event that was emitted',
      async ({ events }) => (await events.happened.emit({})).payload,
      filled,
    ],
    ['events', async ({ events }) => (await events.happened.list().takeAll())[0].payload, filled],
    ['another event', async ({ events }) => (await events.other.getById({ id: '1' })).payload, {}],
    ['a message', async ({ messages }) => (await messages.getById({ id: '1' })).payload, filled],
    [
      'a workflow',
      async ({ workflows }) =>
        (await workflows.onboarding.startNewInstance({ input: {} })).workflow.input,
      filled,
    ],
    [
      'the output of a workflow',
      async ({ workflows }) =>
        (await workflows.onboarding.startNewInstance({ input: {} })).workflow.output,
      filled,
    ],
  ])('%s', async (_, body, want) => {
    expect((await inAction(body, { spec, answers })).output).toEqual(want)
  })

  test('an own action', async () => {
    const { output } = await inAction(({ actions }) => actions.own({}), {
      spec,
      actions: { own: async ({ input }) => ({ input }) },
    })
    expect(output).toEqual({ input: filled, d: 1 })
  })

  test('a deleted state is still null', async () => {
    const answers = { getState: { state: { ...state, payload: null } } }
    const { output } = await inAction(({ states }) => states.user.session.get('1'), {
      spec,
      answers,
    })
    expect(output).toBeNull()
  })

  test('what is sent is sent as it is', async () => {
    const { requests } = await inAction(
      async ({ states, events, actions }) => {
        await states.user.session.set('1', {})
        await events.happened.emit({})
        await actions.creatable.createItem({})
      },
      { spec },
    )
    expect(requests.map(({ input }) => input.payload ?? input.input)).toEqual([{}, {}, {}])
  })
})

describe('rows', () => {
  const stored = { ...row, name: 'Ada' }
  const answers = {
    findTableRows: { rows: [stored], hasMore: false },
    getTableRow: { row: stored },
    createTableRows: { rows: [stored] },
    updateTableRows: { rows: [stored] },
    upsertTableRows: { inserted: [stored], updated: [stored], warnings: ['w'] },
  }
  const read = { ...stored, d: 1 }

  test.each<[string, (props: any) => unknown, unknown]>([
    ['find', ({ tables }) => tables.leads.find(), { rows: [read], hasMore: false }],
    ['get', ({ tables }) => tables.leads.get({ id: 1 }), { row: read }],
    ['create', ({ tables }) => tables.leads.create({ rows: [{}] }), { rows: [read] }],
    ['update', ({ tables }) => tables.leads.update({ rows: [{ id: 1 }] }), { rows: [read] }],
    [
      'upsert',
      ({ tables }) => tables.leads.upsert({ rows: [{}] }),
      { inserted: [read], updated: [read], warnings: ['w'] },
    ],
    ['delete', ({ tables }) => tables.leads.delete({ ids: [1] }), { deletedRows: 1 }],
    ['other tables', ({ tables }) => tables.others.find(), { rows: [stored], hasMore: false }],
    [
      'groups',
      ({ tables }) => tables.leads.find({ group: { name: 'count' } }),
      { rows: [stored], hasMore: false },
    ],
    [
      'some columns',
      ({ tables }) => tables.leads.find({ select: ['name'] }),
      { rows: [stored], hasMore: false },
    ],
    [
      'by the client',
      ({ client }) => client.findTableRows({ table: 'leads' }),
      { rows: [read], hasMore: false },
    ],
    [
      'by the client, of others',
      ({ client }) => client.findTableRows({ table: 'others' }),
      { rows: [stored], hasMore: false },
    ],
  ])('%s', async (_, body, want) => {
    expect((await inAction(body, { spec, answers })).output).toEqual(want)
  })
})
