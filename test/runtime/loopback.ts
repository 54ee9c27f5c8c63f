/** A server on this machine that remembers what it was asked. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One HTTP request. */
export interface HttpRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** Parsed from JSON. */
  readonly body: any
}

/** Starts a server that answers with what `answer` gives, as JSON. */
export async function loopback(answer: (request: HttpRequest) => unknown) {
  const requests: HttpRequest[] = []
  const server = createServer(async (incoming, outgoing) => {
    let text = ''
    for await (const chunk of incoming) text += chunk
    const { method = '', url = '', headers } = incoming
    const request = { method, url, headers, body: text ? JSON.parse(text) : undefined }
    requests.push(request)
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(JSON.stringify(answer(request)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
