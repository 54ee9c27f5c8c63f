/** A small plugin in the SDK's dialect. It is compiled, bundled and run with both folders. */
import * as bp from '../.botpress/index.js'

const isExcluded = (event: string, excluded: string[] = []) => excluded.includes(event)

const plugin = new bp.Plugin({
  actions: {
    trackEvent: async ({ input, configuration, actions, states, events, logger }) => {
      const { enabled, sampleRate, excludeEvents } = configuration
      if (!enabled || Math.random() >= sampleRate || isExcluded(input.event, excludeEvents)) {
        return { tracked: false }
      }
      const { event, userId, properties = {} } = input
      logger.info(`Tracking ${event}`)
      const eventId = await actions.analytics.trackEvent({ event, userId, properties })
      const session = await states.user.userSession.getOrSet(userId, { eventCount: 0 })
      await states.user.userSession.set(userId, {
        eventCount: session.eventCount + 1,
        lastEvent: event,
      })
      await events.eventTracked.emit({
        eventName: event,
        userId,
        properties,
        timestamp: new Date().toISOString(),
      })
      return { tracked: true, eventId }
    },

    getStats: async ({ input, states, ctx }) => {
      const { totalEvents, lastReset } = await states.bot.analytics.get(ctx.botId)
      return { totalEvents, period: input.period ?? `since ${lastReset}` }
    },
  },
})

plugin.on.message('*', async ({ message, user, states, configuration, logger }) => {
  if (!configuration.enabled) return
  logger.debug(`Counting a ${message.type} message`)
  const { eventCount } = await states.user.userSession.getOrSet(user.id, { eventCount: 0 })
  await states.user.userSession.patch(user.id, { eventCount: eventCount + 1 })
})

plugin.on.message('*', async ({ message, conversation }) => {
  await conversation.update({})
  await message.update({ tags: { segment: 'all' } })
})

plugin.on.event('orderPlaced', async ({ event, events }) => {
  const { userId, orderId, amount } = event.payload
  await events.eventTracked.withUserId(userId).emit({
    eventName: 'order_placed',
    userId,
    properties: { orderId, amount },
    timestamp: event.createdAt,
  })
})

plugin.on.event('eventTracked', async ({ event, states, ctx }) => {
  const lastReset = event.payload.timestamp
  const { totalEvents } = await states.bot.analytics.getOrSet(ctx.botId, {
    totalEvents: 0,
    lastReset,
  })
  await states.bot.analytics.set(ctx.botId, { totalEvents: totalEvents + 1, lastReset })
})

plugin.on.event('analytics:itemCreated', async ({ event, logger }) => {
  logger.info(`The service has a new item: ${event.payload.item.id}`)
})

plugin.on.beforeIncomingMessage('*', async ({ data, users, configuration }) => {
  if (!configuration.enabled) return undefined
  const user = await users.getById({ id: data.userId })
  return { data: { ...data, tags: { ...data.tags, segment: user.tags.segment ?? 'none' } } }
})

plugin.on.afterIncomingMessage('*', async ({ data, logger }) => {
  logger.debug(`Handled: ${data.type}`)
  return { data }
})

plugin.on.stateExpired('userSession', async ({ state, logger }) => {
  logger.debug(`The session of ${state.id} is over`)
})

export default plugin
