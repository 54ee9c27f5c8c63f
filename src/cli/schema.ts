/** The command `schema`: every slot as JSON Schema, in one document. */
import { endLoading, readModel } from '../generator/index.js'
import { modelSchemas } from '../schema/index.js'
import { isWrongSetting } from './gen.js'
import { type SchemaReport, schemaJsonOf } from './json.js'
import type { SchemaCall } from './options.js'
import { printIssue, printJson, printUsageError } from './printing.js'
import { findTargets } from './targets.js'
import { openTerminal } from './terminal.js'

/** @returns the exit code: 0 for done, 1 if a definition is invalid, 2 if the call or the settings are wrong */
export async function schema({ paths, options }: SchemaCall): Promise<0 | 1 | 2> {
  const terminal = openTerminal(options['no-color'] === true, true)
  const targets = await findTargets(paths, undefined)
  for (const problem of targets.problems) printUsageError(problem, terminal)
  const reports: SchemaReport[] = []
  for (const path of targets.paths) {
    const { project, definition, model, issues, written } = await readModel({ path, withSchemas: true })
    for (const issue of issues) {
      const isShown = issue.severity === 'error' || !options.quiet
      if (isShown) await printIssue(issue, definition, terminal)
    }
    reports.push({
      project,
      ...(definition !== undefined && { definition }),
      ...(model && { name: model.name, version: model.version }),
      ...(model && { schemas: modelSchemas(model, written ?? new Map()) }),
      issues,
    })
  }
  await endLoading()
  const isWrongCall =
    targets.problems.length > 0 || reports.some(({ issues }) => issues.some(isWrongSetting))
  const exitCode = isWrongCall ? 2 : reports.every(({ schemas }) => schemas) ? 0 : 1
  printJson(JSON.stringify(schemaJsonOf(reports, targets.problems, exitCode), null, 2))
  return exitCode
} // prettier-ignore
