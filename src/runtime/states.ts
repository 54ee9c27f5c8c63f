/** `states.<type>.<name>` by the owner's id, and `states.<name>` with the platform's own inputs and outputs. */
import { answers } from './answers.js'
import { request, type Call } from './call.js'
import { filled, unknownName } from './installation.js'
import type { Part } from './parts.js'
import { own, replace } from './record.js'
import type { AnyRecord, ClientOperation } from './types/index.js'

/** By method, the operation that it runs. */
const operations: { readonly [method: string]: ClientOperation } = {
  get: 'getState',
  set: 'setState',
  getOrSet: 'getOrSetState',
  patch: 'patchState',
  delete: 'setState',
}

/** The `states` accessor. Where a state has the name of a type, the type wins. */
export const states: Part = {
  prop: (call) =>
    answers((name) =>
      ['conversation', 'user', 'bot', 'workflow'].includes(name)
        ? answers((state) => accessor(call, state, name))
        : accessor(call, name),
    ),
}

/** The state of that name, by its owner's id if its type is given as well. */
function accessor(call: Call, name: string, inType?: string): object | undefined {
  const { states = {} } = call.plugin.spec
  const type = own(states, name)?.type
  if (!type || (inType && inType !== type)) return unknownName('state', name, states)
  return answers((method) => {
    const operation: ClientOperation | undefined = own(operations, method)
    if (!operation) return undefined
    const run = (input: AnyRecord): Promise<AnyRecord> =>
      runOperation(
        call,
        operation,
        name,
        replace(input, method === 'delete' ? { type, payload: null } : { type }),
      )
    if (!inType) return run
    return async (id: string, payload: unknown, options?: AnyRecord) => {
      const { state } = await run({ id, payload, expiry: options?.expiryMs })
      return method.startsWith('get') ? state.payload : undefined
    }
  })
}

async function runOperation(
  call: Call,
  operation: ClientOperation,
  name: string,
  input: AnyRecord,
): Promise<AnyRecord> {
  const { check, prefix } = call.plugin
  const { payload } = input
  // `null` deletes, and is no payload to check.
  if (check && operation !== 'getState' && payload !== null) {
    await check(['states', name], payload, operation === 'patchState')
  }
  const output = await request(call, operation, replace(input, { name: prefix + name }))
  return filled(call.plugin, ['states', name, 'payload'], output, (payload) => ({
    properties: { state: { properties: { payload } } },
  }))
}
