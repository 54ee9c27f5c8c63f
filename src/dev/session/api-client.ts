/** The client behind the platform's API: what is asked for over HTTP is the bot's own doing. */
import type { Client } from '../../runtime/index.js'
import { withFileUrls } from './files.js'
import type { Running } from './running.js'

/** What the client works with. */
export interface ApiClientProps {
  /** The plugin as it runs now. */
  readonly running: () => Running | undefined
  readonly onCall: (operation: string, input: object) => void
  /** Lets the bot hear of what came of a call, and keeps it. */
  readonly deliver: (running: Running) => Promise<void>
  /** In front of a file's id: `http://127.0.0.1:<port>/<token>/files/` */
  readonly address: string
}

/** Each operation is done when the bot has heard of it, and it is kept. */
export function createApiClient({ running, onCall, deliver, address }: ApiClientProps): Client {
  const call = async (operation: keyof Client, input: object): Promise<object> => {
    const now = running()
    if (now === undefined) {
      const message = 'The plugin does not run: the terminal and the page say why'
      throw Object.assign(new Error(message), { type: 'Internal', code: 500 })
    }
    const perform = now.bot.client[operation] as (input: object) => Promise<object>
    onCall(operation, input)
    try {
      return withFileUrls(await perform(input), address)
    } finally {
      await deliver(now)
    }
  }
  return new Proxy({} as Client, {
    get: (_, operation) => (input: object) => call(operation as keyof Client, input),
  })
}
