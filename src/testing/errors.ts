/** The platform's errors, in the shape that `isApiError` of `@botpress/client` recognises. */

/** HTTP status by type, as in `@botpress/client`. */
const codes = {
  Unknown: 500,
  Internal: 500,
  Unauthorized: 401,
  Forbidden: 403,
  PayloadTooLarge: 413,
  InvalidPayload: 400,
  UnsupportedMediaType: 415,
  MethodNotFound: 405,
  ResourceNotFound: 404,
  InvalidJsonSchema: 400,
  InvalidDataFormat: 400,
  InvalidIdentifier: 400,
  RelationConflict: 409,
  ReferenceConstraint: 409,
  ResourceLockedConflict: 409,
  ResourceGone: 410,
  ReferenceNotFound: 400,
  InvalidQuery: 400,
  Runtime: 400,
  AlreadyExists: 409,
  RateLimited: 429,
  PaymentRequired: 402,
  QuotaExceeded: 403,
  LimitExceeded: 413,
  BreakingChanges: 400,
  OperationTimeout: 504,
} as const

/** The `type` of an error of the platform. */
export type ApiErrorType = keyof typeof codes

/** What an `ApiError` may carry beside its type and message. */
export interface ApiErrorOptions {
  /** The HTTP status. Default: the one of the type. */
  readonly code?: number
  /** What was thrown in the first place, where the platform would not tell. */
  readonly cause?: unknown
  readonly metadata?: { readonly [key: string]: unknown }
}

let count = 0

/** A refusal of the platform. Recognise it by `type`, never by `instanceof`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly isApiError = true
  readonly type: ApiErrorType
  /** The HTTP status. */
  readonly code: number
  readonly id = `err_${++count}`
  readonly metadata: ApiErrorOptions['metadata']

  constructor(type: ApiErrorType, message: string, options: ApiErrorOptions = {}) {
    const { code = codes[type], metadata, ...rest } = options
    super(message, rest)
    this.type = type
    this.code = code
    this.metadata = metadata
  }

  /** The error on the wire. */
  toJSON(): object {
    const { id, code, type, message, metadata } = this
    return { id, code, type, message, metadata }
  }
}

/** Whether that is a type of the platform's errors. */
export function isApiErrorType(type: string): type is ApiErrorType {
  return Object.hasOwn(codes, type)
}

/** An error of the platform's, of this package or of `@botpress/client`. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && (error as Partial<ApiError>).isApiError === true
}

/** `a, b, c`, or `none`: what exists, for messages about what does not. */
export function listed(names: Iterable<string>): string {
  return [...names].join(', ') || 'none'
}
