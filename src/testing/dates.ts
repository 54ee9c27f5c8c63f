/**
 * `Date` of handlers by the clock of their bot. The global `Date` is another one only while handlers
 * of such a bot run, and only for what they call: by the asynchronous context, so that two bots and
 * a test each have their own time.
 */
import { AsyncLocalStorage } from 'node:async_hooks'

/** Runs something with `Date` by a clock. */
export type RunByClock = <T>(run: () => Promise<T>) => Promise<T>

const clocks = new AsyncLocalStorage<() => number>()

/** How many handlers run by clocks of bots, and what `Date` was before the first of them. */
let running = 0
let before: DateConstructor = Date
let patched: DateConstructor | undefined

/** A `Date` that reads the clock of the bot whose handler calls it, if it is called by one. */
function dateByClock(original: DateConstructor): DateConstructor {
  return new Proxy(original, {
    construct: (target, args, newTarget) => {
      const time = args.length === 0 ? clocks.getStore() : undefined
      return Reflect.construct(target, time ? [time()] : args, newTarget) as object
    },
    apply: (target) => {
      const time = clocks.getStore()
      return time ? new target(time()).toString() : target()
    },
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })

  function now(): number {
    return clocks.getStore()?.() ?? original.now()
  }
}

/**
 * @param time now, in milliseconds since 1970
 * @returns runs something, and all that it calls, with `Date` by that time
 */
export function byClock(time: () => number): RunByClock {
  return async (run) => {
    if (running++ === 0) {
      before = globalThis.Date
      patched = dateByClock(before)
      globalThis.Date = patched
    }
    try {
      return await clocks.run(time, run)
    } finally {
      // Whoever has put another one in its place since then will take that away.
      if (--running === 0 && globalThis.Date === patched) globalThis.Date = before
    }
  }
}
