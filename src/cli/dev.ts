/** The command `dev`: a local bot to talk to, until it is interrupted. */
import { spawn } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import {
  type Dev,
  FolderInUse,
  type Problem,
  type TimelineEntry,
  UnreadableJournal,
  startDev,
} from '../dev/index.js'
import { GeneratorError, findSettings, outDirOf, stages } from '../generator/index.js'
import { isWrongSetting } from './gen.js'
import { describeIssue, shown, showDuration } from './messages.js'
import type { DevCall } from './options.js'
import { oneTarget } from './targets.js'
import { printJson, printIssue, printUsageError } from './printing.js'
import { type Terminal, openTerminal, printable } from './terminal.js'
import { UsageError } from './usage-error.js'

/**
 * @returns the exit code: 0 when it was interrupted, 1 if the project is run already or has no
 * definition, 2 if the call or the settings are wrong
 * @throws {UsageError} for a port that cannot be had, or if several plugins are meant
 */
export async function dev({ path, options }: DevCall): Promise<0 | 1 | 2> {
  const port = portOf(options.port)
  const terminal = openTerminal(options['no-color'] === true, options.json)
  const place = await placeOf(await oneTarget(path, 'dev'))
  if ('issues' in place) {
    for (const issue of place.issues) await printIssue(issue, undefined, terminal)
    return place.issues.some(isWrongSetting) ? 2 : 1
  }

  const project = dirname(place.definition)
  const tell = (entry: TimelineEntry): void =>
    options.json ? printJson(JSON.stringify(entry)) : tellEntry(entry, project, options, terminal)
  /** What happens before it is ready: the line that says where it is comes first. */
  const waiting: TimelineEntry[] = []
  let isReady = false
  const started = await start({
    ...place,
    port,
    fresh: options.fresh === true,
    onEntry: (entry) => void (isReady ? tell(entry) : waiting.push(entry)),
  })
  if ('problem' in started) {
    printUsageError(started.problem, terminal)
    return 1
  }
  const { running } = started
  if (options.json) printJson(JSON.stringify(addressOf(running)))
  else tellAddress(running, project, terminal)
  isReady = true
  for (const entry of waiting) tell(entry)
  if (options.open) open(running.url)
  await Promise.race([interrupted(), running.done])
  await running.close()
  return 0
}

function portOf(given: string | undefined): number {
  if (given === undefined) return 0
  const port = /^\d+$/.test(given) ? Number(given) : NaN
  if (port <= 65535) return port
  throw new UsageError(`--port needs a number from 0 to 65535, not ${given}`)
}

/** The definition and the output folder that a path means, or why that cannot be told. */
async function placeOf(
  target: string,
): Promise<
  { readonly definition: string; readonly outDir: string } | Pick<GeneratorError, 'issues'>
> {
  try {
    const definition = stages.findDefinition(target)
    const project = dirname(definition)
    const { settings } = await findSettings(project)
    return { definition, outDir: outDirOf(project, undefined, settings) }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    return { issues: error.issues }
  }
}

async function start(
  options: Parameters<typeof startDev>[0],
): Promise<{ readonly running: Dev } | { readonly problem: UsageError }> {
  try {
    return { running: await startDev(options) }
  } catch (error) {
    if (error instanceof FolderInUse) {
      const problem = new UsageError(
        `Another plugin-kit dev runs this project: process ${error.pid}`,
        'Talk to that one, or end it',
      )
      return { problem }
    }
    if (error instanceof UnreadableJournal) {
      const problem = new UsageError(
        `What the bot held the last time cannot be read: ${shown(error.path)}`,
        'Start anew with --fresh',
      )
      return { problem }
    }
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE' || code === 'EACCES') {
      throw new UsageError(
        `Port ${options.port} ${code === 'EACCES' ? 'is not allowed' : 'is taken'}`,
        'Choose another one, or leave --port out for a free one',
      )
    }
    throw error
  }
}

function addressOf({
  url,
  apiUrl,
  token,
  botId,
}: Dev): Pick<Dev, 'url' | 'apiUrl' | 'token' | 'botId'> {
  return { url, apiUrl, token, botId }
}

function tellAddress(
  { url, apiUrl, token, botId, isRunning }: Dev,
  project: string,
  terminal: Terminal,
): void {
  const { paint, print } = terminal.out
  print(
    isRunning
      ? `${paint.green('✓')} ${shown(project)} runs in a local bot; Ctrl+C ends it`
      : `${paint.red('✗')} ${shown(project)} does not run yet: it is tried again with each save; Ctrl+C ends it`,
  )
  print(`  page  ${paint.cyan(url)}`)
  print(paint.dim(`  API   ${apiUrl}  token ${token}  bot ${botId}\n`))
}

/** What is of no interest most of the time: `--verbose` shows it, and the page does. */
const details: ReadonlySet<TimelineEntry['kind']> = new Set(['hook', 'handler', 'action', 'call'])

function tellEntry(
  entry: TimelineEntry,
  project: string,
  { quiet, verbose }: DevCall['options'],
  terminal: Terminal,
): void {
  const { problem, kind } = entry
  if (problem) {
    if (problem.severity === 'warning' && quiet) return
    terminal.err.print(describeProblem(problem, project, terminal))
  } else if (!quiet && (verbose || !details.has(kind))) tellLine(entry, terminal)
}

function tellLine({ at, kind, level, title, duration }: TimelineEntry, terminal: Terminal): void {
  const { paint, print } = terminal.out
  const text = printable(title)
  const colored = level === 'error' ? paint.red(text) : level === 'warn' ? paint.yellow(text) : text
  const time = duration === undefined ? '' : ` ${paint.dim(`(${showDuration(duration)})`)}`
  print(`${paint.dim(`${at.slice(11, 19)} ${kind.padEnd(7)}`)} ${colored}${time}`)
}

function describeProblem(problem: Problem, project: string, { err }: Terminal): string {
  const { severity, code, message, hint, place } = problem
  const issue = {
    severity,
    code,
    message,
    path: [],
    ...(hint !== undefined && { hint }),
    ...(place && { location: { ...place, file: resolve(project, place.file) } }),
  }
  return `${describeIssue(issue, { frame: place?.frame }, err.paint)}\n`
}

/** Opens an address in the browser; that it cannot is no reason to end. */
function open(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url]
  const child = spawn(program as string, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => {})
  child.unref()
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
