/** The command `gen`: the generator's reports as lines or as JSON, and as an exit code. */
import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import {
  type Issue,
  type Options,
  type Report,
  type Watcher,
  check,
  generate,
  watch,
} from '../generator/index.js'
import { annotationOf } from './annotations.js'
import { shortRunStages } from './short-run.js'
import {
  describeInputs,
  describeReport,
  describeSummary,
  nameOf,
  shellWord,
  shown,
} from './messages.js'
import type { GenCall } from './options.js'
import { findTargets, settledPaths } from './targets.js'
import { printJson, printIssue, printUsageError } from './printing.js'
import { type Output, type Terminal, openTerminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/** What a call of `gen` has at hand. */
interface Context {
  readonly options: GenCall['options']
  readonly terminal: Terminal
  /** Whether there is only one project; of many, those without news are counted, not listed. */
  readonly isOne: boolean
  /** The paths that the call names. */
  readonly given: readonly string[]
}

/**
 * @returns the exit code: 0 for done, 1 if something of the author's is wrong, 2 if the call is
 * @throws {UsageError} if the options contradict each other
 */
export async function gen({ paths, options }: GenCall): Promise<0 | 1 | 2> {
  const begin = performance.now()
  const isDry = options.check || options['dry-run']
  if (options.watch && isDry) {
    throw new UsageError(
      `--watch does not go with ${options.check ? '--check' : '--dry-run'}`,
      'The one writes whenever something changes, the other never writes',
    )
  }
  if (options['out-dir'] === '') throw new UsageError('--out-dir needs a folder')
  if (options.format && options['no-format']) {
    throw new UsageError('--format does not go with --no-format', 'Leave one of them out')
  }
  const terminal = openTerminal(options['no-color'] === true, options.json)
  const targets = await findTargets(paths, options['out-dir'])
  for (const problem of targets.problems) printUsageError(problem, terminal)
  const isOne = targets.paths.length + targets.problems.length === 1
  const context = { options, terminal, isOne, given: paths }
  if (options.watch) {
    if (targets.paths.length > 0) await watchAll(targets.paths, context)
    return targets.problems.length > 0 ? 2 : 0
  }

  const reports: Report[] = []
  let areStubsThere = true
  for (const [index, path] of targets.paths.entries()) {
    const progress = `${index + 1}/${targets.paths.length} ${shown(path)}`
    if (!isOne && !options.quiet) terminal.progress(progress)
    const using = shortRunStages(index === targets.paths.length - 1)
    const report = await (isDry ? check : generate)(optionsFor(path, options), using)
    reports.push(report)
    await printReport(report, path, context)
    areStubsThere = (await stubsFor(report, path, context)) && areStubsThere
  }

  if (!isOne && !options.quiet) {
    const duration = performance.now() - begin
    terminal.out.print(describeSummary(reports, targets.problems.length, duration))
  }
  const isWrongCall =
    targets.problems.length > 0 || reports.some(({ issues }) => issues.some(isWrongSetting))
  const isBad = ({ status }: Report) => status === 'failed' || (options.check && status === 'stale')
  const exitCode = isWrongCall ? 2 : reports.some(isBad) || !areStubsThere ? 1 : 0
  if (options.json) {
    const { jsonOf } = await import('./json.js')
    printJson(JSON.stringify(jsonOf(reports, targets.problems, exitCode), null, 2))
  }
  return exitCode
}

/** Settings are as much a part of the call as its options. */
export function isWrongSetting({ code }: Issue): boolean {
  return code === 'invalid_settings'
}

/** Goes on until it is interrupted. */
async function watchAll(paths: readonly string[], context: Context): Promise<void> {
  const { options, terminal, given } = context
  let telling = Promise.resolve()
  const say = (work: () => Promise<void>): Promise<void> => (telling = telling.then(work))
  const json = async (...told: Parameters<typeof import('./json.js').jsonOf>): Promise<void> => {
    if (!options.json) return
    const { jsonOf } = await import('./json.js')
    printJson(JSON.stringify(jsonOf(...told)))
  }

  const start = (path: string): Watcher =>
    watch(optionsFor(path, options), (report) => {
      void say(async () => {
        await printReport(report, path, { ...context, isOne: true })
        await stubsFor(report, path, context)
        await json([report])
      })
    })
  let told: unknown
  const targets = async (): Promise<readonly string[] | undefined> => {
    const { paths, problems } = await findTargets(given, options['out-dir'])
    const isNews = !isDeepStrictEqual(problems, told)
    told = problems
    if (problems.length === 0) return paths
    if (isNews) {
      for (const problem of problems) printUsageError(problem, terminal)
      await say(() => json([], problems))
    }
    return undefined
  }
  if (!options.quiet) terminal.err.print(terminal.err.paint.dim('Watching; Ctrl+C ends it'))
  const { placesOf, watchTargets } = await import('./watch-targets.js')
  const places = async () =>
    given.length > 0
      ? given.flatMap(placesOf)
      : [{ path: resolve('package.json'), depth: 0 }, ...(await settledPaths()).flatMap(placesOf)]
  await watchTargets(paths, start, { places, targets })
  await telling
}

/** What the options of a call say to the generator. */
export function optionsFor(
  path: string,
  options: Pick<GenCall['options'], 'force' | 'format' | 'no-format' | 'out-dir'>,
): Options {
  return {
    path,
    force: options.force === true,
    ...formatOf(options),
    ...(options['out-dir'] !== undefined && { outDir: resolve(options['out-dir']) }),
  }
}

/** Whether to format; nothing where the project's settings are to say it. */
function formatOf(
  options: Pick<GenCall['options'], 'format' | 'no-format'>,
): Pick<Options, 'format'> {
  if (options['no-format']) return { format: false }
  return options.format === undefined ? {} : { format: options.format }
}

/** Complaints go to one stream, results to the other. */
async function printReport(report: Report, path: string, context: Context): Promise<void> {
  const { options, terminal, isOne } = context
  for (const issue of report.issues) {
    if (issue.severity === 'error' || !options.quiet)
      await printIssue(issue, report.definition, terminal)
  }
  const isStale = options.check === true && report.status === 'stale'
  const isComplaint = isStale || report.status === 'failed'
  const isNews = report.status !== 'unchanged' || isOne || options.verbose
  if (!isComplaint && (options.quiet || !isNews)) return
  const { paint, print } = isComplaint ? terminal.err : terminal.out
  print(describeReport(report, paint, isComplaint))
  if (options.verbose && report.inputs.length > 0) print(describeInputs(report, paint))
  if (isStale) tellWayOut(report, path, context)
  if (options['dry-run'] && !options.json) await tellDiffs(report, terminal.out)
}

/** Adds stubs if the call asks for it. @returns whether all is as the call wants it */
async function stubsFor(
  { status }: Report,
  path: string,
  { options, terminal }: Context,
): Promise<boolean> {
  if (!options.stubs || status === 'failed') return true
  const { stubsOf } = await import('./stubs.js')
  return await stubsOf(path, options, terminal)
}

function tellWayOut(report: Report, path: string, context: Context): void {
  const { options, given } = context
  const { format } = formatOf(options)
  const { err } = context.terminal
  // What the project has settled is not said again.
  const words = [
    'plugin-kit',
    'gen',
    ...(path === process.cwd() && given.length === 0 ? [] : [shown(path)]),
    ...(options['out-dir'] === undefined ? [] : ['--out-dir', options['out-dir']]),
    ...(format === undefined ? [] : [format ? '--format' : '--no-format']),
  ]
  const hint = `Run \`${words.map(shellWord).join(' ')}\``
  err.print(`  ${err.paint.bold('→')} ${hint}`)
  if (!process.env.GITHUB_ACTIONS) return
  const message = `${shown(report.outDir)} is not up to date`
  err.print(annotationOf({ severity: 'error', code: 'stale_output', path: [], message, hint }))
}

async function tellDiffs(report: Report, { paint, print }: Output): Promise<void> {
  const { diffOf, paintDiff } = await import('./unified-diff.js')
  for (const change of report.changes) {
    print(`\n${paintDiff(diffOf(change, nameOf(change, report)), paint)}`)
  }
}
