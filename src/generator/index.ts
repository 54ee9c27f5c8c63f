/** The generator: load, model, emit, write. Everything is returned as data; nothing is printed. */
import { dirname, resolve } from 'node:path'
import { writtenOver } from './bp-gen.js'
import type { BuildFailure, BuildOptions, Message, Plugin } from 'esbuild'
import type { File } from './emit/index.js'
import { GeneratorError, type Issue, type Location } from './errors.js'
import { keepSources } from './evaluated-text.js'
import { type Reading, type Target, recall, remember } from './freshness.js'
import { type Input, isChangedSince, untilDated } from './inputs.js'
import type { Model } from './model/index.js'
import type { Report } from './report.js'
import { type Settings, findSettings, outDirOf } from './settings.js'
import { type Stages, stages } from './stages.js'
import { type Watcher, watchRuns } from './watch.js'
import { type Change, type Origin, compare, write } from './write.js'

export { GeneratorError, type Issue, type Location } from './errors.js'
export type { Report, Status } from './report.js'
/** @internal */
export { isBuildFailure } from './failure.js'
/** @internal */
export { makeIgnoredFolder } from './ignored-folder.js'
/** @internal */
export { takeOver, temporaryName } from './lock.js'
/** @internal */
export type { Doc, IndexSignature, NamedType, Property, Type } from './schema/index.js'
/** @internal */
export type { DependencyModel, Model, Slot } from './model/index.js'
/** @internal */
export { nearest } from './nearest.js'
/** @internal */
export { type PackageManager, packageManagerOf } from './package-manager.js'
/** @internal */
export { findSettings, outDirOf, pathsOf } from './settings.js'
/** @internal */
export { type Stages, stages } from './stages.js'
/** @internal */
export { watchRuns } from './watch.js'
/** @internal */
export { explained } from './write-failure.js'
export type { Watcher } from './watch.js'
export type { Change, ChangeKind } from './write.js'

/** What to generate, where, and how: before what the project's settings in its package.json say. */
export interface Options {
  /** A definition file or its folder, relative to the current folder, which is the default. */
  readonly path?: string
  /** Relative to the current folder. Default: as settled, else `.botpress` beside the definition. */
  readonly outDir?: string
  /** Whether to run the output through the project's own prettier. Default: as settled, else not. */
  readonly format?: boolean
  /** Whether to run even if nothing that is known to matter has changed. */
  readonly force?: boolean
}

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
  const ready: Stages = { ...using, load: (file) => using.load(file, { isFollowed: true }) }
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
  await (await import('./load.js')).endBundling()
}

/**
 * Ends what is kept for runs to come, unless one is under way: esbuild's process, and a thread that
 * stands ready.
 * @internal
 */
export async function endLoading(): Promise<void> {
  await (await import('./load.js')).endLoading()
}

/**
 * Ends all threads that definitions are evaluated in, whatever they are at; a run that waits for one
 * fails. A thread that waits for a process ends after that.
 * @internal
 */
export async function endEvaluators(): Promise<void> {
  await (await import('./load.js')).endEvaluators()
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
  return (await import('./code-frame.js')).codeFrame(location, options)
}

/** What becomes of the files, and what that is called. */
interface Purpose {
  readonly status: 'written' | 'stale'
  /** Whether nothing that was remembered is trusted. */
  readonly isThorough: boolean
  readonly put: (
    files: readonly File[],
    outDir: string,
    origin: Origin,
  ) => readonly Change[] | Promise<readonly Change[]>
}

async function run(options: Options, using: Stages, purpose: Purpose): Promise<Report> {
  const begin = performance.now()
  const { path = '.', force = false } = options
  const place = (project: string, settings?: Settings) => ({
    project,
    outDir: outDirOf(project, options.outDir, settings),
  })
  let target: Pick<Report, 'definition' | 'project' | 'outDir'> = place(resolve(path))
  let outcome: Outcome
  try {
    const definition = using.findDefinition(resolve(path))
    const project = dirname(definition)
    target = { definition, ...place(project) }
    const { settings, files } = await findSettings(project)
    const format = options.format ?? settings.format ?? false
    const found = { definition, ...place(project, settings) }
    target = found
    const known = force || purpose.isThorough ? undefined : recall({ ...found, format })
    const made = known
      ? { ...unchanged, ...known }
      : await settle({ ...found, format }, using, purpose)
    outcome = { ...made, inputs: [...new Set([...made.inputs, ...files])] }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    const inputs = error.inputs.map((input) => input.path)
    outcome = { ...unchanged, status: 'failed', issues: error.issues, inputs }
  }
  return { ...target, ...outcome, duration: performance.now() - begin }
}

type Outcome = Pick<Report, 'status' | 'changes' | 'issues' | 'inputs'>

const unchanged: Outcome = { status: 'unchanged', changes: [], issues: [], inputs: [] }

/** What comes of a definition, before it is written anywhere. */
interface Made {
  readonly files: readonly File[]
  readonly issues: readonly Issue[]
  readonly reading: Reading
}

/** More often than this, nobody saves in a row. */
const maximumAttempts = 5

/**
 * Makes the output of what is there now: if a file was changed while it was read, or since, all is
 * made again, and nothing is told of the attempt.
 */
async function settle(target: Target, using: Stages, { status, put }: Purpose): Promise<Outcome> {
  let last: string | undefined
  for (let attempt = 1; ; attempt++) {
    await untilDated(target.definition)
    const started = Date.now()
    const environment = { ...process.env }
    const made = await make(target, using).catch((error: unknown) => {
      if (error instanceof GeneratorError) return error
      throw error
    })
    const inputs = made instanceof GeneratorError ? involved(made, target) : made.reading.inputs
    const isSettled = !inputs.some((input) => isChangedSince(input, started))
    if (made instanceof GeneratorError) {
      if (!isSettled && attempt < maximumAttempts) continue
      keepSources(made.issues, started)
      throw made
    }
    const { files, issues, reading } = made
    const limit = isSettled || attempt === maximumAttempts ? started : Infinity
    const origin = remember(target, reading, issues, limit, environment)
    const seen = JSON.stringify([...origin.inputs])
    // A definition may itself write what it reads, each time: it is known if that was the same.
    if (limit === Infinity && seen !== last) {
      last = seen
      continue
    }
    const changes = await put(files, target.outDir, origin)
    return {
      status: changes.length > 0 ? status : 'unchanged',
      changes,
      // Of this run only: the next one finds the folder as it should be.
      issues: changes.some(({ kind }) => kind === 'overwritten')
        ? [...issues, writtenOver]
        : issues,
      inputs: inputs.map(({ path }) => path),
    }
  }
}

/** The files that an error may be about. */
function involved({ inputs, issues }: GeneratorError, { definition }: Target): readonly Input[] {
  const located = issues.flatMap(({ location }) => (location ? [{ path: location.file }] : []))
  return [{ path: definition }, ...located, ...inputs]
}

async function make({ definition, project, outDir, format }: Target, using: Stages): Promise<Made> {
  const { value, reading } = await using.load(definition)
  const { files: printed, issues: found } = value
  // Finding a place takes longer than all the rest: worth it for errors, not for warnings alone.
  const invalid = found.some(({ severity }) => severity === 'error')
  const issues = invalid ? await located(found, definition, using) : found
  if (invalid) throw new GeneratorError(issues, { inputs: reading.inputs })
  if (!format) return { files: printed, issues, reading }
  const { files, inputs } = await using.format(printed, outDir, project)
  const formatters = inputs.map((path): Input => ({ path }))
  return { files, issues, reading: { ...reading, inputs: [...reading.inputs, ...formatters] } }
}

async function located(
  issues: readonly Issue[],
  file: string,
  using: Stages,
): Promise<readonly Issue[]> {
  const lost = issues.filter((issue) => issue.location === undefined)
  if (lost.length === 0) return issues
  const locations = await using.locate(
    file,
    lost.map((issue) => issue.path),
  )
  const found = new Map(lost.map((issue, index) => [issue, locations[index]]))
  return issues.map((issue) => {
    const location = found.get(issue)
    return location === undefined ? issue : { ...issue, location }
  })
}
