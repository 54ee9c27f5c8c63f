/** The one error of the runtime. */

/**
 * What went wrong:
 * - `runtime_error`: an error of the author's own, thrown without a code
 * - `not_initialized`: the plugin was used before `initialize`
 * - `invalid_handler`: what was registered is not a function
 * - `invalid_value`: a value does not fit the definition; see `issues`
 * - `unknown_action`, `unknown_state`, `unknown_dependency`: the plugin has none of that name
 */
export type RuntimeErrorCode =
  | 'runtime_error'
  | 'not_initialized'
  | 'invalid_handler'
  | 'invalid_value'
  | 'unknown_action'
  | 'unknown_state'
  | 'unknown_dependency'

/** One thing that is wrong with a value. */
export interface RuntimeIssue {
  /** Keys from the definition's root: `['actions', 'trackEvent', 'input', 'userId']`. */
  readonly path: readonly PropertyKey[]
  /** What was expected, as the schema says it. */
  readonly message: string
}

/** What an error may carry beside its message. */
export interface RuntimeErrorOptions {
  /** A code of `RuntimeErrorCode`, or one of the author's own. Default: `runtime_error`. */
  readonly code?: RuntimeErrorCode | (string & {})
  readonly cause?: unknown
  readonly issues?: readonly RuntimeIssue[]
}

/**
 * An error with a message that is meant for whoever called: a bot answers the call with it and with
 * status 400. Thrown by the runtime, and free for authors to throw. Recognise it by `code`, as a
 * plugin and its bot may each have their own copy of this class.
 */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError'
  readonly code: string
  readonly issues: readonly RuntimeIssue[] | undefined
  // The platform's own errors are recognised by `isApiError`; its bots wrap all types but their own
  // 'Runtime' in one of that type, with the message kept.
  readonly isApiError = true
  readonly type = 'Plugin'

  /** `options` may also be the error that caused this one, as with `@botpress/sdk`. */
  constructor(message: string, options: RuntimeErrorOptions | Error = {}) {
    const {
      code = 'runtime_error',
      issues,
      ...rest
    }: RuntimeErrorOptions = 'message' in options ? { cause: options } : options
    super(message, rest)
    this.code = code
    this.issues = issues
  }

  /** What is left of the error on the wire. */
  toJSON(): object {
    return { ...this, message: this.message }
  }
}
