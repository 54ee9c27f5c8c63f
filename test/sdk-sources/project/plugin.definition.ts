import * as sdk from '@botpress/sdk'

const { z } = sdk

const text = z.object({ text: z.string() })

/** Two interfaces with an entity of one name, and an action whose name is a word of the language. */
const carrier = new sdk.InterfaceDefinition({
  name: 'carrier',
  version: '1.0.0',
  entities: { parcel: { schema: z.object({ weight: z.number() }) } },
  events: { delivered: { schema: () => z.object({ parcelId: z.string() }) } },
  actions: {
    delete: {
      input: { schema: () => z.object({ parcelId: z.string() }) },
      output: { schema: () => z.object({ deleted: z.boolean() }) },
    },
  },
  channels: { desk: { messages: { text: { schema: () => text } } } },
})

const shop = new sdk.InterfaceDefinition({
  name: 'shop',
  version: '2.0.0',
  entities: { parcel: { schema: z.object({ price: z.number() }) } },
})

const dependency = (definition: sdk.InterfaceDefinition) =>
  ({
    type: 'interface',
    id: undefined,
    uri: undefined,
    name: definition.name,
    version: definition.version,
    definition,
  }) as unknown as sdk.InterfacePackage

export default new sdk.PluginDefinition({
  name: 'parcel-watch',
  version: '1.0.0',
  configuration: { schema: z.object({}) },
  interfaces: {
    carrier: dependency(carrier as unknown as sdk.InterfaceDefinition),
    shop: dependency(shop as unknown as sdk.InterfaceDefinition),
  },
  user: { tags: { upstream: { title: 'Upstream', description: 'The user on the other side' } } },
  conversation: { tags: { topic: { title: 'Topic', description: 'What it is about' } } },
  message: { tags: { seen: { title: 'Seen', description: 'When it was seen' } } },
  states: { job: { type: 'workflow', schema: z.object({ key: z.string() }) } },
  events: { tick: { schema: z.object({ n: z.number() }) } },
  actions: {
    track: {
      title: 'Track',
      description: 'Follows a parcel',
      input: { schema: z.object({ code: z.string() }) },
      output: { schema: z.object({}) },
    },
    weigh: {
      title: 'Weigh',
      description: 'Notes a weight',
      input: { schema: z.object({ grams: z.number() }) },
      output: { schema: z.object({}) },
    },
  },
  workflows: {
    send: {
      title: 'Send',
      description: 'Sends a parcel',
      input: { schema: z.object({ jobId: z.string() }) },
      output: { schema: z.object({}) },
    },
    pack: {
      title: 'Pack',
      description: 'Packs a parcel',
      input: { schema: z.object({ jobId: z.string(), boxes: z.number() }) },
      output: { schema: z.object({}) },
      tags: { depot: { title: 'Depot', description: 'Where' } },
    },
  },
})
