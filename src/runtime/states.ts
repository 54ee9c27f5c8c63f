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
  const { check, prefix, spec } = call.plugin
  const type = own(spec.states, name)?.type
  if (!type || (inType && inType !== type)) {
    return unknownName('state', name, spec.states ?? {})
  }
  return answers((method) => {
    const operation: ClientOperation | undefined = own(operations, method)
    if (!operation) return undefined
    const run = async (given: AnyRecord): Promise<AnyRecord> => {
      const input = replace(given, { type, name: prefix + name })
      // `null` deletes, and is no payload to check.
      if (method === 'delete') input.payload = null
      else if (check && method !== 'get') {
        await check(['states', name], input.payload, method === 'patch')
      }
      const output = await request(call, operation, input)
      return filled(call.plugin, ['states', name, 'payload'], output, (payload) => ({
        properties: { state: { properties: { payload } } },
      }))
    }
    if (!inType) return run
    return async (id: string, payload: unknown, options?: AnyRecord) => {
      const { state } = await run({ id, payload, expiry: options?.expiryMs })
      return method.startsWith('get') ? state.payload : undefined
    }
  })
}
