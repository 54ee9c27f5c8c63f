/** A mistake in the author's files, as an error. */
import type { BuildFailure } from 'esbuild'
import { GeneratorError, type Issue, type Location } from './errors.js'

/** What is known of it. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint?: string | undefined
  readonly location?: Location | undefined
}

/** One issue, as an error. */
export function failure(issue: Failure, cause?: unknown): GeneratorError {
  return new GeneratorError([issueOf(issue)], { cause })
}

/** The issue of what is known. */
export function issueOf({ code, message, hint, location }: Failure): Issue {
  return {
    severity: 'error',
    code,
    path: [],
    message,
    ...(hint !== undefined && { hint }),
    ...(location !== undefined && { location }),
  }
}

/** Tells esbuild's reports of mistakes in the author's files from all other errors. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
