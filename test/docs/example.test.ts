/** Examples: what is chosen, and that it is valid by the schema it is made for. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { accepts, keywordsOf } from '../../src/docs/accepts.js'
import { exampleOf } from '../../src/docs/example.js'
import {
  type SchemaReader,
  type SlotTypes,
  createSchemaReader,
} from '../../src/generator/schema/index.js'
import { type JsonSchema, typeSchema } from '../../src/schema/index.js'
import { zod4Compositions } from '../generator/schema/compositions.js'
import { readSource } from '../generator/schema/proof.js'

function schemaOf(schema: z.ZodType): JsonSchema {
  const reader = createSchemaReader()
  return writtenSchema(reader, reader.read(schema, ['slot'])!)
}

function writtenSchema({ named, fills }: SchemaReader, types: SlotTypes): JsonSchema {
  const { write, fill, doc } = types
  return typeSchema({ type: write, fill, doc, named, fills })
}

const tree = z.object({
  value: z.number(),
  get left() {
    return tree.optional()
  },
  get children() {
    return z.array(tree)
  },
})

describe('given / want', () => {
  test.each<[string, z.ZodType, unknown]>([
    [
      'required properties, by what they are called',
      z.object({
        userId: z.string(),
        id: z.string(),
        email: z.string(),
        imageUrl: z.string(),
        createdAt: z.string(),
        'full name': z.string(),
        count: z.number(),
        isOpen: z.boolean(),
        note: z.string().optional(),
      }),
      {
        userId: 'user-1',
        id: 'id-1',
        email: 'ann@example.com',
        imageUrl: 'https://example.com',
        createdAt: '2026-01-31T09:00:00Z',
        'full name': 'full name',
        count: 1,
        isOpen: true,
      },
    ],
    [
      'optional ones of which something is known',
      z.object({
        a: z.string().default('x'),
        b: z
          .string()
          .optional()
          .meta({ examples: ['y'] }),
        c: z.string().optional(),
      }),
      { a: 'x', b: 'y' },
    ],
    [
      'optional ones, where there are no others',
      z.object({ a: z.string().optional() }),
      { a: 'a' },
    ],
    [
      'an example that is none is not shown',
      z.object({ a: z.number().meta({ examples: ['no', 2] }) }),
      { a: 2 },
    ],
    ['a choice', z.object({ a: z.enum(['b', 'c']), d: z.literal(4) }), { a: 'b', d: 4 }],
    ['a nullable', z.object({ a: z.null().or(z.string()) }), { a: null }],
    [
      'lists',
      z.object({ tags: z.array(z.string()), pair: z.tuple([z.number(), z.string()]) }),
      { tags: ['tags'], pair: [1, 'pair'] },
    ],
    ['a record', z.record(z.string(), z.number()), { key: 1 }],
    ['a record with few keys', z.record(z.enum(['a', 'b']), z.number()), { a: 1, b: 1 }],
    [
      'a template',
      z.object({ a: z.templateLiteral(['v', z.number(), '-', z.enum(['p', 'q'])]) }),
      { a: 'v1-p' },
    ],
    [
      'an intersection',
      z.object({ a: z.string() }).and(z.object({ b: z.number() })),
      { a: 'a', b: 1 },
    ],
    [
      'parts of an intersection that share a property',
      z.object({ a: z.enum(['x', 'y']) }).and(z.object({ a: z.enum(['y', 'z']) })),
      { a: 'y' },
    ],
    ['a type within itself', tree, { value: 1, children: [] }],
    [
      'a hostile name',
      z.object(Object.fromEntries([['__proto__', z.string()]])),
      JSON.parse('{ "__proto__": "proto" }'),
    ],
    ['nothing', z.never(), undefined],
  ])('%s', (_, schema, want) => {
    expect(exampleOf(schemaOf(schema))).toEqual(want)
  })
})

/** Kinds that JSON does not have, or that may contradict each other. */
const unlike =
  /bigint|3n|symbol|never|function|undefined|void|nan|date|file|intersection|and\(|catchall/i

test('property: valid by ajv, the same each time, for schemas of all kinds', () => {
  const ajv = new Ajv2020({ strict: false })
  let [made, plain] = [0, 0]
  fc.assert(
    fc.property(zod4Compositions(), fc.json(), ({ source }, other) => {
      const { reader, types } = readSource({ source })
      const schema = writtenSchema(reader, types)
      const example = exampleOf(schema)
      expect(exampleOf(schema)).toEqual(example)
      const validate = ajv.compile(schema as object)
      const value = JSON.parse(other)
      // What this room takes for valid, another implementation does.
      expect(accepts(schema, value, keywordsOf(schema).$defs ?? {})).toBe(validate(value))
      // Of the others, some are nothing that JSON has.
      const isPlain = !unlike.test(source)
      if (isPlain) plain++
      if (isPlain) expect(example, source).toBeDefined()
      if (example === undefined) return
      made++
      if (!validate(example)) {
        throw new Error(`${JSON.stringify(example)} is not valid by ${JSON.stringify(schema)}`)
      }
    }),
    { numRuns: Number(process.env.SCHEMAS ?? 500), seed: 16 },
  )
  expect(Math.min(made, plain)).toBeGreaterThan(100)
})
