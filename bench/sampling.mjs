/** Takes samples in turns, so that whatever else the machine does hits all sides alike. */

/**
 * @template Sample
 * @typedef {object} Task
 * @property {(round: number) => unknown} [prepare] done before each run, and not part of it
 * @property {() => Sample | Promise<Sample>} run does it once, and returns what was measured
 */

/**
 * Runs tasks in turns: A B C, A B C, … The first round warms up the disk's caches and is dropped.
 *
 * @template {string} Name
 * @template Sample
 * @param {Record<Name, Task<Sample>>} tasks
 * @param {number} rounds
 * @returns {Promise<Record<Name, Sample[]>>} the samples, by round
 */
export async function inTurns(tasks, rounds) {
  const samples = Object.fromEntries(Object.keys(tasks).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++) {
    for (const [name, { prepare, run }] of Object.entries(tasks)) {
      await prepare?.(round)
      const sample = await run()
      if (round > 0) samples[name].push(sample)
    }
  }
  return samples
}

/** @param {readonly number[]} samples */
export function median(samples) {
  return quantile(samples, 0.5)
}

/**
 * How many times as much `samples` are as `base`, round by round.
 *
 * @param {readonly number[]} samples
 * @param {readonly number[]} base of the same rounds
 * @returns {{ median: number, low: number, high: number }} the middle, and the middle half's ends
 */
export function ratio(samples, base) {
  const ratios = samples.map((sample, round) => sample / base[round])
  return { median: median(ratios), low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) }
}

function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const low = Math.floor(position)
  return sorted[low] + (sorted[Math.ceil(position)] - sorted[low]) * (position - low)
}
