/** A plugin that is handed another definition than the one it was generated from. */
import { describe, expect, test } from 'vitest'
import { PluginDefinition, z } from '../../src/definition/index.js'
import { Plugin } from '../../src/runtime/index.js'

const schema = z.object({ a: z.string() })
const props = {
  name: 'crm',
  version: '1.0.0',
  events: { tracked: { schema } },
  states: { seen: { type: 'user', schema } },
  actions: { run: { input: { schema }, output: { schema } } },
} as const

/** What is generated from the definition above. */
const spec = {
  name: 'crm',
  version: '1.0.0',
  events: { tracked: {} },
  states: { seen: { type: 'user' } },
} as const

const make = (definition: object) => () => new Plugin({ definition } as never, spec)

test('the same definition is taken', () => {
  expect(make(new PluginDefinition(props))).not.toThrow()
  // The tool clones definitions.
  expect(make(new PluginDefinition(props).clone())).not.toThrow()
})

test.each(['analytics', 'file-manager', 'odd-names', 'support-desk'])(
  'so it is by what is generated: %s',
  async (fixture) => {
    const folder = `../../fixtures/${fixture}`
    const { Plugin: Generated } = await import(/* @vite-ignore */ `${folder}/.botpress/index.ts`)
    const { default: definition } = await import(
      /* @vite-ignore */ `${folder}/plugin.definition.ts`
    )
    expect(definition.check).toBeTypeOf('function')
    expect(() => new Generated({ definition, actions: {} })).not.toThrow()
  },
)

describe('is told what differs', () => {
  test.each([
    ['name', { name: 'sales' }, 'name: sales; .botpress was generated from crm'],
    ['version', { version: '1.1.0' }, 'version: 1.1.0; .botpress was generated from 1.0.0'],
    [
      'an event more',
      { events: { tracked: { schema }, constructor: { schema } } },
      'events: constructor, tracked; .botpress was generated from tracked',
    ],
    ['no event', { events: {} }, 'events: none; .botpress was generated from tracked'],
    [
      'a state by another name',
      { states: { read: { type: 'user', schema } } },
      'states: read; .botpress was generated from seen',
    ],
    [
      'a dependency',
      { interfaces: { files: { name: 'files', version: '1.0.0' } } },
      'interfaces: files; .botpress was generated from none',
    ],
    [
      'a table',
      { tables: { rows: { schema } } },
      'tables: rows; .botpress was generated from none',
    ],
  ] as const)('%s', (_, change, difference) => {
    const definition = new PluginDefinition({ ...props, ...change } as never)
    expect(make(definition)).toThrow(
      expect.objectContaining({
        name: 'RuntimeError',
        reason: 'other_definition',
        message: `The definition's ${difference}: run \`plugin-kit gen\``,
      }),
    )
  })
})
