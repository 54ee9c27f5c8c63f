/** Reads the body of a request, up to a limit. */
import type { IncomingMessage } from 'node:http'

/** The largest body that is read, in bytes. */
export const maximumBody = 10 * 1024 * 1024

/** What is wrong with a request's body; `code` is the HTTP status, `type` the platform's word for it. */
export class BodyError extends Error {
  override readonly name = 'BodyError'
  readonly code: 400 | 413
  readonly type: 'InvalidPayload' | 'PayloadTooLarge'

  constructor(code: 400 | 413, message: string) {
    super(message)
    this.code = code
    this.type = code === 413 ? 'PayloadTooLarge' : 'InvalidPayload'
  }
}

/**
 * @returns the body's bytes
 * @throws BodyError 413 for a body over the limit; the rest of it is not read
 */
export async function readBody(request: IncomingMessage, limit = maximumBody): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed when it is too long: the answer has to go out on the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > limit) throw new BodyError(413, `The body is larger than ${limit} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * @returns the body as JSON; `undefined` for an empty one
 * @throws BodyError 413 for a body over the limit, 400 for what is not JSON
 */
export async function readJson(request: IncomingMessage, limit?: number): Promise<unknown> {
  const bytes = await readBody(request, limit)
  if (bytes.length === 0) return undefined
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new BodyError(400, `The body is not JSON: ${(error as Error).message}`)
  }
}
