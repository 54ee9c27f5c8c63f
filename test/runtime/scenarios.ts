/**
 * What a host and an author can do with a plugin, once: run on our `Plugin` and on that of
 * `@botpress/sdk` by `differential.test.ts`, which compares all that was seen.
 */
import {
  conversation,
  event,
  message,
  recordingClient,
  state,
  user,
  workflow,
} from './recording-client.js'

/** Handlers of either plugin class, without types: the point is what they do. */
type Handlers = { [name: string]: (props: any) => unknown }

/** What a scenario works with. */
export interface Lab {
  /** A plugin, installed unless it says otherwise. */
  create(parts?: { actions?: Handlers; on?: (on: any) => void; runtime?: object | null }): any
  /** The alias that the plugin is installed under in this run. */
  readonly alias: string
  /** What a host passes in for a call. */
  host(props?: object): any
  /** Runs `body` with the props of an action. */
  inAction(body: (props: any) => unknown): Promise<unknown>
  /** Keeps a value to compare. */
  see(label: string, value: unknown): void
}

/** The interfaces and integrations that a host maps. */
export const mappings = {
  interfaces: {
    creatable: {
      id: 'iface-1',
      name: 'creatable',
      version: '1.0.0',
      integrationAlias: 'gh',
      integrationInterfaceAlias: 'creatable<issue>',
      entities: { item: { name: 'issue' } },
      actions: { createItem: { name: 'createIssue' }, same: { name: 'same' } },
      events: { itemCreated: { name: 'issueOpened' } },
      channels: { thread: { name: 'issueThread' } },
    },
    // Backed by the same integration, with names of its own.
    deletable: {
      name: 'deletable',
      version: '1.0.0',
      integrationAlias: 'gh',
      integrationInterfaceAlias: 'deletable<issue>',
      entities: {},
      actions: { deleteItem: { name: 'deleteIssue' } },
      events: { itemDeleted: { name: 'issueDeleted' } },
      channels: {},
    },
  },
  integrations: {
    slack: { id: 'int-1', name: 'slack', version: '2.0.0', integrationAlias: 'work-slack' },
    telegram: { name: 'telegram', version: '1.0.0', integrationAlias: 'telegram' },
  },
}

const hookKinds = [
  'before_incoming_event',
  'before_incoming_message',
  'before_outgoing_message',
  'before_outgoing_call_action',
  'before_incoming_call_action',
  'after_incoming_event',
  'after_incoming_message',
  'after_outgoing_message',
  'after_outgoing_call_action',
  'after_incoming_call_action',
]
const methodOf = (kind: string) => kind.replace(/_(.)/g, (_, first) => first.toUpperCase())

const names = (handlers: any) => handlers?.map((handler: any) => handler.name)

type Scenario = readonly [title: string, run: (lab: Lab) => Promise<void> | void]

const maps: Scenario[] = [
  [
    'message handlers: own type and *, in order of registration, twice where registered twice',
    ({ create, see, alias }) => {
      const twice = function twice() {}
      const plugin = create({
        on: (on) => {
          on.message('text', function first() {})
          on.message('*', function any() {})
          on.message('image', function image() {})
          on.message('text', function second() {})
          on.message('text', twice)
          on.message('*', twice)
        },
      })
      for (const type of ['text', 'image', 'unknown', '*', `${alias}#text`, 'other#text', '']) {
        see(type, names(plugin.messageHandlers[type]))
      }
    },
  ],
  [
    'event handlers: own, of interfaces, of integrations, of two interfaces on one integration',
    ({ create, see, alias }) => {
      const plugin = create({
        on: (on) => {
          on.event('creatable:itemCreated', function ofCreatable() {})
          on.event('leadFound', function own() {})
          on.event('deletable:itemDeleted', function ofDeletable() {})
          on.event('*', function any() {})
          on.event('slack:channelCreated', function ofSlack() {})
          on.event('telegram:typing', function ofTelegram() {})
          on.event('gh:issueOpened', function byWireName() {})
          on.event('unmapped:thing', function unmapped() {})
          on.event('leadFound', function ownAgain() {})
        },
      })
      for (const type of [
        'leadFound',
        `${alias}#leadFound`,
        'other#leadFound',
        'gh:issueOpened',
        'gh:issueDeleted',
        'gh:itemCreated',
        'creatable:itemCreated',
        'work-slack:channelCreated',
        'slack:channelCreated',
        'telegram:typing',
        'unmapped:thing',
        '*',
        'unknown',
      ]) {
        see(type, names(plugin.eventHandlers[type]))
      }
    },
  ],
  [
    'handlers of expired states',
    ({ create, see, alias }) => {
      const plugin = create({
        on: (on) => {
          on.stateExpired('session', function session() {})
          on.stateExpired('*', function any() {})
          on.stateExpired('profile', function profile() {})
        },
      })
      for (const name of ['session', `${alias}#session`, 'profile', '*', 'unknown']) {
        see(name, names(plugin.stateExpiredHandlers[name]))
      }
    },
  ],
  [
    'hooks of every kind: own, * and those of dependencies',
    ({ create, see, alias }) => {
      const plugin = create({
        on: (on) => {
          for (const kind of hookKinds) {
            const on_ = on[methodOf(kind)]
            on_('text', function own() {})
            on_('*', function any() {})
            on_('creatable:itemCreated', function ofInterface() {})
            on_('slack:post', function ofIntegration() {})
            on_('text', function ownAgain() {})
          }
        },
      })
      for (const kind of hookKinds) {
        for (const name of ['text', `${alias}#text`, '*', 'work-slack:post', 'unknown']) {
          see(`${kind} ${name}`, names(plugin.hookHandlers[kind][name]))
        }
        if (kind.endsWith('event')) {
          see(`${kind} mapped`, names(plugin.hookHandlers[kind]['gh:issueOpened']))
        }
      }
      see('unknown kind', plugin.hookHandlers.before_everything)
    },
  ],
  [
    'workflow handlers',
    ({ create, see }) => {
      const plugin = create({
        on: (on) => {
          on.workflowStart('onboarding', function start() {})
          on.workflowStart('onboarding', function startAgain() {})
          on.workflowContinue('onboarding', function goOn() {})
          on.workflowTimeout('onboarding', function timeout() {})
          on.workflowTimeout('other', function other() {})
        },
      })
      for (const update of ['started', 'continued', 'timed_out']) {
        for (const name of ['onboarding', 'other', 'unknown']) {
          see(`${update} ${name}`, names(plugin.workflowHandlers[update][name]))
        }
      }
      see('unknown update', plugin.workflowHandlers.finished)
    },
  ],
  [
    'action handlers',
    ({ create, see, alias }) => {
      const plugin = create({
        actions: { async track() {}, renamed: async function another() {}, arrow: async () => {} },
      })
      for (const name of [
        'track',
        `${alias}#track`,
        'other#track',
        'renamed',
        'arrow',
        'unknown',
      ]) {
        see(name, plugin.actionHandlers[name]?.name)
      }
    },
  ],
  [
    'registering after the first dispatch',
    async ({ create, host, see }) => {
      const seen: string[] = []
      const plugin = create({ on: (on) => on.message('text', async () => void seen.push('early')) })
      const dispatch = async () => {
        for (const handler of plugin.messageHandlers.text) await handler(host(records))
      }
      await dispatch()
      plugin.on.message('*', async () => void seen.push('late'))
      await dispatch()
      see('order', seen)
    },
  ],
  [
    'initializing again',
    async ({ create, host, see }) => {
      const plugin = create({
        actions: { read: async ({ alias, configuration }) => ({ alias, configuration }) },
        on: (on) => on.event('creatable:itemCreated', function ofCreatable() {}),
      })
      see('before', names(plugin.eventHandlers['gh:issueOpened']))
      const again = plugin.initialize({
        alias: 'second',
        configuration: { quota: 9 },
        interfaces: {
          creatable: {
            ...mappings.interfaces.creatable,
            integrationAlias: 'linear',
            events: { itemCreated: { name: 'ticketMade' } },
          },
        },
        integrations: {},
      })
      see('same', again === plugin)
      see('old name', names(plugin.eventHandlers['gh:issueOpened']))
      see('new name', names(plugin.eventHandlers['linear:ticketMade']))
      see('action', await plugin.actionHandlers['second#read'](host({ input: {} })))
    },
  ],
]

const records = { message, user, conversation, event }

const handlers: Scenario[] = [
  [
    'a message handler sees its records',
    async ({ create, host, see }) => {
      const plugin = create({
        on: (on) =>
          on.message('*', async ({ message, user, conversation, event, ...rest }: any) => {
            see('message', message)
            see('user', user)
            see('conversation', conversation)
            see('event', { ...event, botId: undefined })
            see('ctx', rest.ctx)
            see(
              'others',
              Object.keys(rest)
                .filter((key) => key !== 'tables')
                .sort(),
            )
            return 'ignored'
          }),
      })
      for (const handler of plugin.messageHandlers.text) see('result', await handler(host(records)))
    },
  ],
  [
    'an event handler',
    async ({ create, host, see }) => {
      const plugin = create({
        on: (on) =>
          on.event('leadFound', async (props: any) => {
            see('event', { ...props.event, botId: undefined })
            see('alias', props.alias)
            see('configuration', props.configuration)
            return 7
          }),
      })
      for (const handler of plugin.eventHandlers.leadFound) {
        see('result', await handler(host({ event })))
      }
    },
  ],
  [
    'a handler of expired states',
    async ({ create, host, see, alias }) => {
      const plugin = create({
        on: (on) => on.stateExpired('session', async (props: any) => see('state', props.state)),
      })
      for (const handler of plugin.stateExpiredHandlers[`${alias}#session`]) {
        see('result', await handler(host({ state })))
      }
    },
  ],
  [
    'an action gets what the host passes in, and what it does not know as well',
    async ({ create, host, see, alias }) => {
      const plugin = create({
        actions: {
          async track({ input, type, extra, ctx }: any) {
            see('props', { input, type, extra, ctx })
            return { tracked: input }
          },
        },
      })
      const props = { input: { a: [1, { b: 2 }] }, type: `${alias}#track`, extra: 'from the host' }
      see('output', await plugin.actionHandlers.track(host(props)))
    },
  ],
  [
    'handlers that throw',
    async ({ create, host, see }) => {
      const boom = Object.assign(new Error('boom'), { code: 'own_code' })
      const fail = async () => {
        throw boom
      }
      const plugin = create({
        actions: { fail },
        on: (on) => {
          on.message('text', fail)
          on.event('leadFound', fail)
          on.stateExpired('session', fail)
          on.beforeIncomingMessage('text', fail)
          on.workflowStart('onboarding', fail)
        },
      })
      for (const [label, handler] of [
        ['action', plugin.actionHandlers.fail],
        ['message', plugin.messageHandlers.text[0]],
        ['event', plugin.eventHandlers.leadFound[0]],
        ['state', plugin.stateExpiredHandlers.session[0]],
        ['hook', plugin.hookHandlers.before_incoming_message.text[0]],
        ['workflow', plugin.workflowHandlers.started.onboarding[0]],
      ]) {
        const props = host({ ...records, state, workflow, data: message, input: {} })
        const thrown = await handler(props).then(
          () => 'nothing',
          (error: unknown) => error,
        )
        see(label, thrown === boom)
      }
    },
  ],
  [
    'a client that fails',
    async ({ create, host, see }) => {
      const boom = new Error('the platform is down')
      const { client } = recordingClient({
        getState: () => Promise.reject(boom),
        callAction: () => Promise.reject(boom),
        listUsers: () => Promise.reject(boom),
        createEvent: () => Promise.reject(boom),
      })
      const plugin = create({
        actions: {
          async run({ states, actions, users, events }: any) {
            for (const [label, attempt] of [
              ['state', () => states.user.session.get('1')],
              ['action', () => actions.slack.post({})],
              ['list', () => users.list().takeAll()],
              ['event', () => events.leadFound.emit({})],
            ] as const) {
              see(label, await attempt().catch((error: unknown) => error === boom))
            }
          },
        },
      })
      await plugin.actionHandlers.run(host({ client, input: {} }))
    },
  ],
  [
    'workflow handlers resolve to the newest record',
    async ({ create, host, see }) => {
      const plugin = create({
        on: (on) => {
          on.workflowStart('onboarding', async ({ workflow }: any) => {
            see('workflow', workflow)
            const acknowledged = await workflow.acknowledgeStartOfProcessing()
            see('acknowledged', acknowledged)
            see(
              'not twice',
              (await acknowledged.workflow.acknowledgeStartOfProcessing()).workflow.id,
            )
            await workflow.acknowledgeStartOfProcessing()
            see(
              'updated',
              await workflow.update({
                output: { a: 1 },
                tags: { stage: 'mid' },
                userId: 'u',
                timeoutAt: 't',
              }),
            )
          })
          on.workflowStart('onboarding', async ({ workflow }: any) => {
            await workflow.setCompleted({ output: { done: true } })
          })
          on.workflowContinue('onboarding', async ({ workflow }: any) => {
            see(
              'only while pending',
              (await workflow.acknowledgeStartOfProcessing()).workflow.status,
            )
            await workflow.setFailed({ failureReason: 'no time' })
          })
          on.workflowContinue('onboarding', async ({ workflow }: any) => workflow.cancel())
          on.workflowTimeout('onboarding', async ({ workflow }: any) => workflow.setCompleted())
          on.workflowTimeout('onboarding', async () => 'nothing')
        },
      })
      for (const update of ['started', 'continued', 'timed_out']) {
        let current: any = { ...workflow, status: update === 'started' ? 'pending' : 'in_progress' }
        for (const handler of plugin.workflowHandlers[update].onboarding) {
          current = await handler(host({ event, workflow: current }))
          see(update, current)
        }
      }
    },
  ],
  [
    'hooks: results pass through, data comes without the tags of others',
    async ({ create, host, see }) => {
      const results = [
        undefined,
        {},
        { stop: true },
        { stop: false, data: { replaced: true } },
        { data: undefined },
      ]
      for (const kind of hookKinds) {
        const queue = [...results]
        const plugin = create({
          on: (on) =>
            on[methodOf(kind)]('*', async ({ data }: any) => {
              see(`${kind} data`, data)
              return queue.shift()
            }),
        })
        for (const _ of results) {
          const data = { type: 'text', payload: { text: 'x' }, tags: message.tags, input: { a: 1 } }
          const [handler] = plugin.hookHandlers[kind].text
          const result = await handler(host({ data }))
          // Tags that a hook hands back are a difference on purpose; none is handed back here.
          see(
            `${kind} result`,
            result?.data ? { ...result, data: { ...result.data, tags: 0 } } : result,
          )
        }
      }
    },
  ],
]

/** Title, and what is done with the props of an action. */
const accessors: (readonly [title: string, body: (props: any, lab: Lab) => unknown])[] = [
  [
    'states by type, every method and option',
    async ({ states }, { see }) => {
      for (const [type, name] of [
        ['user', 'session'],
        ['bot', 'totals'],
        ['conversation', 'topic'],
        ['workflow', 'progress'],
      ]) {
        const repo = states[type as string][name as string]
        see(`${type} get`, await repo.get('id-1'))
        see(`${type} set`, await repo.set('id-1', { count: 1 }))
        see(`${type} set, expiring`, await repo.set('id-1', { count: 1 }, { expiryMs: 60_000 }))
        see(`${type} getOrSet`, await repo.getOrSet('id-1', { count: 2 }))
        see(`${type} getOrSet, expiring`, await repo.getOrSet('id-1', {}, { expiryMs: 5 }))
        see(`${type} patch`, await repo.patch('id-1', { count: 4 }))
        see(`${type} delete`, await repo.delete('id-1'))
      }
    },
  ],
  [
    'events: emitting and scheduling, narrowed and not',
    async ({ events }, { see }) => {
      const { leadFound } = events
      see('emit', await leadFound.emit({ lead: 'a' }))
      see('at', await leadFound.schedule({ lead: 'b' }, { dateTime: '2027-01-01T00:00:00Z' }))
      see('in', await leadFound.schedule({ lead: 'c' }, { delay: 500 }))
      const about = leadFound.withConversationId('c1').withUserId('u1').withMessageId('m1')
      see('about', await about.emit({ lead: 'd' }))
      see('about, later', await about.schedule({ lead: 'e' }, { delay: 1 }))
      see('about, again', await about.withUserId('u2').emit({}))
      see('as before', await leadFound.emit({}))
    },
  ],
  [
    'events: finding',
    async ({ events }, { see }) => {
      see('by id', await events.leadFound.getById({ id: 'event-9' }))
      see('all', await events.leadFound.list().takeAll())
      see('some', await events.leadFound.list({ status: 'failed', workflowId: 'w' }).take(1))
      const about = events.leadFound.withConversationId('c').withUserId('u').withMessageId('m')
      see('about', await about.list({ status: 'pending' }).takePage(1))
    },
  ],
  [
    'actions of interfaces and integrations',
    async ({ actions }, { see }) => {
      see('mapped', await actions.creatable.createItem({ title: 'x' }))
      see('same name', await actions.creatable.same({}))
      see('not mapped', await actions.creatable.forgotten({ a: 1 }))
      see('other interface', await actions.deletable.deleteItem({ id: '1' }))
      see('integration', await actions.slack.post({ text: 'y' }))
      const { post } = actions.slack
      see('taken off', await post({ text: 'z' }))
    },
  ],
  [
    'interfaces and integrations as the host describes them',
    ({ interfaces, integrations }, { see }) => {
      see('interfaces', Object.keys(interfaces))
      see('interface', interfaces.creatable)
      see('spread', { ...interfaces.deletable })
      see('names', [
        interfaces.creatable.integrationAlias,
        interfaces.creatable.actions.createItem.name,
      ])
      see('integrations', Object.keys(integrations))
      see('integration', integrations.slack)
      see('without id', integrations.telegram.id)
      see('as JSON', JSON.stringify({ interfaces, integrations }))
    },
  ],
  [
    'users: finding',
    async ({ users }, { see }) => {
      see('by id', await users.getById({ id: 'user-7' }))
      see('all', await users.list().takeAll())
      see('by tags', await users.list({ tags: { segment: 'vip', 'crm#x': 'kept' } }).take(1))
      see('of a conversation', await users.list({ conversationId: 'c1' }).take(1))
      see('both', await users.list({ conversationId: 'c1', tags: { segment: 'vip' } }).take(1))
    },
  ],
  [
    'users: what they can do',
    async ({ users }, { see }) => {
      const found = await users.getById({ id: 'user-7' })
      const updated = await found.update({ tags: { segment: 'lost' }, name: 'B', pictureUrl: null })
      see('updated', updated)
      see('without tags', await found.update({ name: 'C', attributes: { a: 'b' } }))
      const participant = await updated.addToConversation({ conversationId: 'c9' })
      see('participant', participant)
      see('still one', await participant.update({ name: 'D' }))
      see('no longer', await participant.removeFromConversation())
      const [listed] = await users.list({ conversationId: 'c1' }).take(1)
      await listed.removeFromConversation()
    },
  ],
  [
    'messages: finding',
    async ({ messages }, { see }) => {
      see('by id', await messages.getById({ id: 'm-3' }))
      see('all', await messages.list().takeAll())
      see(
        'some',
        await messages
          .list({ conversationId: 'c', tags: { a: '1' }, afterDate: 'x', beforeDate: 'y' })
          .take(3),
      )
    },
  ],
  [
    'messages: what they can do',
    async ({ messages }, { see }) => {
      const found = await messages.getById({ id: 'm-3' })
      const updated = await found.update({ tags: { a: '1' }, payload: { text: 'new' } })
      see('updated', updated)
      see('again', await updated.update({ tags: {} }))
      see('deleted', await updated.delete())
    },
  ],
  [
    'conversations: finding, by alias and channel',
    async ({ conversations }, { see }) => {
      const options = {
        tags: { a: '1' },
        participantIds: ['u'],
        sortField: 'createdAt',
        sortDirection: 'asc',
        afterDate: 'x',
        beforeDate: 'y',
      }
      for (const [alias, channel] of [
        ['creatable', 'thread'],
        ['creatable', 'unmapped'],
        ['creatable', '*'],
        ['deletable', 'thread'],
        ['slack', 'dm'],
        ['slack', '*'],
        ['*', '*'],
        ['*', 'dm'],
      ]) {
        const finder = conversations[alias as string][channel as string]
        see(`${alias}.${channel}`, await finder.list().takeAll())
        see(`${alias}.${channel}, some`, await finder.list(options).take(1))
        see(`${alias}.${channel}, one`, await finder.getById({ id: 'c-2' }))
      }
    },
  ],
  [
    'conversations: what they can do',
    async ({ conversations }, { see }) => {
      const found = await conversations['*']['*'].getById({ id: 'c-2' })
      see('updated', await found.update({ tags: { topic: 'x' }, currentTaskId: 't' }))
      see('without tags', await found.update({}))
      see('message', await found.getMessage({ id: 'm-5' }))
      const options = { userId: 'u', tags: { a: '1' }, type: 'text', payload: { text: 'hi' } }
      see('created', await found.createMessage(options))
      see(
        'scheduled',
        await found.createMessage({ ...options, schedule: { delay: 1 }, origin: 'synthetic' }),
      )
      const created = await found.getOrCreateMessage(options)
      see('created or found', created)
      see('created, updated', await created.update({ tags: { b: '2' } }))
      see('messages', await found.listMessages().takeAll())
      see('some messages', await found.listMessages({ tags: { a: '1' }, afterDate: 'x' }).take(1))
      const participants = await found.listParticipants().takeAll()
      // Their tags are a difference on purpose.
      const { tags: _, ...left } = await participants[2].removeFromConversation()
      see(
        'participants',
        participants.map(({ tags: _, ...participant }: any) => participant),
      )
      see('left', left)
      see('deleted', await found.delete())
    },
  ],
  [
    'an update stays with what it was called on',
    async ({ users, messages, conversations }, { see }) => {
      for (const found of [
        await users.getById({ id: 'u' }),
        await messages.getById({ id: 'm' }),
        await conversations['*']['*'].getById({ id: 'c' }),
      ]) {
        see('id', (await found.update({ id: 'other', tags: {} })).id)
      }
      const conversation = await conversations['*']['*'].getById({ id: 'c' })
      const input = { conversationId: 'other', tags: {}, type: 'text', payload: {}, userId: 'u' }
      await conversation.createMessage(input)
      await conversation.getOrCreateMessage(input)
      await conversation.listMessages({ conversationId: 'other' }).take(1)
    },
  ],
  [
    'workflows: starting and finding',
    async ({ workflows }, { see }) => {
      see('started', await workflows.onboarding.startNewInstance({ input: { step: 1 } }))
      const options = {
        input: {},
        tags: { stage: 'new' },
        conversationId: 'c',
        userId: 'u',
        timeoutAt: 't',
      }
      see('with options', await workflows.onboarding.startNewInstance(options))
      see('all', await workflows.onboarding.listInstances().takeAll())
      see(
        'some',
        await workflows.onboarding
          .listInstances({
            tags: { stage: 'new' },
            conversationId: 'c',
            userId: 'u',
            statuses: ['pending'],
          })
          .take(1),
      )
      see('page', await workflows.other.listInstances({}).takePage(1))
    },
  ],
  [
    'workflows: what they can do, outside of a workflow handler',
    async ({ workflows }, { see }) => {
      const { workflow } = await workflows.onboarding.startNewInstance({ input: {} })
      see('no event', (await workflow.acknowledgeStartOfProcessing()).workflow.status)
      see('updated', await workflow.update({ output: { a: 1 } }))
      see('failed', await workflow.setFailed({ failureReason: 'x' }))
      see('completed', await workflow.setCompleted())
      see('completed with', await workflow.setCompleted({ output: { b: 2 } }))
      see('cancelled', await workflow.cancel())
    },
  ],
  [
    'collections: pages are fetched when they are needed',
    async ({ users }, { see }) => {
      const list = users.list()
      see('before', list.isExhausted)
      see('one', await list.take(1))
      see('one more, of the same page', await list.take(1))
      see('between', list.isExhausted)
      see('next page', await list.takePage(1))
      see('last page', await list.takePage(1))
      see('after', list.isExhausted)
      see('no more', await list.takePage(3))
      see('nothing', await list.take(1))
      see('done', await list.next())
    },
  ],
  [
    'collections: what is left of a page comes with the next',
    async ({ users }, { see }) => {
      const list = users.list()
      await list.take(1)
      see('rest', await list.takePage(1))
      see('none', await users.list().takePage(0))
      see('more pages than there are', await users.list().takePage(9))
      see('no elements', await users.list().take(0))
    },
  ],
  [
    'collections: reading a first page in a loop',
    async ({ users }, { see }) => {
      const list = users.list()
      see('iterates itself', list[Symbol.asyncIterator]() === list)
      const ids = []
      for await (const { id } of list) {
        ids.push(id)
        if (ids.length === 2) break
      }
      see('ids', ids)
    },
  ],
  [
    'the client',
    async ({ client }, { see, alias }) => {
      see(
        'own event',
        await client.createEvent({ type: `${alias}#leadFound`, payload: { lead: 'a' } }),
      )
      see(
        'event of others',
        await client.createEvent({ type: 'other#x', payload: {}, userId: 'u' }),
      )
      see('state', await client.getState({ type: 'user', id: '1', name: 'other#x' }))
      see('user, tags and all', await client.getUser({ id: '1' }))
      see('rows', await client.findTableRows({ table: 'leads', filter: { name: 'Ada' } }))
      see(
        'message',
        await client.createMessage({
          type: 'text',
          payload: {},
          tags: { a: '1' },
          userId: 'u',
          conversationId: 'c',
        }),
      )
    },
  ],
  [
    'the logger',
    ({ logger }, { see }) => {
      logger.info('a', 1)
      logger.warn('b')
      logger.error('c')
      logger.debug('d')
      const { info } = logger.with({ userId: 'u' }).withConversationId('c').withMessageId('m')
      see('taken off', typeof info)
      logger.withUserId('u').withEventId('e').withWorkflowId('w').info('about')
    },
  ],
]

/** All scenarios. */
export const scenarios: readonly Scenario[] = [
  ...maps,
  ...handlers,
  ...accessors.map(([title, body]): Scenario => [
    title,
    async (lab) => {
      await lab.inAction((props) => body(props, lab))
    },
  ]),
]
