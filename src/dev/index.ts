/**
 * `plugin-kit dev`: a plugin in a local bot, and a server on loopback with a page to talk to it and
 * the platform's API for `@botpress/client`.
 */
import { pageAssets } from './assets.js'
import { createToken, startServer } from './server/index.js'
import { type SessionOptions, startSession } from './session/index.js'

export type { Problem, TimelineEntry } from './protocol.js'
export { FolderInUse, UnreadableJournal } from './storage/index.js'

/** What to run, and where to serve it. */
export interface DevOptions extends SessionOptions {
  /** 0 for a free one. */
  readonly port: number
}

/** A project that runs and is served. */
export interface Dev {
  /** The page, with its token. */
  readonly url: string
  /** What `@botpress/client` takes as `apiUrl`. */
  readonly apiUrl: string
  /** What `@botpress/client` takes as `token`; new at each start. */
  readonly token: string
  /** What `@botpress/client` takes as `botId`. */
  readonly botId: string
  /** Whether there is a bot already: not if the definition or the code has errors. */
  readonly isRunning: boolean
  /** Rejects if files can no longer be watched. */
  readonly done: Promise<void>
  /** Ends it; what the bot holds is kept. */
  close(): Promise<void>
}

/**
 * Starts all of it; resolves when the plugin was made for the first time, or could not be.
 *
 * @throws FolderInUse if another process runs the project
 * @throws UnreadableJournal if what the bot held cannot be read
 * @throws NodeJS.ErrnoException `EADDRINUSE` for a port that is taken
 */
export async function startDev({ port, ...options }: DevOptions): Promise<Dev> {
  const token = createToken()
  // Errors are told with the author's lines, also those that come up deep in a proxy.
  process.setSourceMapsEnabled(true)
  Error.stackTraceLimit = 50
  const { server, backend: session } = await startServer(
    { port, token, assets: pageAssets() },
    (address) => startSession(options, `${address}/${token}/files/`),
  )
  await session.ready
  const apiUrl = `http://127.0.0.1:${server.port}`
  return {
    url: `${apiUrl}/${token}/`,
    apiUrl,
    token,
    botId: session.botId,
    isRunning: session.isRunning,
    done: session.done,
    async close() {
      await server.close()
      await session.close()
    },
  }
}
