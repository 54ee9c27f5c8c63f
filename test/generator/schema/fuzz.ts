/** Lets the compiler check many random schemas, and finds a small one where it objects. */
import fc from 'fast-check'
import { claimOf } from './compositions.js'
import { differences } from './proof.js'
import type { Composition } from './compositions.js'
import type { Compilation, Difference } from './proof.js'

/** How many schemas one run of the compiler gets. */
const batch = 500

/**
 * @param compositions random schemas
 * @param count how many schemas
 * @param seed where to begin; the same seed gives the same schemas
 * @returns the first difference, in the smallest schema that shows it, or `undefined`
 */
export async function findDifference(
  compositions: fc.Arbitrary<Composition>,
  count: number,
  seed: number,
  compilation: Compilation,
): Promise<string | undefined> {
  const schemas = fc.sample(compositions, { numRuns: count, seed })
  for (let start = 0; start < count; start += batch) {
    const claims = schemas.slice(start, start + batch).map(claimOf)
    const [found] = await differences(claims, compilation)
    if (!found) continue
    const index = start + claims.indexOf(found.claim)
    const small = await shrink(compositions, index, seed, compilation)
    return `seed ${seed}, schema ${index}: ${describe(small ?? found)}\n(at first: ${describe(found)})`
  }
  return undefined
}

async function shrink(
  compositions: fc.Arbitrary<Composition>,
  index: number,
  seed: number,
  compilation: Compilation,
): Promise<Difference | undefined> {
  let smallest: Difference | undefined
  const property = fc.asyncProperty(compositions, async (schema) => {
    const [found] = await differences([claimOf(schema)], compilation)
    if (found) smallest = found
    return !found
  })
  await fc.check(property, {
    seed,
    path: String(index),
    interruptAfterTimeLimit: 60_000,
  })
  return smallest
}

function describe({ claim, message }: Difference): string {
  return `${claim.source}: ${message}`
}
