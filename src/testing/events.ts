/** The platform's operations on events. */
import type { ClientInputs, Event } from '../runtime/index.js'
import { ApiError } from './errors.js'
import type { Operations } from './platform.js'
import {
  found,
  matches,
  nextId,
  page,
  sorted,
  timestamp,
  type Notify,
  type Store,
} from './store.js'
import { overTheWire } from './wire.js'

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
  const { workflowId: _, ...fields } = input
  const event: Event = {
    id: nextId(store, 'event'),
    createdAt: timestamp(store),
    ...overTheWire(fields),
    status,
    failureReason: null,
  }
  store.events.set(event.id, event)
  return event
}

/** When a scheduled event is due, in milliseconds since 1970. */
function dueTime(
  store: Store,
  { dateTime, delay }: NonNullable<ClientInputs['createEvent']['schedule']>,
) {
  const due = dateTime === undefined ? store.time() + (delay ?? NaN) : Date.parse(dateTime)
  if (Number.isNaN(due)) {
    throw new ApiError(
      'InvalidPayload',
      'A schedule needs a `dateTime` (ISO 8601) or a `delay` (ms)',
    )
  }
  return due
}

/** Operations on the events of a store; `notify` takes those that the bot is to receive. */
export function eventOperations(
  store: Store,
  notify: Notify,
): Pick<Operations, 'createEvent' | 'getEvent' | 'listEvents'> {
  return {
    createEvent: ({ schedule, ...input }) => {
      if (!schedule) {
        const event = recordEvent(store, input)
        notify(event)
        return { event }
      }
      const at = dueTime(store, schedule)
      const event = recordEvent(store, input, 'scheduled')
      store.timers.push({
        at,
        fire: (later) => {
          const due: Event = { ...event, status: 'pending' }
          store.events.set(event.id, due)
          later(due)
        },
      })
      return { event }
    },
    getEvent: ({ id }) => ({ event: found(store.events, 'event', id) }),
    listEvents: ({ nextToken, workflowId: _, ...wanted }) => {
      const events = [...store.events.values()].filter((event) => matches<Event>(event, wanted))
      const { items, meta } = page(store, sorted(events), nextToken)
      return { events: items, meta }
    },
  }
}
