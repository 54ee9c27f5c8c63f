/** The runtime fills what zod's parse would have filled, for schemas without transforms. */
import { z as zui } from '@bpinternal/zui'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { z as z3 } from 'zod/v3'
import * as v40 from 'zod-4.0'
import { createSchemaReader } from '../../../src/generator/schema/index.js'
import { applyFill } from '../../../src/runtime/index.js'

/** A schema that can be asked for values. */
interface Sample {
  readonly schema: Schema
  readonly source: string
  /** Values that it takes; `undefined` is a missing key. */
  readonly input: fc.Arbitrary<unknown>
  /** Values that come out of it. */
  readonly output: fc.Arbitrary<unknown>
}

/**
 * What the libraries have in common, as far as it is used here. Not their own types: comparing
 * those with each other costs the compiler millions of instantiations.
 */
interface Schema {
  parse(value: unknown): unknown
  optional(): Schema
  exactOptional(): Schema
  nonoptional(): Schema
  nullable(): Schema
  readonly(): Schema
  default(value: unknown): Schema
  prefault(value: unknown): Schema
  strict(): Schema
  catchall(rest: Schema): Schema
  rest(rest: Schema): Schema
  regex(pattern: RegExp): Schema
}

interface Library {
  string(): Schema
  number(): Schema
  boolean(): Schema
  null(): Schema
  enum(values: readonly string[]): Schema
  union(members: readonly Schema[]): Schema
  array(element: Schema): Schema
  tuple(elements: readonly Schema[]): Schema
  object(shape: { readonly [key: string]: Schema }): Schema
  record(key: Schema, value: Schema): Schema
  partialRecord(key: Schema, value: Schema): Schema
  looseRecord(key: Schema, value: Schema): Schema
  intersection(left: Schema, right: Schema): Schema
  lazy(getter: () => Schema): Schema
}

const zod4 = z as unknown as Library
const zod3 = z3 as unknown as Library
const zuiLike = zui as unknown as Library

const leaves = (lib: Library): readonly Sample[] => [
  { schema: lib.string(), source: 'z.string()', input: fc.string(), output: fc.string() },
  { schema: lib.number(), source: 'z.number()', input: fc.integer(), output: fc.integer() },
  { schema: lib.boolean(), source: 'z.boolean()', input: fc.boolean(), output: fc.boolean() },
  {
    schema: lib.enum(['p', 'q']),
    source: "z.enum(['p', 'q'])",
    input: fc.constantFrom('p', 'q'),
    output: fc.constantFrom('p', 'q'),
  },
  {
    schema: lib.union([lib.string(), lib.null(), lib.array(lib.number())]),
    source: 'z.union([z.string(), z.null(), z.array(z.number())])',
    input: fc.oneof(fc.string(), fc.constant(null), fc.array(fc.integer())),
    output: fc.constantFrom('', null, [1]),
  },
]

const wrap = (sample: Sample, change: (schema: Schema) => Schema, text: string): Sample => ({
  ...sample,
  schema: change(sample.schema),
  source: text.replace('$', () => sample.source),
})

const orMissing = (value: fc.Arbitrary<unknown>) => fc.oneof(value, fc.constant(undefined))

/** Without the keys that are missing: JSON has no other way to say it. */
function record(values: { readonly [key: string]: fc.Arbitrary<unknown> }): fc.Arbitrary<unknown> {
  return fc
    .record(values)
    .map((value) =>
      Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)),
    )
}

function list(values: readonly fc.Arbitrary<unknown>[]): fc.Arbitrary<unknown[]> {
  return fc
    .tuple(...values)
    .map((all) => all.slice(0, all.findLastIndex((part) => part !== undefined) + 1))
}

/** Whether it is a literal that may be emitted: not `undefined`, nor an array of it. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value !== undefined
  return Array.isArray(value) ? value.every(isJson) : Object.values(value).every(isJson)
}

function takes(schema: Schema, value: unknown): boolean {
  try {
    schema.parse(value)
    return true
  } catch {
    return false
  }
}

type Make = (parts: readonly Sample[]) => Sample
type WrapSample = (sample: Sample) => fc.Arbitrary<Sample>

const keys = ['a', 'b', 'c']

function objectOf(
  parts: readonly Sample[],
  make: (shape: { [key: string]: Schema }) => Schema,
  name: string,
): Sample {
  const shape = <T>(get: (part: Sample) => T): { [key: string]: T } =>
    Object.fromEntries(parts.map((part, index) => [keys[index]!, get(part)]))
  return {
    schema: make(shape((part) => part.schema)),
    source: `${name}({ ${parts.map((part, index) => `${keys[index]}: ${part.source}`).join(', ')} })`,
    input: record(shape((part) => part.input)),
    output: record(shape((part) => part.output)),
  }
}

function containersOf(lib: Library): readonly Make[] {
  return [
    (parts) => objectOf(parts, (shape) => lib.object(shape), 'z.object'),
    (parts) => objectOf(parts, (shape) => lib.object(shape).strict(), 'z.strictObject'),
    ([first, ...parts]) => {
      const object = objectOf(parts, (shape) => lib.object(shape), 'z.object')
      const extra = (known: fc.Arbitrary<unknown>, more: fc.Arbitrary<unknown>) =>
        fc
          .tuple(known, fc.dictionary(fc.constantFrom('x', 'y', 'constructor'), more.filter((part) => part !== undefined)))
          .map(([a, b]) => ({ ...(a as object), ...b }))
      return {
        schema: object.schema.catchall(first!.schema),
        source: `${object.source}.catchall(${first!.source})`,
        input: extra(object.input, first!.input),
        output: extra(object.output, first!.output),
      }
    },
    (parts) => ({
      schema: lib.tuple(parts.map((part) => part.schema)),
      source: `z.tuple([${parts.map((part) => part.source).join(', ')}])`,
      input: list(parts.map((part) => part.input)),
      output: list(parts.map((part) => part.output)),
    }),
    ([first, ...parts]) => ({
      schema: lib.tuple(parts.map((part) => part.schema)).rest(first!.schema),
      source: `z.tuple([${parts.map((part) => part.source).join(', ')}]).rest(${first!.source})`,
      input: fc.tuple(list(parts.map((part) => part.input)), fc.array(first!.input, { maxLength: 2 })).map((all) => all.flat()),
      output: list(parts.map((part) => part.output)),
    }),
    ([first, ...parts]) => {
      const left = objectOf(parts, (shape) => lib.object(shape), 'z.object')
      const right = objectOf([parts[0]!, first!], (shape) => lib.object(shape), 'z.object')
      const both = (a: fc.Arbitrary<unknown>, b: fc.Arbitrary<unknown>) =>
        fc.tuple(a, b).map(([x, y]) => ({ ...(y as object), ...(x as object) }))
      return {
        schema: lib.intersection(left.schema, right.schema),
        source: `z.intersection(${left.source}, ${right.source})`,
        input: both(left.input, right.input),
        output: both(left.output, right.output),
      }
    },
  ] // prettier-ignore
}

function wrappersOf(lib: Library): readonly WrapSample[] {
  const simple: readonly ((sample: Sample) => Sample)[] = [
    (sample) => ({ ...wrap(sample, (schema) => schema.optional(), '$.optional()'), input: orMissing(sample.input), output: orMissing(sample.output) }),
    (sample) => ({
      ...wrap(sample, (schema) => schema.nullable(), '$.nullable()'),
      input: fc.oneof(sample.input, fc.constant(null)),
      output: fc.oneof(sample.output, fc.constant(null)),
    }),
    (sample) => wrap(sample, (schema) => schema.readonly(), '$.readonly()'),
    (sample) => wrap(sample, (schema) => lib.lazy(() => schema), 'z.lazy(() => $)'),
    (sample) => ({
      ...wrap(sample, (schema) => lib.array(schema), 'z.array($)'),
      input: fc.array(sample.input, { maxLength: 3 }),
      output: fc.array(sample.output, { maxLength: 3 }),
    }),
    (sample) => ({
      ...wrap(sample, (schema) => lib.record(lib.string(), schema), 'z.record(z.string(), $)'),
      input: fc.dictionary(fc.constantFrom('k', 'toString'), sample.input.filter((part) => part !== undefined)),
      output: fc.dictionary(fc.constantFrom('k', 'toString'), sample.output.filter((part) => part !== undefined)),
    }),
  ] // prettier-ignore
  return simple.map((change) => (sample) => fc.constant(change(sample)))
}

const withDefault =
  (of: 'input' | 'output', method: 'default' | 'prefault'): WrapSample =>
  (sample) =>
    sample[of].map((value) => {
      // A default that is parsed and not taken makes a schema that takes nothing.
      if (!isJson(value) || (of === 'input' && !takes(sample.schema, value))) return sample
      return {
        ...wrap(sample, (schema) => schema[method](value), `$.${method}(${JSON.stringify(value)})`),
        input: orMissing(sample.input),
      }
    })

const only4: readonly WrapSample[] = [
  withDefault('output', 'default'),
  withDefault('output', 'default'),
  withDefault('input', 'prefault'),
  (sample) =>
    fc.constant({
      ...wrap(sample, (schema) => schema.exactOptional(), '$.exactOptional()'),
      // There, zod tells a missing key from one that is undefined; JSON does not know the latter.
      input: sample.source.includes('.nonoptional()') ? sample.input : orMissing(sample.input),
      output: sample.output,
    }),
  (sample) =>
    fc.constant({
      ...wrap(sample, (schema) => schema.nonoptional(), '$.nonoptional()'),
      input: sample.input.filter((part) => part !== undefined),
      output: sample.output.filter((part) => part !== undefined),
    }),
  (sample) => {
    const other = fc.dictionary(fc.constantFrom('x', 'toString'), fc.constant({}))
    const known = (value: fc.Arbitrary<unknown>) =>
      fc.dictionary(fc.constantFrom('k1', 'k2'), value.filter((part) => part !== undefined))
    const both = (value: fc.Arbitrary<unknown>) =>
      fc.tuple(known(value), other).map(([some, more]) => ({ ...some, ...more }))
    return fc.constant({
      ...wrap(sample, (schema) => zod4.looseRecord(zod4.string().regex(/^k/), schema), 'z.looseRecord(z.string().regex(/^k/), $)'),
      input: both(sample.input),
      output: both(sample.output),
    })
  },
  ...(['record', 'partialRecord'] as const).map(
    (name): WrapSample =>
      (sample) =>
        fc.constant({
          ...wrap(sample, (schema) => zod4[name](zod4.enum(['p', 'q']), schema), `z.${name}(z.enum(['p', 'q']), $)`),
          input: record({ p: sample.input, q: sample.input }),
          output: record({ p: sample.output, q: sample.output }),
        }),
  ),
] // prettier-ignore

function samplesOf(lib: Library, more: readonly WrapSample[]): fc.Arbitrary<Sample> {
  const wrappers = [...wrappersOf(lib), ...more]
  return fc.letrec<{ sample: Sample }>((tie) => ({
    sample: fc.oneof(
      { maxDepth: 5, depthSize: 'large' },
      fc.constantFrom(...leaves(lib)),
      fc
        .tuple(fc.constantFrom(...wrappers), tie('sample'))
        .chain(([change, sample]) => change(sample)),
      fc
        .tuple(
          fc.constantFrom(...containersOf(lib)),
          fc.array(tie('sample'), { minLength: 2, maxLength: 3 }),
        )
        .map(([contain, parts]) => contain(parts)),
    ),
  })).sample
}

const before4: readonly WrapSample[] = [
  withDefault('input', 'default'),
  withDefault('input', 'default'),
]

test.each([
  ['zod 4', samplesOf(zod4, only4)],
  ['zod 3', samplesOf(zod3, before4)],
  ['zui', samplesOf(zuiLike, before4)],
])('%s', (_, samples) => {
  let compared = 0
  let filled = 0
  const cases = samples.chain((sample) =>
    fc.array(sample.input, { minLength: 1, maxLength: 4 }).map((values) => ({
      sample,
      values,
      [fc.toStringMethod]: () => `${sample.source} of ${JSON.stringify(values)}`,
    })),
  )
  fc.assert(
    fc.property(cases, ({ sample: { schema, source }, values }) => {
      const reader = createSchemaReader()
      const fill = reader.read(schema, ['input'])?.fill
      for (const value of values) {
        // An intersection may contradict itself.
        if (!takes(schema, value)) continue
        const wanted = schema.parse(value)
        compared += 1
        if (fill) filled += 1
        const got = fill ? applyFill(fill, value, reader.fills) : value
        expect(
          got,
          `${source} of ${JSON.stringify(value)}, filled by ${JSON.stringify(fill)}`,
        ).toEqual(wanted)
      }
    }),
    {
      numRuns: Number(process.env.FILLS ?? 1000),
      ...(process.env.SEED && { seed: Number(process.env.SEED) }),
    },
  )
  expect(compared).toBeGreaterThan(500)
  expect(filled).toBeGreaterThan(200)
})

// Here zod itself leaves keys out that its own output type promises.
test.each([
  [
    z.record(z.templateLiteral(['x-', z.enum(['a', 'b'])]), z.number().default(1)),
    { 'x-a': 5 },
    { 'x-a': 5, 'x-b': 1 },
  ],
  [z.record(z.union([z.literal('a'), z.number()]), z.number().default(1)), {}, { a: 1 }],
  [
    z.partialRecord(z.templateLiteral(['x-', z.enum(['a', 'b'])]), z.number().default(1)),
    { 'x-a': undefined },
    { 'x-a': 1 },
  ],
  [z.record(z.templateLiteral(['x-', z.string()]), z.number().default(1)), {}, {}],
  [v40.record(v40.enum(['a', 'b']), v40.number().default(1)), { a: 5 }, { a: 5, b: 1 }],
  [v40.partialRecord(v40.enum(['a', 'b']), v40.number().default(1)), {}, {}],
])('what is listed is filled in: %#', (schema, value, wanted) => {
  const reader = createSchemaReader()
  const fill = reader.read(schema, ['input'])?.fill
  expect(applyFill(fill, value, reader.fills)).toEqual(wanted)
})
