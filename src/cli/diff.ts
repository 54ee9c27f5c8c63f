/** The command `diff`: what has changed in a definition, for whom it breaks, and the version it calls for. */
import { writeFileSync } from 'node:fs'
import {
  type Base,
  type ModelChange,
  disposeCheckouts,
  modelChanges,
  savedModel,
  versionCall,
  withBase,
} from '../diff/index.js'
import {
  type Issue,
  type Model,
  type ModelReport,
  codeFrame,
  endLoading,
  readModel,
  stages,
} from '../generator/index.js'
import { annotationOf } from './annotations.js'
import { describeChanges, describeOutcome } from './diff-messages.js'
import type { DiffReport } from './diff-report.js'
import { isWrongSetting } from './gen.js'
import { describeIssue, shown } from './messages.js'
import type { DiffCall } from './options.js'
import { printIssue, printJson } from './printing.js'
import { type Terminal, openTerminal } from './terminal.js'
import { oneTarget } from './targets.js'
import { UsageError } from './usage-error.js'

/**
 * @returns the exit code: 0 if the version will do, 1 if it is too low or a definition is invalid,
 * 2 if the settings are wrong
 * @throws {UsageError} if there is nothing under the name of the base, or the model cannot be saved
 */
export async function diff({ base, path, options }: DiffCall): Promise<0 | 1 | 2> {
  const terminal = openTerminal(options['no-color'] === true, options.json)
  const target = await oneTarget(path, 'diff')
  const stop = endOnSignals()
  const report = await compare(base, target, options.save, terminal).finally(async () => {
    stop()
    await endLoading()
  })
  const isBad = report.status === 'failed' || report.status === 'too-low'
  const exitCode = report.issues.some(isWrongSetting) ? 2 : isBad ? 1 : 0
  tell(report, options, terminal)
  if (options.json) {
    const { diffJsonOf } = await import('./json.js')
    printJson(JSON.stringify(diffJsonOf(report, exitCode), null, 2))
  }
  return exitCode
}

async function compare(
  name: string,
  path: string,
  save: string | undefined,
  terminal: Terminal,
): Promise<DiffReport> {
  const now = await readModel({ path })
  const { project, definition, model } = now
  const known = { project, ...(definition !== undefined && { definition }), base: { name } }
  if (definition === undefined || model === undefined) return await failed(now, known, terminal)
  const found = await withBase(name, definition, (base) =>
    between(base, { ...known, definition, name: model.name, version: model.version }, model, terminal),
  )
  if ('problem' in found) throw new UsageError(found.problem, found.hint)
  if (save !== undefined) saveTo(save, model)
  return found
} // prettier-ignore

async function failed(
  { issues, definition }: ModelReport,
  known: Pick<DiffReport, 'project' | 'definition' | 'base'>,
  terminal: Terminal,
): Promise<DiffReport> {
  const errors = issues.filter(({ severity }) => severity === 'error')
  for (const issue of errors) await printIssue(issue, definition, terminal)
  return { ...known, status: 'failed', changes: [], issues: errors }
}

/** What is compared must be there still: errors of the base show their lines. */
async function between(
  { model: before, issues, borrowed, shown: inBase }: Base,
  known: Omit<DiffReport, 'status' | 'changes' | 'issues'> & { readonly definition: string },
  after: Model,
  { err }: Terminal,
): Promise<DiffReport> {
  if (before === undefined) {
    const errors = issues.filter(({ severity }) => severity === 'error')
    if (errors.length === 0) return { ...known, status: 'new', changes: [], issues: [] }
    const ofBase: Issue[] = []
    for (const issue of errors) {
      const { location } = issue
      const frame = location && (await codeFrame(location, { color: err.hasColors }))
      const file = location && inBase(location.file)
      const named = { ...issue, ...(location && file && { location: { ...location, file } }) }
      ofBase.push(named)
      err.print(`${describeIssue(named, { frame: frame || undefined }, err.paint)}\n`)
    }
    return { ...known, status: 'failed', changes: [], issues: ofBase }
  }
  for (const path of borrowed) {
    err.print(err.paint.dim(`${shown(path)} is not in ${known.base.name}: it was read as it is now`))
  }
  const changes = await placed(modelChanges(before, after), known.definition)
  const call = versionCall(before.version, after.version, changes)
  return {
    ...known,
    status: call.isEnough ? 'enough' : 'too-low',
    base: { ...known.base, version: before.version },
    changes,
    call,
    issues: [],
  }
} // prettier-ignore

/** With the places of what has changed in the definition as it is now. */
async function placed(
  changes: readonly ModelChange[],
  definition: string,
): Promise<DiffReport['changes']> {
  const places = await stages.locate(
    definition,
    changes.map(({ path }) => path),
  )
  return changes.map((change, index) => {
    const location = places[index]
    return location === undefined ? change : { ...change, location }
  })
}

function saveTo(file: string, model: Model): void {
  try {
    writeFileSync(file, savedModel(model))
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${(error as Error).message}`, 'Choose another place')
  }
} // prettier-ignore

/** Complaints go to one stream, results to the other. */
function tell(report: DiffReport, options: DiffCall['options'], { out, err }: Terminal): void {
  if (report.status === 'failed') return
  const isTooLow = report.status === 'too-low'
  const { print, paint } = isTooLow ? err : out
  if (isTooLow || !options.quiet) {
    if (report.changes.length > 0) print(describeChanges(report.changes, paint))
    print(describeOutcome(report, paint))
  }
  if (!process.env.GITHUB_ACTIONS) return
  for (const annotation of annotationsOf(report)) err.print(annotation)
}

/** What breaks, at its line; that the version is too low, at the version's. */
function annotationsOf({ changes, call, status, definition, version, base }: DiffReport): readonly string[] {
  const isTooLow = status === 'too-low'
  const issues = changes
    .filter(({ verdict }) => verdict !== 'compatible')
    .map(({ path, verdict, affects, why, location }): Issue => ({
      severity: isTooLow && verdict === 'breaking' ? 'error' : 'warning',
      code: verdict === 'breaking' ? 'breaking_change' : 'may_break',
      path,
      message: `${why}: this matters to ${affects}`,
      ...(location && { location }),
    }))
  const tooLow: Issue = {
    severity: 'error',
    code: 'version_too_low',
    path: ['version'],
    message: `The changes since ${base.name} call for ${call?.version}, and the version is ${version}`,
    hint: `Write \`version: '${call?.version}'\``,
  }
  return [...issues, ...(isTooLow ? [tooLow] : [])].map((issue) => annotationOf(issue, definition))
} // prettier-ignore

/** Interrupted, it leaves nothing behind. */
function endOnSignals(): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const end = (signal: NodeJS.Signals): void => {
    disposeCheckouts()
    off()
    process.kill(process.pid, signal)
  }
  const off = (): void => signals.forEach((signal) => process.off(signal, end))
  for (const signal of signals) process.on(signal, end)
  return off
}
