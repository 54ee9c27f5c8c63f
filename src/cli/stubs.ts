/** The command `stubs`: what it has added to the source, or would, and what the author has to do. */
import { relative } from 'node:path'
import { type Issue, readModel } from '../generator/index.js'
import { type StubsReport, addStubs } from '../stubs/index.js'
import { shown } from './messages.js'
import type { StubsCall } from './options.js'
import { printIssue } from './printing.js'
import { oneTarget } from './targets.js'
import { type Terminal, openTerminal, printable } from './terminal.js'

/**
 * @returns the exit code: 0 for done, 1 if stubs are missing or something of the author's is wrong
 * @throws {UsageError} if there is no such plugin, or several are meant
 */
export async function stubs({ path, options }: StubsCall): Promise<0 | 1> {
  const terminal = openTerminal(options['no-color'] === true)
  const target = await oneTarget(path, 'stubs')
  return (await stubsOf(target, options, terminal)) ? 0 : 1
}

/**
 * Adds stubs to one plugin's source, and tells about it.
 *
 * @returns whether all is as the call wants it
 */
export async function stubsOf(
  path: string,
  options: Pick<StubsCall['options'], 'check' | 'dry-run' | 'quiet'>,
  terminal: Terminal,
): Promise<boolean> {
  const tell = async (issues: readonly Issue[], definition?: string): Promise<void> => {
    for (const issue of issues) {
      if (issue.severity === 'error' || !options.quiet)
        await printIssue(issue, definition, terminal)
    }
  }
  const { project, definition, model, issues } = await readModel({ path })
  // Its warnings are gen's to tell.
  if (model === undefined) {
    await tell(issues, definition)
    return false
  }
  const isWriting = !options.check && !options['dry-run']
  const report = await addStubs({ project, model, isWriting })
  await tell(report.issues)
  await describe(report, options, terminal)
  const isMissing = report.status === 'stale' && options.check === true
  return !isMissing && report.status !== 'open' && report.status !== 'failed'
}

async function describe(
  { status, missing, change, code }: StubsReport,
  { check, 'dry-run': isDry, quiet }: Pick<StubsCall['options'], 'check' | 'dry-run' | 'quiet'>,
  { out, err }: Terminal,
): Promise<void> {
  const names = printable(missing.join(', '))
  if (code !== undefined) out.print(printable(code))
  if (change === undefined) {
    if (status === 'unchanged' && !quiet) {
      out.print(`${out.paint.green('✓')} Every action is implemented`)
    }
    return
  }
  const file = shown(change.path)
  if (status === 'written') {
    if (!quiet) out.print(`${out.paint.green('✓')} ${file}: added ${names}`)
  } else if (check) {
    err.print(`${err.paint.red('✗')} ${file} does not implement ${names}`)
    err.print(`  ${err.paint.bold('→')} Run \`plugin-kit stubs\`, or write it`)
  } else if (!quiet) {
    out.print(`${out.paint.yellow('~')} ${file} does not implement ${names}`)
  }
  if (!isDry) return
  const { diffOf, paintDiff } = await import('./unified-diff.js')
  const name = relative('', change.path).replaceAll('\\', '/')
  const diff = diffOf({ kind: 'stale', ...change }, name)
  out.print(`\n${paintDiff(diff, out.paint)}`)
}
