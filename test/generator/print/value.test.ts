import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { format } from 'prettier'
import type { Options } from 'prettier'
import { expect, test } from 'vitest'
import { printValue } from '../../../src/generator/print/index.js'
import { anyText } from './arbitrary-type.js'

const numRuns = Number(process.env['PRINT_RUNS'] ?? 400)
const prettier: Options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 }

/** JSON data; tables, rows of numbers and long texts are frequent, as their layout is special. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium' },
    fc.oneof(anyText, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()),
    fc.constantFrom<unknown>(null, true, false),
    fc.stringMatching(/^[a-z ']{60,110}$/),
    fc.array(fc.integer(), { maxLength: 60 }),
    fc.array(tie('json'), { maxLength: 5 }),
    fc.array(fc.tuple(tie('json'), tie('json')), { maxLength: 3 }),
    fc.uniqueArray(fc.tuple(anyText, tie('json')), { selector: ([key]) => key, maxLength: 5 }).map(
      // `fromEntries` defines keys: `__proto__` is one like all others.
      (entries) => Object.fromEntries(entries),
    ),
  ),
}))

const head = 'export const value = '
const objects = json.filter((value) => typeof value === 'object' && value !== null)

test('prettier does not change random data', async () => {
  await fc.assert(
    fc.asyncProperty(objects, async (value) => {
      const text = `${head}${printValue(value, { column: head.length })}\n`
      expect(text).toBe(await format(text, prettier))
    }),
    { numRuns },
  )
})

test('random data evaluates to what it was', () => {
  fc.assert(
    fc.property(json, (value) => {
      const evaluate = new Function(`return ${printValue(value)}`) as () => unknown
      expect(isDeepStrictEqual(evaluate(), value)).toBe(true)
    }),
    { numRuns },
  )
})

test.each([
  [{ a: undefined, b: [] }, '{ b: [] }'],
  [{ ['__proto__']: { polluted: true } }, "{ ['__proto__']: { polluted: true } }"],
  [[1e21, -0, 1e-7], '[1e21, -0, 1e-7]'],
  [
    [
      { id: 1, name: 'a' },
      { id: 2, name: 'b' },
    ],
    "[\n  { id: 1, name: 'a' },\n  { id: 2, name: 'b' },\n]",
  ],
])('%j', (value, want) => {
  expect(printValue(value)).toBe(want)
})
