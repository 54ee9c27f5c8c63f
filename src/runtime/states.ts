/** `states.<type>.<name>` by the owner's id, and `states.<name>` with the platform's own inputs and outputs. */
import type { Call } from './call.js'
import { filled, unknownName } from './installation.js'
import { missing, namespace } from './namespace.js'
import { own } from './record.js'
import type { StateType } from './spec.js'
import type { AnyRecord, State } from './types/index.js'

type StateOperation = 'getState' | 'setState' | 'getOrSetState' | 'patchState'

const stateTypes: readonly string[] = [
  'conversation',
  'user',
  'bot',
  'workflow',
] satisfies StateType[]

/** The `states` accessor. Where a state has the name of a type, the type wins. */
export const states = namespace<Call>(
  (call, name) => (stateTypes.includes(name) ? scope({ call, type: name }) : flat(call, name)),
  ({ plugin }) => [...new Set([...stateTypes, ...Object.keys(plugin.spec.states ?? {})])],
)

const scope = namespace<{ call: Call; type: string }>(
  ({ call, type }, name) => {
    const run = operations(call, name, type)
    if (!run) return unknownState(call, name, type)
    const payload = async (answer: Promise<AnyRecord>): Promise<unknown> =>
      (await answer).state.payload
    return {
      get: (id: string) => payload(run('getState', { id })),
      set: async (id: string, payload: unknown, options?: { expiryMs: number }) => {
        await run('setState', { id, payload, expiry: options?.expiryMs })
      },
      getOrSet: (id: string, initial: unknown, options?: { expiryMs: number }) =>
        payload(run('getOrSetState', { id, payload: initial, expiry: options?.expiryMs })),
      delete: async (id: string) => {
        await run('setState', { id, payload: null })
      },
      patch: async (id: string, payload: unknown) => {
        await run('patchState', { id, payload })
      },
    }
  },
  ({ call, type }) => namesOf(call, type),
)

function flat(call: Call, name: string): unknown {
  const run = operations(call, name)
  if (!run) return unknownState(call, name)
  return {
    get: (input: AnyRecord) => run('getState', input),
    set: (input: AnyRecord) => run('setState', input),
    getOrSet: (input: AnyRecord) => run('getOrSetState', input),
    delete: async ({ id }: { id: string }) => {
      await run('setState', { id, payload: null })
    },
    patch: (input: AnyRecord) => run('patchState', input),
  }
}

/** Runs operations on the state of that name, if the plugin has one (of that type). */
function operations(
  { client, plugin }: Call,
  name: string,
  scopeType?: string,
):
  | ((operation: StateOperation, input: AnyRecord) => Promise<AnyRecord & { state: State }>)
  | undefined {
  const state = own(plugin.spec.states, name)
  if (!state || (scopeType && scopeType !== state.type)) return undefined
  const { type, payload: fill } = state
  return async (operation, input) => {
    const { payload } = input
    // `null` is how a state is deleted.
    if ('payload' in input && payload !== null) {
      await plugin.check?.(['states', name, 'payload'], payload, {
        partial: operation === 'patchState',
      })
    }
    const request = { ...input, type, name: plugin.prefix + name }
    const output = await client[operation](request as never)
    const stored = filled(plugin, fill, output.state.payload)
    return stored === output.state.payload
      ? output
      : { ...output, state: { ...output.state, payload: stored } }
  }
}

function namesOf({ plugin }: Call, type?: string): string[] {
  const declared = Object.entries(plugin.spec.states ?? {})
  return declared.flatMap(([name, state]) => (type && state.type !== type ? [] : [name]))
}

function unknownState(call: Call, name: string, type?: string): unknown {
  return missing(name, () =>
    unknownName('state', type ? `${type}.${name}` : name, namesOf(call, type)),
  )
}
