/**
 * The HTTP server of `plugin-kit dev`. It listens on loopback only and answers only to who has the
 * token: in the address of the page (`/<token>/…`), or as the bearer of the platform's API (`/v1/…`).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Client } from '../../runtime/index.js'
import { handleApiRequest } from '../platform-api/index.js'
import type { Answer, Commands, Update } from '../protocol.js'
import { BodyError, readBody, readJson } from './body.js'
import { bearerToken, isOwnRequest, isToken } from './guard.js'

export { createToken } from './guard.js'

/** One file of the page, as it is sent. */
export interface Asset {
  readonly type: string
  readonly content: string | Uint8Array
}

/** What the server stands in front of. */
export interface Backend {
  /** The bot's client, for the platform's API. */
  readonly client: Client
  /** Follows what happens. The listener is called at once with all there is. @returns how to stop */
  follow(listener: (update: Update) => void): () => void
  /** Does what the page asks for; `undefined` for a command that does not exist. */
  command(name: keyof Commands, input: unknown): Promise<Answer> | undefined
  /** The content of a file that was uploaded. */
  readFile(id: string): { readonly content: Uint8Array; readonly contentType: string } | undefined
  /** Takes the content of a file that was announced by `upsertFile`. @returns whether there is such a file */
  writeFile(id: string, content: Uint8Array): Promise<boolean>
}

/** What is served, and to whom. */
export interface ServerOptions {
  /** 0 for a free one. */
  readonly port: number
  readonly token: string
  /** The page's files by name; `''` is the page itself. */
  readonly assets: ReadonlyMap<string, Asset>
}

/** A server that listens. */
export interface Server {
  readonly port: number
  close(): Promise<void>
}

/** Nothing is loaded from anywhere, and nobody may frame the page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/**
 * Starts the server.
 *
 * @param connect makes the backend, once the server's own address (`http://127.0.0.1:<port>`) is known
 * @throws NodeJS.ErrnoException `EADDRINUSE` for a port that is taken
 */
export async function startServer<B extends Backend>(
  { port, token, assets }: ServerOptions,
  connect: (address: string) => B,
): Promise<{ readonly server: Server; readonly backend: B }> {
  let backend: B | undefined
  let host = ''
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (backend === undefined || !isOwnRequest(request.headers, host)) {
      end(response, 403)
      return
    }
    void respond(request, response, { backend, token, assets, host }).catch((error: unknown) => {
      if (error instanceof BodyError) {
        const { code, type, message } = error
        response.setHeader('connection', 'close')
        sendJson(response, code, { id: 'err_body', code, type, message })
      } else end(response, 500)
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const actual = (server.address() as AddressInfo).port
  host = `127.0.0.1:${actual}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      // Pages that follow along would keep it open.
      server.closeAllConnections()
    })
  try {
    backend = connect(`http://${host}`)
  } catch (error) {
    await close()
    throw error
  }
  return { server: { port: actual, close }, backend }
}

interface Context extends Pick<ServerOptions, 'token' | 'assets'> {
  readonly backend: Backend
  readonly host: string
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, token, assets, host }: Context,
): Promise<void> {
  const { method = '' } = request
  const { pathname, searchParams } = new URL(`http://${host}${request.url ?? '/'}`)
  if (pathname.startsWith('/v1/')) {
    if (!isToken(bearerToken(request.headers), token)) {
      const body = { id: 'err_token', code: 401, type: 'Unauthorized', message: 'Wrong token' }
      return sendJson(response, 401, body)
    }
    const body = method === 'GET' ? undefined : await readJson(request)
    const answer = await handleApiRequest(backend.client, {
      method,
      path: pathname,
      query: searchParams,
      body,
    })
    return sendJson(response, answer.status, answer.body)
  }
  const [, given = '', area = '', name] =
    /^\/([^/]*)(?:\/([^/]*)(?:\/(.*))?)?$/.exec(pathname) ?? []
  if (!isToken(given, token)) return end(response, 403)
  if (pathname === `/${token}`) {
    response.setHeader('location', `/${token}/`)
    return end(response, 308)
  }
  if (area === 'files' && name !== undefined) return await file(request, response, backend, name)
  if (area === 'api' && method === 'GET' && name === 'updates') return follow(response, backend)
  if (area === 'api' && method === 'POST') {
    const answer = backend.command(name as keyof Commands, await readJson(request))
    return answer === undefined ? end(response, 404) : sendJson(response, 200, await answer)
  }
  const asset = method === 'GET' && name === undefined ? assets.get(area) : undefined
  if (asset === undefined) return end(response, 404)
  response.setHeader('content-type', asset.type)
  response.end(asset.content)
}

/** Uploads and downloads. What was uploaded is never run by the browser. */
async function file(
  request: IncomingMessage,
  response: ServerResponse,
  backend: Backend,
  name: string,
): Promise<void> {
  const id = decoded(name)
  if (id === undefined) return end(response, 404)
  if (request.method === 'PUT') {
    return end(response, (await backend.writeFile(id, await readBody(request))) ? 200 : 404)
  }
  const stored = request.method === 'GET' ? backend.readFile(id) : undefined
  if (stored === undefined) return end(response, 404)
  response.setHeader('content-type', stored.contentType)
  response.setHeader('content-security-policy', "default-src 'none'; sandbox")
  response.end(stored.content)
}

/** `undefined` for a broken escape. */
function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name)
  } catch {
    return undefined
  }
}

/** Sends one JSON document a line, until the page goes away. */
function follow(response: ServerResponse, backend: Backend): void {
  response.setHeader('content-type', 'application/x-ndjson')
  const stop = backend.follow((update) => response.write(`${JSON.stringify(update)}\n`))
  response.on('close', stop)
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(body))
}

function end(response: ServerResponse, status: number): void {
  response.statusCode = status
  response.end()
}
