/** What the platform's tool makes of schemas is what it makes of the equal schemas of its own. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as v3 from 'zod/v3'
import * as mini from 'zod/mini'
import * as old3 from 'zod-3.25/v3'
import * as old4 from 'zod-4.0'
import { z } from '../../../src/definition/index.js'
import { authored, toolView } from '../../../src/definition/tool-view/index.js'
import { compositions } from './compositions.js'
import { catchalls, pairs, type Pair } from './kinds.js'
import { jsonSchemas, schemaOf, versions, type Version } from './zui.js'

interface Library {
  readonly name: string
  readonly z: unknown
  /** How the library writes what zui writes. */
  readonly source: (pair: Pair) => string | false
}

const zod3 = ({ zod3, zui }: Pair): string | false => zod3 ?? zui
const zod4 = ({ zod4, zui }: Pair): string | false => zod4 ?? zui
/** What the first zod 4 did not have, or did otherwise: a description was not kept by later checks. */
const newer = /xor|exactOptional|describe\("in"\)\.min/

const libraries: readonly Library[] = [
  { name: 'zod 4', z, source: zod4 },
  {
    name: 'zod 4.0',
    z: old4 as unknown,
    source: (pair) => !newer.test(`${pair.zui} ${pair.zod4}`) && zod4(pair),
  },
  { name: 'zod/mini', z: mini, source: (pair) => pair.mini ?? false },
  { name: 'zod 3', z: v3, source: zod3 },
  { name: 'zod 3.25', z: old3, source: zod3 },
]

/**
 * Only zui 1 copies what was said before a default to the default, for its older transformer to give
 * it the last word, and for wrappers around to copy it further.
 */
function isFault(zui: string, version: Version): boolean {
  return version.name === 'zui 1.3.3' && /(describe|title)\(.*default/.test(zui)
}

/** What the tool makes of one schema and of the other, where that differs. */
function difference(pair: { zui: string; text: string }, library: Library, version: Version) {
  const want = jsonSchemas(schemaOf(pair.zui, version.z), version)
  const got = jsonSchemas(toolView(schemaOf(pair.text, library.z)), version)
  const isSame = JSON.stringify(got, sorted) === JSON.stringify(want, sorted)
  return isSame ? [] : [{ ...pair, got, want }]
}

/** The order of keys means nothing. */
function sorted(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value
}

describe.each(versions)('$name', (version) => {
  describe.each(libraries)('$name', (library) => {
    const claims = pairs.flatMap((pair) => {
      const text = library.source(pair)
      return text === false || isFault(pair.zui, version) ? [] : [{ zui: pair.zui, text }]
    })

    test(`every kind: ${claims.length} schemas`, () => {
      expect(claims.flatMap((pair) => difference(pair, library, version))).toEqual([])
    })

    test('none of them is refused', () => {
      const refused = claims.filter(({ text }) => {
        const made = jsonSchemas(toolView(schemaOf(text, library.z)), version)
        return JSON.stringify(made).includes('"refused"')
      })
      expect(refused).toEqual([])
    })
  })

  const count = Number(process.env.SCHEMAS ?? 150)
  const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31))
  test.each([
    ['zod 4', z],
    ['zod 3', v3],
  ] as const)(`${count} compositions of %s, from seed ${seed}`, (name, own) => {
    const library: Library = { name, z: own, source: () => false }
    fc.assert(
      fc.property(compositions(name), ({ text, zui }) => {
        fc.pre(!isFault(zui, version))
        expect(difference({ text, zui }, library, version)).toEqual([])
      }),
      { numRuns: count, seed },
    )
  })
})

// zui 1 asks for its own class here, which only zui has.
test.each(catchalls)('zui 2.1.1: %s', (text) => {
  for (const library of libraries.filter(({ name }) => name !== 'zod/mini')) {
    expect(difference({ text, zui: text }, library, versions[1])).toEqual([])
  }
})

test.each([
  ['z.date()', /ZodDate/],
  ['z.bigint()', /ZodBigInt/],
  ['z.literal(1n)', /bigint/],
  ['z.map(z.string(), z.string())', /ZodMap/],
  ['z.promise(z.string())', /ZodPromise/],
  ['z.function()', /ZodFunction/],
  ['z.nan()', /ZodNaN/],
  ['z.void()', /ZodVoid/],
])('%s is refused by its name', (text, message) => {
  for (const version of versions) {
    for (const library of [z, v3]) {
      const { current } = jsonSchemas(toolView(schemaOf(text, library)), version)
      expect(current).toEqual({ refused: expect.stringMatching(message) as string })
    }
  }
})

test('a kind that zui has no name for is refused by ours', () => {
  const { current } = jsonSchemas(toolView(z.file()), versions[1])
  expect(current).toEqual({
    refused: 'z.file() has no JSON Schema: use z.url()',
  })
})

describe('a view is the author’s schema in all else', () => {
  const schema = z.object({ a: z.string().default('x'), b: z.number() }).meta({ id: 'Seen' })

  test.each([
    ['zod 4', schema, z.ZodObject],
    ['zod 3', v3.object({ a: v3.string().default('x'), b: v3.number() }), v3.ZodObject],
  ])('%s', (_, own, Class) => {
    const view = toolView(own) as typeof schema
    expect(view.parse({ b: 1 })).toEqual({ a: 'x', b: 1 })
    expect(view.safeParse({ b: 'x' }).success).toBe(false)
    expect(view.partial().parse({})).toEqual(own.partial().parse({}))
    expect(view.extend({ c: own.shape.b as never }).safeParse({ b: 1 }).success).toBe(false)
    expect(view.shape.b.safeParse('x').success).toBe(false)
    expect(view).toBeInstanceOf(Class)
    expect('_zod' in view).toBe('_zod' in own)
    expect(authored(view)).toBe(own)
    expect(toolView(view)).toBe(view)
  })

  test('and can stand in other schemas', () => {
    const around = z.object({ inner: toolView(schema) })
    expect(around.parse({ inner: { b: 1 } })).toEqual({ inner: { a: 'x', b: 1 } })
    expect(authored(toolView(around).shape.inner)).toBe(schema)
  })

  test('which is left as it was', () => {
    const before = Object.getOwnPropertyNames(schema)
    jsonSchemas(toolView(schema), versions[1])
    expect(Object.getOwnPropertyNames(schema)).toEqual(before)
    expect(() => Object.assign(toolView(schema), { more: 1 })).toThrow(TypeError)
  })
})

test('schemas of zui and what is no schema stay as they are', () => {
  for (const value of [
    ...versions.map(({ z }) => schemaOf('z.string()', z)),
    undefined,
    null,
    'x',
    { a: 1 },
  ]) {
    expect(toolView(value)).toBe(value)
  }
})

test('schemas of zui stay themselves inside of others', () => {
  const inner = schemaOf('z.string().title("T").optional()', versions[1].z) as v3.ZodTypeAny
  const made = jsonSchemas(toolView(v3.object({ inner })), versions[1])
  const want = schemaOf('z.object({ inner: z.string().title("T").optional() })', versions[1].z)
  expect(made).toEqual(jsonSchemas(want, versions[1]))
})

test('schemas of two libraries in one another are read each as its own', () => {
  const plain = schemaOf(
    'z.object({ inner: z.object({ a: z.string().min(1).describe("A"), b: z.number().default(1) }) })',
    versions[1].z,
  )
  const inner = (library: any) =>
    library.object({ a: library.string().min(1).describe('A'), b: library.number().default(1) })
  for (const [outer, other] of [
    [z, v3],
    [v3, z],
    [mini, old3],
  ] as any[]) {
    const mixed = outer.object({ inner: inner(other) })
    expect(jsonSchemas(toolView(mixed), versions[1])).toEqual(jsonSchemas(plain, versions[1]))
  }
})
