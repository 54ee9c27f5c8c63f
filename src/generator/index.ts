/** The generator: load, model, emit, write. Everything is returned as data; nothing is printed. */
import type { BuildFailure, BuildOptions, Message, Plugin } from 'esbuild'
import type { GeneratorError, Issue, Location } from './errors.js'
import type { Model } from './model/index.js'
import { compare, write } from './output/index.js'
import type { Report } from './report.js'
import { type ModelReport, readModel } from './read-model.js'
import { type Options, run } from './run.js'
import { type Stages, stages } from './stages.js'
import { type Watcher, watchRuns } from './watch/index.js'

export { GeneratorError, type Issue, type Location } from './errors.js'
export type { Change, ChangeKind } from './output/index.js'
export type { Report, Status } from './report.js'
export type { Options } from './run.js'
export type { Watcher } from './watch/index.js'

// What other rooms of this package use, and is not public.
/** @internal */
export { showEntry } from './entry-path.js'
/** @internal */
export { isBuildFailure } from './failure.js'
/** @internal */
export type { DependencyModel, Model, Slot } from './model/index.js'
/** @internal */
export { nearest } from './nearest.js'
/** @internal */
export {
  explained,
  makeIgnoredFolder,
  replaceFile,
  takeOver,
  temporaryName,
} from './output/index.js'
/** @internal */
export {
  type PackageManager,
  entryName,
  findSettings,
  noEntry,
  outDirOf,
  packageManagerOf,
  pathsOf,
} from './project/index.js'
/** @internal */
export type { Doc, IndexSignature, NamedType, Property, Type } from './schema/index.js'
/** @internal */
export { type ModelReport, readModel }
/** @internal */
export { type Stages, stages } from './stages.js'
/** @internal */
export { watchRuns } from './watch/index.js'

/**
 * Generates, and leaves files alone that are as they should be.
 *
 * @returns a report with the status `written`, `unchanged` or `failed`; rejects for bugs of ours only
 */
export function generate(options: Options = {}, using: Stages = stages): Promise<Report> {
  return run(options, using, { status: 'written', isThorough: false, put: write })
}

/**
 * Tells what `generate` would do, and writes nothing. Trusts nothing that was remembered: the
 * definition is evaluated every time.
 *
 * @returns a report with the status `stale`, `unchanged` or `failed`; rejects for bugs of ours only
 */
export function check(options: Options = {}, using: Stages = stages): Promise<Report> {
  return run(options, using, { status: 'stale', isThorough: true, put: compare })
}

/**
 * Generates, and does so again whenever the definition or anything it imports has changed. A mistake
 * is reported and leaves the output as it was.
 *
 * @param onReport called for the first run, and then whenever there is something new to tell
 */
export function watch(
  options: Options,
  onReport: (report: Report) => void,
  using: Stages = stages,
): Watcher {
  const ready: Stages = { ...using, load: (file) => using.load(file, { next: 'later' }) }
  const watcher = watchRuns(() => generate(options, ready), onReport)
  watchers.add(watcher)
  return {
    ...watcher,
    close: async () => {
      await watcher.close()
      // Others load by the same means.
      if (watchers.delete(watcher) && watchers.size === 0) await endLoading()
    },
  }
}

/** Those that have not been closed. */
const watchers = new Set<Watcher>()

/**
 * All that esbuild has found wrong, in the author's terms.
 * @param file the absolute path of what was bundled
 * @internal
 */
export async function buildFailure(error: BuildFailure, file: string): Promise<GeneratorError> {
  return (await import('./load/index.js')).buildFailure(error, file)
}

/**
 * What esbuild finds odd in the author's files, and bundles all the same.
 * @param file the absolute path of what was bundled
 * @internal
 */
export async function buildWarnings(
  warnings: readonly Message[],
  file: string,
): Promise<readonly Issue[]> {
  return (await import('./load/index.js')).buildWarnings(warnings, file)
}

/**
 * What a bundle of the author's code is to follow of its tsconfigs.
 * @param entry the absolute path of the file that begins it
 * @internal
 */
export async function tsconfigOptions(
  entry: string,
): Promise<Pick<BuildOptions, 'conditions' | 'plugins'>> {
  return (await import('./load/index.js')).tsconfigOptions(entry)
}

/**
 * Ends what bundling has started; the next run starts it again.
 * @internal
 */
export async function endBundling(): Promise<void> {
  await (await import('./load/index.js')).endBundling()
}

/**
 * Ends what is kept for runs to come, unless one is under way: esbuild's process, and a thread that
 * stands ready.
 * @internal
 */
export async function endLoading(): Promise<void> {
  await (await import('./load/index.js')).endLoading()
}

/**
 * Ends all threads that definitions are evaluated in, whatever they are at; a run that waits for one
 * fails. A thread that waits for a process ends after that.
 * @internal
 */
export async function endEvaluators(): Promise<void> {
  await (await import('./load/index.js')).endEvaluators()
}

/**
 * What a definition says, as data.
 *
 * @param definition the default export of a definition that `generate` accepts
 * @internal
 */
export async function modelOf(definition: unknown): Promise<Model> {
  return (await import('./model/index.js')).toModel(definition).model
}

/**
 * A plugin of esbuild's that keeps installed packages out of a bundle of the author's files, and
 * finds the others by their tsconfig: as definitions are bundled.
 * @internal
 */
export async function installedPackages(): Promise<Plugin> {
  return (await import('./load/index.js')).installedPackages()
}

/**
 * Shows a place in the author's source.
 *
 * @param options.color whether to use terminal colours
 * @returns the lines around it, with numbers and a mark; `''` if the file cannot be read
 */
export async function codeFrame(
  location: Location,
  options: { readonly color?: boolean } = {},
): Promise<string> {
  return (await import('./locate/index.js')).codeFrame(location, options)
}
