/** The result of `diff` for one plugin. */
import type { ModelChange, VersionCall } from '../diff/index.js'
import type { Issue, Location } from '../generator/index.js'

/**
 * How a comparison ended:
 * - `enough`: the definition's version is what the changes call for, or higher
 * - `too-low`: it is lower
 * - `new`: the base has no such plugin
 * - `failed`: one of the definitions is invalid, `issues` tell why
 */
type DiffStatus = 'enough' | 'too-low' | 'new' | 'failed'

/** One comparison. Paths are absolute. */
export interface DiffReport {
  readonly status: DiffStatus
  /** The definition's folder. */
  readonly project: string
  /** The definition file; missing if none was found. */
  readonly definition?: string
  /** The plugin's name; missing if the definition is invalid. */
  readonly name?: string
  /** The plugin's version; missing if the definition is invalid. */
  readonly version?: string
  /** What it was compared with. */
  readonly base: {
    /** As the call names it: a revision of git, a folder or a file. */
    readonly name: string
    /** The plugin's version there; missing without a comparison. */
    readonly version?: string
  }
  /** What has changed, in the order of the sections. */
  readonly changes: readonly (ModelChange & {
    /** Where it is written in the definition as it is now, if it is. */
    readonly location?: Location
  })[]
  /** The version that the changes call for; missing without a comparison. */
  readonly call?: VersionCall
  /** Errors of one of the definitions; empty after a comparison. */
  readonly issues: readonly Issue[]
}
