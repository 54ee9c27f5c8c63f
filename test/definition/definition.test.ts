/** What the constructors make of right and wrong props. */
import { describe, expect, test } from 'vitest'
import { RuntimeError as RuntimeErrorOfRuntime } from '../../src/runtime/index.js'
import { z as zui } from '@bpinternal/zui'
import * as v3 from 'zod/v3'
import {
  foreignSchema,
  IntegrationDefinition,
  InterfaceDefinition,
  messages,
  PluginDefinition,
  RuntimeError,
  WELL_KNOWN_ATTRIBUTES,
  z,
} from '../../src/definition/index.js'
import { toolView } from '../../src/definition/tool-view/index.js'

const item = z.object({ id: z.string() })
/** One schema has one view. */
const itemAsShown = toolView(item)
const files = new InterfaceDefinition({
  name: 'files',
  version: '1.2.3',
  entities: { item: { schema: item } },
  events: { created: { schema: ({ entities }) => z.object({ item: entities.item }) } },
  actions: {
    open: {
      input: { schema: ({ item }) => z.object({ item }) },
      output: { schema: z.object({}) },
    },
  },
  channels: {
    channel: {
      messages: { ...messages.defaults, file: { schema: ({ entities }) => entities.item } },
    },
  },
})
const filesPackage = {
  type: 'interface' as const,
  name: 'files',
  version: '1.2.3',
  definition: { entities: { item: { schema: item } } },
}

/** A definition from props that the compiler would refuse. */
const wrong = (props: unknown): PluginDefinition => new PluginDefinition(props as never)

describe('PluginDefinition', () => {
  test('has every section, empty where nothing was declared', () => {
    const props = { name: 'bare', version: '1.0.0' }
    expect({ ...new PluginDefinition(props) }).toEqual({
      ...props,
      props,
      states: {},
      events: {},
      recurringEvents: {},
      actions: {},
      interfaces: {},
      integrations: {},
      tables: {},
      workflows: {},
      title: undefined,
      description: undefined,
      icon: undefined,
      readme: undefined,
      attributes: undefined,
      configuration: undefined,
      user: undefined,
      conversation: undefined,
      message: undefined,
    })
  })

  test('keeps what surrounds a schema, and props untouched', () => {
    const props = {
      name: 'p',
      version: '1.0.0',
      title: 'P',
      attributes: { a: 'b' },
      states: { seen: { type: 'bot' as const, schema: item, expiry: 1000 } },
      actions: {
        hide: {
          description: 'Hides',
          attributes: WELL_KNOWN_ATTRIBUTES.HIDDEN_IN_STUDIO,
          input: { schema: item },
          output: { schema: () => item },
        },
      },
      user: { tags: { segment: {} } },
    }
    const definition = new PluginDefinition(props)
    expect(definition.title).toBe('P')
    expect(definition.attributes).toEqual({ a: 'b' })
    expect(definition.states.seen).toEqual({ type: 'bot', schema: itemAsShown, expiry: 1000 })
    expect(definition.actions.hide).toEqual({
      description: 'Hides',
      attributes: { bpActionHiddenInStudio: 'true' },
      input: { schema: itemAsShown },
      output: { schema: itemAsShown },
    })
    expect(definition.user).toEqual({ tags: { segment: {} } })
    expect(definition.props).toBe(props)
    expect(typeof props.actions.hide.output.schema).toBe('function')
  })

  test.each([
    ['a definition', files],
    ['a package', filesPackage],
  ])('resolves entities of %s to the base entity and anything else', (_, dependency) => {
    const make = ({ entities }: { entities: { files: { item: z.ZodType } } }): z.ZodObject =>
      z.object({ item: entities.files.item })
    const definition = new PluginDefinition({
      name: 'p',
      version: '1.0.0',
      interfaces: { files: dependency },
      configuration: { schema: make },
      states: { s: { type: 'user', schema: make } },
      events: { e: { schema: make } },
      actions: { a: { input: { schema: make }, output: { schema: make } } },
      tables: { t: { schema: make } },
      workflows: { w: { input: { schema: make }, output: { schema: make } } },
    })
    const schemas = [
      definition.configuration?.schema,
      definition.states.s.schema,
      definition.events.e.schema,
      definition.actions.a.input.schema,
      definition.actions.a.output.schema,
      definition.tables.t.schema,
      definition.workflows.w.input.schema,
      definition.workflows.w.output.schema,
    ]
    for (const schema of schemas) {
      const value = { item: { id: '1', extra: true } }
      expect(schema?.parse(value)).toEqual(value)
      expect(schema?.safeParse({ item: { extra: true } }).success).toBe(false)
      expect(schema?.shape.item).toMatchObject({
        _zod: { def: { type: 'intersection', left: item, right: { def: { type: 'record' } } } },
      })
    }
  })

  test.each([
    ['zod 3', v3.object({ id: v3.string() })],
    ['zui', zui.object({ id: zui.string() })],
  ])(
    'an entity written with %s is checked by its own schema, which stays reachable',
    (_, entity) => {
      const definition = new PluginDefinition({
        name: 'p',
        version: '1.0.0',
        interfaces: {
          files: { ...filesPackage, definition: { entities: { item: { schema: entity } } } },
        },
        configuration: { schema: ({ entities }) => z.object({ item: entities.files.item }) },
      })
      const schema = definition.configuration?.schema
      expect(schema?.parse({ item: { id: '1', more: 1 } })).toEqual({ item: { id: '1', more: 1 } })
      expect(schema?.safeParse({ item: { id: 1 } }).success).toBe(false)
      const reference = schema?.shape.item as unknown as z.ZodIntersection
      expect(Reflect.get(reference.def.left, foreignSchema)).toBe(entity)
    },
  )

  test.each([
    ['files', 'itme', 'the interface "files" has no entity "itme"; there is "item"'],
    ['fils', 'item', 'the plugin declares no interface "fils"; there is "files"'],
    ['__proto__', 'x', 'the plugin declares no interface "__proto__"; there is "files"'],
    ['constructor', 'x', 'the plugin declares no interface "constructor"; there is "files"'],
  ])('entities.%s.%s is an error that says what there is', (alias, entity, message) => {
    const definition = wrong({
      name: 'p',
      version: '1.0.0',
      interfaces: { files },
      actions: {
        a: {
          input: { schema: ({ entities }: any) => z.object({ e: entities[alias][entity] }) },
          output: { schema: item },
        },
      },
    })
    expect(definition.actions).toMatchObject({
      a: {
        input: { schema: undefined, schemaError: { message } },
        output: { schema: itemAsShown },
      },
    })
  })

  test('merges recurrence into recurringEvents', () => {
    const tick = z.object({ n: z.number() })
    const definition = new PluginDefinition({
      name: 'p',
      version: '1.0.0',
      events: {
        tick: { schema: tick, recurrence: { cron: '* * * * *', payload: { n: 1 } } },
        quiet: { schema: tick },
      },
      recurringEvents: {
        nightly: { type: 'quiet', payload: { n: 2 }, schedule: { cron: '0 0 * * *' } },
      },
    })
    expect(definition.events).toEqual({
      tick: { schema: toolView(tick) },
      quiet: { schema: toolView(tick) },
    })
    expect(definition.recurringEvents).toEqual({
      nightly: { type: 'quiet', payload: { n: 2 }, schedule: { cron: '0 0 * * *' } },
      tick: { type: 'tick', payload: { n: 1 }, schedule: { cron: '* * * * *' } },
    })
  })

  test.each([
    [undefined],
    [null],
    ['p'],
    [{ name: 1, states: 1, events: null, actions: 'x', interfaces: 7, tables: [] }],
    [
      {
        states: { a: null },
        events: { a: 1 },
        actions: { a: null, b: { input: 1 } },
        configuration: 2,
      },
    ],
    [
      {
        interfaces: {
          a: null,
          b: 1,
          c: {},
          d: { definition: null },
          e: { entities: { x: 1, y: {} } },
        },
      },
    ],
    [{ events: { a: { recurrence: 1 } }, recurringEvents: 1, integrations: { a: null } }],
  ])('never throws for wrong props: %j', (props) => {
    const definition = wrong(props)
    expect(definition.props).toBe(props)
  })

  test('leaves what is wrong in its place', () => {
    const definition = wrong({ states: { a: null }, actions: { b: { input: 1 } }, tables: 3 })
    expect(definition.states).toEqual({ a: null })
    expect(definition.actions).toEqual({ b: { input: 1 } })
    expect(definition.tables).toBe(3)
  })

  test('takes hostile names as they are', () => {
    const entry = { input: { schema: item }, output: { schema: item } }
    const actions = JSON.parse('{"__proto__":1,"constructor":1,"*/":1}') as Record<string, unknown>
    for (const name of Object.keys(actions)) {
      Object.defineProperty(actions, name, { value: entry, enumerable: true })
    }
    const definition = wrong({ name: 'p', version: '1.0.0', actions })
    expect(Object.keys(definition.actions)).toEqual(['__proto__', 'constructor', '*/'])
  })
})

describe('InterfaceDefinition', () => {
  test('resolves its own entities in events, actions and messages', () => {
    const value = { item: { id: '1', extra: 1 } }
    const { events, actions, channels } = files
    const parse = (slot: { schema: unknown } | undefined, input: unknown): unknown =>
      (slot?.schema as z.ZodType).parse(input)
    expect(parse(events.created, value)).toEqual(value)
    expect(parse(actions.open?.input, value)).toEqual(value)
    expect(parse(channels.channel?.messages.file, value.item)).toEqual(value.item)
    const text = channels.channel?.messages.text?.schema
    expect(text).toBe(toolView(messages.defaults.text.schema))
  })

  test.each([[undefined], [{ channels: { a: null }, entities: 1, events: 2 }]])(
    'never throws for wrong props: %j',
    (props) => {
      expect(new InterfaceDefinition(props as never).props).toBe(props)
    },
  )
})

describe('IntegrationDefinition', () => {
  test('has every section, empty where nothing was declared', () => {
    const user = { tags: { id: {} } }
    const props = { name: 'i', version: '1.0.0', user, configurations: { a: { schema: item } } }
    expect(new IntegrationDefinition(props)).toMatchObject({
      ...props,
      events: {},
      actions: {},
      channels: {},
      states: {},
      entities: {},
    })
  })
})

test('RuntimeError is the one of the runtime', () => {
  expect(RuntimeError).toBe(RuntimeErrorOfRuntime)
})
