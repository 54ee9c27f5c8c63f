/** Creates errors for mistakes in the author's files. */
import type { BuildFailure } from 'esbuild'
import { GeneratorError, type Issue, type Location } from './errors.js'

/** The parts of an error issue; its severity and path are always the same. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly hint?: string | undefined
  readonly location?: Location | undefined
}

/** Creates an error that holds one issue. */
export function failure(issue: Failure, cause?: unknown): GeneratorError {
  return new GeneratorError([issueOf(issue)], { cause })
}

/** Creates an issue of severity `error`, without a path. */
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

/** Whether an error is esbuild's report of mistakes in the author's files. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}
