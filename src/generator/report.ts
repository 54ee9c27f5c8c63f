/** What the generator tells about one project, as data. */
import type { Issue } from './errors.js'
import type { Change } from './output/index.js'

/**
 * How a run ended:
 * - `written`: the output was brought up to date
 * - `unchanged`: it was up to date
 * - `stale`: it is not up to date, and was left so
 * - `failed`: nothing was written, `issues` tell why
 */
export type Status = 'written' | 'unchanged' | 'stale' | 'failed'

/** One run on one project. All paths are absolute, but for those of `changes`. */
export interface Report {
  readonly status: Status
  /** The definition's folder. */
  readonly project: string
  /** The definition file; missing if none was found. */
  readonly definition?: string
  /** The output folder. */
  readonly outDir: string
  /** The files that were written and removed, or would be. */
  readonly changes: readonly Change[]
  /** Errors if the run failed, and warnings in any case. */
  readonly issues: readonly Issue[]
  /**
   * What the output depends on: the definition, all that it imports and reads, and places where
   * more of it was looked for. Empty if that is unknown.
   */
  readonly inputs: readonly string[]
  /** How long it took, in milliseconds. */
  readonly duration: number
}
