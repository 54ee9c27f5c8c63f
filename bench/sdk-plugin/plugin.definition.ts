/** The analytics fixture's definition, written with the SDK. */
import { PluginDefinition, z } from '@botpress/sdk'

const properties = z.record(z.any()).describe('Anything worth keeping about the event')
const item = z.object({ id: z.string(), label: z.string().optional() })

/** An installed interface, which is a package of its own with the SDK. */
const analytics = {
  type: 'interface',
  name: 'analytics',
  version: '2.1.0',
  definition: {
    name: 'analytics',
    version: '2.1.0',
    entities: { item: { title: 'Item', schema: item } },
    actions: {
      trackEvent: {
        title: 'Track an event',
        input: { schema: z.object({ event: z.string(), userId: z.string(), properties }) },
        // An output that is no object is not for the SDK.
        output: { schema: z.object({ id: z.string() }) },
      },
    },
    events: { itemCreated: { schema: z.object({ item }) } },
  },
} as const

export default new PluginDefinition({
  name: 'analytics',
  version: '1.2.0',
  title: 'Analytics',
  description: 'Counts what happens in a bot, and tells an analytics service.',
  configuration: {
    schema: z.object({
      enabled: z.boolean().default(true).describe('Whether anything is counted'),
      sampleRate: z
        .number()
        .min(0)
        .max(1)
        .default(1)
        .describe('The share of events that are counted, from 0 to 1'),
      excludeEvents: z.array(z.string()).optional().describe('Events that are never counted'),
    }),
  },
  user: { tags: { segment: { title: 'Segment', description: 'The group the user belongs to' } } },
  message: { tags: { segment: { title: 'Segment', description: "The sender's group" } } },
  states: {
    analytics: {
      type: 'bot',
      schema: z.object({
        totalEvents: z.number().int().default(0),
        lastReset: z.string().datetime().describe('When counting began'),
      }),
    },
    userSession: {
      type: 'user',
      expiry: 30 * 60 * 1000,
      schema: z.object({ eventCount: z.number().int(), lastEvent: z.string().optional() }),
    },
  },
  events: {
    eventTracked: {
      schema: z.object({
        eventName: z.string(),
        userId: z.string(),
        properties,
        timestamp: z.string().datetime(),
      }),
    },
    orderPlaced: {
      schema: z.object({ orderId: z.string(), userId: z.string(), amount: z.number() }),
    },
  },
  actions: {
    trackEvent: {
      title: 'Track an event',
      description: 'Counts an event and passes it on to the analytics service.',
      input: {
        schema: z.object({
          event: z.string().describe('The name of the event'),
          userId: z.string(),
          properties: properties.optional(),
        }),
      },
      output: {
        schema: z.object({
          tracked: z.boolean(),
          eventId: z.string().optional().describe("The service's id for the event"),
        }),
      },
    },
    getStats: {
      title: 'Get statistics',
      input: { schema: z.object({ period: z.enum(['day', 'week', 'all']).default('all') }) },
      output: { schema: z.object({ totalEvents: z.number(), period: z.string() }) },
    },
  },
  interfaces: { analytics },
})
