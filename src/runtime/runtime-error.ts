/** The one error of the runtime. */

/**
 * What went wrong:
 * - `runtime_error`: an error of the author's own, thrown without a reason
 * - `not_initialized`: the plugin was used before `initialize`
 * - `invalid_handler`: what was registered is not a function
 * - `invalid_value`: a value does not fit the definition; see `issues`
 * - `invalid_schema`: a schema of the definition cannot be applied; see `issues` and `cause`
 * - `other_definition`: the plugin was generated from another definition than it is given
 * - `endless_calls`: own actions call each other, 500 calls deep
 * - `unknown_action`, `unknown_state`, `unknown_dependency`: the plugin has none of that name
 */
export type RuntimeErrorReason =
  | 'runtime_error'
  | 'not_initialized'
  | 'invalid_handler'
  | 'invalid_value'
  | 'invalid_schema'
  | 'other_definition'
  | 'endless_calls'
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
  /** A reason of `RuntimeErrorReason`, or one of the author's own. Default: `runtime_error`. */
  readonly reason?: RuntimeErrorReason | (string & {})
  readonly cause?: unknown
  readonly issues?: readonly RuntimeIssue[]
  /** JSON that goes to the caller with the error. */
  readonly metadata?: { readonly [key: string]: unknown }
}

/**
 * An error with a message that is meant for whoever called: a bot answers the call with it and with
 * status 400, and the platform does not try again. Thrown by the runtime, and free for authors to
 * throw. Recognise it by `reason`, as a plugin and its bot may each have their own copy of this
 * class.
 *
 * Hosts look for `isApiError`, `type`, `code` and `toJSON`; those and the rest have the shape of the
 * errors of `@botpress/client` 1.35.
 */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError'
  readonly isApiError = true
  readonly type = 'Runtime'
  /** The HTTP status that a host answers with. */
  readonly code = 400
  /** Made up for each error, to find it in logs. */
  readonly id: string = `err_${Math.random()}`
  // Declared only: the constructor sets them, and a field would be made before that.
  /** What went wrong, as a word that stays the same between versions. */
  declare readonly reason: string
  declare readonly issues: readonly RuntimeIssue[] | undefined
  /** With `reason` and `issues`: the client keeps no other data of an error that it receives. */
  declare readonly metadata: Record<string, unknown>

  /** `options` may also be the error that caused this one, as with `@botpress/sdk`. */
  constructor(message: string, options: RuntimeErrorOptions | Error = {}) {
    const {
      reason = 'runtime_error',
      issues,
      metadata,
      ...rest
    }: RuntimeErrorOptions = 'message' in options ? { cause: options } : options
    super(message, rest)
    Object.assign(this, { reason, issues, metadata: { ...metadata, reason, issues } })
  }

  /** The cause, as the client calls it. */
  get error(): Error | undefined {
    return this.cause as Error | undefined
  }

  /** One line for logs. */
  format(): string {
    return `${this} (${this.id})`
  }

  /** The error on the wire. `isApiError` stays: the client would take the data for an error. */
  toJSON() {
    return { ...this, message: this.message, isApiError: undefined }
  }
}
