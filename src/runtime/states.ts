/** `states.<type>.<name>` by the owner's id, and `states.<name>` with the platform's own inputs and outputs. */
import type { Place } from './check.js'
import type { Call, Part } from './context.js'
import { filled, unknownName } from './installation.js'
import { memoize } from './memoize.js'
import { getOwn, withValues } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { request, storePayload } from './requests.js'
import type { Fill, StateType } from './spec.js'
import type { AnyRecord, ClientOperation } from './types/index.js'

/** One state of a plugin. */
interface State {
  readonly type: StateType
  /** The name that it is stored under. */
  readonly name: string
  readonly place: Place
  /** The defaults of its payload. */
  readonly fill: Fill | undefined
}

/** The `states` accessor. Where a state has the name of a type, the type wins. */
export const states: Part = {
  prop({ prefix, spec }) {
    const stateOf = memoize((name): State | undefined => {
      const { type, payload } = getOwn(spec.states, name) ?? {}
      return type && { type, name: prefix + name, place: ['states', name], fill: payload }
    })
    const accessor = (call: Call, name: string, inType?: string): object | undefined => {
      const state = stateOf(name)
      if (!state || (inType && inType !== state.type)) {
        return unknownName('state', name, spec.states ?? {})
      }
      return inType ? byId(call, state) : byInput(call, state)
    }
    return (call) =>
      proxyByName((name) =>
        ['conversation', 'user', 'bot', 'workflow'].includes(name)
          ? proxyByName((state) => accessor(call, state, name))
          : accessor(call, name),
      )
  },
}

/** A state by its owner's id: payloads alone go in and come out. */
function byId(call: Call, { fill, name, place, type }: State): object {
  const read = (answer: AnyRecord): unknown => filled(call.plugin, fill, answer.state.payload)
  const write = (
    operation: ClientOperation,
    id: string,
    payload: unknown,
    options?: AnyRecord,
  ): Promise<AnyRecord> =>
    storePayload(call, operation, { id, type, name, payload, expiry: options?.expiryMs }, place)
  return {
    get: async (id: string) => read(await request(call, 'getState', { id, type, name })),
    getOrSet: async (id: string, payload: unknown, options?: AnyRecord) =>
      read(await write('getOrSetState', id, payload, options)),
    async set(id: string, payload: unknown, options?: AnyRecord) {
      await write('setState', id, payload, options)
    },
    async patch(id: string, payload: unknown) {
      await write('patchState', id, payload)
    },
    // `null` deletes, and is no payload to check.
    async delete(id: string) {
      await request(call, 'setState', { id, type, name, payload: null })
    },
  }
}

/** A state with the platform's own inputs and outputs. */
function byInput(call: Call, { fill, name, place, type }: State): object {
  const recordFill = fill && { properties: { state: { properties: { payload: fill } } } }
  const method =
    (operation: ClientOperation, run: typeof storePayload, given?: object) =>
    async (input: AnyRecord) =>
      filled(
        call.plugin,
        recordFill,
        await run(call, operation, withValues(input, { type, name, ...given }), place),
      )
  return {
    get: method('getState', request),
    getOrSet: method('getOrSetState', storePayload),
    set: method('setState', storePayload),
    patch: method('patchState', storePayload),
    delete: method('setState', request, { payload: null }),
  }
}
