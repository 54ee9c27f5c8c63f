import { PluginDefinition, z } from 'botpress-plugin-kit'

export default new PluginDefinition({
  name: 'counter',
  version: '1.0.0',
  states: { count: { type: 'bot', schema: z.object({ n: z.number().default(1) }) } },
  events: { counted: { schema: z.object({ n: z.number() }) } },
  actions: {
    count: {
      input: { schema: z.object({ by: z.number() }) },
      output: { schema: z.object({ n: z.number(), at: z.string() }) },
    },
  },
})
