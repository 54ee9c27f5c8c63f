/**
 * What a test of a plugin written for the SDK can get wrong: its types tell of configuration and
 * actions, and all else is open.
 */
import { createBot } from 'botpress-plugin-kit/testing'
import type { Plugin } from '../../bench/sdk-plugin/.botpress/index.js'

declare const plugin: Plugin
const configuration = { enabled: true, sampleRate: 1 }

/** All that is right. */
export const bot = createBot({
  plugin,
  alias: 'stats',
  configuration,
  integrations: { analytics: { actions: { trackEvent: () => ({ anything: 1 }) } } },
})

export async function right(): Promise<string | undefined> {
  await bot.callAction('getStats', {})
  await bot.callAction('stats#getStats', { period: 'day' })
  await bot.emitEvent({ type: 'stats#anything', payload: { any: 1 } })
  await bot.sendMessage({ type: 'text', payload: { text: 'hi' } })
  bot.states.find(({ name }) => name === 'stats#any')?.payload['any']
  const { eventId } = await bot.callAction('trackEvent', { event: 'e', userId: 'u' })
  return eventId
}

export async function wrong(): Promise<void> {
  createBot({
    plugin,
    // @ts-expect-error a value of the wrong type
    configuration: { enabled: 'yes', sampleRate: 1 },
  })
  createBot({
    plugin,
    // @ts-expect-error a name that there is not
    configuration: { ...configuration, rate: 1 },
  })
  createBot({
    plugin,
    // @ts-expect-error no value that is required
    configuration: { enabled: true },
  })
  createBot({
    plugins: {
      // @ts-expect-error a value of the wrong type, among several
      stats: { plugin, configuration: { enabled: 1, sampleRate: 1 } },
    },
  })
  // @ts-expect-error no such action
  await bot.callAction('trackEvents', { event: 'e', userId: 'u' })
  // @ts-expect-error no such alias
  await bot.callAction('other#trackEvent', { event: 'e', userId: 'u' })
  // @ts-expect-error no input
  await bot.callAction('trackEvent')
  // @ts-expect-error an input without what is required
  await bot.callAction('trackEvent', { event: 'e' })
  // @ts-expect-error a value of the wrong type
  await bot.callAction('stats#trackEvent', { event: 'e', userId: 1 })
  // @ts-expect-error a name that there is not
  await bot.callAction('getStats', { perod: 'day' })
  // @ts-expect-error an output of another type
  ;(await bot.callAction('trackEvent', { event: 'e', userId: 'u' })).tracked.trim()
  // @ts-expect-error an output that there is not
  ;(await bot.callAction('getStats', {})).total
}
