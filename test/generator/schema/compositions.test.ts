/**
 * Every random schema has the types that its library infers. For more of them, or the same again:
 * `SCHEMAS=10000 SEED=1 npx vitest run --config test/vitest.config.ts test/generator/schema/compositions`
 */
import { expect, test } from 'vitest'
import { zod3Compositions, zod4Compositions } from './compositions.js'
import { findDifference } from './fuzz.js'

const count = Number(process.env.SCHEMAS ?? 500)
// The same for all, so that a failure is the change's; fresh ones are for who changes the readers.
const seed = Number(process.env.SEED ?? 20261125)

test.each([
  ['zod 4', zod4Compositions(), count, true, 'newest'],
  ['zod 4', zod4Compositions(), count, false, 'newest'],
  ['zod 4.0', zod4Compositions('4.0'), Math.ceil(count / 2), true, '4.0'],
  ['zod 3.25 as zod/v4', zod4Compositions('3.25'), Math.ceil(count / 5), true, '3.25'],
  ['zod 3', zod3Compositions('z3'), Math.ceil(count / 5), true, 'newest'],
  ['zui', zod3Compositions('zui'), Math.ceil(count / 5), true, 'newest'],
] as const)(
  `%s, %#, from seed ${seed}`,
  { timeout: 60_000 + count * 100 },
  async (_, compositions, schemas, exactOptionalPropertyTypes, zod) => {
    const compilation = { compiler: '7.0', exactOptionalPropertyTypes, zod } as const
    expect(await findDifference(compositions, schemas, seed, compilation)).toBe(undefined)
  },
)
