/** The local platform: all operations of the client over one store. */
import type { ClientInputs, ClientOperation, ClientOutputs } from '../runtime/index.js'
import { conversationOperations } from './conversations.js'
import { eventOperations } from './events.js'
import { fileOperations } from './files.js'
import { stateOperations } from './states.js'
import type { Notify, Store } from './store.js'
import { tableOperations } from './tables.js'
import { workflowOperations } from './workflows.js'

/** What the platform does by itself. Calling an action is the bot's and its integrations' work. */
export type Operations = {
  readonly [K in Exclude<ClientOperation, 'callAction'>]: (
    input: ClientInputs[K],
  ) => ClientOutputs[K]
}

/** The platform's operations; `notify` takes the events that the bot is to receive. */
export function createOperations(store: Store, notify: Notify): Operations {
  return {
    ...conversationOperations(store),
    ...eventOperations(store, notify),
    ...fileOperations(store),
    ...stateOperations(store),
    ...tableOperations(store),
    ...workflowOperations(store, notify),
    trackAnalytics: () => ({}),
  }
}
