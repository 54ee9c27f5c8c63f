/** The platform's operations on events. */
import type { ClientInputs, Event } from '../../runtime/index.js'
import { overTheWire } from '../wire.js'
import type { Operations } from './operations.js'
import {
  checkReferences,
  dueTime,
  found,
  matches,
  nextId,
  page,
  sorted,
  timestamp,
  type Cause,
  type Store,
} from './store.js'

/** The types of the events by which the platform tells a bot what happened. */
export const noticeTypes: ReadonlySet<string> = new Set([
  'message_created',
  'state_expired',
  'workflow_update',
])

/** Stores an event that has not been processed yet. */
export function recordEvent(
  store: Store,
  input: Omit<ClientInputs['createEvent'], 'schedule'>,
  status: Event['status'] = 'pending',
): Event {
  const { workflowId, ...fields } = input
  const event: Event = {
    id: nextId(store, 'event'),
    createdAt: timestamp(store),
    ...overTheWire(fields),
    status,
    failureReason: null,
  }
  store.events.set(event.id, { event, ...(workflowId !== undefined && { workflowId }) })
  return event
}

/** Changes the record of an event. */
export function updateEvent(store: Store, id: string, change: Partial<Event>): Event {
  const stored = found(store.events, 'event', id)
  const event = { ...stored.event, ...change }
  store.events.set(id, { ...stored, event })
  return event
}

/** A scheduled event's time has come. */
export function eventDue(store: Store, id: string, cause: Cause): void {
  cause.tell(updateEvent(store, id, { status: 'pending' }))
}

/** Operations on the events of a store. */
export const eventOperations: Operations<'createEvent' | 'getEvent' | 'listEvents'> = {
  createEvent: (store, { schedule, ...input }, cause) => {
    store.declarations.checkEvent(input.type)
    checkReferences(store, input)
    if (!schedule) {
      const event = recordEvent(store, input)
      cause.tell(event)
      return { event }
    }
    const at = dueTime(store, schedule)
    const event = recordEvent(store, input, 'scheduled')
    store.timers.set({ kind: 'event', key: event.id, at, chain: cause.chain })
    return { event }
  },
  getEvent: (store, { id }) => ({ event: found(store.events, 'event', id).event }),
  listEvents: (store, { nextToken, workflowId, ...wanted }) => {
    const events = [...store.events.values()].flatMap((stored) =>
      matches<Event>(stored.event, wanted) &&
      (workflowId === undefined || stored.workflowId === workflowId)
        ? [stored.event]
        : [],
    )
    const { items, meta } = page(store, sorted(events), nextToken)
    return { events: items, meta }
  },
}
