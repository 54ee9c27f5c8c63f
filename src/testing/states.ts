/** The platform's operations on states, and how states expire. */
import type { State } from '../runtime/index.js'
import { ApiError } from './errors.js'
import { recordEvent } from './events.js'
import type { Operations } from './platform.js'
import { nextId, timestamp, type Notify, type OwnedState, type Store } from './store.js'

/** Which state: its type, the id of its owner, and its name with the plugin's alias. */
export interface StateKey {
  readonly type: State['type']
  readonly id: string
  readonly name: string
}

const keyOf = ({ type, id, name }: StateKey) => JSON.stringify([type, id, name])

/** The state, unless there is none or its time is over. */
function current(store: Store, key: StateKey): OwnedState | undefined {
  const stored = store.states.get(keyOf(key))
  return stored?.expiresAt !== undefined && stored.expiresAt <= store.time() ? undefined : stored
}

/** @throws ApiError `ResourceNotFound` when there is no such state */
function required(store: Store, key: StateKey): OwnedState {
  const stored = current(store, key)
  if (stored) return stored
  throw new ApiError(
    'ResourceNotFound',
    `There is no state "${key.name}" of ${key.type} "${key.id}"`,
  )
}

/**
 * Stores a payload. The time of a state counts from its last write.
 *
 * @param expiry milliseconds; `null` for none, `undefined` for the one that the state has
 */
function write(
  store: Store,
  key: StateKey,
  payload: State['payload'],
  expiry: number | null | undefined,
): State {
  const old = current(store, key)
  const now = timestamp(store)
  const state: State = {
    id: old?.state.id ?? nextId(store, 'state'),
    createdAt: old?.state.createdAt ?? now,
    updatedAt: now,
    botId: store.botId,
    ...(key.type === 'conversation' && { conversationId: key.id }),
    ...(key.type === 'user' && { userId: key.id }),
    name: key.name,
    type: key.type,
    payload,
  }
  const lasting = expiry === undefined ? old?.expiry : (expiry ?? undefined)
  if (lasting === undefined) {
    store.states.set(keyOf(key), { ownerId: key.id, state })
    return state
  }
  const expiresAt = store.time() + lasting
  store.states.set(keyOf(key), { ownerId: key.id, state, expiry: lasting, expiresAt })
  store.timers.push({
    at: expiresAt,
    fire: (notify) => {
      // A later write has moved the end.
      if (store.states.get(keyOf(key))?.expiresAt === expiresAt) expire(store, key, notify)
    },
  })
  return state
}

/**
 * Ends a state: it is gone, and the bot hears of it.
 *
 * @throws ApiError `ResourceNotFound` when there is no such state
 */
export function expire(store: Store, key: StateKey, notify: Notify): void {
  const { state } = store.states.get(keyOf(key)) ?? required(store, key)
  store.states.delete(keyOf(key))
  notify(recordEvent(store, { type: 'state_expired', payload: { state } }))
}

/** Operations on the states of a store. */
export function stateOperations(
  store: Store,
): Pick<Operations, 'getState' | 'setState' | 'getOrSetState' | 'patchState'> {
  return {
    getState: (key) => ({ state: required(store, key).state, meta: { cached: false } }),
    setState: ({ payload, expiry, ...key }) => {
      const state = write(store, key, payload ?? {}, expiry)
      // Setting `null` takes the state away.
      if (payload === null) store.states.delete(keyOf(key))
      return { state }
    },
    getOrSetState: ({ payload, expiry, ...key }) => ({
      state: current(store, key)?.state ?? write(store, key, payload, expiry),
      meta: { cached: false },
    }),
    patchState: ({ payload, ...key }) => {
      const { state } = required(store, key)
      return { state: write(store, key, { ...state.payload, ...payload }, undefined) }
    },
  }
}
