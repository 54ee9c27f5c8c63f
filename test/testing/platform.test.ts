import { describe, expect, test } from 'vitest'
import type { Client, RuntimeProps } from '../../src/runtime/index.js'
import { createBot, type LocalBot } from '../../src/testing/index.js'
import { plainPlugin } from './plain-plugin.js'

const now = '2025-01-01T00:00:00.000Z'
const users = ['u', 'v']

/** A bot that does nothing, as a platform to work on. */
const platform = () => createBot({ plugin: plainPlugin(), pageSize: 2, now })

/** One with users, and a conversation of the same id as one of them. */
const populated = (maps?: Parameters<typeof plainPlugin>[0]) =>
  createBot({ plugin: plainPlugin(maps), now, users, conversations: ['u'] })

const notFound = { isApiError: true, type: 'ResourceNotFound', code: 404 }

describe('states', () => {
  const key = { type: 'user', id: 'u', name: 'p#s' } as const
  const steps: [string, (client: Client) => Promise<unknown>, unknown][] = [
    ['set and get', (c) => c.setState({ ...key, payload: { a: 1 } }), { a: 1 }],
    [
      'set replaces',
      async (c) => {
        await c.setState({ ...key, payload: { a: 1 } })
        await c.setState({ ...key, payload: { b: 2 } })
      },
      { b: 2 },
    ],
    [
      'getOrSet keeps what is there',
      async (c) => {
        await c.setState({ ...key, payload: { a: 1 } })
        await c.getOrSetState({ ...key, payload: { a: 2 } })
      },
      { a: 1 },
    ],
    ['getOrSet sets', (c) => c.getOrSetState({ ...key, payload: { a: 2 } }), { a: 2 }],
    [
      'patch merges the top level',
      async (c) => {
        await c.setState({ ...key, payload: { a: 1, deep: { x: 1, y: 1 } } })
        await c.patchState({ ...key, payload: { deep: { x: 2 } } })
      },
      { a: 1, deep: { x: 2 } },
    ],
    [
      'a state of another owner, type or name is another',
      async (c) => {
        await c.setState({ ...key, payload: { a: 1 } })
        await c.setState({ ...key, id: 'v', payload: { a: 2 } })
        await c.setState({ ...key, type: 'conversation', payload: { a: 3 } })
        await c.setState({ ...key, name: 'p#t', payload: { a: 4 } })
      },
      { a: 1 },
    ],
  ]
  test.each(steps)('%s', async (_, act, wanted) => {
    const { client } = populated()
    await act(client)
    expect((await client.getState(key)).state).toMatchObject({
      type: 'user',
      userId: 'u',
      name: 'p#s',
      payload: wanted,
    })
  })

  test.each<[string, (client: Client) => Promise<unknown>]>([
    ['getState', (c) => c.getState(key)],
    ['patchState', (c) => c.patchState({ ...key, payload: {} })],
    [
      'getState after it was set to null',
      async (c) => {
        await c.setState({ ...key, payload: { a: 1 } })
        await c.setState({ ...key, payload: null })
        await c.getState(key)
      },
    ],
  ])('%s of a missing state is refused', async (_, act) => {
    await expect(act(populated().client)).rejects.toMatchObject(notFound)
  })

  test('expires by the clock, counted from the last write, and the bot hears of it once', async () => {
    const heard: unknown[] = []
    const bot = populated({
      stateExpiredHandlers: { 'p#s': [async ({ state }: any) => void heard.push(state.payload)] },
    })
    await bot.client.setState({ ...key, payload: { a: 1 }, expiry: 1000 })
    await bot.advance(600)
    await bot.client.patchState({ ...key, payload: { b: 2 } })
    await bot.advance(999)
    expect([heard, bot.states]).toEqual([
      [],
      [{ ...key, payload: { a: 1, b: 2 }, expiresAt: '2025-01-01T00:00:01.600Z' }],
    ])
    await bot.advance(1)
    await bot.advance(10_000)
    expect([heard, bot.states]).toEqual([[{ a: 1, b: 2 }], []])
    await expect(bot.client.getState(key)).rejects.toMatchObject(notFound)
  })

  test('an expiry of null keeps the state for good', async () => {
    const bot = populated()
    await bot.client.setState({ ...key, payload: {}, expiry: 10 })
    await bot.client.setState({ ...key, payload: {}, expiry: null })
    await bot.advance(100)
    expect(bot.states).toEqual([{ ...key, payload: {} }])
  })

  test('a clock of the test ends states too, before anybody has heard of it', async () => {
    let now = 0
    const bot = createBot({ plugin: plainPlugin(), now: () => new Date(now), users })
    await bot.client.setState({ ...key, payload: {}, expiry: 10 })
    now = 20
    await expect(bot.client.getState(key)).rejects.toMatchObject(notFound)
    expect(bot.states).toEqual([])
    await bot.flush()
    const { events } = await bot.client.listEvents({ type: 'state_expired' })
    expect(events).toMatchObject([{ createdAt: '1970-01-01T00:00:00.020Z' }])
    expect(bot.now).toEqual(new Date(20))
  })

  test('expireState of a missing state is refused', async () => {
    await expect(platform().expireState(key)).rejects.toMatchObject(notFound)
  })
})

describe('events', () => {
  const hearing = (handle: (props: any) => Promise<void>) =>
    createBot({ plugin: plainPlugin({ eventHandlers: { e: [handle], f: [handle] } }), now })

  test('what a handler creates comes after what is being handled', async () => {
    const order: string[] = []
    const bot = hearing(async ({ event, client }) => {
      order.push(`${event.type} in`)
      if (event.type === 'e') await client.createEvent({ type: 'f', payload: {} })
      order.push(`${event.type} out`)
    })
    await bot.emitEvent({ type: 'e' })
    expect(order).toEqual(['e in', 'e out', 'f in', 'f out'])
  })

  test.each<[string, { delay: number } | { dateTime: string }]>([
    ['a delay', { delay: 5000 }],
    ['a time', { dateTime: '2025-01-01T00:00:05Z' }],
  ])('scheduled with %s, come when it is time', async (_, schedule) => {
    const heard: string[] = []
    const bot: LocalBot = hearing(async ({ event }) => {
      heard.push(`${event.type} at ${bot.now.toISOString()}`)
    })
    await bot.client.createEvent({ type: 'e', payload: {}, schedule })
    await bot.client.createEvent({ type: 'f', payload: {}, schedule: { delay: 1000 } })
    await bot.advance(4999)
    expect([heard, bot.events.map(({ status }) => status)]).toEqual([
      ['f at 2025-01-01T00:00:01.000Z'],
      ['scheduled', 'processed'],
    ])
    await bot.advance(10_000)
    expect([heard[1], bot.events.map(({ status }) => status)]).toEqual([
      'e at 2025-01-01T00:00:05.000Z',
      ['processed', 'processed'],
    ])
  })

  test('scheduled in any order, come in the order of their times, as pending', async () => {
    const heard: string[] = []
    const bot = hearing(async ({ event }) => void heard.push(event.payload.n, event.status))
    for (const n of [3, 1, 2.1, 2.2]) {
      const schedule = { delay: Math.floor(n) }
      await bot.client.createEvent({ type: 'e', payload: { n }, schedule })
    }
    await bot.advance(3)
    expect(heard).toEqual([1, 'pending', 2.1, 'pending', 2.2, 'pending', 3, 'pending'])
  })

  test('a schedule without a time is refused', async () => {
    const created = platform().client.createEvent({ type: 'e', payload: {}, schedule: {} })
    await expect(created).rejects.toMatchObject({ type: 'InvalidPayload', code: 400 })
  })

  test('what a handler creates after it has returned is delivered by flush', async () => {
    const heard: string[] = []
    let release = () => {}
    const late = new Promise<void>((resolve) => (release = resolve))
    let created: Promise<unknown> | undefined
    const bot = hearing(async ({ event, client }) => {
      heard.push(event.type)
      if (event.type === 'e') {
        created = late.then(() => client.createEvent({ type: 'f', payload: {} }))
      }
    })
    await bot.emitEvent({ type: 'e' })
    release()
    await created
    expect(heard).toEqual(['e'])
    await bot.flush()
    expect(heard).toEqual(['e', 'f'])
  })

  test('concurrent ones each wait for what came of them', async () => {
    const done: string[] = []
    const bot = hearing(async ({ event, client }) => {
      if (event.type === 'e') await client.createEvent({ type: 'f', payload: event.payload })
      else done.push(event.payload.from)
    })
    await Promise.all(
      ['a', 'b'].map(async (from) => {
        await bot.emitEvent({ type: 'e', payload: { from } })
        expect(done).toContain(from)
      }),
    )
    expect(done.toSorted()).toEqual(['a', 'b'])
  })
})

describe('lists', () => {
  test('come in pages, newest first', async () => {
    const bot = platform()
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await bot.client.createUser({ name, tags: {} })
      await bot.advance(1)
    }
    const pages: string[][] = []
    let nextToken: string | undefined
    do {
      const { users, meta } = await bot.client.listUsers(nextToken ? { nextToken } : {})
      pages.push(users.map(({ name }) => name ?? ''))
      nextToken = meta.nextToken
    } while (nextToken)
    expect(pages).toEqual([['e', 'd'], ['c', 'b'], ['a']])
    await bot.client.deleteUser({ id: 'user_1' })
    const { meta } = await bot.client.listUsers({ nextToken: 'page@2' })
    expect(meta).toEqual({})
    await expect(bot.client.listUsers({ nextToken: 'x' })).rejects.toMatchObject({
      type: 'InvalidQuery',
    })
  })

  test.each<[object, string[]]>([
    [{}, ['b', 'a']],
    [{ tags: { 'p#kind': 'x' } }, ['b', 'a']],
    [{ tags: { 'p#kind': 'x', 'p#only': 'a' } }, ['a']],
    [{ tags: { 'p#kind': 'y' } }, []],
    [{ tags: { constructor: 'x' } }, []],
    [{ conversationId: 'c' }, ['a']],
    [{ sortDirection: 'asc' }, ['a', 'b']],
    [{ afterDate: '2025-01-01T00:00:00.000Z' }, ['b']],
    [{ beforeDate: '2025-01-01T00:00:00.001Z' }, ['a']],
  ])('users with %j: %j', async (query, wanted) => {
    const bot = platform()
    const tags = { 'p#kind': 'x', 'p#only': 'a' }
    await bot.sendMessage({ type: 't', payload: {}, user: { id: 'a', tags }, conversation: 'c' })
    await bot.advance(1)
    await bot.sendMessage({ type: 't', payload: {}, user: 'b', conversation: 'd' })
    bot.setTags({ type: 'user', id: 'b' }, { 'p#kind': 'x' })
    const { users } = await bot.client.listUsers(query)
    expect(users.map(({ id }) => id)).toEqual(wanted)
  })

  test.each<[object, string[]]>([
    [{}, ['d', 'c']],
    [{ channel: 'dm' }, ['c']],
    [{ integrationName: 'slack' }, ['c']],
    [{ integrationName: 'local', channel: 'channel' }, ['d']],
    [{ participantIds: ['u'] }, ['d', 'c']],
    [{ participantIds: ['u', 'v'] }, ['d']],
    [{ tags: { k: '1' } }, ['c']],
  ])('conversations with %j: %j', async (query, wanted) => {
    const bot = platform()
    const conversation = { id: 'c', channel: 'dm', integration: 'slack', tags: { k: '1' } }
    await bot.sendMessage({ type: 't', payload: {}, user: 'u', conversation })
    await bot.sendMessage({ type: 't', payload: {}, user: 'u', conversation: 'd' })
    await bot.sendMessage({ type: 't', payload: {}, user: 'v', conversation: 'd' })
    const { conversations } = await bot.client.listConversations(query)
    expect(conversations.map(({ id }) => id)).toEqual(wanted)
  })
})

describe('users, conversations and messages', () => {
  test('an update changes what it names; an empty tag and null take away', async () => {
    const { client } = platform()
    const { user } = await client.createUser({
      name: 'Ann',
      pictureUrl: 'p',
      attributes: { x: '1', y: '2' },
      tags: { a: '1', b: '2' },
    })
    const { user: updated } = await client.updateUser({
      id: user.id,
      pictureUrl: null,
      attributes: { x: null },
      tags: { a: '', c: '3' },
    })
    expect(updated).toEqual({
      id: user.id,
      createdAt: user.createdAt,
      updatedAt: user.updatedAt,
      name: 'Ann',
      attributes: { y: '2' },
      tags: { b: '2', c: '3' },
    })
  })

  test.each<[object, string[] | undefined, boolean]>([
    [{ a: '1', b: '2' }, undefined, true],
    [{ a: '1' }, undefined, false],
    [{ a: '1' }, ['a'], true],
    [{ a: '2' }, ['a'], false],
    [{ a: '1', b: '3' }, ['a'], true],
  ])('getOrCreateUser with tags %j by %j finds: %j', async (tags, discriminateByTags, finds) => {
    const { client } = platform()
    const { user } = await client.createUser({ tags: { a: '1', b: '2' } })
    const input = { tags: { ...tags }, ...(discriminateByTags && { discriminateByTags }) }
    const { user: got } = await client.getOrCreateUser(input)
    expect(got.id === user.id).toBe(finds)
  })

  test('participants come and go', async () => {
    const bot = platform()
    const { conversation } = await bot.sendMessage('hi')
    const { user } = await bot.client.createUser({ tags: {} })
    const { id } = conversation
    const members = async () =>
      (await bot.client.listParticipants({ id })).participants.map(({ id }) => id)
    expect(await members()).toEqual(['user_1'])
    await bot.client.addParticipant({ id, userId: user.id })
    expect(await members()).toEqual(['user_1', user.id])
    await bot.client.removeParticipant({ id, userId: 'user_1' })
    expect(await members()).toEqual([user.id])
    await expect(bot.client.getParticipant({ id, userId: 'user_1' })).rejects.toMatchObject(
      notFound,
    )
  })

  test.each<[string, (client: Client) => Promise<unknown>]>([
    ['getUser', (c) => c.getUser({ id: 'x' })],
    ['updateUser', (c) => c.updateUser({ id: 'constructor' })],
    ['getConversation', (c) => c.getConversation({ id: 'x' })],
    ['deleteConversation', (c) => c.deleteConversation({ id: 'x' })],
    ['getMessage', (c) => c.getMessage({ id: 'x' })],
    ['getEvent', (c) => c.getEvent({ id: 'x' })],
    ['getWorkflow', (c) => c.getWorkflow({ id: 'x' })],
    ['getFile', (c) => c.getFile({ id: 'x' })],
    ['getTableRow', (c) => c.getTableRow({ table: 't', id: 1 })],
  ])('%s of what is not there is refused', async (_, act) => {
    await expect(act(platform().client)).rejects.toMatchObject(notFound)
  })

  test('a conversation is deleted with its messages', async () => {
    const bot = platform()
    const { conversation } = await bot.sendMessage('hi')
    await bot.client.deleteConversation({ id: conversation.id })
    expect([bot.conversations, bot.messages]).toEqual([[], []])
  })
})

describe('workflows', () => {
  const working = (handle: (props: any) => Promise<unknown>) =>
    createBot({
      plugin: plainPlugin({
        workflowHandlers: {
          started: { job: [handle] },
          continued: { job: [handle] },
          timed_out: { job: [handle] },
        },
      }),
      now,
      users,
      conversations: ['u'],
    })
  /** Does an update and gives back the newest workflow, as a plugin's map does. */
  const update = async ({ client, workflow, event }: any, fields: object) =>
    (await client.updateWorkflow({ id: workflow.id, eventId: event.id, ...fields })).workflow

  test('starts pending, goes on, ends', async () => {
    const heard: unknown[] = []
    const bot = working(async (props) => {
      const { type } = props.event.payload
      heard.push([type, props.workflow.status, props.user?.id, props.conversation?.id])
      return type === 'workflow_started'
        ? update(props, { status: 'in_progress' })
        : update(props, { status: 'completed', output: { sum: 3 } })
    })
    const { workflow } = await bot.startWorkflow({
      name: 'job',
      input: { n: 1 },
      userId: 'v',
      conversationId: 'u',
    })
    expect(workflow).toMatchObject({ status: 'in_progress', input: { n: 1 }, output: {} })
    expect((await bot.continueWorkflow(workflow)).workflow).toMatchObject({
      status: 'completed',
      output: { sum: 3 },
      completedAt: '2025-01-01T00:00:00.000Z',
    })
    expect(heard).toEqual([
      ['workflow_started', 'pending', 'v', 'u'],
      ['workflow_continued', 'in_progress', 'v', 'u'],
    ])
    expect(bot.log).toEqual([])
  })

  test('is triggered again three times when nobody acknowledges it, then fails', async () => {
    let times = 0
    const bot = working(async ({ workflow }) => {
      times++
      return workflow
    })
    await bot.startWorkflow({ name: 'job' })
    expect(bot.log.map(({ message }) => message)).toEqual([
      'Workflow "job" is still pending: no handler acknowledged or ended it',
    ])
    await bot.advance(60 * 60_000)
    expect([times, bot.workflows]).toMatchObject([4, [{ status: 'failed' }]])
  })

  test('times out at its time, and not when it has ended before', async () => {
    const heard: string[] = []
    const bot = working(async (props) => {
      heard.push(`${props.event.payload.type} ${props.workflow.input.n}`)
      if (props.workflow.status === 'timedout') return update(props, { status: 'failed' })
      return update(props, { status: props.workflow.input.n === 1 ? 'in_progress' : 'cancelled' })
    })
    const timeoutAt = '2025-01-01T00:10:00.000Z'
    await bot.startWorkflow({ name: 'job', input: { n: 1 }, timeoutAt })
    await bot.startWorkflow({ name: 'job', input: { n: 2 }, timeoutAt })
    await bot.advance(9 * 60_000)
    expect(heard).toEqual(['workflow_started 1', 'workflow_started 2'])
    await bot.advance(60_000)
    expect(heard.slice(2)).toEqual(['workflow_timedout 1'])
  })

  test('an update may move its time, and cancelling discards its output', async () => {
    const heard: string[] = []
    const bot = working(async (props) => {
      heard.push(props.event.payload.type)
      return props.workflow.status === 'timedout'
        ? update(props, { output: { n: 2 } })
        : update(props, { status: 'in_progress', output: { n: 1 } })
    })
    const start = { name: 'job', timeoutAt: '2025-01-01T00:10:00.000Z' }
    const { workflow } = await bot.startWorkflow(start)
    const id = workflow.id
    await bot.client.updateWorkflow({ id, timeoutAt: '2025-01-01T00:20:00.000Z' })
    await bot.advance(19 * 60_000)
    expect(heard).toEqual(['workflow_started'])
    await bot.advance(60_000)
    expect(heard).toEqual(['workflow_started', 'workflow_timedout'])
    expect(bot.workflows[0]?.output).toEqual({ n: 2 })
    await bot.client.updateWorkflow({ id, status: 'cancelled' })
    expect(bot.workflows[0]?.output).toEqual({})
  })

  test('one that nobody handles is named in the log', async () => {
    const bot = platform()
    await bot.startWorkflow({ name: 'job' })
    expect(bot.log).toMatchObject([
      { level: 'warn', message: 'No handler for "workflow_started" of workflow "job"' },
    ])
  })

  test('cannot be in progress without an event', async () => {
    const bot = platform()
    const { workflow } = await bot.startWorkflow({ name: 'job' })
    await expect(
      bot.client.updateWorkflow({ id: workflow.id, status: 'in_progress' }),
    ).rejects.toMatchObject({ type: 'InvalidPayload' })
  })

  test.each<[object, string[]]>([
    [{ name: 'job' }, ['b', 'a']],
    [{ name: 'other' }, ['c']],
    [{ statuses: ['failed'] }, ['b']],
    [{ tags: { k: '1' } }, ['a']],
    [{ userId: 'u' }, ['a']],
  ])('listed with %j: %j', async (query, wanted) => {
    const bot = populated()
    await bot.startWorkflow({ name: 'job', input: { n: 'a' }, tags: { k: '1' }, userId: 'u' })
    const { workflow } = await bot.startWorkflow({ name: 'job', input: { n: 'b' } })
    await bot.client.updateWorkflow({ id: workflow.id, status: 'failed', failureReason: 'why' })
    await bot.startWorkflow({ name: 'other', input: { n: 'c' } })
    const { workflows } = await bot.client.listWorkflows(query)
    expect(workflows.map(({ input }) => input['n'])).toEqual(wanted)
  })
})

describe('tables', () => {
  const filled = async () => {
    const bot = createBot({ plugin: plainPlugin() })
    await bot.client.createTableRows({
      table: 'OrdersTable',
      rows: [
        { item: 'pen', amount: 3, by: 'Ann' },
        { item: 'ink', amount: 1, by: 'Bob', rank: 2 },
        { item: 'pen', amount: 5, by: 'Bob', rank: 1 },
        { item: 'cap' },
      ],
    })
    return bot
  }
  const ids = [1, 2, 3, 4]

  test.each<[object, object[]]>([
    [{}, ids.map((id) => ({ id }))],
    [{ filter: { item: 'pen' } }, [{ id: 1 }, { id: 3 }]],
    [{ filter: { amount: { $gte: 3 }, by: 'Bob' } }, [{ id: 3 }]],
    [{ orderBy: 'amount' }, [{ id: 2 }, { id: 1 }, { id: 3 }, { id: 4 }]],
    [{ orderBy: 'amount', orderDirection: 'desc' }, [{ id: 3 }, { id: 1 }, { id: 2 }, { id: 4 }]],
    [{ orderBy: 'rank' }, [{ id: 3 }, { id: 2 }, { id: 1 }, { id: 4 }]],
    [{ limit: 2, offset: 1 }, [{ id: 2 }, { id: 3 }]],
    [{ search: 'BOB' }, [{ id: 2 }, { id: 3 }]],
    [{ select: ['item'], limit: 1 }, [{ id: 1, item: 'pen', computed: {} }]],
    [
      { group: { item: 'key', amount: ['sum', 'avg', 'min', 'max', 'count'] }, orderBy: 'item' },
      [
        { item: 'cap', amount_sum: 0, amount_avg: null, amount_min: null, amount_count: 0 },
        { item: 'ink', amount_sum: 1, amount_avg: 1, amount_max: 1, amount_count: 1 },
        {
          item: 'pen',
          amount_sum: 8,
          amount_avg: 4,
          amount_min: 3,
          amount_max: 5,
          amount_count: 2,
        },
      ],
    ],
    [{ group: { amount: 'sum' } }, [{ amount: 9 }]],
  ])('find with %j', async (query, wanted) => {
    const { client } = await filled()
    const { rows } = await client.findTableRows({ table: 'OrdersTable', ...query })
    expect(rows).toHaveLength(wanted.length)
    expect(rows).toMatchObject(wanted)
    if ('select' in query) expect(rows).toEqual(wanted)
  })

  test('a page says whether there is more', async () => {
    const { client } = await filled()
    const page = (offset: number) =>
      client.findTableRows({ table: 'OrdersTable', limit: 2, offset })
    expect([await page(0), await page(2)]).toMatchObject([
      { hasMore: true, limit: 2, offset: 0 },
      { hasMore: false, limit: 2, offset: 2 },
    ])
  })

  test('rows are updated, inserted or updated by a key, and deleted', async () => {
    const bot = await filled()
    const { client } = bot
    const table = 'OrdersTable'
    const rows = [
      { id: 1, amount: 4 },
      { id: 9, amount: 4 },
    ]
    expect(await client.updateTableRows({ table, rows })).toMatchObject({
      rows: [{ id: 1, item: 'pen', amount: 4 }],
      errors: ['There is no row 9'],
    })
    expect(
      await client.upsertTableRows({
        table,
        keyColumn: 'item',
        rows: [
          { item: 'ink', amount: 7 },
          { item: 'new', amount: 8 },
        ],
      }),
    ).toMatchObject({ inserted: [{ id: 5, item: 'new' }], updated: [{ id: 2, amount: 7 }] })
    expect(await client.upsertTableRows({ table, rows: [{ id: 3, amount: 6 }] })).toMatchObject({
      inserted: [],
      updated: [{ id: 3, item: 'pen', amount: 6 }],
    })
    expect(await client.deleteTableRows({ table, ids: [1], filter: { item: 'cap' } })).toEqual({
      deletedRows: 2,
    })
    expect(bot.tables).toMatchObject({ [table]: [{ id: 2 }, { id: 3 }, { id: 5 }] })
    expect(await client.deleteTableRows({ table })).toEqual({ deletedRows: 0 })
    expect(await client.deleteTableRows({ table, deleteAllRows: true })).toEqual({ deletedRows: 3 })
  })
})

test('files are kept by key, found by id or key, and searched as text', async () => {
  const bot = platform()
  const { file } = await bot.client.uploadFile({ key: 'a.txt', content: 'héllo', tags: { k: '1' } })
  expect(file).toMatchObject({ id: 'file_1', size: 6, status: 'upload_completed' })
  await bot.client.uploadFile({ key: 'a.txt', content: 'hello you' })
  await bot.client.upsertFile({ key: 'b.txt', size: 3 })
  expect(bot.files).toMatchObject([
    { id: 'file_1', key: 'a.txt', size: 9, tags: {} },
    { id: 'file_2', key: 'b.txt', size: 3, status: 'upload_pending' },
  ])
  expect((await bot.client.getFile({ id: 'b.txt' })).file.id).toBe('file_2')
  expect((await bot.client.searchFiles({ query: 'you' })).passages).toMatchObject([
    { content: 'hello you', file: { key: 'a.txt' } },
  ])
  await bot.client.deleteFile({ id: 'file_1' })
  expect((await bot.client.listFiles({})).files).toMatchObject([{ key: 'b.txt' }])
})

describe('what a plugin is given', () => {
  /** Keeps what it is initialised with. */
  function curious() {
    const seen: RuntimeProps[] = []
    const plugin = plainPlugin()
    plugin.initialize = function (props) {
      seen.push(props)
      return this
    }
    return { plugin, seen }
  }
  const integrations = { slack: {}, segment: {} }

  test('every integration stands behind the dependency of its alias, under the same names', () => {
    const { plugin, seen } = curious()
    createBot({ plugin, alias: 'p', integrations })
    expect(seen).toMatchObject([
      {
        alias: 'p',
        configuration: {},
        integrations: { slack: { integrationAlias: 'slack' } },
        interfaces: { segment: { integrationAlias: 'segment' } },
      },
    ])
    const { actions, events, channels, entities } = seen[0]!.interfaces['slack']!
    expect(actions['post']).toEqual({ name: 'post' })
    expect(events['constructor']).toEqual({ name: 'constructor' })
    expect(channels['dm']).toEqual({ name: 'dm' })
    expect(Object.hasOwn(entities, 'user')).toBe(true)
  })

  test('a dependency may have another integration, and names that differ', () => {
    const { plugin, seen } = curious()
    const analytics = { integrationAlias: 'segment', actions: { track: 'identify' } }
    createBot({ plugin, integrations, dependencies: { analytics, chat: 'slack' } })
    const { interfaces } = seen[0]!
    expect(interfaces['chat']).toMatchObject({ integrationAlias: 'slack' })
    expect(interfaces['analytics']).toMatchObject({ integrationAlias: 'segment' })
    expect(interfaces['analytics']!.actions['track']).toEqual({ name: 'identify' })
    expect(interfaces['analytics']!.actions['page']).toEqual({ name: 'page' })
  })

  test('its own name is its alias, unless it is installed under another', () => {
    const { plugin, seen } = curious()
    const named = Object.assign(plugin, { name: 'analytics' })
    createBot({ plugin: named })
    createBot({ plugin: named, alias: 'other' })
    expect(seen.map(({ alias }) => alias)).toEqual(['analytics', 'other'])
  })

  test('a name that several plugins have needs the alias', async () => {
    const plugin = () => plainPlugin({ actionHandlers: { go: async () => ({}) } })
    const bot = createBot({ plugins: { a: { plugin: plugin() }, b: { plugin: plugin() } } })
    await expect(bot.callAction('go')).rejects.toThrow(
      'Several plugins have action "go": a#go, b#go',
    )
  })

  test('one object cannot be two plugins', () => {
    const plugin = plainPlugin()
    expect(() => createBot({ plugins: { a: { plugin }, b: { plugin } } })).toThrow(
      'Plugin "b" is the same object as another plugin of the bot; make one for each alias',
    )
  })

  test('hooks of messages receive the user and the conversation', async () => {
    const seen: unknown[] = []
    const hook = async ({ user, conversation }: any) => void seen.push(user.id, conversation.id)
    const hookHandlers = {
      before_incoming_message: { text: [hook] },
      after_incoming_message: { text: [hook.bind(null)] },
    }
    await createBot({ plugin: plainPlugin({ hookHandlers }) }).sendMessage('hi')
    expect(seen).toEqual(['user_1', 'conversation_1', 'user_1', 'conversation_1'])
  })

  test.each(['constructor', '__proto__', 'toString'])(
    'maps that are plain objects have no handler for %s',
    async (type) => {
      const bot = createBot({
        plugin: plainPlugin({ hookHandlers: { before_incoming_event: {} } }),
      })
      await bot.sendMessage({ type, payload: {} })
      await bot.emitEvent({ type })
      expect(bot.messages).toMatchObject([{ type }])
    },
  )

  test('its configuration has the type that it is initialised with', () => {
    const typed = Object.assign(plainPlugin(), {
      initialize: (props: RuntimeProps<{ enabled: boolean }>) => {
        expect(typeof props.configuration.enabled).toBe('boolean')
        return plainPlugin()
      },
    })
    const { integrations } = { integrations: {} }
    createBot({ plugin: typed, configuration: { enabled: true }, integrations })
    createBot({ plugins: { p: { plugin: typed, configuration: { enabled: false } } } })
    // @ts-expect-error a string is no boolean
    expect(() => createBot({ plugin: typed, configuration: { enabled: 'yes' } })).toThrow()
    // @ts-expect-error it is required
    expect(() => createBot({ plugin: typed })).toThrow()
  })
})
