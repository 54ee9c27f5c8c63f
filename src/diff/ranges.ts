/** What has changed between two ranges of versions. */
import semver from 'semver'

/** What became of a range. */
export interface RangeChange {
  /** Whether it has all versions that it had; `undefined` if that cannot be told. */
  readonly isWider: boolean | undefined
  /** In one sentence without a final period. */
  readonly why: string
}

/** @returns `undefined` if both ranges have the same versions */
export function rangeChange(before: string, after: string): RangeChange | undefined {
  if (before === after) return undefined
  if (semver.validRange(before) === null || semver.validRange(after) === null) {
    return { isWider: undefined, why: 'This is not a range of versions that can be compared' }
  }
  const isWider = semver.subset(before, after)
  if (isWider && semver.subset(after, before)) return undefined
  return isWider
    ? { isWider, why: 'All versions that fitted still do' }
    : { isWider, why: 'A bot with a version that fitted before may have to change it' }
}
