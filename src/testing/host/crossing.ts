/** What is left of an error on its way from a bot or an integration to who called its action. */
import { ApiError, isApiError } from '../errors.js'

/**
 * Hosts (since SDK 6.12) answer with an error of the type `Runtime` or `InvalidPayload` as it is,
 * with any other one of the platform's as `Runtime` with its message and code 500, and do not tell
 * what else was thrown: that is a `Runtime` with code 500. Here its `cause` tells.
 *
 * @param action its full name, for the message
 */
export function crossed(thrown: unknown, action: string): ApiError {
  if (!isApiError(thrown)) {
    const message = `Action "${action}" failed unexpectedly; its bot's log has the reason`
    return new ApiError('Runtime', message, { code: 500, cause: thrown })
  }
  const { type, code, message, metadata } = thrown
  const options = { cause: thrown, ...(metadata !== undefined && { metadata }) }
  return type === 'Runtime' || type === 'InvalidPayload'
    ? new ApiError(type, message, { ...options, code })
    : new ApiError('Runtime', message, { ...options, code: 500 })
}
