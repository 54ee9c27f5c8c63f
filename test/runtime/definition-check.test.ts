/** A plugin that is handed another definition than the one it was generated from. */
import { join } from 'node:path'
import * as sdk from '@botpress/sdk'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { PluginDefinition, z } from '../../src/definition/index.js'
import { checkDefinition, Plugin } from '../../src/runtime/index.js'

const fixtures = join(import.meta.dirname, '../../fixtures')

const schema = z.object({ a: z.string() })
const props = {
  name: 'crm',
  version: '1.0.0',
  events: { tracked: { schema } },
  states: { seen: { type: 'user', schema } },
  actions: { run: { input: { schema }, output: { schema } } },
  interfaces: { files: { type: 'interface', name: 'storage', version: '2.0.0', definition: {} } },
  user: { tags: { vip: {} } },
} as const

/** What is generated from the definition above. */
const spec = {
  name: 'crm',
  version: '1.0.0',
  events: { tracked: {} },
  states: { seen: { type: 'user' } },
  actions: { run: {} },
  interfaces: { files: { version: '2.0.0' } },
  tags: { user: ['vip'] },
} as const

const make = (definition: object) => () => new Plugin({ definition } as never, spec)

test('the same definition is taken', () => {
  expect(make(new PluginDefinition(props))).not.toThrow()
  expect(() => checkDefinition(new sdk.PluginDefinition(props as never), spec)).not.toThrow()
  expect(() => checkDefinition(undefined, spec)).not.toThrow()
  // The tool clones definitions.
  expect(make(new PluginDefinition(props).clone())).not.toThrow()
})

test.each(globSync('*/plugin.definition.ts', { cwd: fixtures }))(
  'so it is by what is generated, and no other: %s',
  async (file) => {
    const { default: definition } = await import(join(fixtures, file))
    const { Plugin: Generated } = await import(join(fixtures, file, '../.botpress/index.ts'))
    expect(() => new Generated({ definition, actions: {} })).not.toThrow()
    const other = new definition.constructor({ ...definition.props, version: '99.0.0' })
    expect(() => new Generated({ definition: other, actions: {} })).toThrow(
      expect.objectContaining({ reason: 'other_definition' }),
    )
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
      'an action without defaults',
      { actions: { ...props.actions, stop: props.actions.run } },
      'actions: run, stop; .botpress was generated from run',
    ],
    [
      'a dependency',
      { integrations: { mail: props.interfaces.files } },
      'integrations: mail 2.0.0; .botpress was generated from none',
    ],
    [
      'a dependency of another version',
      { interfaces: { files: { ...props.interfaces.files, version: '2.1.0' } } },
      'interfaces: files 2.1.0; .botpress was generated from files 2.0.0',
    ],
    [
      'a tag',
      { user: { tags: { vip: {}, seen: {} } } },
      'user tags: seen, vip; .botpress was generated from vip',
    ],
    [
      'a table',
      { tables: { rows: { schema } } },
      'tables: rows; .botpress was generated from none',
    ],
  ] as const)('%s', (_, change, difference) => {
    const error = expect.objectContaining({
      name: 'RuntimeError',
      reason: 'other_definition',
      message: `The definition's ${difference}: run \`plugin-kit gen\``,
    })
    expect(make(new PluginDefinition({ ...props, ...change } as never))).toThrow(error)
    // Plugins of the SDK's definitions call it themselves.
    const ofSdk = new sdk.PluginDefinition({ ...props, ...change } as never)
    expect(() => checkDefinition(ofSdk, spec)).toThrow(error)
  })
})
