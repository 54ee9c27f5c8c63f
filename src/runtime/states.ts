/** `states.<type>.<name>` by the owner's id, and `states.<name>` with the platform's own inputs and outputs. */
import type { Place } from './check.js'
import type { Call, Part } from './context.js'
import { filled, unknownName } from './installation.js'
import { memoize } from './memoize.js'
import { getOwn, withValues } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { type InputOf, request, storePayload } from './requests.js'
import type { Fill, StateType } from './spec.js'
import type { AnyRecord, ClientOutputs } from './types/index.js'

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

/** How a state is stored. */
interface Options {
  readonly expiryMs?: number
}

/** A state by its owner's id: payloads alone go in and come out. */
function byId(call: Call, { fill, name, place, type }: State): object {
  const read = (answer: ClientOutputs['getState' | 'setState']): unknown =>
    filled(call.plugin, fill, answer.state.payload)
  const write = (
    operation: Exclude<StateOperation, 'getState'>,
    id: string,
    payload: AnyRecord,
    options?: Options,
  ) => {
    const input = { id, type, name, payload, expiry: options?.expiryMs }
    return storePayload(call, operation, input, place)
  }
  return {
    get: async (id: string) => read(await request(call, 'getState', { id, type, name })),
    getOrSet: async (id: string, payload: AnyRecord, options?: Options) =>
      read(await write('getOrSetState', id, payload, options)),
    async set(id: string, payload: AnyRecord, options?: Options) {
      await write('setState', id, payload, options)
    },
    async patch(id: string, payload: AnyRecord) {
      await write('patchState', id, payload)
    },
    // `null` deletes, and is no payload to check.
    async delete(id: string) {
      await request(call, 'setState', { id, type, name, payload: null })
    },
  }
}

/** The operations on states. */
type StateOperation = 'getState' | 'setState' | 'getOrSetState' | 'patchState'

/** Runs one of them; `place` is for those that store a payload. */
type Runner<O extends StateOperation> = (
  call: Call,
  operation: O,
  input: InputOf<O>,
  place: Place,
) => Promise<ClientOutputs[O]>

/** A state with the platform's own inputs and outputs. */
function byInput(call: Call, { fill, name, place, type }: State): object {
  const recordFill = fill && { properties: { state: { properties: { payload: fill } } } }
  const method =
    <O extends StateOperation>(operation: O, run: Runner<O>, given?: object) =>
    async (input: object) =>
      filled(
        call.plugin,
        recordFill,
        await run(
          call,
          operation,
          withValues(input, { type, name, ...given }) as InputOf<O>,
          place,
        ),
      )
  return {
    get: method('getState', request),
    getOrSet: method('getOrSetState', storePayload),
    set: method('setState', storePayload),
    patch: method('patchState', storePayload),
    delete: method('setState', request, { payload: null }),
  }
}
