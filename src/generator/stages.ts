/**
 * The stages between the author's files and the generated ones. What a run that has nothing to do
 * does not need is loaded when it is needed.
 */
import type { File } from './emit/index.js'
import type { Issue, Location } from './errors.js'
import { findDefinition } from './find-definition.js'
import type { LoadOptions, Loaded } from './load.js'
import type { Model } from './model/index.js'

/** What the generator is put together from. */
export interface Stages {
  /** The definition file that a path means. */
  findDefinition(path: string): string
  /** Evaluates and checks a definition; tells what it came from. */
  load(
    file: string,
    options?: LoadOptions,
  ): Promise<Loaded<{ readonly model: Model; readonly issues: readonly Issue[] }>>
  /** Finds the places of entries in a definition file, by their paths. */
  locate(
    file: string,
    paths: readonly (readonly string[])[],
  ): Promise<readonly (Location | undefined)[]>
  /** Prints a model that has no errors. */
  emit(model: Model, context: { readonly definitionFile: string }): Promise<readonly File[]>
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
  load: async (file, options) => {
    const { load } = await import('./load.js')
    const loading = load(file, 'model', options)
    // While others read the definition, this thread gets ready for what comes next.
    void import('./emit/index.js')
    return loading
  },
  locate: async (file, paths) => (await import('./locate.js')).locate(file, paths),
  emit: async (model, context) => (await import('./emit/index.js')).emit(model, context),
  format: async (...files) => (await import('./format.js')).format(...files),
}
