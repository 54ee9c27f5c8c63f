/** JSON Schema of slots: what the libraries take, the schemas take, and the other way round. */
import { z as zui } from '@bpinternal/zui'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import * as z3 from 'zod/v3'
import { PluginDefinition } from '../../src/definition/index.js'
import { zodJsonSchema } from '../../src/generator/json-schema/index.js'
import { toModel } from '../../src/generator/model/index.js'
import { modelSchemas, type JsonSchema } from '../../src/schema/index.js'

const seed = Number(process.env.SEED ?? 20261125)
const numRuns = Number(process.env.SCHEMAS ?? 400)

/** Both schemas of a slot, as `plugin-kit schema` has them. */
function slotOf(schema: unknown): { readonly write: JsonSchema; readonly read: JsonSchema } {
  const events = { e: { schema: schema as z.ZodObject } }
  const { model, schemas } = toModel(new PluginDefinition({ name: 'p', version: '1.0.0', events }))
  const written = new Map(
    [...schemas].flatMap(([slot, own]) => {
      const json = zodJsonSchema(own)
      return json === undefined ? [] : [[slot, json] as const]
    }),
  )
  return modelSchemas(model, written).events.e!
}

interface Parsed {
  readonly success: boolean
  readonly data?: unknown
}
interface Schema {
  safeParse(value: unknown): Parsed
}
type Library = any // prettier-ignore

/** What all of the libraries have. */
const common = (l: Library): readonly (() => Schema)[] => [
  () => l.string(),
  () => l.number(),
  () => l.boolean(),
  () => l.null(),
  () => l.literal('a'),
  () => l.literal(1),
  () => l.enum(['p', 'q']),
  () => l.object({}).passthrough(),
]

/** What only zod tells in JSON Schema; the types do not know of it. */
const checked: readonly (() => Schema)[] = [
  () => z.string().min(2).max(3),
  () => z.string().regex(/^x-/),
  () => z.string().regex(/^X-/i),
  () => z.string().trim().max(2),
  () => z.int(),
  () => z.number().min(0).max(1),
  () => z.strictObject({ a: z.string() }),
  () => z.literal([1, 'b', true]),
  () => z.iso.date(),
]

const schemas = (l: Library, leaves: readonly (() => Schema)[]): fc.Arbitrary<Library> =>
  fc.letrec<{ schema: Library }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(...leaves).map((make) => make()),
      tie('schema').map((inner) => l.array(inner)),
      tie('schema').map((inner) => inner.nullable()),
      fc.tuple(tie('schema'), tie('schema')).map(([a, b]) => l.union([a, b])),
      fc.tuple(tie('schema'), tie('schema')).map(([a, b]) => l.tuple([a, b])),
      tie('schema').map((inner) => l.record(l.string(), inner)),
      fc.dictionary(fc.constantFrom('a', 'b', 'c-d'), fc.tuple(tie('schema'), fc.nat(3)), { maxKeys: 3 }).map((shape) =>
        l.object(
          Object.fromEntries(
            Object.entries(shape).map(([key, [inner, kind]]) => [key, kind === 0 ? inner.optional() : kind === 1 ? l.string().default('d') : inner]),
          ),
        ),
      ),
    ),
  })).schema // prettier-ignore

const anyValue: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom('a', 'p', 'x-a', 'X-a', 'ab ', '2026-01-01', '', 1, 0.5, 7, true, null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c-d', 'x'), tie('value'), { maxKeys: 4 }),
  ),
})).value

test.each([
  ['zod 4', z, [...common(z), ...checked]],
  ['zod 3', z3, common(z3)],
  ['zui', zui, common(zui)],
] as const)(`%s takes what the schema takes, from seed ${seed}`, (name, library, leaves) => {
  const l = library as Library
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const counts = { taken: 0, refused: 0, filled: 0 }
  fc.assert(
    fc.property(
      schemas(l, leaves),
      fc.array(anyValue, { minLength: 5, maxLength: 20 }),
      (inner, values) => {
        const schema: Schema = l.object({ v: inner })
        const { write, read } = slotOf(schema)
        const [writes, reads] = [ajv.compile(write as object), ajv.compile(read as object)]
        for (const value of [{}, ...values.map((v) => ({ v }))]) {
          const { success, data } = schema.safeParse(value)
          const show = () => `${name}: ${JSON.stringify(value)} ${success} ${JSON.stringify(write)}`
          if (success) {
            counts.taken++
            expect(writes(value), show()).toBe(true)
            if (JSON.stringify(data) !== JSON.stringify(value)) counts.filled++
            expect(reads(data), `filled: ${JSON.stringify(data)} ${JSON.stringify(read)}`).toBe(true)
          } else if (writes(value)) {
            // What JSON Schema has no word for: flags, and checks of a text that was changed first.
            expect(mayTakeMore(inner), show()).toBe(true)
          } else counts.refused++
        }
      },
    ),
    { numRuns, seed },
  )
  // No answer was given by accident.
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(numRuns / 8)
}) // prettier-ignore

/** Whether zod checks a text in a way that no schema can. */
function mayTakeMore(schema: Library): boolean {
  return JSON.stringify(schema._zod?.def, (key, value: unknown) =>
    key === 'checks' ? (value as Library[]).map((check) => [check._zod.def.check, check._zod.def.pattern?.flags]) : value,
  )?.match(/overwrite|"i"/) !== null
} // prettier-ignore

test('says what zod says, and what is there when defaults are filled in', () => {
  const schema = z.object({
    email: z.email().describe('Where to write'),
    count: z.int().min(1).default(3),
    inner: z.object({ a: z.string().default('x') }).nullable().optional(),
  }) // prettier-ignore
  const { write, read } = slotOf(schema)
  expect(write).toMatchObject({
    type: 'object',
    properties: {
      email: { type: 'string', format: 'email', description: 'Where to write' },
      count: { type: 'integer', minimum: 1, default: 3 },
    },
    required: ['email'],
  })
  expect(read).toMatchObject({
    properties: { inner: { anyOf: [{ required: ['a'] }, { type: 'null' }] } },
    required: ['email', 'count'],
  })
})

test.each([
  ['a transform', z.object({ a: z.string().transform(Number) }), { type: 'string' }],
  ['coercion', z.object({ a: z.coerce.number() }), true],
  ['a date', z.object({ a: z.date() }), true],
  ['a bigint', z.object({ a: z.bigint().optional() }), false],
] as const)('leaves %s to the types, as the platform does not run zod', (_, schema, want) => {
  expect((slotOf(schema).write as { properties: object }).properties).toEqual({ a: want })
})

test('follows recursion in both directions', () => {
  const node = z.object({
    name: z.string().default('n'),
    get children() {
      return z.array(node)
    },
  })
  const { write, read } = slotOf(z.object({ node }))
  const ajv = new Ajv2020({ strict: false })
  const value = { node: { children: [{ children: [] }] } }
  expect(ajv.validate(write as object, value)).toBe(true)
  expect(ajv.validate(read as object, value)).toBe(false)
  expect(ajv.validate(read as object, { node: { name: 'a', children: [] } })).toBe(true)
})
