/** What the platform does by itself, and what it refuses, by what a plugin declares. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { format } from 'node:util'
import * as sdk from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { Plugin, type PluginSpec } from '../../src/runtime/index.js'
import { createBot } from '../../src/testing/index.js'

const spec: PluginSpec = {
  name: 'desk',
  version: '0.1.0',
  states: { tmp: { type: 'conversation', expiry: 60_000 }, kept: { type: 'user' } },
  events: { tick: {} },
  recurringEvents: { tick: { type: 'tick', payload: { n: 1 }, schedule: { cron: '0 * * * *' } } },
  tables: { tickets: { keyColumn: 'number' } },
  workflows: { job: { tags: ['stage'] } },
  tags: { user: ['tier'], message: ['seen'] },
  interfaces: { helpdesk: {} },
  integrations: { mail: {} },
}

type On = (on: any) => void
const desk = (on: On = () => {}, actions: object = {}): any =>
  new Plugin({ actions: actions as never, on: on as never }, spec)
const minute = 60_000
const now = '2025-01-01T00:00:00.000Z'

describe('recurring events', () => {
  const times = async (cron: string, start: string, days: number, timeZone?: string) => {
    const seen: string[] = []
    const recurringEvents = { x: { type: 'tick', payload: { n: 2 }, schedule: { cron } } }
    const plugin: any = new Plugin(
      {
        on: ((on: any) =>
          on.event('tick', async ({ event }: any) => {
            seen.push(event.createdAt)
            expect(event.payload).toEqual({ n: 2 })
          })) as never,
      },
      { ...spec, recurringEvents },
    )
    const bot = createBot({ plugin, now: start, ...(timeZone && { timeZone }) })
    await bot.advance(days * 24 * 60 * minute)
    return seen
  }

  test('occur at their times, in UTC', async () => {
    expect(await times('0 9 * * 1', '2025-01-01T00:00Z', 14)).toEqual([
      '2025-01-06T09:00:00.000Z',
      '2025-01-13T09:00:00.000Z',
    ])
  })

  test('or in another time zone, when clocks are put forward too', async () => {
    expect(await times('0 9 * * *', '2025-03-29T00:00Z', 2, 'Europe/Zurich')).toEqual([
      '2025-03-29T08:00:00.000Z',
      '2025-03-30T07:00:00.000Z',
    ])
  })

  test('every minute of a day', async () => {
    expect(await times('* * * * *', now, 1)).toHaveLength(1440)
  })

  test('by an expression that is none are refused, by name', async () => {
    await expect(times('every day', now, 1)).rejects.toThrow(
      'The cron expression "every day" of recurring event "desk#x" is not valid',
    )
  })

  test('of a plugin of the SDK are known by its definition', async () => {
    let ticks = 0
    const plugin = new sdk.Plugin<any>({ actions: {} })
    plugin.on.event('tick', async () => void ticks++)
    const definition = new sdk.PluginDefinition({
      name: 'p',
      version: '1.0.0',
      events: { tick: { schema: sdk.z.object({}) } },
      recurringEvents: { often: { type: 'tick', payload: {}, schedule: { cron: '*/10 * * * *' } } },
    })
    const bot = createBot({ plugin, alias: 'p', configuration: {}, definition })
    await bot.advance(60 * minute)
    expect(ticks).toBe(6)
  })
})

describe('a state with a declared expiry', () => {
  test('is gone when it was not written for so long, and the plugin hears of it', async () => {
    const ended: unknown[] = []
    const bot = createBot({
      plugin: desk((on) => {
        on.message('text', async ({ states, conversation }: any) =>
          states.tmp.set({ id: conversation.id, payload: { a: 'x' } }),
        )
        on.stateExpired('tmp', async ({ state }: any) => void ended.push(state.payload))
      }),
    })
    await bot.sendMessage('x')
    await bot.advance(minute - 1)
    await bot.sendMessage('y')
    await bot.advance(minute - 1)
    expect(ended).toEqual([])
    await bot.advance(1)
    expect([bot.states, ended]).toEqual([[], [{ a: 'x' }]])
  })

  test('is kept for another time, or for ever, when a write says so', async () => {
    const bot = createBot({ plugin: desk(), conversations: ['a', 'b'] })
    const key = { type: 'conversation', name: 'desk#tmp', payload: {} } as const
    await bot.client.setState({ ...key, id: 'a', expiry: null })
    await bot.client.setState({ ...key, id: 'b', expiry: 2 * minute })
    await bot.advance(minute)
    expect(bot.states.map(({ id }) => id)).toEqual(['a', 'b'])
    await bot.advance(minute)
    expect(bot.states.map(({ id }) => id)).toEqual(['a'])
  })
})

test('a scheduled message stands in its conversation when its time has come', async () => {
  const bot = createBot({ plugin: desk(), conversations: ['c'], now })
  const message = { type: 'text', payload: {}, tags: {}, userId: 'bot_1', conversationId: 'c' }
  await bot.client.createMessage({ ...message, schedule: { delay: 5000 } })
  await bot.advance(4999)
  expect(bot.messages).toEqual([])
  await bot.advance(1)
  expect(bot.messages).toMatchObject([{ id: 'message_1', createdAt: '2025-01-01T00:00:05.000Z' }])
})

test('events are listed by the workflow that they are about', async () => {
  const bot = createBot({ plugin: desk(), conversations: ['c'] })
  const { workflow } = await bot.startWorkflow({ name: 'job' })
  const workflowId = workflow.id
  await bot.client.createEvent({ type: 'desk#tick', payload: { n: 1 }, workflowId })
  await bot.client.createEvent({ type: 'desk#tick', payload: { n: 2 } })
  const { events } = await bot.client.listEvents({ workflowId, type: 'desk#tick' })
  expect(events.map(({ payload }) => payload)).toEqual([{ n: 1 }])
})

describe('uploads', () => {
  const bytes = new TextEncoder().encode('héllo')

  test.each<[string, unknown, number]>([
    ['a text', 'héllo', 6],
    ['a Buffer', Buffer.from(bytes), 6],
    ['a Uint8Array', bytes, 6],
    ['an ArrayBuffer', bytes.slice().buffer, 6],
    ['a Blob', new Blob([bytes]), 6],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0]), 3],
  ])('of %s have its size', async (_, content, size) => {
    const { client } = createBot({ plugin: desk() })
    const { file } = await client.uploadFile({ key: 'a', content })
    expect(file).toMatchObject({ size, status: 'upload_completed' })
    const { passages } = await client.searchFiles({ query: 'llo' })
    expect(passages).toHaveLength(size === 6 ? 1 : 0)
  })

  test('from a url are fetched', async () => {
    const server = createServer((request, response) =>
      response.writeHead(request.url === '/a' ? 200 : 404).end('12345'),
    )
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { client } = createBot({ plugin: desk() })
    expect((await client.uploadFile({ key: 'a', url: `${url}/a` })).file.size).toBe(5)
    await expect(client.uploadFile({ key: 'a', url: `${url}/b` })).rejects.toThrow('404')
    server.close()
  })

  test.each([{ key: 'a' }, { key: 'a', content: '' }, { key: 'a', content: 'x', url: 'y' }])(
    'of %j are refused',
    async (input) => {
      const { client } = createBot({ plugin: desk() })
      await expect(client.uploadFile(input)).rejects.toMatchObject({ type: 'InvalidPayload' })
    },
  )
})

describe('workflows', () => {
  const started = async (...updates: object[]) => {
    const bot = createBot({ plugin: desk() })
    const { workflow } = await bot.startWorkflow({ name: 'job' })
    const { event } = await bot.emitEvent({ type: 'desk#tick' })
    for (const update of updates) {
      await bot.client.updateWorkflow({ id: workflow.id, eventId: event.id, ...update })
    }
    return { bot, id: workflow.id }
  }

  test.each(['completed', 'failed', 'cancelled'] as const)(
    'that are %s stay so',
    async (status) => {
      const { bot, id } = await started({ status })
      await bot.client.updateWorkflow({ id, tags: { stage: 'x' } })
      for (const next of ['listening', 'paused', 'completed', 'failed', 'cancelled'] as const) {
        if (next === status) continue
        await expect(bot.client.updateWorkflow({ id, status: next })).rejects.toThrow(
          `Workflow "${id}" is ${status}: it cannot become ${next}`,
        )
      }
      await expect(bot.continueWorkflow({ id })).rejects.toThrow('it cannot go on')
    },
  )

  test('that timed out can still fail, and not go on', async () => {
    const { bot, id } = await started()
    await bot.timeOutWorkflow({ id })
    await expect(bot.client.updateWorkflow({ id, status: 'listening' })).rejects.toThrow('timedout')
    await bot.client.updateWorkflow({ id, status: 'failed' })
    expect(bot.workflows).toMatchObject([{ status: 'failed' }])
  })

  test('cannot be given a status that there is not', async () => {
    await expect(started({ status: 'done' })).rejects.toThrow(
      'A workflow cannot be given the status "done"; it can be given: failed, in_progress',
    )
    await expect(started({ status: 'pending' })).rejects.toThrow('"pending"')
  })
})

describe('a key column', () => {
  const table = 'tickets'

  test('tells rows apart, when it is not named either', async () => {
    const bot = createBot({ plugin: desk() })
    await bot.client.createTableRows({ table, rows: [{ number: 'a', open: true }] })
    const { inserted, updated } = await bot.client.upsertTableRows({
      table,
      rows: [{ number: 'a', open: false }, { number: 'b' }],
    })
    expect([inserted.length, updated.length, bot.tables[table]]).toMatchObject([
      1,
      1,
      [{ number: 'a', open: false }, { number: 'b' }],
    ])
  })

  test('has each value once', async () => {
    const { client } = createBot({ plugin: desk() })
    await client.createTableRows({ table, rows: [{ number: 'a' }, { number: 'b' }] })
    await expect(client.createTableRows({ table, rows: [{ number: 'a' }] })).rejects.toMatchObject({
      type: 'AlreadyExists',
    })
    await expect(client.updateTableRows({ table, rows: [{ id: 1, number: 'b' }] })).rejects.toThrow(
      'Table "tickets" has a row with number "b"',
    )
    await client.updateTableRows({ table, rows: [{ id: 1, number: 'a' }] })
  })
})

describe('what is not declared is refused', () => {
  const bot = () => createBot({ plugin: desk(), users: ['u'], conversations: ['c'] })
  type Bot = ReturnType<typeof bot>
  const state =
    (name: string, type: any = 'user', id = 'u') =>
    (bot: Bot) =>
      bot.client.setState({ type, id, name, payload: {} })
  const message = { type: 'text', payload: {}, tags: {}, userId: 'u', conversationId: 'c' }

  test.each<[string, (bot: Bot) => unknown, string]>([
    [
      'a state',
      state('desk#kpet'),
      'State "desk#kpet" is not declared; there are: desk#tmp, desk#kept',
    ],
    ['a state without alias', state('kept'), 'State "kept" is not declared'],
    ['a state of no plugin', state('dsk#kept'), 'State "dsk#kept" is not declared'],
    ['a state of another owner', state('desk#kept', 'bot'), 'is of the type "user", not "bot"'],
    ['a state of nobody', state('desk#kept', 'user', 'x'), 'There is no user "x"'],
    [
      'a state of no conversation',
      state('desk#tmp', 'conversation', 'u'),
      'There is no conversation "u"',
    ],
    [
      'an event',
      (b) => b.emitEvent({ type: 'desk#tik' }),
      'Event "desk#tik" is not declared; there are: desk#tick',
    ],
    [
      'an event, created',
      (b) => b.client.createEvent({ type: 'desk#tik', payload: {} }),
      'Event "desk#tik"',
    ],
    [
      'an event about nobody',
      (b) => b.emitEvent({ type: 'desk#tick', userId: 'x' }),
      'There is no user "x"',
    ],
    [
      'a table',
      (b) => b.client.findTableRows({ table: 'tikets' }),
      'Table "tikets" is not declared; there are: tickets',
    ],
    [
      'a workflow',
      (b) => b.startWorkflow({ name: 'jbo' }),
      'Workflow "jbo" is not declared; there are: job',
    ],
    [
      'a tag of a workflow',
      (b) => b.startWorkflow({ name: 'job', tags: { stag: '' } }),
      '"stag" is not declared; there are: stage',
    ],
    [
      'a workflow of nobody',
      (b) => b.startWorkflow({ name: 'job', userId: 'x' }),
      'There is no user "x"',
    ],
    [
      'a tag of a user',
      (b) => b.client.updateUser({ id: 'u', tags: { 'desk#teir': '' } }),
      'Tag of a user "desk#teir" is not declared; there are: desk#tier',
    ],
    [
      'a tag without alias',
      (b) => b.client.updateUser({ id: 'u', tags: { tier: '' } }),
      'Tag of a user "tier"',
    ],
    [
      'a tag that is set',
      async (b) => b.setTags({ type: 'user', id: 'u' }, { x: '1' }),
      'Tag of a user "x"',
    ],
    [
      'a tag of a conversation',
      (b) => b.client.updateConversation({ id: 'c', tags: { x: '' } }),
      'Tag of a conversation "x" is not declared; there are: none',
    ],
    [
      'a tag of a message',
      (b) => b.sendMessage({ ...message, tags: { x: '' } }),
      'Tag of a message "x"',
    ],
    [
      'a message of nobody',
      (b) => b.client.createMessage({ ...message, userId: 'x' }),
      'There is no user "x"',
    ],
    [
      'a message nowhere',
      (b) => b.client.createMessage({ ...message, conversationId: 'x' }),
      'There is no conversation "x"',
    ],
  ])('%s', async (_, act, wanted) => {
    const error: any = await (async () => act(bot()))().catch((error: unknown) => error)
    expect(error).toMatchObject({ isApiError: true })
    expect(error.message).toContain(wanted)
  })

  test('unless the bot itself declares it, or an integration may', async () => {
    const bot = createBot({
      plugin: desk(),
      users: ['u'],
      botDefinition: {
        states: { own: { type: 'user' } },
        user: { tags: { vip: {} } },
        tables: { others: {} },
      },
    })
    await bot.client.setState({ type: 'user', id: 'u', name: 'own', payload: {} })
    await bot.client.updateUser({ id: 'u', tags: { vip: 'x', 'slack:id': '1' } })
    await bot.client.findTableRows({ table: 'others' })
    expect(bot.users).toMatchObject([{ tags: { vip: 'x', 'slack:id': '1' } }])
  })
})

describe('what nobody handles is told', () => {
  test('a message, with the types that are handled', async () => {
    const bot = createBot({ plugin: desk((on) => on.message('text', async () => {})) })
    await bot.sendMessage({ type: 'txet', payload: {} })
    await bot.sendMessage('x')
    expect(bot.log.map(({ level, message }) => [level, message])).toEqual([
      ['warn', 'Nobody handles messages of the type "txet"; handled are: text'],
    ])
  })

  test('an event, with the own ones that are handled', async () => {
    const bot = createBot({ plugin: desk((on) => on.event('tick', async () => {})) })
    await bot.emitEvent({ type: 'mail:bounced' })
    await bot.emitEvent({ type: 'desk#tick' })
    expect(bot.log.map(({ message }) => message)).toEqual([
      'Nobody handles events of the type "mail:bounced"; of the plugins\' own, handled are: desk#tick',
    ])
  })

  test('not where a hook sees it, nor what a plugin emits for others', async () => {
    const bot = createBot({
      plugin: desk((on) => {
        on.beforeIncomingMessage('*', async () => {})
        on.message('text', async ({ events }: any) => events.tick.emit({}))
      }),
    })
    await bot.sendMessage({ type: 'odd', payload: {} })
    await bot.sendMessage('x')
    expect(bot.log).toEqual([])
  })
})

describe('dependencies', () => {
  test('that are not mapped say what to write when they are called', async () => {
    const actions = {
      go: async ({ interfaces, integrations }: any) => {
        await interfaces.helpdesk.openTicket({}).catch(async (error: Error) => {
          expect(error.message).toContain(
            'createBot({ integrations: { "helpdesk": { actions: { "openTicket": (input) => … } } } })',
          )
          await integrations.mail.send({})
        })
      },
    }
    const bot = createBot({ plugin: desk(undefined, actions) })
    await expect(bot.callAction('go')).rejects.toThrow('"mail": { actions: { "send"')
  })

  test.each<[string, object, string]>([
    [
      'an alias that no plugin depends on',
      { integrations: { male: {} } },
      'No plugin depends on integration "male"; there are the dependencies: helpdesk, mail',
    ],
    [
      'a dependency that the plugin does not have',
      { dependencies: { male: 'mail' }, integrations: { mail: {} } },
      'Plugin "desk" has no dependency "male"; it has: helpdesk, mail',
    ],
  ])('%s is refused', (_, options, message) => {
    expect(() => createBot({ plugin: desk(), ...options } as never)).toThrow(message)
  })

  test.each([
    [{ integrations: { zendesk: {} }, dependencies: { helpdesk: 'zendesk' } }],
    [{ integrations: { slack: {} }, botDefinition: { integrations: { slack: {} } } }],
  ])('%j stands', (options) => {
    expect(createBot({ plugin: desk(), ...options }).id).toBe('bot_1')
  })
})

describe('the clock', () => {
  const telling = (times: number[]) =>
    desk((on) =>
      on.message('text', async () => {
        times.push(Date.now(), new Date().getTime(), Date.parse(Date()))
        await null
        times.push(Date.now())
      }),
    )

  test('stands at the present', async () => {
    const before = Date.now()
    const bot = createBot({ plugin: desk() })
    const { now } = bot
    expect(now.getTime()).toBeGreaterThanOrEqual(before)
    expect(now.getTime()).toBeLessThanOrEqual(Date.now())
    await bot.advance(1000)
    expect(bot.now.getTime()).toBe(now.getTime() + 1000)
  })

  test('moves to a moment, and never back', async () => {
    const bot = createBot({ plugin: desk(), now })
    await bot.advanceTo('2025-02-01T00:00Z')
    expect(bot.now.toISOString()).toBe('2025-02-01T00:00:00.000Z')
    await expect(bot.advanceTo(now)).rejects.toThrow('Time does not go back')
  })

  test('runs as the time of day', () => {
    const before = Date.now()
    const bot = createBot({ plugin: desk(), now: 'real' })
    expect(bot.now.getTime()).toBeGreaterThanOrEqual(before)
  })

  test('is what `Date` follows where it is asked for: each bot its own, and not the test', async () => {
    const [first, second, third]: number[][] = [[], [], []]
    const RealDate = Date
    const a = createBot({ plugin: telling(first ?? []), now: 1e12, fakeDate: true })
    const b = createBot({ plugin: telling(second ?? []), now: 2e12, fakeDate: true })
    const c = createBot({ plugin: telling(third ?? []), now: 3e12 })
    const sent = Promise.all([a, b, c].map((bot) => bot.sendMessage('x')))
    expect(Math.abs(Date.now() - performance.timeOrigin - performance.now())).toBeLessThan(60_000)
    await sent
    expect([first, second]).toEqual([Array(4).fill(1e12), Array(4).fill(2e12)])
    expect(third?.every((time) => Math.abs(time - Date.now()) < minute)).toBe(true)
    expect(Date).toBe(RealDate)
    await a.advance(5000)
    await a.sendMessage('y')
    expect(first?.at(-1)).toBe(1e12 + 5000)
  })

  test('a timeout that a handler computes from the present comes', async () => {
    const plugin = desk((on) => {
      on.workflowStart('job', async ({ workflow }: any) => {
        await workflow.acknowledgeStartOfProcessing()
        await workflow.update({ timeoutAt: new Date(Date.now() + 300_000).toISOString() })
      })
      on.workflowTimeout('job', async ({ logger }: any) => logger.info('timeout'))
    })
    for (const settings of [{}, { now, fakeDate: true }]) {
      const bot = createBot({ plugin, ...settings })
      await bot.startWorkflow({ name: 'job' })
      await bot.advance(400_000)
      expect(bot.log.map(({ message }) => message)).toEqual(['timeout'])
    }
  })
})

test('the log reads as in a bot', async () => {
  const bot = createBot({
    plugin: desk((on) =>
      on.message('text', async ({ logger }: any) => {
        logger.info('took %d ms', 5)
        logger.info('got', { a: 1 })
        logger.issue({ code: 'x' })
      }),
    ),
  })
  await bot.sendMessage('x')
  expect(bot.log.map(({ message }) => message)).toEqual([
    format('took %d ms', 5),
    format('got', { a: 1 }),
    '{"code":"x"}',
  ])
})
