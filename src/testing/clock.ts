/** A bot's clock, and time that passes while an operation is under way. */

/** Where a bot's clock starts, and how it runs. */
export type Now = Date | string | number | 'real' | (() => Date)

/** A bot's clock. */
export interface Clock {
  /** Now, in milliseconds since 1970. */
  time(): number
  /** Puts the clock forward to a moment; it never goes back. */
  forwardTo(at: number): void
  /** Resolves when `ms` have passed: a clock that stands is put forward, any other is waited for. */
  wait(ms: number): Promise<void>
}

/**
 * @param now a moment at which the clock stands (ISO 8601, milliseconds since 1970, a `Date`),
 * `real` for the time of day, or a function that is asked each time. Default: the clock stands at
 * the present.
 * @throws RangeError for a moment that is none
 */
export function createClock(now: Now = Date.now()): Clock {
  const standing = typeof now !== 'function' && now !== 'real'
  const start = standing ? new Date(now).getTime() : 0
  if (Number.isNaN(start)) throw new RangeError(`\`now\` is not a moment: ${String(now)}`)
  const source = standing
    ? () => start
    : typeof now === 'function'
      ? () => now().getTime()
      : () => Date.now()
  let ahead = 0
  const time = () => source() + ahead
  const forwardTo = (at: number) => {
    ahead += Math.max(0, at - time())
  }
  return {
    time,
    forwardTo,
    wait: async (ms) => {
      const end = time() + ms
      if (now === 'real') return new Promise((resolve) => setTimeout(resolve, ms))
      // What else is under way begins its own waiting at the same moment.
      await new Promise((resolve) => setImmediate(resolve))
      forwardTo(end)
    },
  }
}
