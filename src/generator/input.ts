/** What a definition was made from, as data. */

/** Something on the disk that a definition depends on. */
export interface Input {
  /** Absolute. */
  readonly path: string
  /** What of it. Default: `source`. */
  readonly as?: InputKind
}

/**
 * What was read of an input:
 * - `source`: a text, whose line endings do not matter
 * - `installed`: a file of a package; there are many, so its size and times are looked at first
 * - `file`: the content of a file, which may not exist
 * - `entry`: whether something is there, and of which size and time
 * - `folder`: the names in a folder
 * - `absent`: that nothing is there. Something that was looked for was found further away
 */
export type InputKind = 'source' | 'installed' | 'file' | 'entry' | 'folder' | 'absent'

/** The environment variables that were asked for. */
export interface Variables {
  readonly names: readonly string[]
  /** Whether all of them were listed. */
  readonly isListed: boolean
}

/** All that an evaluation has read. */
export interface Reading {
  readonly inputs: readonly Input[]
  readonly variables: Variables
  /** Whether it asked for the current folder. */
  readonly usesFolder: boolean
  /** Whether the definition depends on nothing else, such as the clock or a child process. */
  readonly isRepeatable: boolean
}
