/** The platform's operations on states, and how states expire. */
import type { State } from '../../runtime/index.js'
import { ApiError } from '../errors.js'
import { recordEvent } from './events.js'
import type { Operations } from './operations.js'
import {
  checkReferences,
  nextId,
  timestamp,
  type Cause,
  type OwnedState,
  type Store,
} from './store.js'

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

/** @throws ApiError `ReferenceNotFound` when there is no such user, conversation or workflow */
function checkOwner(store: Store, { type, id }: StateKey): void {
  // The id of a bot's state may be any: the platform's documentation has `global`.
  checkReferences(store, { [`${type}Id`]: id })
}

/**
 * Stores a payload. The time of a state counts from its last write.
 *
 * @param expiry milliseconds; `null` for none, `undefined` for the one that the state has, or that
 * its declaration says
 */
function write(
  store: Store,
  key: StateKey,
  payload: State['payload'],
  expiry: number | null | undefined,
  cause: Cause,
): State {
  const declared = store.declarations.checkState(key.name, key.type)
  checkOwner(store, key)
  if (typeof expiry === 'number' && !(expiry > 0)) {
    throw new ApiError('InvalidPayload', `An \`expiry\` is a positive number of milliseconds`)
  }
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
  const lasting = expiry === undefined ? (old ? old.expiry : declared) : (expiry ?? undefined)
  const name = keyOf(key)
  if (lasting === undefined) {
    store.states.set(name, { ownerId: key.id, state })
    store.timers.clear('state', name)
    return state
  }
  const expiresAt = store.time() + lasting
  store.states.set(name, { ownerId: key.id, state, expiry: lasting, expiresAt })
  store.timers.set({ kind: 'state', key: name, at: expiresAt, chain: cause.chain })
  return state
}

/** A state's time is over. */
export function stateDue(store: Store, name: string, cause: Cause): void {
  const stored = store.states.get(name)
  if (stored) end(store, name, stored, cause)
}

/**
 * Ends a state: it is gone, and the bot hears of it.
 *
 * @throws ApiError `ResourceNotFound` when there is no such state
 */
export function expire(store: Store, key: StateKey, cause: Cause): void {
  end(store, keyOf(key), store.states.get(keyOf(key)) ?? required(store, key), cause)
}

function end(store: Store, name: string, { state }: OwnedState, cause: Cause): void {
  store.states.delete(name)
  store.timers.clear('state', name)
  cause.tell(recordEvent(store, { type: 'state_expired', payload: { state } }))
}

/** Operations on the states of a store. */
export const stateOperations: Operations<'getState' | 'setState' | 'getOrSetState' | 'patchState'> =
  {
    getState: (store, key) => {
      store.declarations.checkState(key.name, key.type)
      return { state: required(store, key).state, meta: { cached: false } }
    },
    setState: (store, { payload, expiry, ...key }, cause) => {
      const state = write(store, key, payload ?? {}, expiry, cause)
      // Setting `null` takes the state away.
      if (payload === null) {
        store.states.delete(keyOf(key))
        store.timers.clear('state', keyOf(key))
      }
      return { state }
    },
    getOrSetState: (store, { payload, expiry, ...key }, cause) => {
      store.declarations.checkState(key.name, key.type)
      const state = current(store, key)?.state ?? write(store, key, payload, expiry, cause)
      return { state, meta: { cached: false } }
    },
    patchState: (store, { payload, ...key }, cause) => {
      store.declarations.checkState(key.name, key.type)
      const { state } = required(store, key)
      return { state: write(store, key, { ...state.payload, ...payload }, undefined, cause) }
    },
  }
