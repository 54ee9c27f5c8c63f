/** The version that changes call for, by https://semver.org. */
import semver from 'semver'
import type { Level, ModelChange } from './model-changes.js'

/** What the changes call for, and whether the definition has it. */
export interface VersionCall {
  /** What all changes together call for; missing if nothing has changed. */
  readonly level?: Level
  /** The lowest version that will do. */
  readonly version: string
  /** Whether the definition's version is that one, or higher. */
  readonly isEnough: boolean
}

const levels: readonly Level[] = ['patch', 'minor', 'major']

/**
 * @param before the version before the changes, semantic
 * @param after the definition's version; a prerelease of the version that is called for will do
 */
export function versionCall(
  before: string,
  after: string,
  changes: readonly ModelChange[],
): VersionCall {
  const index = Math.max(...changes.map(({ level }) => levels.indexOf(level)))
  const asked = levels[index]
  if (asked === undefined) return { version: before, isEnough: semver.gte(after, before) }
  // Before 1.0.0, a minor version may break: https://semver.org/#spec-item-4
  const level = asked === 'major' && semver.major(before) === 0 ? 'minor' : asked
  const version = semver.inc(before, level)!
  const isEnough = semver.gt(after, before) && semver.gte(after, `${version}-0`)
  return { level, version, isEnough }
}
