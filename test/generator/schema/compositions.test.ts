import { expect, test } from 'vitest'
import { findDifference } from './fuzz.js'

const count = Number(process.env.SCHEMAS ?? 500)
const seed = Number(process.env.SEED ?? Math.trunc(Math.random() * 2 ** 31))

test.each([true, false])(
  `${count} random schemas from seed ${seed}, exactOptionalPropertyTypes %s`,
  { timeout: 60_000 + count * 100 },
  async (exactOptionalPropertyTypes) => {
    const compilation = { compiler: '7.0', exactOptionalPropertyTypes } as const
    expect(await findDifference(count, seed, compilation)).toBe(undefined)
  },
)
