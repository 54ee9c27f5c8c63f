/**
 * Where the runtime differs from `@botpress/sdk` on purpose: one test for each line of the list in
 * docs/sdk-differences.md. Where it can be seen, the SDK's behaviour is asserted as well, so that a
 * line does not outlive the difference.
 */
import { describe, expect, test } from 'vitest'
import { call, errorOf, inAction, ours, sdks } from './lab.js'
import { conversation, event, message, user, workflow } from './recording-client.js'
import { mappings } from './scenarios.js'

const names = (handlers: any) => handlers.map((handler: any) => handler.name)
const hostile = ['constructor', '__proto__', 'toString', 'then', 'hasOwnProperty', 'valueOf']

describe('any string is a name', () => {
  const register = (on: any) => {
    for (const name of hostile) {
      on.message(name, function own() {})
      on.event(name, function own() {})
      on.stateExpired(name, function own() {})
      on.beforeIncomingEvent(name, function own() {})
      on.workflowStart(name, function own() {})
    }
  }

  test('handlers are found under names that every object has', () => {
    const plugin = ours({ on: register })
    for (const name of hostile) {
      expect(names(plugin.messageHandlers[name])).toEqual(['own'])
      expect(names(plugin.eventHandlers[`sales#${name}`])).toEqual(['own'])
      expect(names(plugin.stateExpiredHandlers[name])).toEqual(['own'])
      expect(names(plugin.hookHandlers.before_incoming_event[name])).toEqual(['own'])
      expect(names(plugin.workflowHandlers.started[name])).toEqual(['own'])
    }
    expect(() => sdks({ on: register })).toThrow(TypeError)
  })

  test('names that nobody registered have no handlers', () => {
    const plugin = ours()
    for (const name of hostile) {
      expect(plugin.messageHandlers[name]).toEqual([])
      expect(plugin.actionHandlers[name]).toBeUndefined()
      expect(plugin.hookHandlers[name]).toBeUndefined()
      expect(plugin.workflowHandlers[name]).toBeUndefined()
    }
    expect(sdks().actionHandlers.constructor).toBeDefined()
    expect(() => sdks().messageHandlers.constructor).toThrow(TypeError)
  })

  test('symbols are no names', () => {
    expect(ours().messageHandlers[Symbol.iterator]).toBeUndefined()
    expect(() => sdks().messageHandlers[Symbol.iterator]).toThrow(TypeError)
  })

  test('a dependency event may have a colon in its name', () => {
    const on = (on: any) => on.event('slack:a:b', function own() {})
    expect(names(ours({ on }).eventHandlers['work-slack:a:b'])).toEqual(['own'])
    expect(names(sdks({ on }).eventHandlers['work-slack:a:b'])).toEqual([])
  })
})

describe('hooks', () => {
  const data = {
    ...message,
    tags: { 'sales#segment': 'lead', 'sales#old': '1', 'x#y': 'z', plain: 'p' },
  }

  async function returned(make: typeof ours, kind: string, method: string, data: object) {
    const on = (on: any) =>
      on[method]('*', async ({ data }: any) =>
        data.message
          ? {
              data: {
                ...data,
                message: { ...data.message, tags: { segment: 'won', gone: undefined } },
              },
            }
          : { data: { ...data, tags: { segment: 'won', gone: undefined } } },
      )
    return make({ on }).hookHandlers[kind].text[0](call({ data }).host)
  }

  test.each([
    ['before_incoming_message', 'beforeIncomingMessage'],
    ['before_outgoing_message', 'beforeOutgoingMessage'],
    ['after_incoming_message', 'afterIncomingMessage'],
  ])('%s hands back its own tags with their prefix, and those of others', async (kind, method) => {
    expect((await returned(ours, kind, method, data)).data.tags).toStrictEqual({
      'sales#segment': 'won',
      'x#y': 'z',
      plain: 'p',
    })
    expect((await returned(sdks, kind, method, data)).data.tags).toEqual({ segment: 'won' })
  })

  test('one that hands back no tags keeps those of others', async () => {
    const on = (on: any) => {
      on.beforeIncomingMessage('*', async () => ({ data: { type: 'text' } }))
      on.afterOutgoingMessage('*', async () => ({ data: { message: { type: 'text' } } }))
    }
    const { before_incoming_message, after_outgoing_message } = ours({ on }).hookHandlers
    const tags = { 'x#y': 'z', plain: 'p' }
    expect(await before_incoming_message.text[0](call({ data }).host)).toEqual({
      data: { type: 'text', tags },
    })
    expect(await after_outgoing_message.text[0](call({ data: { message: data } }).host)).toEqual({
      data: { message: { type: 'text', tags } },
    })
  })

  test('data without tags stays without', async () => {
    const on = (on: any) => on.beforeIncomingEvent('*', async ({ data }: any) => ({ data }))
    const [handler] = ours({ on }).hookHandlers.before_incoming_event.x
    expect(await handler(call({ data: { type: 'x' } }).host)).toEqual({ data: { type: 'x' } })
  })

  test('after_outgoing_message sees and hands back the tags of the message in its data', async () => {
    let seen: unknown
    const on = (on: any) =>
      on.afterOutgoingMessage('*', ({ data }: any) => {
        seen = data.message.tags
      })
    const { host } = call({ data: { message: data } })
    await ours({ on }).hookHandlers.after_outgoing_message.text[0](host)
    expect(seen).toEqual({ segment: 'lead', old: '1' })
    await sdks({ on }).hookHandlers.after_outgoing_message.text[0](host)
    expect(seen).toEqual(data.tags)

    const result = await returned(ours, 'after_outgoing_message', 'afterOutgoingMessage', {
      message: data,
    })
    expect(result.data.message.tags).toEqual({ 'sales#segment': 'won', 'x#y': 'z', plain: 'p' })
  })

  test("those on an interface's action are found under the name that the integration gives it", () => {
    const on = (on: any) => on.beforeOutgoingCallAction('creatable:createItem', function own() {})
    expect(names(ours({ on }).hookHandlers.before_outgoing_call_action['gh:createIssue'])).toEqual([
      'own',
    ])
    expect(names(sdks({ on }).hookHandlers.before_outgoing_call_action['gh:createIssue'])).toEqual(
      [],
    )
  })

  test('those of incoming messages get user and conversation with methods', async () => {
    let seen: any
    const on = (on: any) => on.beforeIncomingMessage('*', (props: any) => void (seen = props))
    const { host } = call({ data, user, conversation })
    await ours({ on }).hookHandlers.before_incoming_message.text[0](host)
    expect(seen.user.tags).toEqual({ segment: 'lead' })
    expect(typeof seen.user.removeFromConversation).toBe('function')
    expect(typeof seen.conversation.createMessage).toBe('function')
    await sdks({ on }).hookHandlers.before_incoming_message.text[0](host)
    expect(seen.user).toEqual(user)
  })
})

describe('workflow handlers', () => {
  test('get user and conversation with methods', async () => {
    let seen: any
    const on = (on: any) => on.workflowStart('onboarding', (props: any) => void (seen = props))
    const { host } = call({ workflow, event, user, conversation })
    await ours({ on }).workflowHandlers.started.onboarding[0](host)
    expect(typeof seen.user.update).toBe('function')
    expect(typeof seen.conversation.createMessage).toBe('function')
    await sdks({ on }).workflowHandlers.started.onboarding[0](host)
    expect(seen.user.update).toBeUndefined()
  })

  test.each([
    ['ours', ours, 1],
    ['sdk', sdks, 2],
  ])('acknowledge once, whichever object of the instance is asked: %s', async (_, make, times) => {
    const on = (on: any) =>
      on.workflowStart('onboarding', async ({ workflow }: any) => {
        await workflow.acknowledgeStartOfProcessing()
        const again = await workflow.acknowledgeStartOfProcessing()
        await again.workflow.acknowledgeStartOfProcessing()
      })
    const { host, requests } = call({ workflow, event })
    await make({ on }).workflowHandlers.started.onboarding[0](host)
    expect(requests).toHaveLength(times)
  })
})

describe('workflows that a handler starts or lists', () => {
  // As the SDK does since 6; 5.4.3 sends the event that the handler was called for.
  test.each<[string, (props: any) => unknown]>([
    [
      'started',
      async ({ workflows }) =>
        (await workflows.onboarding.startNewInstance({ input: {} })).workflow,
    ],
    ['listed', async ({ workflows }) => (await workflows.onboarding.listInstances({}).take(1))[0]],
    [
      'listed, then updated',
      async ({ workflows }) => {
        const [listed] = await workflows.onboarding.listInstances({}).take(1)
        return (await listed.update({ tags: {} })).workflow
      },
    ],
  ])('have no start to acknowledge: %s', async (_, find) => {
    const acknowledged: unknown[] = []
    const handler = async (props: any) => {
      const workflow = await find(props)
      const asked = requests.length
      const result = await (workflow as any).acknowledgeStartOfProcessing()
      acknowledged.push([requests.length - asked, result.workflow.status])
    }
    const plugin = ours({
      on: (on) => {
        on.message('text', handler)
        on.workflowStart('onboarding', handler)
      },
    })
    const answers = {
      createWorkflow: () => ({ workflow }),
      updateWorkflow: () => ({ workflow }),
      listWorkflows: () => ({ workflows: [workflow], meta: {} }),
    }
    const { host, requests } = call({ message, event, workflow }, answers)
    await plugin.messageHandlers.text[0](host)
    await plugin.workflowHandlers.started.onboarding[0](host)
    expect(acknowledged).toEqual([
      [0, 'pending'],
      [0, 'pending'],
    ])
  })
})

describe('an alias with a colon, as no definition has it but a host may give it', () => {
  const mapping = {
    ...mappings.interfaces.creatable,
    integrationAlias: 'team:gh',
  }

  test('of a dependency', async () => {
    const plugin = ours({
      runtime: {
        interfaces: { 'a:b': mapping },
        integrations: { a: { integrationAlias: 'other' } },
      },
      on: (on) => on.event('a:b:itemCreated', function own() {}),
      actions: {
        probe: async ({ actions, interfaces }) => {
          await actions['a:b'].createItem({ n: 1 })
          await interfaces['a:b'].createItem({ n: 2 })
        },
      },
    })
    const { host, requests } = call({ input: {} })
    await plugin.actionHandlers.probe(host)
    expect(requests.map(({ input }) => input)).toEqual([
      { type: 'team:gh:createIssue', input: { n: 1 } },
      { type: 'team:gh:createIssue', input: { n: 2 } },
    ])
    expect(names(plugin.eventHandlers['team:gh:issueOpened'])).toEqual(['own'])
  })

  test('of the plugin', async () => {
    const plugin = ours({
      runtime: { alias: 'team:sales' },
      on: (on) => on.event('tracked', function own() {}),
      actions: {
        probe: async ({ events }) => void (await events.tracked.emit({})),
      },
    })
    const { host, requests } = call({ input: {} })
    await plugin.actionHandlers['team:sales#probe'](host)
    expect(requests.map(({ input }) => input.type)).toEqual(['team:sales#tracked'])
    expect(names(plugin.eventHandlers['team:sales#tracked'])).toEqual(['own'])
  })
})

test('getOrCreateMessage is there where the host has it, as hosts had until SDK 6.4', async () => {
  const find = async ({ conversations }: any) =>
    (await conversations['*']['*'].getById({ id: 'c' })).getOrCreateMessage
  expect((await inAction(find)).output).toBeTypeOf('function')
  const answers = { getOrCreateMessage: undefined }
  expect((await inAction(find, { answers })).output).toBeUndefined()
})

describe('tags', () => {
  const participants = async ({ conversations }: any) => {
    const found = await conversations['*']['*'].getById({ id: 'c' })
    const [participant] = await found.listParticipants().take(1)
    await participant.update({ tags: { a: '1' } })
    return participant.tags
  }

  test('participants of a conversation have the tags of the plugin', async () => {
    const { output, requests } = await inAction(participants)
    expect(output).toEqual({ segment: 'lead' })
    expect(requests.at(-1)?.input.tags).toEqual({ 'sales#a': '1' })

    const theirs = await inAction(participants, { make: sdks })
    expect(theirs.output).toEqual(user.tags)
    expect(theirs.requests.at(-1)?.input.tags).toEqual({ a: '1' })
  })

  test.each([
    ['ours', ours, ['sales#a', 'sales#b']],
    ['sdk', sdks, ['a', 'sales#b']],
  ])('messages are told apart by tags as they are stored: %s', async (_, make, stored) => {
    const { requests } = await inAction(
      async ({ conversations }) => {
        const found = await conversations['*']['*'].getById({ id: 'c' })
        await found.getOrCreateMessage({ tags: { a: '1' }, discriminateByTags: ['a', 'sales#b'] })
      },
      { make },
    )
    expect(requests.at(-1)?.input.discriminateByTags).toEqual(stored)
  })

  test('those without a value are left out, and every record has some', async () => {
    const { output, requests } = await inAction(
      async ({ users, messages }) => {
        const found = await users.getById({ id: 'u' })
        await found.update({ tags: { a: undefined, b: '' } })
        return (await messages.getById({ id: 'm' })).tags
      },
      { answers: { getMessage: { message: { id: 'm' } } } },
    )
    expect(requests[1]?.input.tags).toEqual({ 'sales#b': '' })
    expect(output).toEqual({})
  })
})

describe('collections', () => {
  const answers = {
    listUsers: ({ nextToken }: any) =>
      nextToken ? { users: [user], meta: {} } : { users: [], meta: { nextToken: '1' } },
  }

  test.each([
    ['ours', ours, 1],
    ['sdk', sdks, 0],
  ])('an empty page is not the end: %s', async (_, make, length) => {
    const { output } = await inAction(({ users }) => users.list().takeAll(), { make, answers })
    expect(output).toHaveLength(length)
  })
})

describe('the docs dialect', () => {
  test('handlers are registered by a function given to the constructor', () => {
    const plugin = ours({ on: (plugin) => plugin.message('text', function own() {}) })
    expect(names(plugin.messageHandlers.text)).toEqual(['own'])
  })

  test('own actions are called in process', async () => {
    const { output, requests } = await inAction(({ actions }) => actions.double({ n: 2 }), {
      actions: { double: async ({ input, type }) => ({ n: input.n * 2, type }) },
    })
    expect(output).toEqual({ n: 4, type: 'sales#double' })
    expect(requests).toEqual([])
  })

  test('dependencies have their actions beside what the host says of them', async () => {
    const { output, requests } = await inAction(
      async ({ interfaces, integrations }) => [
        interfaces.creatable.integrationAlias,
        await interfaces.creatable.createItem({ a: 1 }),
        await integrations.slack.post({ b: 2 }),
      ],
      {},
    )
    expect(requests.map(({ input }) => input.type)).toEqual(['gh:createIssue', 'work-slack:post'])
    expect(output).toMatchObject(['gh', { input: { a: 1 } }, { input: { b: 2 } }])
  })

  test('states are found by their names alone', async () => {
    const { output, requests } = await inAction(
      async ({ states }) => {
        await states.totals.set({ id: 'bot-1', payload: { n: 1 }, expiry: 5 })
        return states.totals.get({ id: 'bot-1' })
      },
      { spec: { states: { totals: { type: 'bot' } } } },
    )
    expect(requests[0]?.input).toEqual({
      type: 'bot',
      name: 'sales#totals',
      id: 'bot-1',
      payload: { n: 1 },
      expiry: 5,
    })
    expect(output).toMatchObject({ state: { payload: { count: 3 } }, meta: { cached: false } })
  })

  test('the client creates own events by the name of the plugin', async () => {
    const create = ({ client }: any) => client.createEvent({ type: 'crm#leadFound', payload: {} })
    expect((await inAction(create)).requests[0]?.input.type).toBe('sales#leadFound')
    expect((await inAction(create, { make: sdks })).requests[0]?.input.type).toBe('crm#leadFound')
  })

  test('users.get, event.botId, logger.forBot', async () => {
    let seen: any
    const on = (on: any) =>
      on.event('*', async ({ event, users, logger }: any) => {
        seen = {
          botId: event.botId,
          user: (await users.get('u')).id,
          same: typeof logger.forBot().info,
        }
      })
    const { host } = call({ event })
    await ours({ on }).eventHandlers.any[0](host)
    expect(seen).toEqual({ botId: 'bot-1', user: 'u', same: 'function' })
    expect(event).not.toHaveProperty('botId')
  })

  test('tables have accessors', async () => {
    const { requests } = await inAction(({ tables }) => tables.leads.find({ limit: 1 }))
    expect(requests).toEqual([{ operation: 'findTableRows', input: { table: 'leads', limit: 1 } }])
  })
})

describe('methods need no `this`', () => {
  const taken = async ({ states, events }: any) => {
    const { get } = states.user.session
    const { emit } = events.leadFound
    await get('1')
    await emit({})
  }

  test('of states and events', async () => {
    const spec = { states: { session: { type: 'user' } } } as const
    expect((await inAction(taken, { spec })).requests).toHaveLength(2)
    expect(await errorOf(() => inAction(taken, { make: sdks }))).toBeInstanceOf(TypeError)
  })
})

describe('what is not there is an error at once', () => {
  const body = ({ actions }: any) => actions.nobody.doIt({})

  test('an action of a dependency that the bot has not installed', async () => {
    expect((await errorOf(() => inAction(body))).reason).toBe('unknown_action')
    expect((await inAction(body, { make: sdks })).requests[0]?.input.type).toBe('undefined:doIt')
  })

  test('a handler that is no function', () => {
    const on = (on: any) => on.message('text', undefined)
    expect(() => ours({ on })).toThrow('on.message("text") is not a function')
    expect(() => sdks({ on })).not.toThrow()
  })
})

test('an interface event or action that the host does not map keeps its own name', async () => {
  const on = (on: any) => on.event('creatable:forgotten', function own() {})
  expect(names(ours({ on }).eventHandlers['gh:forgotten'])).toEqual(['own'])
  expect(names(sdks({ on }).eventHandlers['gh:forgotten'])).toEqual([])
})

test('a plugin object that a bot has twice runs its handlers once', () => {
  const on = (on: any) => on.message('text', function own() {})
  const distinct = (plugin: any) =>
    new Set([plugin, plugin].flatMap((each) => each.messageHandlers.text)).size
  expect(distinct(ours({ on }))).toBe(1)
  expect(distinct(sdks({ on }))).toBe(2)
})
