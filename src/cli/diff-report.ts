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

/** One comparison. */
export interface DiffReport {
  readonly status: DiffStatus
  /** The definition's folder, absolute. */
  readonly project: string
  /** The definition file, absolute; missing if none was found. */
  readonly definition?: string
  /** The plugin's name and version, unless the definition is invalid. */
  readonly name?: string
  readonly version?: string
  /** What it was compared with. */
  readonly base: { readonly name: string; readonly version?: string }
  readonly changes: readonly (ModelChange & { readonly location?: Location })[]
  /** The version that the changes call for; missing without a comparison. */
  readonly call?: VersionCall
  readonly issues: readonly Issue[]
}
