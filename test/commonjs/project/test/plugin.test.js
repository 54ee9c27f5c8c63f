const { ApiError, createBot } = require('botpress-plugin-kit/testing')
const { plugin } = require('../build/src/index.js')

test('calls the action of a plugin', async () => {
  const bot = createBot({ plugin, now: '2025-01-02T03:04Z', fakeDate: true })
  await bot.callAction('count', { by: 1 })
  expect(await bot.callAction('count', { by: 2 })).toEqual({ n: 3, at: '2025-01-02T03:04:00.000Z' })
  expect(bot.states).toMatchObject([{ name: 'counter#count', payload: { n: 3 } }])
  expect(bot.events.map(({ payload }) => payload)).toEqual([{ n: 1 }, { n: 3 }])
})

test('passes errors on', async () => {
  const bot = createBot({ plugin })
  const failure = await bot.callAction('count', { by: 0 }).catch((error) => error)
  expect(failure).toMatchObject({ message: 'Nothing to count', reason: 'no_count' })
  bot.fail('setState', 'RateLimited')
  await expect(bot.callAction('count', { by: 1 })).rejects.toBeInstanceOf(ApiError)
})
