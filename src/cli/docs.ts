/** The command `docs`: plugins' references, on their pages or on stdout. */
import { readModel } from '../generator/index.js'
import { writeDocs } from '../docs/index.js'
import { shown } from './messages.js'
import type { DocsCall } from './options.js'
import { printIssue, printUsageError } from './printing.js'
import { findTargets } from './targets.js'
import { type Terminal, openTerminal } from './terminal.js'

/**
 * @returns the exit code: 0 for done, 1 if a page is not up to date or something of the author's is
 * wrong, 2 if the call is
 */
export async function docs({ paths, options }: DocsCall): Promise<0 | 1 | 2> {
  // stdout is for references that have no page.
  const terminal = openTerminal(options['no-color'] === true, true)
  const targets = await findTargets(paths, undefined)
  for (const problem of targets.problems) printUsageError(problem, terminal)
  let isGood = true
  for (const path of targets.paths) isGood = (await docsOf(path, options, terminal)) && isGood
  return targets.problems.length > 0 ? 2 : isGood ? 0 : 1
}

/** Documents one plugin, and tells about it. @returns whether all is as the call wants it */
async function docsOf(
  path: string,
  { check, quiet }: DocsCall['options'],
  terminal: Terminal,
): Promise<boolean> {
  const { project, definition, model, issues } = await readModel({ path })
  if (definition === undefined || model === undefined) {
    for (const issue of issues) await printIssue(issue, definition, terminal)
    return false
  }
  const report = await writeDocs({ project, definition, model, isWriting: !check })
  for (const issue of report.issues) await printIssue(issue, definition, terminal)
  const { paint, print } = terminal.err
  const page = report.path === undefined ? '' : shown(report.path)
  switch (report.status) {
    case 'failed':
      return false
    case 'stale':
      print(`${paint.red('✗')} ${page} is not up to date`)
      print(`  ${paint.bold('→')} Run \`plugin-kit docs\``)
      return false
    case 'printed':
      if (check && !quiet) {
        print(`${paint.yellow('~')} ${shown(definition)} has no \`readme\` that could be checked`)
      } else if (!check) {
        process.stdout.write(`${report.text}\n`)
      }
      return true
    default: {
      const done = report.status === 'written' ? 'written' : 'is up to date'
      if (!quiet) print(`${paint.green('✓')} ${page} ${done}`)
      return true
    }
  }
}
