/** Wrong uses of the analytics plugin: each line below an expectation is an error, no other is. */
import { Plugin } from '../../fixtures/analytics/.botpress/index.js'
import type * as bp from '../../fixtures/analytics/.botpress/index.js'

export const accessors: bp.ActionHandlers['trackEvent'] = async (props) => {
  const { input, configuration, states, client, actions, interfaces, events, users, logger } = props

  // configuration and input
  // @ts-expect-error unknown configuration key
  configuration.enable
  // @ts-expect-error a number, not a string
  configuration.sampleRate.length
  // @ts-expect-error optional: may be undefined
  configuration.excludeEvents.length
  // @ts-expect-error unknown input property
  input.name
  // @ts-expect-error no such prop
  props.botpress

  // states
  // @ts-expect-error unknown state
  states.session
  // @ts-expect-error wrong scope
  states.user.analytics
  // @ts-expect-error unknown scope
  states.team
  // @ts-expect-error the flat form takes an object
  await states.analytics.get('global')
  // @ts-expect-error the scoped form takes a string
  await states.bot.analytics.get({ id: 'global' })
  await states.analytics.set({
    id: 'global',
    payload: {
      // @ts-expect-error wrong type of a property
      totalEvents: '1',
      lastReset: '',
    },
  })
  await states.analytics.set({
    id: 'global',
    // @ts-expect-error missing property
    payload: { totalEvents: 1 },
  })
  await states.userSession.set({
    id: 'u',
    payload: {
      eventCount: 1,
      // @ts-expect-error excess property
      count: 2,
    },
  })
  // @ts-expect-error wrong type of a property
  await states.bot.analytics.set('global', { totalEvents: true, lastReset: '' })
  // @ts-expect-error unknown property
  await states.analytics.patch({ id: 'global', payload: { total: 1 } })
  // @ts-expect-error the default makes it a number when read
  ;(await states.bot.analytics.get('global')).totalEvents.length

  // events
  // @ts-expect-error unknown event
  events.orderShipped
  // @ts-expect-error wrong type of a property
  await events.orderPlaced.emit({ orderId: 'o', userId: 'u', amount: '12' })
  // @ts-expect-error missing property
  await events.orderPlaced.emit({ orderId: 'o', userId: 'u' })
  // @ts-expect-error excess property
  await events.orderPlaced.emit({ orderId: 'o', userId: 'u', amount: 1, currency: 'EUR' })
  // @ts-expect-error unknown schedule
  await events.orderPlaced.schedule({ orderId: 'o', userId: 'u', amount: 1 }, { seconds: 1 })

  await client.createEvent({
    // @ts-expect-error not one of this plugin's events
    type: 'analytics#orderShipped',
    payload: {},
  })
  await client.createEvent({
    type: 'analytics#orderPlaced',
    payload: {
      orderId: 'o',
      userId: 'u',
      // @ts-expect-error wrong type of a property
      amount: '12',
    },
  })
  await client.createEvent({
    type: 'analytics#orderPlaced',
    // @ts-expect-error missing property
    payload: { orderId: 'o', userId: 'u' },
  })
  // Events of others are the platform's business.
  await client.createEvent({ type: 'other#event', payload: { anything: true } })

  // actions and interfaces
  // @ts-expect-error unknown action
  actions.track
  // @ts-expect-error wrong type of a property
  await actions.trackEvent({ event: 1, userId: 'u' })
  // @ts-expect-error missing property
  await actions.trackEvent({ event: 'e' })
  // @ts-expect-error excess property
  await actions.trackEvent({ event: 'e', userId: 'u', user: 'u' })
  // @ts-expect-error not one of the values
  await actions.getStats({ period: 'year' })
  // @ts-expect-error unknown output property
  ;(await actions.getStats({})).count
  // @ts-expect-error unknown action of an interface
  interfaces.analytics.track
  // @ts-expect-error unknown interface
  interfaces.statistics
  // @ts-expect-error missing property
  await interfaces.analytics.trackEvent({ event: 'e', userId: 'u' })
  // @ts-expect-error the output is a string
  ;(await actions.analytics.trackEvent({ event: 'e', userId: 'u', properties: {} })).id
  // @ts-expect-error unknown action of a dependency
  actions.analytics.track

  // users and logger
  const user = await users.get('u')
  // @ts-expect-error unknown tag
  user.tags.team
  // @ts-expect-error unknown tag
  await user.update({ tags: { team: 'blue' } })
  // @ts-expect-error tags are strings
  await user.update({ tags: { segment: 1 } })
  // @ts-expect-error the id alone
  await users.get({ id: 'u' })
  // @ts-expect-error no such method
  logger.log('hello')

  return { tracked: false }
}

// @ts-expect-error wrong type of an output property
export const wrongOutput: bp.ActionHandlers['trackEvent'] = async () => ({ tracked: 'yes' })

// @ts-expect-error missing output property
export const missingOutput: bp.ActionHandlers['getStats'] = async () => ({ totalEvents: 1 })

// @ts-expect-error an action's handler is asynchronous
export const synchronous: bp.ActionHandlers['trackEvent'] = () => ({ tracked: true })

const getStats: bp.ActionHandlers['getStats'] = async () => ({ totalEvents: 1, period: 'all' })
const trackEvent: bp.ActionHandlers['trackEvent'] = async () => ({ tracked: true })

export const missingAction = new Plugin({
  // @ts-expect-error every action has a handler
  actions: { getStats },
})

export const unknownAction = new Plugin({
  actions: {
    getStats,
    trackEvent,
    // @ts-expect-error not an action
    resetStats: async () => ({}),
  },
})

export const outputs = new Plugin({
  actions: {
    getStats,
    // @ts-expect-error wrong type of an output property
    trackEvent: async () => ({ tracked: 'yes' }),
  },
})

export const registered = new Plugin({
  actions: { trackEvent, getStats },
  on: (plugin) => {
    // @ts-expect-error unknown message type
    plugin.message('txt', async () => {})
    // @ts-expect-error unknown event
    plugin.event('orderShipped', async () => {})
    // @ts-expect-error unknown event of a dependency
    plugin.event('analytics:itemDeleted', async () => {})
    // @ts-expect-error unknown state
    plugin.stateExpired('session', async () => {})
    // @ts-expect-error no workflows
    plugin.workflowStart('escalation', async () => {})
    // @ts-expect-error no such hook
    plugin.beforeMessage('*', async () => {})

    plugin.message('text', async ({ message, conversation }) => {
      // @ts-expect-error unknown property of a text message
      message.payload.markdown
      // @ts-expect-error unknown tag
      message.tags.team
      await conversation.createMessage({
        type: 'text',
        // @ts-expect-error wrong type of a property
        payload: { text: 1 },
        userId: 'u',
        tags: {},
      })
      // @ts-expect-error unknown tag
      await message.update({ tags: { team: 'blue' } })
    })

    plugin.event('orderPlaced', async ({ event }) => {
      // @ts-expect-error unknown payload property
      event.payload.currency
    })

    plugin.event('analytics:itemCreated', async ({ event }) => {
      // @ts-expect-error unknown payload property
      event.payload.id
    })

    plugin.stateExpired('userSession', async ({ state }) => {
      // @ts-expect-error unknown payload property
      state.payload.totalEvents
    })

    // @ts-expect-error wrong tag in a hook's result
    plugin.beforeIncomingMessage('*', async ({ data }) => ({
      data: { ...data, tags: { team: 1 } },
    }))
    // @ts-expect-error stop is a boolean
    plugin.beforeIncomingMessage('*', async ({ data }) => ({ data, stop: 'yes' }))
    // @ts-expect-error nothing to stop any more
    plugin.beforeOutgoingMessage('*', async ({ data }) => ({ data, stop: true }))
    // @ts-expect-error a hook's result is an object with data
    plugin.afterIncomingEvent('*', async () => 'done')

    plugin.beforeIncomingCallAction('trackEvent', async ({ data }) => {
      // @ts-expect-error unknown input property
      data.input.period
      return { data }
    })
    // @ts-expect-error unknown action
    plugin.beforeIncomingCallAction('resetStats', async () => undefined)
    plugin.afterIncomingCallAction('getStats', async ({ data }) => {
      // @ts-expect-error unknown output property
      data.output.tracked
    })
    // @ts-expect-error unknown action of a dependency
    plugin.beforeOutgoingCallAction('analytics:track', async () => undefined)
  },
})

registered.initialize({
  alias: 'a',
  // @ts-expect-error configuration is checked when a host starts the plugin
  configuration: { sampleRate: '1' },
  interfaces: { analytics: {} as bp.PluginRuntimeProps['interfaces']['analytics'] },
  integrations: {},
})

// @ts-expect-error the interface's mapping is missing
registered.initialize({ alias: 'a', configuration: {}, interfaces: {}, integrations: {} })
