/** The generator: load, model, emit, write. Everything is returned as data; nothing is printed. */
import { basename, dirname, resolve } from 'node:path'
import type { File } from './emit/index.js'
import { GeneratorError, type Issue, type Location } from './errors.js'
import { type Target, recall, remember } from './freshness.js'
import type { Report } from './report.js'
import { type Settings, findSettings, outDirOf } from './settings.js'
import { type Stages, stages } from './stages.js'
import { type Watcher, watchRuns } from './watch.js'
import { type Change, type Origin, compare, write } from './write.js'

export { GeneratorError, type Issue, type Location } from './errors.js'
export type { Report, Status } from './report.js'
/** @internal */
export { makeIgnoredFolder } from './ignored-folder.js'
/** @internal */
export { buildFailure, isBuildFailure } from './load/index.js'
/** @internal */
export { temporaryName } from './lock.js'
/** @internal */
export { nearest } from './nearest.js'
/** @internal */
export { findSettings, outDirOf, pathsOf } from './settings.js'
/** @internal */
export { type Stages, stages } from './stages.js'
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
  return run(options, using, { status: 'written', put: write })
}

/**
 * Tells what `generate` would do, and writes nothing.
 *
 * @returns a report with the status `stale`, `unchanged` or `failed`; rejects for bugs of ours only
 */
export function check(options: Options = {}, using: Stages = stages): Promise<Report> {
  return run(options, using, { status: 'stale', put: compare })
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
  return watchRuns(() => generate(options, using), onReport)
}

/**
 * Ends what bundling has started; the next run starts it again.
 * @internal
 */
export async function endBundling(): Promise<void> {
  await (await import('./load.js')).endBundling()
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
    const known = force ? undefined : recall({ ...found, format })
    const made = known
      ? { ...unchanged, ...known }
      : await make({ ...found, format }, using, purpose)
    outcome = { ...made, inputs: [...new Set([...made.inputs, ...files])] }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    outcome = { ...unchanged, status: 'failed', issues: error.issues }
  }
  return { ...target, ...outcome, duration: performance.now() - begin }
}

type Outcome = Pick<Report, 'status' | 'changes' | 'issues' | 'inputs'>

const unchanged: Outcome = { status: 'unchanged', changes: [], issues: [], inputs: [] }

async function make(target: Target, using: Stages, { status, put }: Purpose): Promise<Outcome> {
  const { definition: file, project, outDir } = target
  const started = Date.now()
  const { definition, inputs: sources } = await using.load(file)
  const { model, issues: found } = await using.toModel(definition)
  // Finding a place takes longer than all the rest: worth it for errors, not for warnings alone.
  const invalid = found.some(({ severity }) => severity === 'error')
  const issues = invalid ? await located(found, file, using) : found
  if (invalid) throw new GeneratorError(issues)
  const printed = await using.emit(model, { definitionFile: basename(file) })
  const { files, inputs: formatters } = target.format
    ? await using.format(printed, outDir, project)
    : { files: printed, inputs: [] }
  const inputs = [...sources.map((source) => source.path), ...formatters]
  const changes = await put(files, outDir, remember(target, inputs, issues, started))
  return { status: changes.length > 0 ? status : 'unchanged', changes, issues, inputs }
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
