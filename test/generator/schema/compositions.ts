/** Random schemas, of all kinds, with schemas for what must be inferred where zod does not run. */
import fc from 'fast-check'
import { has } from './kinds.js'
import type { Claim, ZodVersion } from './proof.js'

/** A random schema. */
export interface Composition {
  readonly source: string
  /** A schema whose output is the read type: no transforms, and `.optional()` for defaults that are not filled. */
  readonly filled: string
  /** The same in a place where no defaults are filled at all. */
  readonly unfilled: string
  /** Whether something in it changes values. */
  readonly transforms: boolean
  readonly shallow: boolean
}

/** @returns what the compiler is to check */
export function claimOf({ source, filled, shallow }: Composition): Claim {
  return { source, received: filled, shallow }
}

const plainLeaves = [
  'z.string()', 'z.email()', 'z.iso.datetime()', 'z.number()', 'z.int()', 'z.bigint()', 'z.boolean()', 'z.date()', 'z.symbol()',
  'z.undefined()', 'z.void()', 'z.null()', 'z.any()', 'z.unknown()', 'z.never()', 'z.nan()', 'z.file()', 'z.custom()', 'z.function()',
  "z.literal('a')", 'z.literal(1)', "z.literal(['b', 2, true, null, undefined])", 'z.literal(3n)', "z.literal('q\"\\'`${x}\\n')",
  "z.enum(['a', 'b'])", 'z.enum({ A: 1, B: "b" })', "z.templateLiteral(['v', z.number()])", "z.templateLiteral([z.enum(['p', 'q']), '-', z.string().optional()])",
  'z.object({})', 'z.looseObject({})', 'z.tuple([])', "z.string().describe('*/ text')", 'z.string().refine((s) => s.length > 1)',
  "z.function({ input: [z.string(), z.number().default(1)], output: z.string().optional() })",
] // prettier-ignore

const same = (source: string): Composition => ({
  source,
  filled: source,
  unfilled: source,
  transforms: false,
  shallow: false,
})

const leavesOf = (version: ZodVersion): fc.Arbitrary<Composition> => {
  const known = (compositions: readonly Composition[]) =>
    fc.constantFrom(...compositions.filter(({ source }) => has(version, source)))
  return fc.oneof(
    { arbitrary: known(plainLeaves.map(same)), weight: 12 },
    {
      arbitrary: fc.constantFrom('number', 'string', 'boolean', 'bigint', 'date').map((name) => ({
        ...same('z.unknown()'),
        source: `z.coerce.${name}()`,
        transforms: true,
      })),
      weight: 1,
    },
    {
      arbitrary: known(
        [
          'z.stringbool()',
          'z.codec(z.string(), z.number(), { decode: Number, encode: String })',
        ].map((source) => ({ ...same('z.string()'), source, transforms: true })),
      ),
      weight: 1,
    },
    {
      arbitrary: known([
        { ...same('z.unknown()'), source: 'z.preprocess((x) => x, z.string())', transforms: true },
        {
          ...same(version === 'newest' ? 'z.unknown().optional()' : 'z.unknown()'),
          source: 'z.preprocess((x) => x, z.string().optional())',
          transforms: true,
        },
        { ...same('z.json()'), shallow: true },
      ]),
      weight: 1,
    },
  )
}

type Part = Composition
type Build = (...parts: readonly string[]) => string

/** The same composition of each of the three schemas. */
function compose(
  parts: readonly Part[],
  build: Build,
  inside: 'filled' | 'unfilled' = 'filled',
): Composition {
  return {
    source: build(...parts.map((part) => part.source)),
    filled: build(...parts.map((part) => part[inside])),
    unfilled: build(...parts.map((part) => part.unfilled)),
    transforms: parts.some((part) => part.transforms),
    shallow: parts.some((part) => part.shallow),
  }
}

/** With a default of which nothing is known, and which is not filled in. */
const withUnknownDefault = (part: Part): Composition => ({
  ...part,
  source: `${part.source}.default(anyTime)`,
  filled: `${part.filled}.optional()`,
  unfilled: `${part.unfilled}.optional()`,
})

/** Kinds around one schema. */
const wrappers = (version: ZodVersion): readonly ((part: Part) => Composition)[] => [
  ...[
    (s: string) => `z.array(${s})`,
    (s: string) => `${s}.array().min(1)`,
    (s: string) => `${s}.optional()`,
    (s: string) => `${s}.exactOptional()`,
    (s: string) => `${s}.nullable()`,
    (s: string) => `${s}.nullish()`,
    (s: string) => `${s}.nonoptional()`,
    (s: string) => `${s}.readonly()`,
    (s: string) => `z.lazy(() => ${s})`,
    (s: string) => `z.object({ get self() { return ${s} } })`,
    (s: string) => `z.tuple([z.string().optional()], ${s})`,
    (s: string) => `z.tuple([z.null()], ${s})`,
    (s: string) => `z.object({ a: ${s}, 'b-c': ${s} }).partial()`,
    (s: string) => `z.object({ a: ${s}, b: z.string().optional() }).required()`,
    (s: string) => `z.object({ a: ${s} }).exactPartial()`,
    (s: string) => `z.object({}).catchall(z.lazy(() => ${s}))`,
    (s: string) => `z.record(z.string(), ${s})`,
    (s: string) => `z.record(z.number(), ${s})`,
    (s: string) => `z.record(z.symbol(), ${s})`,
    (s: string) => `z.record(z.enum(['a', 'b-c']), ${s})`,
    (s: string) => `z.record(z.literal([1, 'x']), ${s})`,
    (s: string) => `z.record(z.union([z.enum(['k']), z.number()]), ${s})`,
    (s: string) => `z.record(z.templateLiteral(['x-', z.number()]), ${s})`,
    (s: string) => `z.partialRecord(z.enum(['a', 'b']), ${s})`,
    (s: string) => `z.record(z.templateLiteral(['x-', z.enum(['a', 'b']), z.boolean()]), ${s})`,
    (s: string) => `z.partialRecord(z.string(), ${s})`,
    (s: string) => `z.partialRecord(z.literal(['a', 1]), ${s})`,
    (s: string) => `z.partialRecord(z.templateLiteral(['x-', z.literal([1, 2]).nullable()]), ${s})`,
    (s: string) => `z.partialRecord(z.union([z.templateLiteral(['x', z.enum(['a'])]), z.number()]), ${s})`,
    (s: string) => `z.looseRecord(z.string().min(2), ${s})`,
    (s: string) => `${s}.refine(() => true)`,
    (s: string) => `${s}.meta({ title: 'T' })`,
  ].map((build) => (part: Part) => compose([part], build)),
  ...[
    (s: string) => `z.map(z.string(), ${s})`,
    (s: string) => `z.map(${s}, z.number())`,
    (s: string) => `z.set(${s})`,
    (s: string) => `z.promise(${s})`,
    (s: string) => `z.union([${s}])`,
    (s: string) => `z.discriminatedUnion('t', [z.object({ t: z.literal('a'), x: ${s} }), z.object({ t: z.enum(['b', 'c']), y: ${s} })])`,
  ].map((build) => (part: Part) => compose([part], build, 'unfilled')),
  // What is read is what goes in.
  ...[
    (s: string) => `${s}.transform(() => 1)`,
    (s: string) => `${s}.pipe(anySchema)`,
    (s: string) => `z.success(${s})`,
    (s: string) => `z.codec(${s}, z.any(), anyCoder)`,
  ].map((build) => (part: Part) => ({ ...part, source: build(part.source), transforms: true })),
  (part) => ({
    ...(version === 'newest' ? part : compose([part], (s) => `z.union([${s}, z.custom<{} | null | undefined>()])`)),
    source: `${part.source}.catch(anyValue)`,
    transforms: true,
  }),
  (part) => ({ ...part, source: `${part.source}.brand('Brand')` }),
  (part) =>
    // Whether an outcome of a transform may be filled depends on the value.
    part.transforms
      ? part
      : {
          ...compose([part], (s) => `${s}.default(anyValue)`),
          unfilled: `${part.unfilled}.optional()`,
        },
  (part) => ({ ...compose([part], (s) => `${s}.prefault(anyValue)`), unfilled: `${part.unfilled}.optional()` }),
  withUnknownDefault,
] // prettier-ignore

/** Kinds around several schemas. */
const containers: readonly ((parts: readonly Part[]) => Composition)[] = [
  ...['object', 'strictObject', 'looseObject'].map(
    (name) => (parts: readonly Part[]) => compose(parts, (...s) => `z.${name}({ ${keyed(s)} })`),
  ),
  (parts) =>
    compose(
      parts,
      // z.never() as a catch-all is how zod says "strict", and cannot be told from it.
      (first, ...s) => `z.object({ ${keyed(s)} }).catchall(z.lazy(() => ${first}))`,
    ),
  (parts) => compose(parts, (...s) => `z.tuple([${s.join(', ')}])`),
  (parts) => compose(parts, (first, ...s) => `z.tuple([z.string(), ${s.join(', ')}], ${first})`),
  (parts) => compose(parts, (...s) => `z.union([${s.join(', ')}])`, 'unfilled'),
  (parts) => compose(parts, (...s) => `z.xor([${s.join(', ')}])`, 'unfilled'),
  (parts) => compose(parts, (...s) => s.reduce((a, b) => `z.intersection(${a}, ${b})`)),
  (parts) => compose(parts, (...s) => `z.intersection(z.object({ ${keyed(s)} }), z.object({ b: ${s.at(-1)} }))`),
] // prettier-ignore

function keyed(schemas: readonly string[]): string {
  return schemas
    .map((schema, index) => `${['a', 'b', "'it\\'s'", '1'][index]}: ${schema}`)
    .join(', ')
}

/** @returns compositions of what a version of zod 4 has, up to five kinds deep */
export function zod4Compositions(version: ZodVersion = 'newest'): fc.Arbitrary<Composition> {
  const sample = same('z.string()')
  return compositions(
    leavesOf(version),
    wrappers(version).filter((wrap) => has(version, wrap(sample).source)),
    containers.filter((contain) => has(version, contain([sample, sample]).source)),
  )
}

function compositions(
  leaves: fc.Arbitrary<Composition>,
  around: readonly ((part: Part) => Composition)[],
  aroundSeveral: readonly ((parts: readonly Part[]) => Composition)[],
): fc.Arbitrary<Composition> {
  return fc.letrec<{ tree: Composition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4, depthSize: 'large' },
      leaves,
      fc.tuple(fc.constantFrom(...around), tie('tree')).map(([wrap, part]) => wrap(part)),
      fc
        .tuple(
          fc.constantFrom(...aroundSeveral),
          fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
        )
        .map(([contain, parts]) => contain(parts)),
    ),
  })).tree
}

/** Compositions of what zod 3 and zui have in common. */
export function zod3Compositions(library: 'z3' | 'zui'): fc.Arbitrary<Composition> {
  const own = (text: string) => text.replaceAll('z.', `${library}.`)
  const leaves3 = fc.oneof(
    {
      arbitrary: fc
        .constantFrom(
          'z.string()', 'z.number()', 'z.bigint()', 'z.boolean()', 'z.date()', 'z.symbol()', 'z.undefined()', 'z.void()', 'z.null()',
          'z.any()', 'z.unknown()', 'z.never()', 'z.nan()', "z.literal('a')", 'z.literal(3n)', 'z.literal(undefined)', "z.enum(['a', 'b'])",
          'z.object({})', 'z.object({}).passthrough()', 'z.tuple([])', 'z.coerce.number()', 'z.function().args(z.string())',
        )
        .map((source) => same(own(source))),
      weight: 12,
    },
    {
      arbitrary: fc.constant({ ...same(own('z.unknown()')), source: own('z.preprocess((x) => x, z.string())'), transforms: true }),
      weight: 1,
    },
  ) // prettier-ignore
  const wrap = (build: (s: string) => string, inside?: 'unfilled') => (part: Part) =>
    compose([part], (s) => build(s!), inside)
  const around: readonly ((part: Part) => Composition)[] = [
    ...[
      (s: string) => `${s}.array()`,
      (s: string) => `${s}.optional()`,
      (s: string) => `${s}.nullable()`,
      (s: string) => `${s}.readonly()`,
      (s: string) => own(`z.lazy(() => ${s})`),
      (s: string) => own('z.object({ a: ') + s + own(' }).partial()'),
      (s: string) => own('z.object({ b: ') + s + own(' }).passthrough()'),
      (s: string) => own('z.record(') + `${s})`,
      (s: string) => own("z.record(z.enum(['a', 'b-c']), ") + `${s})`,
      (s: string) => own('z.record(z.number(), ') + `${s})`,
      (s: string) => own('z.tuple([z.string()]).rest(') + `${s})`,
    ].map((build) => wrap(build)),
    ...[
      (s: string) => own('z.map(z.string(), ') + `${s})`,
      (s: string) => own('z.set(') + `${s})`,
      (s: string) => own('z.promise(') + `${s})`,
      (s: string) => own("z.discriminatedUnion('t', [z.object({ t: z.literal('a'), x: ") + s + own(" }), z.object({ t: z.literal('b') })])"),
    ].map((build) => wrap(build, 'unfilled')),
    ...[
      (s: string) => `${s}.transform(() => 1)`,
      (s: string) => `${s}.pipe(${own('z.any()')})`,
    ].map((build) => (part: Part) => ({ ...part, source: build(part.source), transforms: true })),
    (part) => ({ ...part, source: `${part.source}.brand('Brand')` }),
    (part) => ({ ...same(own('z.unknown()')), source: `${part.source}.catch(anyValue)`, transforms: true }),
    (part) => ({ ...compose([part], (s) => `${s}.default(anyValue)`), unfilled: `${part.unfilled}.optional()` }),
    withUnknownDefault,
  ] // prettier-ignore
  const aroundSeveral: readonly ((parts: readonly Part[]) => Composition)[] = [
    (parts) => compose(parts, (...s) => own('z.object({ ') + `${keyed(s)} })`),
    (parts) => compose(parts, (...s) => own('z.object({ ') + `${keyed(s)} }).strict()`),
    (parts) => compose(parts, (first, ...s) => own('z.object({ ') + `${keyed(s)} }).catchall(${own('z.lazy(() => ')}${first}))`),
    (parts) => compose(parts, (...s) => own('z.tuple([') + `${s.join(', ')}])`),
    (parts) => compose(parts, (...s) => own('z.union([') + `${s.join(', ')}])`, 'unfilled'),
    (parts) => compose(parts, (...s) => s.reduce((a, b) => `${own('z.intersection(')}${a}, ${b})`)),
  ] // prettier-ignore
  return compositions(leaves3, around, aroundSeveral)
}
