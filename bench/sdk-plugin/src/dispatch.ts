/** A plugin whose handlers do next to nothing: what is left is what it costs to call them. */
import * as bp from '../.botpress/index.js'

/** What a handler has received, for those who use it from outside. */
export const received: { props?: unknown } = {}

export const plugin = new bp.Plugin({
  actions: {
    trackEvent: async ({ input }) => ({ tracked: input.event !== '' }),
    getStats: async ({ states, ctx }) => {
      const { totalEvents, lastReset } = await states.bot.analytics.get(ctx.botId)
      return { totalEvents, period: lastReset }
    },
  },
})

let seen = 0

plugin.on.message('*', async ({ message, configuration }) => {
  if (configuration.enabled) seen += message.id.length
})

plugin.on.message('*', async ({ message, configuration }) => {
  if (configuration.enabled) seen -= message.id.length
})

plugin.on.event('orderPlaced', async ({ event, configuration }) => {
  if (configuration.enabled) seen += event.payload.amount
})

plugin.on.event('*', async (props) => {
  received.props = props
})

plugin.on.beforeIncomingMessage('*', async ({ data }) => ({
  data: { ...data, tags: { ...data.tags, segment: 'all' } },
}))
