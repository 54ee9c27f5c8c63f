/** Prints issues and usage errors to stderr, and JSON to stdout. */
import { type Issue, codeFrame } from '../generator/index.js'
import { annotationOf } from './annotations.js'
import { describeIssue } from './messages.js'
import { type Terminal, printable } from './terminal.js'
import type { UsageError } from './usage-error.js'

/**
 * Prints an issue. Errors come with a code frame; on GitHub Actions, also with an annotation.
 *
 * @param definition where an issue without a place of its own belongs, as an absolute path
 */
export async function printIssue(
  issue: Issue,
  definition: string | undefined,
  { err }: Terminal,
): Promise<void> {
  // Warnings are repeated on every run, so they get no code frame.
  const isError = issue.severity === 'error'
  const frame =
    issue.location && isError && (await codeFrame(issue.location, { color: err.hasColors }))
  // An issue without a path is not about the definition, but about the output folder, say.
  const file = issue.path.length > 0 ? definition : undefined
  const context = { frame: frame || undefined, definition: file }
  err.print(describeIssue(issue, context, err.paint) + (isError ? '\n' : ''))
  if (process.env.GITHUB_ACTIONS) err.print(annotationOf(issue, file))
}

/** Prints a usage error, and its hint if it has one. */
export function printUsageError({ message, hint }: UsageError, { err }: Terminal): void {
  err.print(`plugin-kit: ${printable(message)}`)
  if (hint !== undefined) err.print(`  ${err.paint.bold('→')} ${printable(hint)}`)
}

/** Prints a machine-readable document. */
export function printJson(document: string): void {
  process.stdout.write(`${document}\n`)
}
