/** The platform's errors, in the shape that `isApiError` of `@botpress/client` recognises. */

const codes = {
  InvalidPayload: 400,
  InvalidQuery: 400,
  ReferenceNotFound: 404,
  ResourceNotFound: 404,
  AlreadyExists: 409,
} as const

/** The `type` of an error that the local platform answers with. */
export type ApiErrorType = keyof typeof codes

/** A refusal of the platform. Recognise it by `type`, never by `instanceof`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly isApiError = true
  readonly type: ApiErrorType
  /** The HTTP status. */
  readonly code: number

  constructor(type: ApiErrorType, message: string) {
    super(message)
    this.type = type
    this.code = codes[type]
  }
}

/** `a, b, c`, or `none`: what exists, for messages about what does not. */
export function listed(names: Iterable<string>): string {
  return [...names].join(', ') || 'none'
}
