/** Who is answered, and with what: the server of `plugin-kit dev` by itself. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { maximumBody } from '../../../src/dev/server/body.js'
import { type Backend, type Server, startServer } from '../../../src/dev/server/index.js'
import { createToken } from '../../../src/dev/server/guard.js'

const token = createToken()
const commands: { name: string; input: unknown }[] = []
const uploads = new Map<string, Uint8Array>()

const assets = new Map([
  ['', { type: 'text/html; charset=utf-8', content: '<!doctype html><title>page</title>' }],
  ['page.js', { type: 'text/javascript', content: 'export {}' }],
])

const backend: Backend = {
  client: { getUser: async ({ id }: { id: string }) => ({ user: { id } }) } as never,
  follow: (listener) => {
    listener({ reset: true })
    return () => {}
  },
  command: (name, input) => {
    if (name !== 'advance') return undefined
    commands.push({ name, input })
    return Promise.resolve({ ok: true })
  },
  readFile: (id) =>
    id === 'page.html'
      ? { content: Buffer.from('<script>alert(1)</script>'), contentType: 'text/html' }
      : undefined,
  writeFile: async (id, content) => {
    uploads.set(id, content)
    return id === 'known'
  },
}

let server: Server
beforeEach(async () => {
  ;({ server } = await startServer({ port: 0, token, assets }, () => backend))
})
afterEach(() => server.close())

interface Sent {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string | Buffer
}

/** Unlike `fetch`, sends whatever headers are given. */
function ask(path: string, { method = 'GET', headers = {}, body }: Sent = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: server.port, path, method, headers },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
            // A page that follows along is never done.
            if (path.endsWith('/updates')) response.destroy()
          })
          response.on('close', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
          )
        },
      )
      sent.on('error', reject)
      sent.end(body)
    },
  )
}

const own = (): string => `http://127.0.0.1:${server.port}`
const bearer = { authorization: `Bearer ${token}` }

describe('who has the token', () => {
  test('gets the page, its files, what happens, and answers', async () => {
    expect((await ask(`/${token}/`)).text).toContain('<title>page</title>')
    expect((await ask(`/${token}/page.js`)).text).toBe('export {}')
    expect((await ask(`/${token}/api/updates`)).text).toBe('{"reset":true}\n')
    const answer = await ask(`/${token}/api/advance`, {
      method: 'POST',
      headers: { origin: own(), 'sec-fetch-site': 'same-origin' },
      body: '{"ms":5}',
    })
    expect(answer).toMatchObject({ status: 200, text: '{"ok":true}' })
    expect(commands.splice(0)).toEqual([{ name: 'advance', input: { ms: 5 } }])
  })

  test('is led to the page from the address without its slash', async () => {
    expect(await ask(`/${token}`)).toMatchObject({
      status: 308,
      headers: { location: `/${token}/` },
    })
  })

  test("asks the platform's API as a bearer", async () => {
    expect(await ask('/v1/chat/users/u1', { headers: bearer })).toMatchObject({
      status: 200,
      text: '{"user":{"id":"u1"}}',
    })
  })

  test.each(['/nothing', '/api/nothing', '/files/nothing', '/files/%', '/page.js/more'])(
    'is told that there is no %s',
    async (path) => {
      expect((await ask(`/${token}${path}`)).status).toBe(404)
    },
  )

  test("is told of a path of the API's that is none", async () => {
    expect(await ask('/v1/chat/users/%', { headers: bearer })).toMatchObject({
      status: 400,
      text: expect.stringContaining('"InvalidPayload"'),
    })
  })

  test('is told of a command that does not exist', async () => {
    expect((await ask(`/${token}/api/explode`, { method: 'POST' })).status).toBe(404)
  })
})

const pages = ['/', '/page.js', '/api/updates', '/files/page.html'] as const

describe('nobody else', () => {
  test.each(pages)('gets %s with no token or a wrong one', async (path) => {
    for (const wrong of ['', 'x', token.slice(1), createToken()]) {
      expect(await ask(`/${wrong}${path}`)).toMatchObject({ status: 403, text: '' })
    }
  })

  test('asks the API without the token, or with a wrong one', async () => {
    for (const headers of [{}, { authorization: 'Bearer x' }, { authorization: token }]) {
      expect(await ask('/v1/chat/users/u1', { headers })).toMatchObject({
        status: 401,
        text: expect.stringContaining('"Unauthorized"'),
      })
    }
  })

  test.each(pages)(
    'gets %s by another name than the address, though it leads here',
    async (path) => {
      for (const host of ['attacker.example', 'localhost', '127.0.0.1', '127.0.0.1:1']) {
        expect(await ask(`/${token}${path}`, { headers: { host } })).toMatchObject({
          status: 403,
          text: '',
        })
      }
      const rebound = { host: 'attacker.example', ...bearer }
      expect(await ask('/v1/chat/users/u1', { headers: rebound })).toMatchObject({ status: 403 })
    },
  )

  test('gets anything from a page of another origin, token or not', async () => {
    for (const headers of [
      { origin: 'https://attacker.example' },
      { origin: 'null' },
      { origin: `http://localhost:${server.port}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      for (const path of pages) {
        expect(await ask(`/${token}${path}`, { headers })).toMatchObject({ status: 403, text: '' })
      }
      const sent = { method: 'POST', headers, body: '{"ms":5}' }
      expect((await ask(`/${token}/api/advance`, sent)).status).toBe(403)
      expect(await ask('/v1/chat/users/u1', { headers: { ...headers, ...bearer } })).toMatchObject({
        status: 403,
      })
    }
    expect(commands).toEqual([])
  })

  test('reads an answer by a header that lets other origins in', async () => {
    const { headers } = await ask(`/${token}/`)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

test('listens on loopback only', async () => {
  const { networkInterfaces } = await import('node:os')
  const others = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === 'IPv4' ? one.address : []))
  for (const host of others) {
    await expect(
      new Promise((resolve, reject) => {
        request({ host, port: server.port, timeout: 2000 }, resolve).on('error', reject).end()
      }),
    ).rejects.toThrow('ECONNREFUSED')
  }
})

test('every answer forbids to load from elsewhere, to guess types, and to tell the address', async () => {
  for (const path of [`/${token}/`, '/nothing', '/v1/chat/users/u1']) {
    const { headers } = await ask(path)
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(headers['content-security-policy']).not.toContain('unsafe')
  }
})

describe('bodies', () => {
  test('that are too large are refused', async () => {
    const body = Buffer.alloc(maximumBody + 1, '1')
    const command = await ask(`/${token}/api/advance`, { method: 'POST', body })
    expect(command).toMatchObject({ status: 413 })
    expect(JSON.parse(command.text)).toMatchObject({ code: 413, type: 'PayloadTooLarge' })
    const call = await ask('/v1/chat/messages', { method: 'POST', headers: bearer, body })
    expect(call.status).toBe(413)
  })

  test('that are no JSON are refused', async () => {
    expect(await ask(`/${token}/api/advance`, { method: 'POST', body: '{' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('The body is not JSON'),
    })
  })
})

describe('files', () => {
  test('are shown, and never run', async () => {
    const { text, headers } = await ask(`/${token}/files/page.html`)
    expect(text).toBe('<script>alert(1)</script>')
    expect(headers).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  test('take what is uploaded, if they were announced', async () => {
    const body = Buffer.from([0, 1, 255])
    expect((await ask(`/${token}/files/known`, { method: 'PUT', body })).status).toBe(200)
    expect(uploads.get('known')).toEqual(body)
    expect((await ask(`/${token}/files/unknown`, { method: 'PUT', body })).status).toBe(404)
  })
})

test('a port that is taken is an error', async () => {
  await expect(
    startServer({ port: server.port, token, assets }, () => backend),
  ).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})
