/** A call that cannot be meant: wrong flags, paths that are not there. Exit code 2, no stack. */

/** Thrown by commands, told by `main.ts`. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  /** The way out. */
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
