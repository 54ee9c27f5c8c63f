/**
 * The platform's HTTP API over a bot's client, for `@botpress/client`: a request becomes an operation,
 * and a refusal becomes an error body that the client turns into its own error class.
 */
import type { Client } from '../../runtime/index.js'
import { readQuery } from './query.js'
import { matchRoute } from './routes.js'

/** One HTTP request; `body` is parsed JSON. */
export interface ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

/** What is answered: a status, and a body to be sent as JSON. */
export interface ApiResponse {
  readonly status: number
  readonly body: object
}

/** The error body of the platform: https://botpress.com/docs/api-reference/errors */
interface ErrorBody {
  readonly id: string
  readonly code: number
  readonly type: string
  readonly message: string
}

/**
 * Performs the operation that a request asks for.
 *
 * @param client performs it; what it rejects with becomes the response
 * @returns 200 with the operation's output, or the error's own status; never rejects
 */
export async function handleApiRequest(
  client: Client,
  { method, path, query, body }: ApiRequest,
): Promise<ApiResponse> {
  try {
    const match = matched(method, path)
    if (match === undefined) {
      // Of the types that the client knows, the one with this status.
      const message = `The local bot has no operation at ${method} ${path}`
      return refusal({ code: 404, type: 'ResourceNotFound', message })
    }
    const { operation, params } = match
    const input = { ...record(body), ...readQuery(operation, query), ...params }
    const perform = client[operation] as (input: object) => Promise<object>
    return { status: 200, body: await perform(input) }
  } catch (error) {
    return refusal(error)
  }
}

/** @throws an error of the platform's for a path with a broken escape */
function matched(method: string, path: string): ReturnType<typeof matchRoute> {
  try {
    return matchRoute(method, path)
  } catch (cause) {
    throw Object.assign(new Error(`${path} is no path`, { cause }), {
      type: 'InvalidPayload',
      code: 400,
    })
  }
}

function record(body: unknown): object {
  if (body === undefined) return {}
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body
  throw Object.assign(new Error('The body must be a JSON object'), {
    type: 'InvalidPayload',
    code: 400,
  })
}

/** What is no refusal of the platform's is a fault of the bot: 500, as the platform has it. */
function refusal(error: unknown): ApiResponse {
  const { type = 'Internal', code = 500, message = String(error), id } = Object(error)
  const isKnown = typeof type === 'string' && Number.isInteger(code)
  const body: ErrorBody = {
    id: typeof id === 'string' ? id : `err_${crypto.randomUUID()}`,
    type: isKnown ? type : 'Internal',
    code: isKnown ? code : 500,
    message: String(message),
  }
  return { status: body.code, body }
}
