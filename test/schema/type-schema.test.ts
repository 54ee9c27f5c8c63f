/** JSON Schema of the model's types: what zod takes, the schema takes, and the other way round. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSchemaReader } from '../../src/generator/schema/index.js'
import { type JsonSchema, typeSchema } from '../../src/schema/index.js'

function schemaOf(schema: z.ZodType, direction: 'read' | 'write' = 'write'): JsonSchema {
  const reader = createSchemaReader()
  const types = reader.read(schema, ['slot'])
  if (types === undefined) throw new Error('no schema')
  const { fill, doc } = types
  return typeSchema({
    type: types[direction],
    fill,
    doc,
    named: reader.named,
    fills: reader.fills,
  })
}

const tree = z.object({
  value: z.number(),
  get children() {
    return z.array(tree).optional()
  },
})

describe('given / want', () => {
  test.each<[string, z.ZodType, JsonSchema]>([
    ['string', z.string(), { type: 'string' }],
    ['any', z.any(), true],
    ['never', z.never(), false],
    ['a bigint, which JSON has not', z.bigint(), false],
    ['literal', z.literal('a'), { const: 'a' }],
    ['enum', z.enum(['a', 'b']), { enum: ['a', 'b'] }],
    ['nullable', z.string().nullable(), { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['array', z.array(z.number()), { type: 'array', items: { type: 'number' } }],
    [
      'tuple',
      z.tuple([z.string(), z.number().optional()], z.boolean()),
      {
        type: 'array',
        prefixItems: [{ type: 'string' }, { type: 'number' }],
        minItems: 1,
        items: { type: 'boolean' },
      },
    ],
    [
      'object, with what its author says',
      z
        .object({
          title: z.string().describe('What it is about'),
          count: z.number().default(3),
          note: z.string().optional(),
        })
        .meta({ title: 'Ticket', description: 'One ticket' }),
      {
        type: 'object',
        title: 'Ticket',
        description: 'One ticket',
        properties: {
          title: { type: 'string', description: 'What it is about' },
          count: { type: 'number', default: 3 },
          note: { type: 'string' },
        },
        required: ['title'],
      },
    ],
    ['a tuple of nothing', z.tuple([]), { type: 'array', items: false }],
    [
      'defaults in what may be missing or null',
      z.object({
        list: z.array(z.object({ a: z.number().default(1) })).optional(),
        one: z.object({ b: z.number().default(2) }).nullish(),
      }),
      {
        type: 'object',
        properties: {
          list: {
            type: 'array',
            items: { type: 'object', properties: { a: { type: 'number', default: 1 } } },
          },
          one: {
            anyOf: [
              { type: 'object', properties: { b: { type: 'number', default: 2 } } },
              { type: 'null' },
            ],
          },
        },
      },
    ],
    [
      'keys that JavaScript knows',
      z.object(JSON.parse('{}'), {}).extend({ constructor: z.string() }),
      {
        type: 'object',
        properties: { constructor: { type: 'string' } },
        required: ['constructor'],
      },
    ],
    [
      'record',
      z.record(z.string(), z.boolean()),
      { type: 'object', additionalProperties: { type: 'boolean' } },
    ],
    [
      'record of an enum',
      z.record(z.enum(['a', 'b']), z.boolean()),
      {
        type: 'object',
        properties: { a: { type: 'boolean' }, b: { type: 'boolean' } },
        required: ['a', 'b'],
      },
    ],
    [
      'template literal',
      z.templateLiteral(['order-', z.number()]),
      { type: 'string', pattern: '^order--?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?$' },
    ],
    [
      'recursion',
      tree,
      {
        $ref: '#/$defs/Slot',
        $defs: {
          Slot: {
            type: 'object',
            properties: {
              value: { type: 'number' },
              children: { type: 'array', items: { $ref: '#/$defs/Slot' } },
            },
            required: ['value'],
          },
        },
      },
    ],
  ])('%s', (_, schema, want) => {
    const own = schemaOf(schema)
    // The id that the reader gives a recursive type is its own business.
    const text = JSON.stringify(own).replaceAll(/#\/\$defs\/[^"]+/g, '#/$defs/Slot')
    const renamed = JSON.parse(text, (key, value: unknown) =>
      key === '$defs' ? { Slot: Object.values(value as object)[0] as unknown } : value,
    ) as JsonSchema
    expect(renamed).toEqual(want)
  })

  test('what is read has its defaults', () => {
    const schema = z.object({ count: z.number().default(3) })
    expect(schemaOf(schema, 'read')).toEqual({
      type: 'object',
      properties: { count: { type: 'number', default: 3 } },
      required: ['count'],
    })
  })
})

/** Schemas that JSON Schema can say all of, with their own words for what they are. */
const anySchema = fc.letrec<{ schema: z.ZodType }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom<z.ZodType>(
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.literal('a'),
      z.literal([1, 'b', true]),
      z.enum(['p', 'q']),
      z.templateLiteral(['x-', z.enum(['a', 'b'])]),
    ),
    tie('schema').map((inner) => z.array(inner)),
    tie('schema').map((inner) => inner.nullable()),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((members) => z.union(members)),
    fc.tuple(tie('schema'), tie('schema')).map(([a, b]) => z.tuple([a, b])),
    fc.tuple(tie('schema'), tie('schema')).map(([a, b]) => z.tuple([a], b)),
    // A record of `never` has the type of an object without properties.
    tie('schema')
      .filter((inner) => !(inner instanceof z.ZodNever))
      .map((inner) => z.record(z.string(), inner)),
    fc
      .dictionary(
        fc.constantFrom('a', 'b', 'c-d', 'toString'),
        fc.tuple(tie('schema'), fc.boolean()),
        { maxKeys: 3 },
      )
      .map((shape) =>
        z.object(
          Object.fromEntries(
            Object.entries(shape).map(([key, [inner, isOptional]]) => [
              key,
              isOptional ? inner.optional() : inner,
            ]),
          ),
        ),
      ),
  ),
})).schema

const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'b', 'p', 'x-a', 'x-c', '', 1, 0.5, true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c-d', 'toString', 'x'), tie('value'), { maxKeys: 4 }),
  ),
})).value

test('random schemas take what zod takes, and refuse what zod refuses', () => {
  const ajv = new Ajv2020({ strict: false })
  let taken = 0
  let refused = 0
  fc.assert(
    fc.property(
      anySchema,
      fc.array(anyValue, { minLength: 5, maxLength: 20 }),
      (schema, values) => {
        const validate = ajv.compile(schemaOf(schema) as object)
        for (const value of values) {
          const isTaken = schema.safeParse(value).success
          if (isTaken) taken++
          else refused++
          if (validate(value) !== isTaken) {
            throw new Error(
              `${JSON.stringify(value)}: zod ${isTaken ? 'takes' : 'refuses'} it, ${JSON.stringify(schemaOf(schema))} does not`,
            )
          }
        }
      },
    ),
    { numRuns: Number(process.env.SCHEMAS ?? 500) },
  )
  // Neither answer was given by accident.
  expect(Math.min(taken, refused)).toBeGreaterThan(200)
})
