/**
 * What a test of a plugin written for the SDK can get wrong: its types tell all but its name, the
 * messages and events of its dependencies, and its tables.
 */
import { createBot } from 'botpress-plugin-kit/testing'
import type { Plugin } from '../../../bench/sdk-plugin/.botpress/index.js'

declare const plugin: Plugin
const configuration = { enabled: true, sampleRate: 1 }

/** All that is right. */
export const bot = createBot({
  plugin,
  alias: 'stats',
  configuration,
  users: [{ id: 'ann', tags: { 'stats#segment': 'new' } }],
  integrations: { analytics: { actions: { trackEvent: ({ event }) => event } } },
})
export const unnamed = createBot({ plugin, configuration })

export async function right(): Promise<string | undefined> {
  await bot.callAction('getStats', {})
  await bot.callAction('stats#getStats', { period: 'day' })
  await bot.emitEvent({
    type: 'stats#orderPlaced',
    payload: { orderId: 'o', userId: 'ann', amount: 1 },
  })
  await bot.emitEvent({ type: 'analytics:anything', payload: { any: 1 } })
  await bot.sendMessage({ type: 'text', payload: { anything: 1 } })
  bot.states.find((state) => state.name === 'stats#analytics')?.payload.totalEvents.toFixed()
  unnamed.states.find((state) => state.name === 'any#userSession')
  bot.tables['ordersTable']?.[0]?.['any']
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

  createBot({
    plugin,
    configuration,
    // @ts-expect-error no such dependency
    integrations: { analitics: { actions: {} } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error no such action of the dependency
    integrations: { analytics: { actions: { track: () => '' } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an output of the wrong type
    integrations: { analytics: { actions: { trackEvent: () => 1 } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an input that there is not
    integrations: { analytics: { actions: { trackEvent: ({ name }) => name } } },
  })
  // @ts-expect-error no such event
  await bot.emitEvent({ type: 'stats#orderPlacd', payload: {} })
  // @ts-expect-error another alias
  await bot.emitEvent({ type: 'other#orderPlaced', payload: {} })
  // @ts-expect-error a payload without what is required
  await bot.emitEvent({ type: 'stats#orderPlaced', payload: { orderId: 'o' } })
  // @ts-expect-error no such state
  bot.states.find((state) => state.name === 'stats#analitics')
  // @ts-expect-error the payload of another state
  bot.states.find((state) => state.name === 'stats#analytics')?.payload.eventCount
  // @ts-expect-error no such state, under any alias
  unnamed.states.find((state) => state.name === 'any#sesion')
  // @ts-expect-error no such tag
  bot.setTags({ type: 'user', id: 'ann' }, { 'stats#segmnt': 'new' })
  // @ts-expect-error the plugin has no workflows
  await bot.startWorkflow({ name: 'any' })
}
