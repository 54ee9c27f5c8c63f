/** One call of the host's, as the accessors of a handler see it. */
import type { Installation } from './installation.js'
import type { AnyRecord, Client } from './types/index.js'

/** What a call came with, and the installation that it was for. Hidden from whoever logs an accessor. */
export class Call {
  readonly #plugin: Installation
  readonly #host: AnyRecord

  constructor(plugin: Installation, host: AnyRecord) {
    this.#plugin = plugin
    this.#host = host
  }

  get plugin(): Installation {
    return this.#plugin
  }

  /** The props that the host passed in, untouched. */
  get host(): AnyRecord {
    return this.#host
  }

  /** The host's own client. */
  get client(): Client {
    return this.#host.client
  }
}
