/** Loops end, and bots keep apart. */
import * as sdk from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { Plugin } from '../../src/runtime/index.js'
import { createBot } from '../../src/testing/index.js'
import { plainPlugin } from './plain-plugin.js'

const now = 0

describe('what goes on for ever ends, and is named', () => {
  test('actions that call each other', async () => {
    const other =
      (type: string) =>
      async ({ client }: any) =>
        (await client.callAction({ type, input: {} })).output
    const actionHandlers = { a: other('plugin#b'), b: other('plugin#a') }
    const bot = createBot({ plugin: plainPlugin({ actionHandlers }) })
    await expect(bot.callAction('a')).rejects.toMatchObject({
      type: 'Runtime',
      message: 'Actions call each other without end: plugin#a → plugin#b → plugin#a',
    })
  })

  test('actions that call themselves in process', async () => {
    const again = async ({ actions }: any) => {
      await null
      return actions.again({})
    }
    const plugin: any = new Plugin({ actions: { again } as never }, { name: 'p', version: '1.0.0' })
    // Actions in process are a part that generated classes have; the plain class has all parts.
    await expect(createBot({ plugin }).callAction('again')).rejects.toThrow(
      'Actions call each other without end: "p#again" calls "p#again"',
    )
  })

  const scheduling = (delay: number, seen: number[] = []) =>
    createBot({
      now,
      plugin: plainPlugin({
        eventHandlers: {
          e: [
            async ({ client, event }: any) => {
              seen.push(event.payload.n)
              const payload = { n: event.payload.n + 1 }
              await client.createEvent({ type: 'e', payload, schedule: { delay } })
            },
          ],
        },
      }),
    })

  test.each([0, 1, 100])('events that schedule each other after %d ms', async (delay) => {
    const bot = scheduling(delay)
    await bot.emitEvent({ type: 'e', payload: { n: 0 } })
    await expect(bot.advance(10_000_000)).rejects.toThrow('led to one another without end: e')
  })

  test('but not a schedule that takes its time', async () => {
    const seen: number[] = []
    const bot = scheduling(60_000, seen)
    await bot.emitEvent({ type: 'e', payload: { n: 0 } })
    await bot.advance(60_000 * 3000)
    expect(seen).toHaveLength(3001)
  })

  test('nor many events from one cause', async () => {
    const bot = createBot({
      plugin: plainPlugin({
        eventHandlers: {
          many: [
            async ({ client }: any) => {
              for (let n = 0; n < 3000; n++) await client.createEvent({ type: 'e', payload: {} })
            },
          ],
        },
      }),
    })
    await bot.emitEvent({ type: 'many' })
    expect(bot.events.filter(({ status }) => status === 'processed')).toHaveLength(3001)
  })

  test('events that double', async () => {
    const twice = async ({ client }: any) => {
      await client.createEvent({ type: 'e', payload: {} })
      await client.createEvent({ type: 'e', payload: {} })
    }
    const bot = createBot({ plugin: plainPlugin({ eventHandlers: { e: [twice] } }) })
    await expect(bot.emitEvent({ type: 'e' })).rejects.toThrow('still waiting: e')
  })

  test.each([0, -1, 1.5, NaN])('a page of %d elements is refused', (pageSize) => {
    expect(() => createBot({ plugin: plainPlugin(), pageSize })).toThrow('`pageSize`')
  })

  test.each([-1, NaN, Infinity])('time does not pass by %d ms', async (ms) => {
    await expect(createBot({ plugin: plainPlugin() }).advance(ms)).rejects.toThrow(RangeError)
  })
})

test('states that are written again and again end once', async () => {
  let ended = 0
  const stateExpiredHandlers = { s: [async () => void ended++] }
  const bot = createBot({ plugin: plainPlugin({ stateExpiredHandlers }), now, users: ['u'] })
  for (let n = 0; n < 5000; n++) {
    await bot.client.setState({
      type: 'user',
      id: 'u',
      name: 's',
      payload: { n },
      expiry: 1000 + n,
    })
  }
  await bot.advance(10_000)
  expect([ended, bot.states]).toEqual([1, []])
})

describe.each([
  [
    'ours',
    (props: any, register: (on: any) => void): any => {
      const plugin: any = new Plugin(props, {
        name: 'p',
        version: '1.0.0',
        states: { visits: { type: 'bot' } },
      })
      register(plugin.on)
      return plugin
    },
  ],
  [
    "the SDK's",
    (props: any, register: (on: any) => void): any => {
      const plugin = new sdk.Plugin<any>(props)
      register(plugin.on)
      return plugin
    },
  ],
])('one plugin object of %s in two bots', (_, make) => {
  test('keeps the configuration and the alias of each', async () => {
    const seen: unknown[] = []
    const plugin = make({ actions: {} }, (on) =>
      on.message('text', async ({ configuration, states }: any) => {
        seen.push(configuration.greet)
        await states.bot.visits.set('b', {})
      }),
    )
    const a = createBot({ plugin, alias: 'one', configuration: { greet: 'A' } })
    const b = createBot({ plugin, alias: 'two', configuration: { greet: 'B' } })
    for (const bot of [a, b, a]) await bot.sendMessage('x')
    expect(seen).toEqual(['A', 'B', 'A'])
    expect([a, b].map(({ states }) => states.map(({ name }) => name))).toEqual([
      ['one#visits'],
      ['two#visits'],
    ])
  })

  test('also while both work', async () => {
    const seen: unknown[] = []
    const plugin = make({ actions: {} }, (on) => {
      const tell = async ({ configuration, client, alias }: any) => {
        await client.listUsers({})
        seen.push(`${configuration.greet} ${alias}`)
      }
      on.message('text', tell)
      on.message('*', tell)
    })
    const bots = ['A', 'B'].map((greet) =>
      createBot({ plugin, alias: greet.toLowerCase(), configuration: { greet } }),
    )
    await Promise.all(bots.flatMap((bot) => [bot.sendMessage('x'), bot.sendMessage('y')]))
    expect(seen.toSorted()).toEqual([...Array(4).fill('A a'), ...Array(4).fill('B b')])
  })
})
