/** When events reach the bot: after what they came of, and when their time has come. */
import type { Event } from '../runtime/index.js'
import { listed } from './errors.js'
import type { Host } from './host.js'
import type { Notify, Store, Timer } from './store.js'

/** More deliveries than this from one cause are taken for handlers that call each other forever. */
const deliveryLimit = 1000

/** Brings what happens on the platform to the bot. */
export interface Delivery {
  /** Takes an event that nobody waits for. */
  readonly leave: Notify
  /** Hands an event to the bot; rejects with what a handler throws. */
  deliver(event: Event, notify: Notify): Promise<void>
  /**
   * Does something, then delivers all events that come of it.
   *
   * @throws what handlers threw: an only error as it is, several as an AggregateError
   */
  turn<T>(start: (notify: Notify) => T | Promise<T>): Promise<T>
  /** Lets everything happen that is due until a moment (ms since 1970), each at its time. */
  runUntil(end: number): Promise<void>
}

/** Delivery for one bot. */
export function createDelivery(store: Store, clock: Clock, host: Host): Delivery {
  /** Events that came too late for the turn of their cause. */
  const late: Event[] = []

  async function deliver(event: Event, notify: Notify): Promise<void> {
    try {
      await host.dispatch(event, notify)
      store.events.set(event.id, { ...event, status: 'processed' })
    } catch (error) {
      store.events.set(event.id, { ...event, status: 'failed', failureReason: String(error) })
      throw error
    }
  }

  async function turn<T>(start: (notify: Notify) => T | Promise<T>): Promise<T> {
    const queue = late.splice(0)
    const errors: unknown[] = []
    let isOver = false
    const notify: Notify = (event) => void (isOver ? late : queue).push(event)
    const attempt = async (work: () => unknown) => {
      try {
        return await work()
      } catch (error) {
        errors.push(error)
      }
    }
    const result = await attempt(() => start(notify))
    for (let delivered = 0; queue.length > 0; delivered++) {
      if (delivered === deliveryLimit) {
        const types = new Set(queue.splice(0).map(({ type }) => type))
        errors.push(
          new Error(`Stopped after ${deliveryLimit} events; still waiting: ${listed(types)}`),
        )
        break
      }
      const event = queue.shift() as Event
      await attempt(() => deliver(event, notify))
    }
    isOver = true
    if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join('\n'))
    if (errors.length === 1) throw errors[0]
    return result as T
  }

  async function runUntil(end: number): Promise<void> {
    for (let timer = takeDue(store, end); timer; timer = takeDue(store, end)) {
      clock.forwardTo(timer.at)
      await turn(timer.fire)
    }
    clock.forwardTo(end)
    await turn(() => {})
  }

  return { leave: (event) => void late.push(event), deliver, turn, runUntil }
}

/** Takes out what is due first until a moment; of several, what was set first. */
function takeDue({ timers }: Store, end: number): Timer | undefined {
  const first = timers
    .filter(({ at }) => at <= end)
    .reduce<Timer | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined)
  if (first) timers.splice(timers.indexOf(first), 1)
  return first
}

/** A bot's clock. */
export interface Clock {
  /** Now, in milliseconds since 1970. */
  time(): number
  /** Puts the clock forward to a moment; it never goes back. */
  forwardTo(at: number): void
}

/** A clock that runs, or stands, as `now` does. */
export function createClock(now: () => Date = () => new Date(Date.UTC(2025, 0, 1))): Clock {
  let ahead = 0
  const time = () => now().getTime() + ahead
  return {
    time,
    forwardTo: (at) => {
      ahead += Math.max(0, at - time())
    },
  }
}
