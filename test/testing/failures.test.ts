/** Failures and latency that a test asks for. */
import { RateLimitedError } from '@botpress/client'
import { describe, expect, test } from 'vitest'
import { ApiError, createBot } from '../../src/testing/index.js'
import { plainPlugin } from './plain-plugin.js'

/** A bot with an action that performs the operations that it is given, and tells what became of each. */
const performing = () =>
  createBot({
    now: 0,
    users: ['u'],
    plugin: plainPlugin({
      actionHandlers: {
        go: async ({ client, input }: any) =>
          Promise.all(
            input.calls.map(async ([operation, given]: [string, object]) =>
              client[operation](given).then(
                () => 'done',
                (error: any) => `${error.code} ${error.type}`,
              ),
            ),
          ),
        slow: async ({ client }: any) => {
          await Promise.all([client.listUsers({}), client.listUsers({})])
          await client.listUsers({})
          return {}
        },
      },
    }),
  })
const state = (n: number) =>
  ['setState', { type: 'user', id: 'u', name: 's', payload: { n } }] as const
const go = (bot: ReturnType<typeof performing>, ...calls: unknown[]) =>
  bot.callAction('go', { calls })

describe('fail', () => {
  test('by count, from the first call or a later one', async () => {
    const bot = performing()
    bot.fail('setState', 'RateLimited', { times: 1 })
    expect(await go(bot, state(1), state(2))).toEqual(['429 RateLimited', 'done'])
    bot.fail('setState', 'RateLimited', { after: 1, times: 1 })
    expect(await go(bot, state(3), state(4), state(5))).toEqual(['done', '429 RateLimited', 'done'])
    expect(bot.states[0]?.payload).toEqual({ n: 5 })
  })

  test('by what is asked, until it is ended', async () => {
    const bot = performing()
    const end = bot.fail('setState', 'QuotaExceeded', { when: ({ payload }) => payload?.['n'] > 1 })
    expect(await go(bot, state(1), state(2))).toEqual(['done', '403 QuotaExceeded'])
    end()
    expect(await go(bot, state(2))).toEqual(['done'])
  })

  test.each<[string, Parameters<ReturnType<typeof performing>['fail']>[1], string]>([
    ['an error of this package', new ApiError('Internal', 'x'), '500 Internal'],
    ['an error of the client', new RateLimitedError('x'), '429 RateLimited'],
    ['a description of one', { type: 'Unknown', code: 503 }, '503 Unknown'],
  ])('with %s', async (_, failure, wanted) => {
    const bot = performing()
    bot.fail('listUsers', failure)
    expect(await go(bot, ['listUsers', {}])).toEqual([wanted])
  })

  test('any operation, that of calling an action too, and only of plugins', async () => {
    const bot = performing()
    bot.fail('callAction', 'OperationTimeout')
    bot.fail('getUser', 'Internal')
    expect(await go(bot, ['callAction', { type: 'plugin#slow', input: {} }])).toEqual([
      '504 OperationTimeout',
    ])
    expect((await bot.client.getUser({ id: 'u' })).user.id).toBe('u')
  })

  test('of an operation or a type that there is not is refused', async () => {
    const bot = performing()
    expect(() => bot.fail('setStat' as 'setState', 'Internal')).toThrow(
      'There is no operation "setStat"; there are:',
    )
    expect(() => bot.fail('setState', 'Intrnal' as 'Internal')).toThrow('"Intrnal"')
  })
})

test('an operation that takes its time moves a clock that stands, once for those at the same time', async () => {
  const bot = performing()
  bot.delay('listUsers', 200)
  await bot.callAction('slow')
  expect(bot.now.getTime()).toBe(400)
})
