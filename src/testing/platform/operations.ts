/** What the local platform can be asked to do. */
import type { ClientInputs, ClientOperation, ClientOutputs } from '../../runtime/index.js'
import type { Cause, Store } from './store.js'

/** An operation that the platform does by itself. Calling an action is the bot's and its integrations' work. */
export type PlatformOperation = Exclude<ClientOperation, 'callAction'>

/** What each operation takes: as the client hands it over, or what is left of that on the wire. */
type OperationInputs = Omit<ClientInputs, 'uploadFile'> & {
  readonly uploadFile: ClientInputs['upsertFile'] & { readonly text?: string }
}

/** Does one operation on the records of a store; events that come of it are told to the cause. */
export type Operation<K extends PlatformOperation> = (
  store: Store,
  input: OperationInputs[K],
  cause: Cause,
) => ClientOutputs[K]

/** Some of the platform's operations. */
export type Operations<K extends PlatformOperation = PlatformOperation> = {
  readonly [O in K]: Operation<O>
}
