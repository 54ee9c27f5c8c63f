import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { call, inAction, ours } from './lab.js'
import { conversation, event, message, recordingClient, user } from './recording-client.js'

const tools = [
  'actions',
  'alias',
  'configuration',
  'conversations',
  'events',
  'integrations',
  'interfaces',
  'messages',
  'states',
  'tables',
  'users',
  'workflows',
]

/** The props of a message handler. */
async function propsOf(host: object): Promise<any> {
  let seen
  const on = (on: any) => on.message('*', (props: any) => void (seen = props))
  await ours({ on }).messageHandlers.text[0](host)
  return seen
}

const { host } = call({ message, user, conversation, event, extra: 1 })
const keys = [...tools, ...Object.keys(host)].sort()

describe('the props of a handler', () => {
  test('can be spread and looked around in', async () => {
    const spread = { ...(await propsOf(host)) }
    expect(Object.keys(spread).sort()).toEqual(keys)
    expect(Object.keys(await propsOf(host)).sort()).toEqual(keys)
    expect(spread.message.payload).toEqual({ text: 'hello' })
    expect(spread.conversation.createMessage).toBeTypeOf('function')
    expect((await spread.users.get('u')).id).toBe('u')
    expect(spread.extra).toBe(1)
  })

  test('can be taken apart', async () => {
    const { message: taken, users, ...rest } = await propsOf(host)
    expect(taken.id).toBe('message-1')
    expect(users.get).toBeTypeOf('function')
    expect([...Object.keys(rest), 'message', 'users'].sort()).toEqual(keys)
  })

  test('say what is in them', async () => {
    const props = await propsOf(host)
    expect('states' in props).toBe(true)
    expect('user' in props).toBe(true)
    expect('input' in props).toBe(false)
    expect(Object.hasOwn(props, 'tables')).toBe(true)
    expect(Object.hasOwn(props, 'toString')).toBe(false)
    expect(props.then).toBeUndefined()
    expect(props[Symbol.iterator]).toBeUndefined()
  })

  test('are made once', async () => {
    const props = await propsOf(host)
    for (const key of keys) expect(props[key]).toBe(props[key])
  })

  test('can be replaced by the handler, as SDK plugins do with their logger', async () => {
    const props = await propsOf(host)
    props.logger = 'other'
    props.own = 1
    expect(props.logger).toBe('other')
    expect({ ...props }).toMatchObject({ logger: 'other', own: 1, alias: 'sales' })
  })

  test('win over what the host passes in under their names', async () => {
    const props = await propsOf({ ...host, alias: 'x', states: 'x', configuration: 'x' })
    expect(props).toMatchObject({ alias: 'sales', configuration: {} })
    expect(props.states).not.toBe('x')
  })

  test('can be logged and awaited', async () => {
    const props = await propsOf(host)
    for (const key of keys) {
      expect(inspect(props[key])).toBeTypeOf('string')
      await props[key]
    }
    const { client: _, logger: __, ...rest } = props
    expect(JSON.parse(JSON.stringify(rest)).message.id).toBe('message-1')
    expect(inspect(props)).toBeTypeOf('string')
    expect((await props).alias).toBe('sales')
  })
})

describe('the props of a handler are like a plain object', () => {
  test('as text', async () => {
    const props = await propsOf(host)
    for (const each of [props, ...tools.map((key) => props[key])]) {
      if (typeof each === 'object')
        expect(`${each} ${String(each)}`).toBe('[object Object] [object Object]')
    }
    expect(Object.getPrototypeOf(props)).toBe(Object.prototype)
    expect(props).toBeInstanceOf(Object)
  })

  test('as JSON', async () => {
    const props = await propsOf({ message, ctx: { botId: 'bot-1' }, extra: 1 })
    expect(JSON.parse(JSON.stringify(props))).toMatchObject({
      alias: 'sales',
      ctx: { botId: 'bot-1' },
      extra: 1,
      message: { id: 'message-1' },
      states: {},
    })
  })

  test('in the console, once they are spread', async () => {
    const props = await propsOf(host)
    expect(inspect({ ...props })).toContain("alias: 'sales'")
    expect(inspect(props)).toContain("alias: 'sales'")
  })

  test('when something is deleted', async () => {
    const props = await propsOf(host)
    expect(delete props.alias).toBe(true)
    expect(delete props.message).toBe(true)
    expect(props.alias).toBeUndefined()
    expect('message' in props).toBe(false)
    expect(Object.keys(props).sort()).toEqual(
      keys.filter((key) => key !== 'alias' && key !== 'message'),
    )
  })

  test('when they are frozen', async () => {
    const props = Object.freeze(await propsOf(host))
    expect(Object.isFrozen(props)).toBe(true)
    expect(Object.keys(props).sort()).toEqual(keys)
    expect(props.message.payload).toEqual({ text: 'hello' })
    expect(props.missing).toBeUndefined()
    expect(() => (props.alias = 'x')).toThrow(TypeError)
    expect(() => delete props.alias).toThrow(TypeError)
  })

  test('when a property is defined', async () => {
    const props = await propsOf(host)
    Object.defineProperty(props, 'alias', { get: () => 'other' })
    expect(props.alias).toBe('other')
    expect({ ...props }.alias).toBe('other')
  })
})

test('what a call does to its accessors is not seen by the next', async () => {
  const seen: unknown[] = []
  const plugin = ours({
    actions: {
      async probe({ input, interfaces }: any) {
        if (input.freeze) Object.freeze(interfaces)
        else seen.push(interfaces.creatable.integrationAlias)
      },
    },
  })
  for (const freeze of [true, false]) {
    await plugin.actionHandlers.probe(call({ input: { freeze } }).host)
  }
  expect(seen).toEqual(['gh'])
})

describe('nothing of the host is changed', () => {
  function deepFreeze<T extends object>(value: T): T {
    for (const each of Object.values(value)) if (typeof each === 'object' && each) deepFreeze(each)
    return Object.freeze(value)
  }

  test('frozen props, records and runtime props will do', async () => {
    const { client } = recordingClient()
    const logger = { info: () => {}, with: () => logger }
    const frozen = deepFreeze({
      ...structuredClone({ message, user, conversation, event, ctx: { botId: 'bot-1' } }),
      client,
      logger,
    })
    const runtime = deepFreeze({
      configuration: {},
      interfaces: { creatable: { name: 'c', version: '1', integrationAlias: 'gh', actions: {} } },
      integrations: {},
    })
    const seen: unknown[] = []
    const plugin = ours({
      runtime,
      spec: {
        configuration: { properties: { a: { default: 1 } } },
        messages: { text: { payload: { properties: { b: { default: 2 } } } } },
      },
      on: (on) =>
        on.message(
          '*',
          async ({ client, logger, message, event, interfaces, configuration }: any) => {
            await client.createEvent({ type: 'crm#x', payload: {} })
            logger.with({}).forBot().info()
            seen.push(message.payload, event.botId, configuration, interfaces.creatable.name)
            await interfaces.creatable.make({})
          },
        ),
    })
    await plugin.messageHandlers.text[0](frozen)
    expect(seen).toEqual([{ text: 'hello', b: 2 }, 'bot-1', { a: 1 }, 'c'])
  })
})

describe('the client', () => {
  class HostClient {
    static made = 0
    readonly #secret = 'secret'
    calls: string[] = []
    readonly arrow = async () => this.#secret
    async createEvent({ type }: any) {
      this.calls.push(type)
      return { event: { type, secret: this.#secret } }
    }
    async getState() {
      return { state: { payload: this.#secret } }
    }
    get token() {
      return this.#secret
    }
  }

  const inClient = (body: (client: any, hostClient: HostClient) => unknown) => {
    const hostClient = new HostClient()
    const plugin = ours({ actions: { run: async ({ client }) => body(client, hostClient) } })
    return plugin.actionHandlers.run({ client: hostClient, input: {} })
  }

  test('keeps private fields, getters and methods of the host’s', () =>
    inClient(async (client) => {
      expect((await client.getState()).state.payload).toBe('secret')
      expect(await client.arrow()).toBe('secret')
      expect(client.token).toBe('secret')
      const { getState } = client
      expect((await getState()).state.payload).toBe('secret')
    }))

  test('is still the host’s class, with its own operations untouched', () =>
    inClient((client, hostClient) => {
      expect(client).toBeInstanceOf(HostClient)
      expect(client.constructor).toBe(HostClient)
      expect(client.constructor.made).toBe(0)
      expect(client.arrow).toBe(hostClient.arrow)
      expect(client.calls).toBe(hostClient.calls)
      expect('token' in client).toBe(true)
      expect(client.nothing).toBeUndefined()
    }))

  test('can be handed on, written to and spread', () =>
    inClient(async (client, hostClient) => {
      const other = async ({ createEvent }: any) => createEvent({ type: 'crm#a', payload: {} })
      expect((await other(client)).event).toEqual({ type: 'sales#a', secret: 'secret' })
      client.extra = 1
      expect((hostClient as any).extra).toBe(1)
      expect({ ...client }.arrow).toBe(hostClient.arrow)
    }))

  test('translates the names of own events only', () =>
    inClient(async (client, hostClient) => {
      const names = {
        'crm#a': 'sales#a',
        'crm#sales#b': 'sales#sales#b',
        'sales#c': 'sales#c',
        'sales#crm#d': 'sales#crm#d',
        'other#e': 'other#e',
        'crmx#f': 'crmx#f',
        '#g': '#g',
        crm: 'crm',
      }
      for (const type of Object.keys(names)) await client.createEvent({ type, payload: {} })
      expect(hostClient.calls).toEqual(Object.values(names))
    }))
})

describe('the logger', () => {
  test('has forBot, and so have all loggers made from it', async () => {
    const lines: unknown[] = []
    class HostLogger {
      readonly #options
      constructor(options = {}) {
        this.#options = options
      }
      info(...args: unknown[]) {
        lines.push([this.#options, ...args])
      }
      with(options: object) {
        return new HostLogger({ ...this.#options, ...options })
      }
      withUserId(userId: string) {
        return this.with({ userId })
      }
    }
    const logger = new HostLogger()
    await ours({
      actions: {
        async run({ logger }) {
          logger.forBot().info('a')
          logger.with({ a: 1 }).forBot().withUserId('u').forBot().info('b', 2)
          expect(logger).toBeInstanceOf(HostLogger)
        },
      },
    }).actionHandlers.run({ logger, input: {} })
    expect(lines).toEqual([
      [{}, 'a'],
      [{ a: 1, userId: 'u' }, 'b', 2],
    ])
    expect(logger).not.toHaveProperty('forBot')
  })

  test('is the host’s own where that has forBot', async () => {
    const logger = { forBot: () => 'the host’s' }
    const run = async ({ logger }: any) => logger
    expect(await ours({ actions: { run } }).actionHandlers.run({ logger, input: {} })).toBe(logger)
  })
})

test('concurrent calls do not see each other’s client or logger', async () => {
  const plugin = ours({
    spec: { states: { session: { type: 'user' } } },
    actions: {
      inner: async ({ states, input, logger }) => {
        logger.info(input.id)
        return states.user.session.get(input.id)
      },
      async outer({ actions, users, input, client }) {
        const user = await users.get(input.id)
        await client.createEvent({ type: 'crm#x', payload: {} })
        return [await actions.inner(input), (await user.update({})).id]
      },
    },
  })
  const ids = Array.from({ length: 20 }, (_, i) => `id-${i}`)
  const outcomes = await Promise.all(
    ids.map(async (id) => {
      const lines: unknown[] = []
      const logger = { info: (line: unknown) => lines.push(line) }
      const { client, requests } = recordingClient({
        // Out of order: the later a call began, the earlier its answers come.
        getUser: async ({ id }) => {
          for (let i = 30 - Number(id.slice(3)); i > 0; i--) await null
          return { user: { ...user, id } }
        },
        getState: ({ id }) => ({ state: { payload: { of: id } } }),
      })
      const output = await plugin.actionHandlers.outer({ client, logger, input: { id } })
      return { output, lines, asked: requests.map(({ input }) => input.id ?? input.type) }
    }),
  )
  expect(outcomes).toEqual(
    ids.map((id) => ({
      output: [{ of: id }, id],
      lines: [id],
      asked: [id, 'sales#x', id, id],
    })),
  )
})

test('an accessor that nobody reads costs no request', async () => {
  const { requests } = await inAction(({ states, users, conversations }) => {
    void [states, users, conversations['*']['*'].list()]
  })
  expect(requests).toEqual([])
})
