import { z as zui } from '@bpinternal/zui'
import { describe, expect, it } from 'vitest'
import * as zm from 'zod/mini'
import { z as z3 } from 'zod/v3'
import { InterfaceDefinition, PluginDefinition, z } from '../../../src/definition/index.js'
import { issuesOf } from './issues.js'

const object = z.object({ a: z.string() })
const other = z.object({ b: z.string() })
const refuse = 'error root_not_an_object'
const warn = 'warning root_not_one_object'

const roots: readonly (readonly [name: string, schema: unknown, found: readonly string[]])[] = [
  ['z.object()', object, []],
  ['z.strictObject()', z.strictObject({}), []],
  ['a refined object', object.refine(() => true), []],
  ['a readonly object', object.readonly(), []],
  ['z.record()', z.record(z.string(), z.number()), []],
  ['z.lazy() of an object', z.lazy(() => object), []],
  ['a mini object', zm.object({ a: zm.string() }), []],
  ['a zod 3 object', z3.object({}), []],
  ['a zod 3 object, refined, branded', z3.object({}).refine(Boolean).brand('a').readonly(), []],
  ['a zod 3 record', z3.record(z3.string()), []],
  ['a zui object', zui.object({}), []],
  ['a zui reference', (zui as any).ref('interface:desk/entities/ticket'), []],
  ['z.union() of objects', z.union([object, z.union([other, object])]), [warn]],
  ['z.intersection() of objects', z.intersection(object, other), [warn]],
  ['a discriminated union of zod 3', discriminated(z3), [warn]],
  ['a discriminated union of zui', discriminated(zui), [warn]],
  ['z.union() of an object and a string', z.union([object, z.string()]), [refuse]],
  ['z.intersection() with z.any()', z.intersection(object, z.any()), [refuse]],
  ['z.string()', z.string(), [refuse]],
  ['z.array()', z.array(object), [refuse]],
  ['z.tuple()', z.tuple([object]), [refuse]],
  ['z.any()', z.any(), [refuse]],
  ['z.unknown()', z.unknown(), [refuse]],
  ['z.null()', z.null(), [refuse]],
  ['z.enum()', z.enum(['a']), [refuse]],
  ['.optional()', object.optional(), [refuse]],
  ['.nullable()', object.nullable(), [refuse]],
  ['.default()', object.default({ a: '' }), [refuse]],
  ['a mini array', zm.array(zm.object({})), [refuse]],
  ['a zod 3 array', z3.array(z3.object({})), [refuse]],
  ['a zui string', zui.string(), [refuse]],
]

function discriminated({ object, literal, discriminatedUnion }: any): unknown {
  return discriminatedUnion('kind', [
    object({ kind: literal('a') }),
    object({ kind: literal('b') }),
  ])
}

describe('the schema of a whole slot', () => {
  it.each(roots)('%s', async (_, schema, found) => {
    const issues = await issuesOf({ events: { e: { schema } } })
    const about = issues.filter((issue) => issue.includes('root_'))
    expect(about).toEqual(found.map((issue) => `${issue} events.e.schema`))
  })

  it('is looked at in every section', async () => {
    const slot = { schema: z.string() }
    const issues = await issuesOf({
      configuration: slot,
      actions: { a: { input: slot, output: slot } },
      events: { a: slot },
      states: { a: { type: 'bot', ...slot } },
      tables: { a: slot },
      workflows: { a: { input: slot, output: slot } },
    })
    expect(issues).toEqual(
      [
        'configuration',
        'actions.a.input',
        'actions.a.output',
        'events.a',
        'states.a',
        'tables.a',
        'workflows.a.input',
        'workflows.a.output',
      ].map((path) => `${refuse} ${path}.schema`),
    )
  })

  it('may be anything in a dependency, whose author it is up to', async () => {
    const slot = { schema: z.string() }
    const desk = { actions: { a: { input: slot, output: slot } }, events: { a: slot } }
    expect(
      await issuesOf({ interfaces: { desk: { name: 'desk', version: '1.0.0', ...desk } } }),
    ).toEqual([])
  })

  it.each([
    ['zod 4', object],
    ['zod 3', z3.object({ a: z3.string() })],
  ])('may be an entity of an interface: %s', async (_, schema) => {
    const desk = new InterfaceDefinition({
      name: 'desk',
      version: '1.0.0',
      entities: { ticket: { schema } },
    })
    const definition = new PluginDefinition({
      name: 'plugin',
      version: '1.0.0',
      interfaces: { desk },
      events: { opened: { schema: ({ entities }) => entities.desk.ticket } },
    })
    expect(await issuesOf(definition)).toEqual([])
  })
})
