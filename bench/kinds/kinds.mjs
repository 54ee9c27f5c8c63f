/** One schema of every kind that zod 4 has, as source text. */
import * as z from 'zod'

/**
 * A kind of schema.
 *
 * @typedef {{
 *   readonly source: string,
 *   readonly label?: string,
 *   readonly setup?: string,
 *   readonly reason?: string,
 *   readonly zui?: { readonly setup?: string, readonly source: string },
 * }} Kind
 * `setup`: statements before the expression `source`; `label`: what to call it when `source` does not
 * tell; `reason`: why ours is not exact, when it is not; `zui`: how zui spells it, when not so
 */

const formats = [
  'email',
  'url',
  'emoji',
  'uuid',
  'nanoid',
  'cuid',
  'cuid2',
  'ulid',
  'jwt',
  'base64',
]
const newFormats = [
  ...['guid', 'uuidv4', 'uuidv6', 'uuidv7', 'httpUrl', 'xid', 'ksuid', 'ipv4', 'ipv6', 'mac', 'cidrv4'],
  ...['cidrv6', 'base64url', 'e164', 'creditCard', 'iban', 'hostname', 'hex', 'currencyCode'],
] // prettier-ignore

/** @type {readonly Kind[]} */
export const kinds = [
  { source: 'z.string()' },
  ...formats.map((name) => ({ source: `z.${name}()`, zui: { source: `z.string().${name}()` } })),
  ...newFormats.map((name) => ({ source: `z.${name}()` })),
  { source: "z.hash('sha256')" },
  { source: "z.stringFormat('id', /x/)" },
  { source: 'z.iso.datetime()', zui: { source: 'z.string().datetime()' } },
  { source: 'z.iso.date()', zui: { source: 'z.string().date()' } },
  { source: 'z.iso.time()', zui: { source: 'z.string().time()' } },
  { source: 'z.iso.duration()', zui: { source: 'z.string().duration()' } },
  { source: 'z.number()' },
  { source: 'z.int()', zui: { source: 'z.number().int()' } },
  ...['float32', 'float64', 'int32', 'uint32'].map((name) => ({ source: `z.${name}()` })),
  { source: 'z.nan()' },
  { source: 'z.bigint()' },
  { source: 'z.int64()' },
  { source: 'z.uint64()' },
  { source: 'z.boolean()' },
  { source: 'z.date()' },
  { source: 'z.symbol()' },
  { source: 'z.undefined()' },
  { source: 'z.void()' },
  { source: 'z.null()' },
  { source: 'z.any()' },
  { source: 'z.unknown()' },
  { source: 'z.never()' },
  { source: "z.literal('a')" },
  { source: "z.literal('it\\'s `${x}`')" },
  { source: "z.literal(['a', 1, true, null])" },
  { source: 'z.literal(5n)' },
  { source: 'z.literal(undefined)' },
  { source: 'z.literal(-1.5)' },
  { source: "z.enum(['a', 'b'])" },
  {
    source: "z.enum({ A: 'x', B: 2 })",
    zui: { source: "z.nativeEnum({ A: 'x', B: 2 } as const)" },
  },
  {
    source: 'z.nativeEnum(Level)',
    label: 'z.nativeEnum(), numeric',
    setup: 'enum Level { Low, High }',
  },
  {
    source: 'z.keyof(z.object({ a: z.string() }))',
    zui: { source: 'z.object({ a: z.string() }).keyof()' },
  },
  { source: "z.templateLiteral(['v', z.number()])" },
  { source: 'z.file()' },
  { source: 'z.array(z.string())' },
  { source: 'z.array(z.union([z.string(), z.null()]))' },
  { source: 'z.object({ a: z.string(), b: z.number().optional() })' },
  { source: "z.object({ 'a-b': z.string() })" },
  { source: 'z.object({})' },
  { source: 'z.strictObject({ a: z.string() })' },
  {
    source: 'z.looseObject({ a: z.string() })',
    zui: { source: 'z.object({ a: z.string() }).passthrough()' },
  },
  { source: 'z.object({ a: z.string() }).catchall(z.string())' },
  { source: 'z.object({ a: z.string() }).catchall(z.number())' },
  { source: 'z.object({ a: z.string() }).partial()' },
  { source: 'z.tuple([z.string(), z.number()])' },
  { source: 'z.tuple([z.string(), z.number().optional()])' },
  {
    source: 'z.tuple([z.string()], z.boolean())',
    zui: { source: 'z.tuple([z.string()]).rest(z.boolean())' },
  },
  { source: 'z.record(z.string(), z.number())' },
  { source: 'z.record(z.number(), z.string())' },
  { source: "z.record(z.enum(['a', 'b']), z.number())" },
  { source: "z.record(z.templateLiteral(['x-', z.string()]), z.number())" },
  { source: "z.partialRecord(z.enum(['a', 'b']), z.number())" },
  { source: "z.looseRecord(z.templateLiteral(['x', z.number()]), z.number())" },
  { source: 'z.map(z.string(), z.number())' },
  { source: 'z.set(z.string())' },
  { source: 'z.union([z.string(), z.number()])' },
  {
    source:
      "z.discriminatedUnion('t', [z.object({ t: z.literal('a') }), z.object({ t: z.literal('b') })])",
  },
  { source: 'z.xor([z.string(), z.number()])' },
  { source: 'z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))' },
  { source: 'z.optional(z.string())' },
  { source: 'z.exactOptional(z.string())' },
  { source: 'z.nullable(z.string())' },
  { source: 'z.nullish(z.string())', zui: { source: 'z.string().nullish()' } },
  { source: 'z.nonoptional(z.string().optional())' },
  { source: "z.string().default('x')" },
  { source: "z.string().prefault('x')" },
  { source: "z.string().catch('x')" },
  { source: 'z.object({ a: z.string() }).readonly()' },
  { source: 'z.array(z.string()).readonly()' },
  { source: 'z.tuple([z.string()]).readonly()' },
  { source: 'z.map(z.string(), z.number()).readonly()' },
  { source: 'z.set(z.string()).readonly()' },
  { source: 'z.record(z.string(), z.number()).readonly()' },
  { source: "z.string().brand('Id')" },
  { source: 'z.string().refine((s) => s.length > 1)' },
  { source: "z.string().describe('text')" },
  { source: 'z.lazy(() => z.string())' },
  {
    source: 'Node',
    label: 'an object with itself in a getter',
    setup: 'const Node = z.object({ name: z.string(), get kids() { return z.array(Node) } })',
    zui: {
      source: 'Node',
      setup:
        'type Node = { name: string; kids: Node[] }\nconst Node: z.ZodType<Node> = z.object({ name: z.string(), kids: z.lazy(() => z.array(Node)) })',
    },
  },
  {
    source: 'Left',
    label: 'two objects with each other in getters',
    setup:
      'const Left = z.object({ get right() { return Right.nullable() } })\nconst Right = z.object({ get left() { return Left.nullable() } })',
    zui: {
      source: 'Left',
      setup:
        'type Left = { right: Right | null }\ntype Right = { left: Left | null }\nconst Left: z.ZodType<Left> = z.object({ right: z.lazy(() => Right.nullable()) })\nconst Right: z.ZodType<Right> = z.object({ left: z.lazy(() => Left.nullable()) })',
    },
  },
  { source: 'z.json()' },
  { source: 'z.promise(z.string())' },
  {
    source: 'z.function({ input: [z.string()], output: z.number() })',
    zui: { source: 'z.function(z.tuple([z.string()]), z.number())' },
  },
  { source: 'z.success(z.string())' },
  { source: 'z.string().transform((s) => s.length)' },
  { source: 'z.transform((x) => x)' },
  { source: 'z.string().pipe(z.email())', zui: { source: 'z.string().pipe(z.string())' } },
  { source: 'z.preprocess((x) => x, z.string())' },
  { source: 'z.codec(z.string(), z.number(), { decode: Number, encode: String })' },
  {
    source: 'z.invertCodec(z.codec(z.string(), z.number(), { decode: Number, encode: String }))',
  },
  { source: 'z.stringbool()' },
  { source: 'z.coerce.string()' },
  { source: 'z.coerce.number()' },
  { source: 'z.coerce.bigint()' },
  { source: 'z.coerce.boolean()' },
  { source: 'z.coerce.date()' },
  { source: 'z.custom()' },
  {
    source: 'z.instanceof(Date)',
    reason:
      'ours is `unknown` on purpose, with a warning: a schema does not tell its class, and a generated file could not import it.',
  },
]

/** What zod exports under names like those of schemas' classes, and is none. */
const others = /Error$|^ZodFirstPartyTypeKind$|^ZodIssueCode$/

/**
 * @param {readonly import('zod').ZodType[]} schemas
 * @returns the classes of schemas that zod exports and that none of these has, at its root
 */
export function missingClasses(schemas) {
  const met = new Set(schemas.flatMap((schema) => [...schema._zod.traits]))
  return Object.keys(z).filter(
    (name) => name.startsWith('Zod') && !others.test(name) && !met.has(name),
  )
}
