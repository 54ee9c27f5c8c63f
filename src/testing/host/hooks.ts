/** Runs hooks one after another, as a Botpress bot does. */
import type { HostedHandler } from './installation.js'

/** How the result of a hook counts. */
interface HookRules<T> {
  /** Whether `stop` ends the run. */
  readonly mayStop?: boolean
  /** How `data` of a result takes the place of the data before. */
  readonly merge?: (before: T, given: T) => T
  /** What the hook gets as `data`. */
  readonly show?: (data: T) => object
}

/**
 * @param props all that hooks get beside `data`
 * @returns the data in the end, and whether a hook that may has asked to stop
 */
export async function runHooks<T extends object>(
  hooks: readonly HostedHandler[],
  props: object,
  data: T,
  rules: HookRules<T> = {},
): Promise<{ data: T; stopped: boolean }> {
  const { mayStop = false, merge = (_, given) => given, show = (data) => data } = rules
  for (const hook of hooks) {
    const result = await hook({ ...props, data: show(data) })
    data = result?.data ? merge(data, result.data) : data
    if (mayStop && result?.stop) return { data, stopped: true }
  }
  return { data, stopped: false }
}
