/** The client of the local platform: every operation goes over the wire, and is noted down. */
import type { Client, ClientInputs, ClientOperation, ClientOutputs } from '../runtime/index.js'
import type { Operations } from './platform.js'
import { overTheWire } from './wire.js'

/** One operation that the platform was asked for; `operation` tells what `input` is. */
export type ClientCall = {
  readonly [K in ClientOperation]: {
    readonly operation: K
    /** As it arrived, after the outgoing hooks. */
    readonly input: ClientInputs[K]
  }
}[ClientOperation]

/** Performs an action of an integration or a plugin. */
export type CallAction = (
  input: ClientInputs['callAction'],
) => Promise<ClientOutputs['callAction']['output']>

/**
 * @param record notes down what arrived; left out for calls that no plugin makes
 * @returns a client that no hook is around
 */
export function createClient(
  operations: Operations,
  callAction: CallAction,
  record: (call: ClientCall) => void = () => {},
): Client {
  const all = {
    ...operations,
    callAction: async (input: ClientInputs['callAction']) => ({
      output: await callAction(input),
      meta: { cached: false },
    }),
  }
  const entries = Object.entries(all).map(([operation, perform]) => [
    operation,
    async (input: object = {}) => {
      const arrived = overTheWire(input)
      record({ operation, input: arrived } as ClientCall)
      return overTheWire(await perform(arrived as never))
    },
  ])
  return Object.fromEntries(entries)
}
