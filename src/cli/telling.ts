/** Tells people and programs what a command has found: issues, wrong calls, JSON. */
import { type Issue, codeFrame } from '../generator/index.js'
import { annotationOf } from './annotations.js'
import { describeIssue } from './messages.js'
import { type Terminal, printable } from './terminal.js'
import type { UsageError } from './usage-error.js'

/**
 * Prints an issue; an error with the source around its place, and beside the source on GitHub.
 *
 * @param definition where an issue without a place of its own belongs, as an absolute path
 */
export async function tellIssue(
  issue: Issue,
  definition: string | undefined,
  { err }: Terminal,
): Promise<void> {
  // A warning is told again and again: a few lines have to do.
  const isError = issue.severity === 'error'
  const frame =
    issue.location && isError && (await codeFrame(issue.location, { color: err.hasColors }))
  // What has no path is not about the definition: the output folder, say.
  const file = issue.path.length > 0 ? definition : undefined
  const context = { frame: frame || undefined, definition: file }
  err.print(describeIssue(issue, context, err.paint) + (isError ? '\n' : ''))
  if (process.env.GITHUB_ACTIONS) err.print(annotationOf(issue, file))
}

/** Prints what is wrong with a call. */
export function tellProblem({ message, hint }: UsageError, { err }: Terminal): void {
  err.print(`plugin-kit: ${printable(message)}`)
  if (hint !== undefined) err.print(`  ${err.paint.bold('→')} ${printable(hint)}`)
}

/** Prints a machine-readable document. */
export function printJson(document: string): void {
  process.stdout.write(`${document}\n`)
}
