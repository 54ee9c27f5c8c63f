/** A project in which what a definition consists of is spread over files, in every way there is. */
export const spread = {
  'plugin.definition.ts': `import { PluginDefinition, version, z } from 'botpress-plugin-kit'
import { actions, type Unused } from './lib/actions'
import { hitl as human } from './lib/index.js'
import * as states from '~/states'
import tables from './tables.json' with { type: 'json' }

const name = 'located'
const shared = { title: 'Shared', description: 'From a constant' } as const
const KEY = 'computed'
const events = {
  plain: { schema: z.object({ first: z.string(), second: z.number() }).describe('An event') },
  'quo-ted': { schema: z.string() },
  [KEY]: { schema: z.string() },
  1: { schema: z.string() },
  twice: { schema: z.string() },
  ['twice']: { schema: z.number() },
  tick: { schema: z.object({}), recurrence: { cron: 'never', payload: { n: 1 } } },
}

function makeWorkflows() {
  const inner = { scan: { input: { schema: z.object({ root: z.string() }) } } }
  return inner
}

const definition = new PluginDefinition({
  name,
  ...shared,
  version: '1.0.0',
  configuration: {
    schema: () => z.object({ depth: z.number(), nested: z.object({ deep: z.string() }) }),
  },
  events: { ...events, added: { schema: z.string() } },
  actions: {
    ...actions,
    own: {
      input: { schema: ({ entities }) => { return z.object({ item: entities.human.item }) } },
      output: { schema: z.object({}) },
    },
  },
  states,
  tables: tables,
  workflows: makeWorkflows(),
  recurringEvents: { nightly: { type: 'tick', payload: {}, schedule: { cron: 'x' } } },
  interfaces: { human: version.allWithinMajorOf(human) },
  user: circular,
})

var circular: any = circular

export default definition satisfies Unused
`,
  'lib/actions.ts': `export type Unused = unknown
const ping = { input: { schema: 1 }, output: { schema: 2 } }
const all = { ping, make() { return { input: { schema: 3 } } } }
export { all as actions }
`,
  'lib/index.ts': `export * from './hitl'
`,
  'lib/hitl.ts': `export const hitl = {
  type: 'interface',
  name: 'hitl',
  version: '1.0.0',
  definition: { entities: { item: { schema: 1 } } },
}
`,
  'deep/states.ts': `export const seen = { type: 'bot', schema: 1 }
`,
  'tables.json': `{
  "files": { "factor": 2 }
}
`,
  'tsconfig.json': `{
  // Comments are allowed here.
  "compilerOptions": { "paths": { "~/*": ["./deep/*"] } },
}
`,
}
