/** One run: recognise what is up to date; else load, model, emit, write. */
import { dirname, resolve } from 'node:path'
import type { File } from './emit/index.js'
import { GeneratorError, type Issue } from './errors.js'
import { type Target, isChangedSince, recall, remember, untilDated } from './freshness/index.js'
import type { Input, Reading } from './input.js'
import { located } from './located.js'
import { type Change, type Origin, isOfBp, writtenOver } from './output/index.js'
import { type Settings, findSettings, outDirOf } from './project/index.js'
import type { Report } from './report.js'
import type { Stages } from './stages.js'

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

/** What becomes of the files, and what that is called. */
export interface Purpose {
  readonly status: 'written' | 'stale'
  /** Whether nothing that was remembered is trusted. */
  readonly isThorough: boolean
  readonly put: (
    files: readonly File[],
    outDir: string,
    origin: Origin,
  ) => readonly Change[] | Promise<readonly Change[]>
}

/**
 * Runs the generator once.
 *
 * @returns a report; rejects for bugs of ours only
 */
export async function run(options: Options, using: Stages, purpose: Purpose): Promise<Report> {
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
      : await makeOfOneMoment({ ...found, format }, using, purpose)
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
async function makeOfOneMoment(
  target: Target,
  using: Stages,
  { status, put }: Purpose,
): Promise<Outcome> {
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
      const { keepSources } = await import('./locate/index.js')
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
      issues: isOfBp(changes) ? [...issues, writtenOver] : issues,
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
