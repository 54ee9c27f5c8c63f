/** What can be wrong, as data: issues are collected first, messages are made at the edge. */
import type { Input } from './input.js'

/** A place in one of the author's files. */
export interface Location {
  /** Absolute path. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number
}

/** One thing that is wrong with, or worth knowing about, a definition. */
export interface Issue {
  /** With a warning, the output is written all the same. */
  readonly severity: 'error' | 'warning'
  /** Stable and machine-readable, in snake_case: `invalid_schema`, `transform_ignored`, … */
  readonly code: string
  /** Where in the definition, as keys from its root: `['actions', 'createTicket', 'input']`. */
  readonly path: readonly string[]
  /** What is wrong, in one sentence without a final period. */
  readonly message: string
  /** The way out, in one sentence without a final period. */
  readonly hint?: string
  /** Where it is written, if that is known. */
  readonly location?: Location
}

/** Every failure that the generator foresees. Recognise it by `code`. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError'
  /** The code of the first issue. */
  readonly code: string
  /** All that was found wrong, never empty. */
  readonly issues: readonly Issue[]
  /** What had been read by then, as far as that is known. */
  readonly inputs: readonly Input[]

  constructor(
    issues: readonly Issue[],
    options: { readonly cause?: unknown; readonly inputs?: readonly Input[] } = {},
  ) {
    super(issues.map((issue) => issue.message).join('\n'), options)
    this.code = issues[0]?.code ?? 'unknown'
    this.issues = issues
    this.inputs = options.inputs ?? []
  }
}
