/** Runs the generator's stages in a short-lived process. */
import { type Stages, endBundling, stages } from '../generator/index.js'

/** @param isLast whether no other definition is loaded after this one */
export function shortRunStages(isLast: boolean): Stages {
  return {
    ...stages,
    async load(file) {
      const loading = stages.load(file, { next: isLast ? undefined : 'soon' })
      const [loaded] = await Promise.all([loading, expectShortRun()])
      // Free the memory of a finished stage before the rest is done.
      if (isLast) await endBundling()
      return loaded
    },
  }
}

/**
 * Lets V8 wait longer before it optimises a function. In Node 20, whose V8 has no compiler between
 * its quickest and its best, the best one starts so early that it is at work, beside the program and
 * at its cost, for longer than the program takes: without it, 1,000 actions take 20 % less time.
 * Later versions show no difference, and are left as they are.
 */
async function expectShortRun(): Promise<void> {
  if (!process.versions.v8.startsWith('11.')) return
  const { setFlagsFromString } = await import('node:v8')
  setFlagsFromString('--interrupt-budget=1000000')
}
