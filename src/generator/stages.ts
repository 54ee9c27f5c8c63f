/**
 * The stages between the author's files and the generated ones. What a run that has nothing to do
 * does not need is loaded when it is needed.
 */
import type { File } from './emit/index.js'
import type { Location } from './errors.js'
import { findDefinition } from './project/index.js'
import type { LoadOptions, Loaded, Made } from './load/index.js'

/** What the generator is put together from. */
export interface Stages {
  /** The definition file that a path means. */
  findDefinition(path: string): string
  /** Evaluates and checks a definition, and prints its model; tells what it came from. */
  load(file: string, options?: LoadOptions): Promise<Loaded<Made<'files'>>>
  /** Finds the places of entries in a definition file, by their paths. */
  locate(
    file: string,
    paths: readonly (readonly string[])[],
  ): Promise<readonly (Location | undefined)[]>
  /** Formats files with the project's prettier; tells what else they now depend on. */
  format(
    files: readonly File[],
    outDir: string,
    project: string,
  ): Promise<{ readonly files: readonly File[]; readonly inputs: readonly string[] }>
}

/** The real ones. */
export const stages: Stages = {
  findDefinition,
  load: async (file, options) => (await import('./load/index.js')).load(file, 'files', options),
  locate: async (file, paths) => (await import('./locate/index.js')).locate(file, paths),
  format: async (...files) => (await import('./format/index.js')).format(...files),
}
