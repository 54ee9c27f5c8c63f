import { z as zui } from '@bpinternal/zui'
import { describe, expect, it } from 'vitest'
import { z as z3 } from 'zod/v3'
import { InterfaceDefinition, PluginDefinition, z } from '../../../src/definition/index.js'
import { toModel } from '../../../src/generator/model/index.js'
import { printType } from '../../../src/generator/print/index.js'

const schema = z.object({ id: z.string() })
const named = { name: 'plugin', version: '1.0.0' }
const desk = { name: 'desk', version: '1.0.0' }

/** What is wrong, as `severity code path`. */
function problems(definition: unknown): string[] {
  return toModel(definition).issues.map(
    ({ severity, code, path }) => `${severity} ${code} ${path.join('.')}`,
  )
}

const wrong: readonly (readonly [name: string, given: unknown, want: readonly string[]])[] = [
  [
    'not an object',
    42,
    ['error not_an_object ', 'error missing_name name', 'error missing_version version'],
  ],
  ['no name', { version: '1.0.0' }, ['error missing_name name']],
  ['an empty version', { name: 'a', version: '' }, ['error missing_version version']],
  ['a leading zero', { name: 'a', version: '01.2.3' }, ['error invalid_version version']],
  ['a version of two numbers', { name: 'a', version: '1.0' }, ['error invalid_version version']],
  ['a section that is a list', { ...named, actions: [] }, ['error not_an_object actions']],
  ['an entry that is nothing', { ...named, events: { a: null } }, ['error not_an_object events.a']],
  [
    'a configuration without schema',
    { ...named, configuration: {} },
    ['error missing_schema configuration'],
  ],
  [
    'a schema in place of its holder',
    { ...named, events: { a: schema } },
    ['error missing_schema events.a'],
  ],
  [
    'an action without output',
    { ...named, actions: { a: { input: { schema } } } },
    ['error missing_output actions.a.output'],
  ],
  [
    'what is not a schema',
    { ...named, tables: { a: { schema: { id: 'string' } } } },
    ['error invalid_schema tables.a.schema'],
  ],
  [
    'a type that no state has',
    { ...named, states: { a: { type: 'team', schema } } },
    ['error invalid_state_type states.a.type'],
  ],
  [
    'a negative expiry',
    { ...named, states: { a: { type: 'bot', schema, expiry: -1 } } },
    ['error invalid_expiry states.a.expiry'],
  ],
  ['tags that are a list', { ...named, user: { tags: ['a'] } }, ['error not_an_object user.tags']],
  [
    'a section under a name that is almost right',
    { ...named, props: { ...named, action: {}, actoins: {}, audience: {} } },
    ['error unknown_property action', 'error unknown_property actoins'],
  ],
  [
    'properties that are almost right, and not that they are missing',
    {
      nmae: 'a',
      version: '1.0.0',
      actions: { a: { inputs: {}, output: { shema: schema } } },
      states: { a: { typ: 'bot', schema } },
      events: { a: { schema, recurrence: { corn: '* * * * *', payload: { id: '' } } } },
      user: { tag: {} },
    },
    [
      'error unknown_property nmae',
      'error unknown_property actions.a.inputs',
      'error unknown_property actions.a.output.shema',
      'error unknown_property states.a.typ',
      'error unknown_property user.tag',
      'error unknown_property events.a.recurrence.corn',
    ],
  ],
  [
    'what is missing in a dependency, whatever else is there',
    {
      ...named,
      interfaces: { a: { ...desk, actions: { a: { inputs: {}, output: { schema } } } } },
    },
    ['error missing_input interfaces.a.actions.a.input'],
  ],
  [
    'a section that a constructor has made an object of',
    new PluginDefinition({ ...named, events: [{ schema }] as never }),
    ['error not_an_object events'],
  ],
  [
    'a dependency without version',
    { ...named, interfaces: { a: { name: 'a' } } },
    ['error invalid_dependency interfaces.a'],
  ],
  [
    'an integration among interfaces',
    { ...named, interfaces: { a: { ...desk, type: 'integration', definition: desk } } },
    ['error wrong_dependency interfaces.a'],
  ],
  [
    'one alias twice',
    { ...named, interfaces: { a: desk }, integrations: { a: desk } },
    ['error duplicate_alias integrations.a'],
  ],
  [
    'a recurring event that nobody declares',
    {
      ...named,
      recurringEvents: { a: { type: 'b', payload: {}, schedule: { cron: '* * * * *' } } },
    },
    ['error unknown_event recurringEvents.a.type'],
  ],
  [
    'a recurrence without cron, with a wrong payload',
    { ...named, events: { a: { schema, recurrence: { payload: { id: 1 } } } } },
    [
      'error missing_cron events.a.recurrence',
      'error invalid_recurrence_payload events.a.recurrence.payload',
    ],
  ],
  [
    'names that scoped access claims',
    {
      ...named,
      states: { bot: { type: 'user', schema } },
      actions: { desk: { input: { schema }, output: { schema } } },
      interfaces: {
        desk: { ...desk, actions: { name: { input: { schema }, output: { schema } } } },
      },
    },
    [
      'warning flat_name_taken states.bot',
      'warning flat_name_taken actions.desk',
      'warning flat_name_taken interfaces.desk.actions.name',
    ],
  ],
]

describe('toModel', () => {
  it.each(wrong)('reports %s', (_, given, want) => {
    expect(problems(given)).toEqual(want)
  })

  it('reports everything at once, each with a way out where there is one', () => {
    const { issues } = toModel({
      ...named,
      states: { a: { type: 'team', schema } },
      actions: { b: { input: {}, output: {} } },
      events: { c: { schema: 1 } },
    })
    expect(issues.map(({ path, hint }) => [path.join('.'), hint])).toEqual([
      ['actions.b.input', 'Add `schema: z.object({ … })`'],
      ['actions.b.output', 'Add `schema: z.object({ … })`'],
      ['events.c.schema', 'Use a schema of zod, such as z.object({ … })'],
      ['states.a.type', "Use one of 'conversation', 'user', 'bot', 'workflow'"],
    ])
  })

  it('reports a schema function that throws, and reads the rest', () => {
    const definition = new PluginDefinition({
      ...named,
      interfaces: { desk: new InterfaceDefinition({ ...desk, entities: { ticket: { schema } } }) },
      events: {
        // @ts-expect-error an entity that the interface does not have
        broken: { schema: ({ entities }) => z.object({ a: entities.desk.letter }) },
        whole: { schema: ({ entities }) => z.object({ a: entities.desk.ticket }) },
      },
    })
    const { model, issues } = toModel(definition)
    expect(issues).toMatchObject([
      {
        code: 'schema_function_failed',
        path: ['events', 'broken', 'schema'],
        message: expect.stringContaining('ticket'),
      },
    ])
    expect(model.events.map(({ name }) => name)).toEqual(['whole'])
  })

  it('is serialisable', () => {
    const { model } = toModel({
      ...named,
      title: 'A plugin',
      configuration: { schema: z.object({ on: z.boolean().default(true) }) },
      states: { a: { type: 'bot', schema } },
    })
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    expect(model.configuration?.fill).toEqual({ properties: { on: { default: true } } })
  })

  it('keeps one type where reading and writing are the same', () => {
    const { model } = toModel({
      ...named,
      events: { same: { schema }, differs: { schema: z.object({ a: z.number().default(1) }) } },
    })
    expect(model.events.map(({ payload }) => payload.read === payload.write)).toEqual([true, false])
  })
})

/** A type as text, as it would stand in an interface. */
function read(definition: unknown): string {
  const { model, issues } = toModel(definition)
  expect(issues).toEqual([])
  const [event] = model.events
  return event === undefined ? '' : printType(event.payload.read, { nameOf: (id) => id })
}

describe('an entity of an interface', () => {
  const want = `{
  item: {
    id: string
  } & {
    [key: string]: unknown
  }
}`

  it.each([
    ['zod 4', schema],
    ['zod 3', z3.object({ id: z3.string() })],
    ['zui', zui.object({ id: zui.string() })],
  ])('stands for itself and whatever an integration has added: %s', (_, entity) => {
    const definition = new PluginDefinition({
      ...named,
      interfaces: {
        crm: new InterfaceDefinition({ ...desk, entities: { item: { schema: entity } } }),
      },
      events: { made: { schema: ({ entities }) => z.object({ item: entities.crm.item }) } },
    })
    expect(read(definition)).toBe(want)
  })

  it("does so in a definition of the SDK's", () => {
    const untyped: any = zui
    const crm = {
      ...desk,
      entities: { item: { schema: untyped.object({ id: untyped.string() }) } },
    }
    const item = untyped.ref('interface:crm/entities/item')
    const definition = {
      ...named,
      interfaces: { crm: { ...desk, type: 'interface', definition: crm } },
      events: { made: { schema: untyped.object({ item }) } },
    }
    expect(read(definition)).toBe(want)
  })
})
