/** Operations of the client that fail, or take their time, because a test asks for it. */
import type { ClientInputs, ClientOperation } from '../runtime/index.js'
import type { Clock } from './clock.js'
import { ApiError, isApiErrorType, listed, type ApiErrorType } from './errors.js'

/** What an operation fails with: an error, as it is, or one of the platform's by its type. */
export type Failure =
  | Error
  | ApiErrorType
  | { readonly type: ApiErrorType; readonly message?: string; readonly code?: number }

/** Which calls of an operation are meant. All conditions have to hold. */
export interface FailureOptions<K extends ClientOperation> {
  /** How many calls. Default: all. */
  readonly times?: number
  /** How many calls that are meant pass before. Default 0. */
  readonly after?: number
  /** Whether a call is meant, by what it takes. */
  readonly when?: (input: ClientInputs[K]) => boolean
}

interface Rule {
  readonly operation: ClientOperation
  readonly options: FailureOptions<any>
  readonly happen: () => Promise<void>
  seen: number
}

/** What was asked for. */
export interface Failures {
  /**
   * Lets an operation of the plugins' clients fail.
   *
   * @param failure an error, or the type of one of the platform's, such as `RateLimited`
   * @returns ends it
   * @example bot.fail('setState', 'RateLimited', { times: 1 })
   */
  fail<K extends ClientOperation>(
    operation: K,
    failure: Failure,
    options?: FailureOptions<K>,
  ): () => void
  /**
   * Lets an operation of the plugins' clients take its time: a clock that stands is put forward by
   * it without waiting, a real one is waited for.
   *
   * @param ms milliseconds
   * @returns ends it
   */
  delay<K extends ClientOperation>(
    operation: K,
    ms: number,
    options?: FailureOptions<K>,
  ): () => void
  /** Lets happen what was asked for a call. */
  meet(operation: ClientOperation, input: object): Promise<void>
}

/** @param known the operations that there are */
export function createFailures(clock: Clock, known: readonly ClientOperation[]): Failures {
  const rules = new Set<Rule>()

  const add = (
    operation: ClientOperation,
    options: FailureOptions<any>,
    happen: () => Promise<void>,
  ) => {
    if (!known.includes(operation)) {
      throw new Error(`There is no operation "${operation}"; there are: ${listed(known)}`)
    }
    const rule = { operation, options, happen, seen: 0 }
    rules.add(rule)
    return () => void rules.delete(rule)
  }

  return {
    fail: (operation, failure, options = {}) => {
      const error = errorOf(operation, failure)
      return add(operation, options, () => Promise.reject(error))
    },
    delay: (operation, ms, options = {}) => add(operation, options, () => clock.wait(ms)),
    async meet(operation, input) {
      for (const rule of rules) {
        const { after = 0, times = Infinity, when } = rule.options
        if (rule.operation !== operation || (when && !when(input as never))) continue
        const index = rule.seen++ - after
        if (index >= 0 && index < times) await rule.happen()
      }
    },
  }
}

function errorOf(operation: ClientOperation, failure: Failure): Error {
  if (failure instanceof Error) return failure
  const { type, message, code } =
    typeof failure === 'string' ? { type: failure, message: undefined, code: undefined } : failure
  if (!isApiErrorType(type))
    throw new Error(`The platform has no errors of the type "${String(type)}"`)
  return new ApiError(
    type,
    message ?? `${operation} fails, as the test asks`,
    code === undefined ? {} : { code },
  )
}
