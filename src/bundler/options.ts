/** What to generate with a bundler. */

/** What to generate, where, and how: before what the project's settings in its package.json say. */
export interface Options {
  /**
   * A definition file or its folder, relative to the root of the tool's configuration (`root`,
   * `context`, `absWorkingDir`; for Rollup and Rolldown the current folder), which is the default.
   */
  readonly path?: string
  /** Relative to that root. Default: as settled, else `.botpress` beside the definition. */
  readonly outDir?: string
  /** Whether to run the output through the project's own prettier. Default: as settled, else not. */
  readonly format?: boolean
}
