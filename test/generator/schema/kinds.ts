/** Every kind of schema, with the types that it must have. */
import type { Claim, ZodVersion } from './proof.js'

export interface Kind extends Claim {
  /** The wanted write type, and the read type where it is another. */
  readonly write: string
  readonly read?: string
}

type Row = readonly [source: string, write: string, read?: string | undefined, rest?: Partial<Kind>]

function rows(list: readonly Row[]): readonly Kind[] {
  return list.map(([source, write, read, rest]) => ({
    source,
    write,
    ...(read !== undefined && { read }),
    ...rest,
  }))
}

const strings = [
  'z.string()', 'z.string().min(1).max(3).regex(/a/)', 'z.email()', 'z.guid()', 'z.uuid()', 'z.uuidv4()', 'z.uuidv6()', 'z.uuidv7()',
  'z.url()', 'z.httpUrl()', 'z.emoji()', 'z.nanoid()', 'z.cuid()', 'z.cuid2()', 'z.ulid()', 'z.xid()', 'z.ksuid()',
  'z.ipv4()', 'z.ipv6()', 'z.mac()', 'z.cidrv4()', 'z.cidrv6()', 'z.base64()', 'z.base64url()', 'z.e164()', 'z.creditCard()', 'z.iban()', 'z.jwt()',
  "z.stringFormat('id', /x/)", 'z.hostname()', 'z.hex()', 'z.currencyCode()', "z.hash('sha256')", 'z.iso.datetime()', 'z.iso.date()', 'z.iso.time()', 'z.iso.duration()',
  'z.string().trim()', 'z.string().toLowerCase()', 'z.string().refine((s) => s.length > 1)', "z.string().describe('text')",
] // prettier-ignore
const numbers = [
  'z.number()',
  'z.number().int().min(1)',
  'z.int()',
  'z.float32()',
  'z.float64()',
  'z.int32()',
  'z.uint32()',
  'z.nan()',
]

export const zod4Kinds: readonly Kind[] = [
  ...rows(strings.map((source) => [source, 'string'] as const)),
  ...rows(numbers.map((source) => [source, 'number'] as const)),
  ...rows([
    ['z.bigint()', 'bigint'],
    ['z.int64()', 'bigint'],
    ['z.uint64()', 'bigint'],
    ['z.boolean()', 'boolean'],
    ['z.date()', 'Date'],
    ['z.symbol()', 'symbol'],
    ['z.undefined()', 'undefined'],
    ['z.void()', 'void'],
    ['z.null()', 'null'],
    ['z.any()', 'any'],
    ['z.unknown()', 'unknown'],
    ['z.never()', 'never'],
    ["z.literal('a')", "'a'"],
    ["z.literal('it\\'s \"q\" \\n `${x}`')", "'it\\'s \"q\" \\n `${x}`'"],
    ["z.literal(['a', 1, true, null])", "'a' | 1 | true | null"],
    ['z.literal([1n, -5n])', '1n | -5n'],
    ['z.literal(undefined)', 'undefined'],
    ['z.literal(-1.5)', '-1.5'],
    ['z.literal(-0)', '0'],
    ['z.literal(1e21)', '1e+21'],
    ['z.literal(NaN)', 'number'],
    ['z.literal([])', 'never'],
    ["z.enum(['a', 'b'])", "'a' | 'b'"],
    ['z.enum([])', 'never'],
    ["z.enum({ A: 'x', B: 2 })", "'x' | 2"],
    ["z.enum(['a', 'b', 'c']).exclude(['a'])", "'b' | 'c'"],
    ['z.keyof(z.object({ a: z.string(), b: z.string() }))', "'a' | 'b'"],
    ['z.enum(Level)', '0 | 1', undefined, { setup: 'const Level = { Low: 0, High: 1 } as const' }],
    ["z.templateLiteral(['v', z.number()])", '`v${number}`'],
    [
      "z.templateLiteral(['a`$', z.enum(['x', 'y']), 1, null, true])",
      "`a\\`\\$${'x' | 'y'}1nulltrue`",
    ],
    [
      'z.templateLiteral([z.string().optional(), z.literal([1, 2]), z.null()])',
      "`${string | ''}${1 | 2}${null}`",
    ],
    ["z.templateLiteral(['a', 'b', undefined, 1n])", "'ab1'"],
    [
      "z.templateLiteral([z.templateLiteral(['a', z.bigint()]), '-', z.boolean()])",
      '`${`a${bigint}`}-${boolean}`',
    ],
    ['z.templateLiteral([])', "''"],
    ['z.file()', 'File'],
    ['z.array(z.string())', 'string[]'],
    ['z.array(z.union([z.string(), z.null()])).min(1)', '(string | null)[]'],
    [
      'z.object({ a: z.string(), b: z.number().optional() })',
      '{ a: string; b?: number | undefined }',
    ],
    ['z.object({ a: z.string().exactOptional() })', '{ a?: string }'],
    [
      'z.object({ a: z.any(), b: z.unknown(), c: z.undefined(), d: z.never() })',
      '{ a: any; b: unknown; c: undefined; d: never }',
    ],
    [
      "z.object({ 'a-b': z.string(), 1: z.string(), 'it\\'s': z.string() })",
      "{ '1': string; 'a-b': string; 'it\\'s': string }",
    ],
    ['z.object({})', '{ [key: string]: never }'],
    ['z.strictObject({})', '{ [key: string]: never }'],
    ['z.looseObject({})', '{ [key: string]: unknown }'],
    ['z.strictObject({ a: z.string() })', '{ a: string }'],
    ['z.looseObject({ a: z.string() })', '{ a: string; [key: string]: unknown }'],
    ['z.object({ a: z.string() }).catchall(z.string())', '{ a: string; [key: string]: string }'],
    [
      "z.object({ a: z.enum(['x']) }).catchall(z.union([z.string(), z.number()]))",
      "{ a: 'x'; [key: string]: string | number }",
    ],
    [
      'z.object({ a: z.string() }).catchall(z.number())',
      'Flat<{ a: string } & { [key: string]: number }>',
    ],
    [
      'z.object({ a: z.string().optional() }).catchall(z.string())',
      'Flat<{ a?: string | undefined } & { [key: string]: string }>',
    ],
    ['z.object({}).catchall(z.number())', '{ [key: string]: number }'],
    [
      'z.object({ a: z.object({ b: z.string() }).partial() }).required()',
      '{ a: { b?: string | undefined } }',
    ],
    [
      'z.object({ a: z.string(), b: z.number() }).partial().pick({ a: true })',
      '{ a?: string | undefined }',
    ],
    ['z.object({ a: z.string() }).exactPartial()', '{ a?: string }'],
    ['z.object({ a: z.string() }).extend({ b: z.number() })', '{ a: string; b: number }'],
    ['z.tuple([])', '[]'],
    ['z.tuple([z.string(), z.number()])', '[string, number]'],
    [
      'z.tuple([z.string(), z.number().optional()], z.boolean())',
      '[string, (number | undefined)?, ...boolean[]]',
    ],
    ['z.tuple([z.string().optional(), z.number()])', '[string | undefined, number]'],
    [
      'z.tuple([z.string()], z.union([z.string(), z.number()]))',
      '[string, ...(string | number)[]]',
    ],
    [
      'z.tuple([z.string(), z.number()]).partial()',
      '[(string | undefined)?, (number | undefined)?]',
    ],
    [
      'z.tuple([z.string(), z.number().default(1)])',
      '[string, (number | undefined)?]',
      '[string, number]',
    ],
    ['z.tuple([z.string().exactOptional()])', '[string?]'],
    ['z.record(z.string(), z.number())', '{ [key: string]: number }'],
    ['z.record(z.number(), z.string())', '{ [key: number]: string }'],
    ['z.record(z.symbol(), z.string())', '{ [key: symbol]: string }'],
    ["z.record(z.enum(['a', 'b']), z.number())", '{ a: number; b: number }'],
    ["z.record(z.literal([1, 'x']), z.number())", "{ '1': number; x: number }"],
    [
      "z.record(z.templateLiteral(['x-', z.string()]), z.number())",
      '{ [key: `x-${string}`]: number }',
    ],
    [
      "z.record(z.templateLiteral(['x-', z.enum(['a', 'b']), z.boolean()]), z.number())",
      "{ 'x-afalse': number; 'x-atrue': number; 'x-bfalse': number; 'x-btrue': number }",
    ],
    [
      "z.record(z.templateLiteral([z.literal([1, 'y']), z.enum(['a']).nullable()]), z.number().optional())",
      "{ '1a'?: number | undefined; '1null'?: number | undefined; ya?: number | undefined; ynull?: number | undefined }",
      "{ '1a': number | undefined; '1null': number | undefined; ya: number | undefined; ynull: number | undefined }",
    ],
    [
      "z.record(z.templateLiteral([z.templateLiteral(['a', z.literal([1, 2])]), '-']), z.number().default(1))",
      "{ 'a1-'?: number | undefined; 'a2-'?: number | undefined }",
      "{ 'a1-': number; 'a2-': number }",
    ],
    [
      "z.partialRecord(z.templateLiteral(['x-', z.enum(['a', 'b'])]), z.number())",
      "{ 'x-a'?: number; 'x-b'?: number }",
    ],
    [
      "z.partialRecord(z.union([z.templateLiteral(['x', z.literal(1)]), z.number()]), z.number())",
      '{ x1?: number; [key: number]: number | undefined }',
    ],
    [
      "z.partialRecord(z.union([z.templateLiteral(['x', z.literal(1)]), z.templateLiteral(['y', z.number()])]), z.number())",
      'Partial<Record<`x${1}` | `y${number}`, number>>',
    ],
    [
      "z.partialRecord(z.templateLiteral(['x-', z.string()]), z.number())",
      '{ [key: `x-${string}`]: number | undefined }',
    ],
    [
      'z.record(z.union([z.string(), z.number()]), z.number())',
      '{ [key: string]: number; [key: number]: number }',
    ],
    [
      "z.record(z.union([z.literal('x-a'), z.templateLiteral(['x-', z.string()])]), z.number())",
      "Record<'x-a' | `x-${string}`, number>",
    ],
    ['z.record(z.any(), z.number())', '{ [key: string]: number }'],
    ['z.record(z.never(), z.number())', '{}'],
    [
      "z.record(z.enum(['a']), z.number().optional())",
      '{ a?: number | undefined }',
      '{ a: number | undefined }',
    ],
    ['z.record(z.string(), z.number().optional())', '{ [key: string]: number | undefined }'],
    [
      "z.record(z.enum(['a']), z.number().default(1))",
      '{ a?: number | undefined }',
      '{ a: number }',
    ],
    [
      'z.record(z.string(), z.number().default(1))',
      '{ [key: string]: number | undefined }',
      '{ [key: string]: number }',
    ],
    ["z.partialRecord(z.enum(['a', 'b']), z.number())", '{ a?: number; b?: number }'],
    ['z.partialRecord(z.string(), z.number())', '{ [key: string]: number | undefined }'],
    [
      "z.partialRecord(z.enum(['a']), z.number().default(1))",
      '{ a?: number | undefined }',
      '{ a?: number }',
    ],
    [
      "z.looseRecord(z.templateLiteral(['x', z.number()]), z.number())",
      '{ [key: `x${number}`]: number }',
    ],
    ['z.map(z.string(), z.number())', 'Map<string, number>'],
    ['z.set(z.object({ a: z.string() }))', 'Set<{ a: string }>'],
    ['z.union([z.string(), z.number(), z.string()])', 'string | number'],
    ['z.union([z.string(), z.unknown()])', 'unknown'],
    ['z.union([])', 'never'],
    [
      'z.object({ a: z.union([z.string().optional(), z.number()]) })',
      '{ a?: string | undefined | number }',
    ],
    [
      "z.discriminatedUnion('t', [z.object({ t: z.literal('a'), x: z.string() }), z.object({ t: z.literal('b') })])",
      "{ t: 'a'; x: string } | { t: 'b' }",
    ],
    ['z.xor([z.string(), z.number()])', 'string | number'],
    [
      'z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))',
      '{ a: string } & { b: number }',
    ],
    ['z.intersection(z.union([z.string(), z.number()]), z.string())', '(string | number) & string'],
    [
      'z.object({ a: z.intersection(z.string().optional(), z.string()) })',
      '{ a: (string | undefined) & string }',
    ],
    [
      'z.object({ a: z.intersection(z.string().optional(), z.string().optional()) })',
      '{ a?: string | undefined }',
    ],
    ['z.string().optional()', 'string | undefined'],
    ['z.any().optional()', 'any'],
    ['z.string().nullable()', 'string | null'],
    ['z.string().nullish()', 'string | null | undefined'],
    ['z.object({ a: z.string().optional().nullable() })', '{ a?: string | undefined | null }'],
    ['z.string().optional().nonoptional()', 'string'],
    ['z.object({ a: z.nonoptional(z.string().default("x")) })', '{ a: string }'],
    ['z.object({ a: z.union([z.string(), z.undefined()]).nonoptional() })', '{ a: string }'],
    ["z.object({ a: z.string().default('x') })", '{ a?: string | undefined }', '{ a: string }'],
    ["z.object({ a: z.string().default('x').optional() })", '{ a?: string | undefined }'],
    [
      "z.object({ a: z.string().optional().default('x') })",
      '{ a?: string | undefined }',
      '{ a: string }',
    ],
    [
      "z.object({ a: z.string().default('x').nullable() })",
      '{ a?: string | undefined | null }',
      '{ a: string | null }',
    ],
    ["z.object({ a: z.string().prefault('x') })", '{ a?: string | undefined }', '{ a: string }'],
    [
      'z.object({ a: z.object({ b: z.number().default(1) }).prefault({}) })',
      '{ a?: { b?: number | undefined } | undefined }',
      '{ a: { b: number } }',
    ],
    [
      "z.object({ a: z.string().optional().prefault('x') })",
      '{ a?: string | undefined }',
      '{ a: string | undefined }',
    ],
    [
      "z.object({ a: z.union([z.string(), z.number()]).default('x') })",
      '{ a?: string | number | undefined }',
      '{ a: string | number }',
    ],
    [
      'z.object({ a: z.string().default(() => String(Math.random())) })',
      '{ a?: string | undefined }',
      '{ a?: string | undefined }',
      { received: 'z.object({ a: z.string().optional() })' },
    ],
    [
      'z.object({ a: z.date().default(new Date(0)) })',
      '{ a?: Date | undefined }',
      '{ a?: Date | undefined }',
      { received: 'z.object({ a: z.date().optional() })' },
    ],
    [
      "z.union([z.object({ a: z.string().default('x') }), z.null()])",
      '{ a?: string | undefined } | null',
      undefined,
      { received: 'z.union([z.object({ a: z.string().optional() }), z.null()])' },
    ],
    [
      'z.map(z.string(), z.number().default(1))',
      'Map<string, number | undefined>',
      undefined,
      { received: 'z.map(z.string(), z.number().optional())' },
    ],
    ['z.object({ a: z.string() }).readonly()', '{ readonly a: string }'],
    ['z.array(z.string()).readonly()', 'readonly string[]'],
    ['z.array(z.array(z.string()).readonly())', '(readonly string[])[]'],
    [
      'z.tuple([z.string(), z.number().optional()], z.boolean()).readonly()',
      'readonly [string, (number | undefined)?, ...boolean[]]',
    ],
    [
      'z.tuple([z.number().optional()], z.boolean()).readonly()',
      'readonly (number | undefined | boolean)[]',
    ],
    ['z.tuple([]).readonly()', 'readonly never[]'],
    ['z.map(z.string(), z.number()).readonly()', 'ReadonlyMap<string, number>'],
    ['z.set(z.string()).readonly()', 'ReadonlySet<string>'],
    ['z.record(z.string(), z.number()).readonly()', '{ readonly [key: string]: number }'],
    ["z.record(z.enum(['a']), z.number()).readonly()", '{ readonly a: number }'],
    [
      'z.object({ a: z.string() }).catchall(z.number()).readonly()',
      'Readonly<{ a: string } & { [key: string]: number }>',
    ],
    [
      'z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() })).readonly()',
      'Readonly<{ a: string } & { b: number }>',
    ],
    [
      'z.intersection(z.array(z.string()), z.array(z.number())).readonly()',
      'MakeReadonly<string[] & number[]>',
    ],
    [
      'z.union([z.array(z.string()), z.object({ a: z.string() }), z.string()]).readonly()',
      'readonly string[] | { readonly a: string } | string',
    ],
    ['z.unknown().readonly()', 'Readonly<unknown>'],
    ['z.any().readonly()', 'any'],
    ['z.date().readonly()', 'Date'],
    ['z.file().readonly()', 'File'],
    ["z.string().brand('Id')", 'string', undefined, { received: 'z.string()' }],
    ['z.lazy(() => z.string().optional())', 'string | undefined'],
    ['z.object({ a: z.lazy(() => z.string().optional()) })', '{ a?: string | undefined }'],
    ['z.promise(z.string())', 'string | Promise<string>', 'Promise<string>'],
    ['z.function()', '(...args: never[]) => unknown'],
    ['z.function({ input: [z.string()], output: z.number() })', '(...args: [string]) => number'],
    [
      "z.function({ input: [z.string().default('x')], output: z.object({ a: z.number().default(1) }) })",
      '(...args: [string]) => { a?: number | undefined }',
      '(...args: [(string | undefined)?]) => { a: number }',
    ],
    ['z.function({ output: z.number() })', '(...args: never[]) => number'],
    ['z.string().catch("x")', 'string'],
    ['z.success(z.string())', 'string', undefined, { received: 'z.string()' }],
    [
      'z.object({ a: z.string().transform((s) => s.length) })',
      '{ a: string }',
      undefined,
      { received: 'z.object({ a: z.string() })' },
    ],
    [
      'z.object({ a: z.string().default("x").transform((s) => s.length) })',
      '{ a?: string | undefined }',
      '{ a: string }',
      { received: 'z.object({ a: z.string().default("x") })' },
    ],
    [
      'z.object({ a: z.string().transform((s) => s.length).default(5) })',
      '{ a?: string | undefined }',
      undefined,
      { received: 'z.object({ a: z.string().optional() })' },
    ],
    ['z.string().pipe(z.email())', 'string'],
    [
      'z.codec(z.string(), z.number(), { decode: Number, encode: String })',
      'string',
      undefined,
      { received: 'z.string()' },
    ],
    ['z.stringbool()', 'string', undefined, { received: 'z.string()' }],
    ['z.transform((x) => x)', 'unknown'],
    ['z.preprocess((x) => x, z.string())', 'unknown', undefined, { received: 'z.unknown()' }],
    [
      'z.object({ a: z.preprocess((x) => x, z.string().optional()) })',
      '{ a?: unknown }',
      undefined,
      { received: 'z.object({ a: z.unknown().optional() })' },
    ],
    [
      'z.object({ a: z.coerce.number(), b: z.coerce.date(), c: z.coerce.string(), d: z.coerce.boolean(), e: z.coerce.bigint() })',
      '{ a: unknown; b: unknown; c: unknown; d: unknown; e: unknown }',
      undefined,
      {
        received:
          'z.object({ a: z.unknown(), b: z.unknown(), c: z.unknown(), d: z.unknown(), e: z.unknown() })',
      },
    ],
    ['z.custom()', 'unknown'],
    [
      'z.instanceof(Date)',
      'unknown',
      undefined,
      { written: 'z.unknown()', received: 'z.unknown()' },
    ],
    ['z.json()', 'MakeInput', undefined, { shallow: true }],
    [
      'Node',
      'MakeInput',
      undefined,
      { setup: 'const Node = z.object({ name: z.string(), get kids() { return z.array(Node) } })' },
    ],
    [
      'Node',
      'MakeInput',
      undefined,
      {
        setup:
          'type Node = { next?: Node | undefined; all: { [key: string]: Readonly<Node> } }\nconst Node: z.ZodType<Node, Node> = z.object({ next: z.lazy(() => Node.optional()), all: z.record(z.string(), z.lazy(() => Node.readonly())) })',
      },
    ],
    [
      'Node',
      'MakeInputWrite',
      'MakeInputRead',
      {
        setup:
          "const Node = z.object({ name: z.string().default('x'), get kids() { return z.array(Node) } })",
      },
    ],
    [
      'A',
      'MakeInput',
      undefined,
      {
        setup:
          'const A = z.object({ get b() { return B.nullable() } })\nconst B = z.object({ get a() { return A.optional() }, get b() { return z.array(B) } })',
      },
    ],
  ]),
]

/** What zod 4.0.0, and 3.25 as `zod/v4`, infer in another way. */
const olderKinds: readonly Kind[] = rows([
  [
    "z.record(z.enum(['a']), z.number().optional())",
    '{ a: number | undefined }',
    '{ a: number | undefined }',
  ],
  ["z.record(z.enum(['a']), z.number().default(1))", '{ a: number | undefined }', '{ a: number }'],
  ["z.record(z.literal(['a', 1]), z.number().prefault(1))", "{ a: number | undefined; '1': number | undefined }", "{ a: number; '1': number }"],
  [
    "z.record(z.templateLiteral([z.literal([1, 'y']), z.enum(['a']).nullable()]), z.number().optional())",
    "{ '1a': number | undefined; '1null': number | undefined; ya: number | undefined; ynull: number | undefined }",
  ],
  [
    "z.record(z.templateLiteral([z.templateLiteral(['a', z.literal([1, 2])]), '-']), z.number().default(1))",
    "{ 'a1-': number | undefined; 'a2-': number | undefined }",
    "{ 'a1-': number; 'a2-': number }",
  ],
  ["z.partialRecord(z.union([z.literal('a'), z.number()]), z.number())", '{ a?: number; [key: number]: number | undefined }'],
  [
    "z.object({ a: z.string().optional().prefault('x') })",
    '{ a?: string | undefined }',
    '{ a: string }',
  ],
  ['z.promise(z.string())', 'string | Promise<string>', 'string'],
  [
    'z.string().catch("x")',
    'string | {} | undefined | null',
    undefined,
    { received: 'z.union([z.string(), z.custom<{} | null | undefined>()])' },
  ],
  [
    'z.object({ a: z.preprocess((x) => x, z.string().optional()) })',
    '{ a: unknown }',
    undefined,
    { received: 'z.object({ a: z.unknown() })' },
  ],
] satisfies readonly Row[]) // prettier-ignore

/** What came later, and z.file(), which is the host's File there, or anything where there is none. */
const later =
  /\bz\.(httpUrl|mac|creditCard|iban|hostname|hex|currencyCode|hash|looseRecord|xor|codec|function|file)\(|\.exact(Optional|Partial)\(|z\.tuple\(.*\.partial\(/

/** @returns whether this version has all that is in a schema's source */
export function has(version: ZodVersion, source: string): boolean {
  return version === 'newest' || !later.test(source)
}

/** @returns every kind of zod 4 that a version has */
export function kindsOf(version: ZodVersion): readonly Kind[] {
  const kinds = [...zod4Kinds, ...miniKinds]
  if (version === 'newest') return kinds
  const replaced = new Set(olderKinds.map(({ source }) => source))
  return [
    ...kinds.filter(
      ({ source, setup }) =>
        has(version, source) &&
        !replaced.has(source) &&
        // The compiler does not get to the end of what zod itself infers of two that contain each other.
        !setup?.includes('const B ='),
    ),
    ...olderKinds,
  ]
}

export const miniKinds: readonly Kind[] = rows([
  [
    'zm.object({ a: zm.optional(zm.string()), b: zm._default(zm.number(), 1) })',
    '{ a?: string | undefined; b?: number | undefined }',
    '{ a?: string | undefined; b: number }',
  ],
  ['zm.string().check(zm.minLength(1))', 'string'],
  ["zm.partialRecord(zm.enum(['a']), zm.nullable(zm.string()))", '{ a?: string | null }'],
  [
    'zm.catchall(zm.object({ a: zm.string() }), zm.number())',
    'Flat<{ a: string } & { [key: string]: number }>',
  ],
  ['z.object({ a: zm.optional(zm.string()) })', '{ a?: string | undefined }'],
])

const like3 = (z: string): readonly Kind[] =>
  rows(
    (
      [
        ['z.string().email()', 'string'],
        ['z.number().int()', 'number'],
        ['z.boolean()', 'boolean'],
        ['z.bigint()', 'bigint'],
        ['z.date()', 'Date'],
        ['z.symbol()', 'symbol'],
        ['z.undefined()', 'undefined'],
        ['z.void()', 'void'],
        ['z.null()', 'null'],
        ['z.any()', 'any'],
        ['z.unknown()', 'unknown'],
        ['z.never()', 'never'],
        ['z.nan()', 'number'],
        ["z.literal('a')", "'a'"],
        ['z.literal(1n)', '1n'],
        ['z.literal(null)', 'null'],
        ['z.literal(undefined)', 'undefined'],
        ["z.enum(['a', 'b'])", "'a' | 'b'"],
        ["z.nativeEnum({ A: 'a', B: 1 } as const)", "'a' | 1"],
        ['z.array(z.string())', 'string[]'],
        [
          'z.object({ a: z.string(), b: z.number().optional() })',
          '{ a: string; b?: number | undefined }',
        ],
        [
          'z.object({ a: z.any(), b: z.unknown(), c: z.undefined(), d: z.void(), e: z.union([z.string(), z.undefined()]) })',
          '{ a?: any; b?: unknown; c?: undefined; d?: void; e?: string | undefined }',
        ],
        ['z.object({})', '{}'],
        ['z.object({ a: z.string() }).strict()', '{ a: string }'],
        ['z.object({ a: z.string() }).passthrough()', '{ a: string; [key: string]: unknown }'],
        ['z.object({ a: z.string() }).partial()', '{ a?: string | undefined }'],
        [
          'z.tuple([z.string(), z.number().optional()]).rest(z.boolean())',
          '[string, number | undefined, ...boolean[]]',
        ],
        ['z.tuple([])', '[]'],
        ['z.record(z.number())', '{ [key: string]: number }'],
        ["z.record(z.enum(['a', 'b']), z.number())", '{ a?: number; b?: number }'],
        ['z.record(z.string(), z.number().optional())', '{ [key: string]: number | undefined }'],
        ['z.record(z.number(), z.number())', '{ [key: number]: number }'],
        ['z.map(z.string(), z.number())', 'Map<string, number>'],
        ['z.set(z.string())', 'Set<string>'],
        ['z.union([z.string(), z.number()])', 'string | number'],
        [
          "z.discriminatedUnion('t', [z.object({ t: z.literal('a') }), z.object({ t: z.literal('b') })])",
          "{ t: 'a' } | { t: 'b' }",
        ],
        [
          'z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))',
          '{ a: string } & { b: number }',
        ],
        [
          'z.intersection(z.union([z.object({}), z.string()]).array().readonly(), z.tuple([z.object({ a: z.array(z.string()), b: z.object({}).passthrough() }), z.tuple([])]))',
          '(readonly ({} | string)[]) & [{ a: string[]; b: { [key: string]: unknown } }, []]',
        ],
        ['z.string().nullish()', 'string | null | undefined'],
        ["z.object({ a: z.string().default('x') })", '{ a?: string | undefined }', '{ a: string }'],
        ["z.object({ a: z.string().default('x').optional() })", '{ a?: string | undefined }'],
        [
          "z.object({ a: z.string().default('x').nullable() })",
          '{ a?: string | undefined | null }',
          '{ a: string | null }',
        ],
        ['z.object({ a: z.any().default(1) })', '{ a?: any }'],
        [
          'z.object({ a: z.object({ b: z.number().default(1) }).default({}) })',
          '{ a?: { b?: number | undefined } | undefined }',
          '{ a: { b: number } }',
        ],
        [
          "z.union([z.object({ a: z.string().default('x') }), z.null()])",
          '{ a?: string | undefined } | null',
          undefined,
          { received: 'z.union([z.object({ a: z.string().optional() }), z.null()])' },
        ],
        ['z.object({ a: z.string() }).readonly()', '{ readonly a: string }'],
        ['z.array(z.string()).readonly()', 'readonly string[]'],
        ['z.lazy(() => z.string())', 'string'],
        ["z.string().brand('Id')", 'string', undefined, { received: 'z.string()' }],
        [
          "z.object({ a: z.string().catch('x') })",
          '{ a?: unknown }',
          undefined,
          { received: 'z.object({ a: z.unknown() })' },
        ],
        ['z.string().pipe(z.string())', 'string'],
        ['z.string().refine((s) => s.length > 1)', 'string'],
        ['z.string().transform((s) => s.length)', 'string', undefined, { received: 'z.string()' }],
        ['z.preprocess((x) => x, z.string())', 'unknown', undefined, { received: 'z.unknown()' }],
        ['z.coerce.number()', 'number'],
        ['z.promise(z.string())', 'Promise<string>'],
        [
          'z.function().args(z.string()).returns(z.number())',
          '(...args: [string, ...unknown[]]) => number',
        ],
        ['z.function()', '(...args: unknown[]) => unknown'],
        ['z.object({ a: z.any().refine((x) => !!x) })', '{ a?: any }'],
        ['z.any().superRefine(() => {})', 'any'],
        ['z.unknown().refine((x) => !!x)', 'unknown'],
        [
          'z.custom(() => true)',
          'unknown',
          undefined,
          { written: 'z.unknown()', received: 'z.unknown()' },
        ],
        [
          'z.instanceof(Date)',
          'unknown',
          undefined,
          { written: 'z.unknown()', received: 'z.unknown()' },
        ],
        [
          'Node',
          'MakeInput',
          undefined,
          {
            setup:
              'type Node = { name: string; kids: Node[] }\nconst Node: z.ZodType<Node> = z.object({ name: z.string(), kids: z.lazy(() => Node.array()) })',
          },
        ],
      ] satisfies readonly Row[] as readonly Row[]
    ).map(([source, write, read, rest]) => {
      const own = (text: string) => text.replace(/\bz\./g, `${z}.`)
      const owned = Object.fromEntries(
        Object.entries(rest ?? {}).map(([key, value]) => [key, own(String(value))]),
      )
      return [own(source), write, read, owned] as const
    }),
  )

export const zod3Kinds: readonly Kind[] = [
  ...like3('z3'),
  ...rows([
    ['z3.object({ a: z3.string() }).catchall(z3.string())', '{ a: string; [key: string]: string }'],
    [
      'z3.object({ a: z3.string() }).catchall(z3.number())',
      '{ a: string } & { [key: string]: number }',
    ],
    [
      'z3.object({ a: z3.string() }).catchall(z3.number()).passthrough()',
      '{ a: string } & { [key: string]: number } & { [key: string]: unknown }',
    ],
  ]),
]

export const zuiKinds: readonly Kind[] = [
  ...like3('zui'),
  ...rows([
    [
      'zui.object({ a: zui.string() }).catchall(zui.number())',
      '{ a: string; [key: string]: unknown }',
    ],
    ["zui.string().title('T').hidden()", 'string'],
  ]),
]
