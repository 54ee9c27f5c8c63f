/** A warning tells of each schema that the platform's tool refuses, or of which it loses something. */
import { describe, expect, test } from 'vitest'
import * as v3 from 'zod/v3'
import * as mini from 'zod/mini'
import { z } from '../../../src/definition/index.js'
import { toolView } from '../../../src/definition/tool-view/index.js'
import { createSchemaReader } from '../../../src/generator/schema/index.js'
import { jsonSchemas, schemaOf, versions } from '../../definition/tool-view/zui.js'

const kinds = [
  'z.string()',
  'z.number()',
  'z.boolean()',
  'z.null()',
  'z.any()',
  'z.unknown()',
  'z.never()',
  'z.literal("a")',
  'z.enum(["a", "b"])',
  'z.object({ a: z.string() })',
  'z.array(z.string())',
  'z.set(z.string())',
  'z.record(z.string(), z.number())',
  'z.tuple([z.string()])',
  'z.union([z.string(), z.null()])',
  'z.discriminatedUnion("t", [z.object({ t: z.literal("a") })])',
  'z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() }))',
  'z.string().optional()',
  'z.string().nullable()',
  'z.string().default("x")',
  'z.string().readonly()',
  // What JSON does not have.
  'z.date()',
  'z.bigint()',
  'z.symbol()',
  'z.undefined()',
  'z.void()',
  'z.nan()',
  'z.file()',
  'z.map(z.string(), z.string())',
  'z.promise(z.string())',
  'z.function()',
  'z.literal(1n)',
  'z.literal(undefined)',
  'z.object({ a: z.date() }).optional()',
  'z.union([z.string(), z.void()])',
  'z.array(z.bigint()).default([])',
  // What the platform does not run.
  'z.coerce.string()',
  'z.coerce.number()',
  'z.coerce.boolean()',
  'z.coerce.date()',
  'z.coerce.bigint()',
  'z.string().trim()',
  'z.string().toLowerCase()',
  'z.string().transform(Number)',
  'z.string().pipe(z.string())',
  'z.string().catch("x")',
  'z.preprocess(String, z.string())',
  'z.preprocess(String, z.date())',
  'z.string().transform(Number).pipe(z.date())',
  'z.stringbool()',
  'z.custom(Boolean)',
  'z.instanceof(Date)',
  // What is for the compiler and for zod.
  'z.string().brand("Id")',
  'z.string().refine(Boolean)',
  'z.string().superRefine(() => {})',
  'z.object({ a: z.string().refine(Boolean).optional() })',
  'z.nativeEnum({ A: "a", B: 1 })',
  'z.templateLiteral(["v", z.bigint()])',
  'z.lazy(() => z.string())',
  // What recurs.
  '((n) => (n = z.object({ next: z.lazy(() => n).optional() })))()',
  '((n) => (n = z.lazy(() => z.array(n))))()',
  '((n) => (n = z.object({ get next() { return z.optional(n) } })))()',
  // Patterns.
  'z.string().regex(/^a$/)',
  'z.string().regex(/^a$/u)',
  'z.string().regex(/^a$/i)',
  'z.string().regex(/^a$/m)',
  'z.string().regex(/^a.$/s)',
  'z.string().check(z.regex(/^a$/i))',
  'z.object({ a: z.string().min(1).regex(/^a$/i).optional() })',
]

const zui = versions.map((version) => ({ name: version.name, z: version.z, version }))
const zods = [z, mini, v3].flatMap((library, index) =>
  versions.map((version) => ({
    name: `${['zod 4', 'zod/mini', 'zod 3'][index]}, to ${version.name}`,
    z: library as unknown,
    version,
  })),
)

/** Texts that flags make a difference to. */
const samples = ['a', 'A', 'b\na', 'a\n']

describe.each([...zui, ...zods])('$name', (library) => {
  const { version } = library
  const schemas = kinds.flatMap((text) => {
    try {
      const schema = schemaOf(text, library.z) as { safeParse?: unknown }
      // Only zod 4 asks getters late enough.
      const fits = schema.safeParse && ('_zod' in schema || !text.includes('get next'))
      return fits ? [{ text, schema }] : []
    } catch {
      return [] // The library has no such.
    }
  })

  test('has most of them', () => {
    expect(schemas.length).toBeGreaterThan(library.z === mini ? 25 : 50)
  })

  test.each(['current', 'legacy'] as const)('%s transformer', (transformer) => {
    const wrong = schemas.flatMap(({ text, schema }) => {
      const json = jsonSchemas(toolView(schema), version)[transformer]
      const reader = createSchemaReader()
      reader.read(schema, ['events', 'e', 'schema'], transformer)
      const messages = reader.issues.map(({ message }) => message)
      const want = {
        refused: Object.hasOwn(json as object, 'refused'),
        lost: losesPattern(text, json) || losesDetail(text, json),
      }
      const got = {
        refused: messages.some((message) => message.includes('`bp deploy` refuses')),
        lost: reader.issues.some(({ code }) => code === 'lost_at_deploy'),
      }
      // What is refused loses all.
      if (want.refused) got.lost = want.lost
      return JSON.stringify(got) === JSON.stringify(want) ? [] : [{ text, want, got, messages }]
    })
    expect(wrong).toEqual([])
  })

  test('nothing is said of what is not deployed', () => {
    for (const { schema } of schemas) {
      const reader = createSchemaReader()
      reader.read(schema, ['tables', 't', 'schema'])
      const told = reader.issues.filter(
        ({ code, message }) => /deploy/.test(code) || message.includes('bp deploy'),
      )
      expect(told).toEqual([])
    }
  })
})

test('what is refused of zui’s own kinds has a way out each', () => {
  const reader = createSchemaReader()
  const text =
    'z.object({ id: z.string().brand("Id"), kind: z.nativeEnum({ Bug: "bug" }), next: z.lazy(() => z.string()), score: z.number().refine(Boolean), title: z.string().trim() })'
  reader.read(schemaOf(text, versions[0].z), ['events'], 'current')
  const or = ', or set `__advanced: { useLegacyZuiTransformer: true }` in the definition'
  const refused = (key: string, what: string, hint: string) => ({
    severity: 'warning',
    code: 'not_deployable',
    path: ['events', key],
    message: `\`bp deploy\` refuses ${what}: it has no JSON Schema`,
    hint: hint + or,
  })
  expect(reader.issues).toEqual([
    refused('id', '.brand()', 'Use the schema without a brand'),
    refused('kind', 'z.nativeEnum()', "Use z.enum(['a', 'b'])"),
    refused('next', 'z.lazy()', 'Use the schema itself, and z.any() where it recurs'),
    refused('score', '.refine()', 'Check it in the handler'),
    expect.objectContaining({ code: 'transform_ignored', path: ['events', 'title'] }),
  ])
})

function losesPattern(text: string, json: unknown): boolean {
  const [, source, flags] = /regex\(\/(.*?)\/(\w*)\)/.exec(text) ?? []
  const pattern = /"pattern":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(json))?.[1]
  if (source === undefined || pattern === undefined) return false
  const authored = new RegExp(source, flags)
  const deployed = new RegExp(JSON.parse(pattern) as string, 'u')
  return samples.some((sample) => authored.test(sample) !== deployed.test(sample))
}

/** Whether the JSON takes anything where the recursive schema does not. */
function losesDetail(text: string, json: unknown): boolean {
  return text.startsWith('((n)') && !JSON.stringify(json).includes('"$ref"')
}
