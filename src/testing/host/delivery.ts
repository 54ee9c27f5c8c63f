/** Decides when events reach the bot: after the work that caused them, and not before their time. */
import type { Event } from '../../runtime/index.js'
import type { Clock } from '../clock.js'
import { listed } from '../errors.js'
import {
  fire,
  noChain,
  updateEvent,
  type Cause,
  type Chain,
  type Store,
} from '../platform/index.js'
import type { Host } from './host.js'

/**
 * A chain of more events than this, each of which led to the next, is taken for handlers that call
 * each other for ever, unless it took a second for each.
 */
const chainLimit = 1000
/** More events than this from one cause are too many, however they came about. */
const turnLimit = 20_000

/** Brings what happens on the platform to the bot. */
export interface Delivery {
  /** For events that nobody waits for. */
  readonly nobody: Cause
  /**
   * Hands an event to the bot; rejects with what a handler throws.
   *
   * @param isExpected whether somebody is expected to handle it
   */
  deliver(event: Event, cause: Cause, isExpected?: boolean): Promise<void>
  /**
   * Does something, then delivers all events that come of it.
   *
   * @throws what handlers threw: an only error as it is, several as an AggregateError
   */
  turn<T>(start: (cause: Cause) => T | Promise<T>, chain?: Chain): Promise<T>
  /** Lets everything happen that is due until a moment (ms since 1970), each at its time. */
  runUntil(end: number): Promise<void>
}

interface Waiting {
  readonly event: Event
  readonly chain: Chain
}

/** Delivery for one bot. */
export function createDelivery(store: Store, clock: Clock, host: Host): Delivery {
  /** Events that were created after their cause had been processed. */
  const late: Waiting[] = []

  async function deliver(event: Event, cause: Cause, isExpected = false): Promise<void> {
    try {
      await host.dispatch(event, cause, isExpected)
      updateEvent(store, event.id, { status: 'processed' })
    } catch (error) {
      updateEvent(store, event.id, { status: 'failed', failureReason: String(error) })
      throw error
    }
  }

  async function turn<T>(
    start: (cause: Cause) => T | Promise<T>,
    chain = noChain(store),
  ): Promise<T> {
    const queue = late.splice(0)
    const errors: unknown[] = []
    let isOver = false
    const causeOf = (chain: Chain): Cause => ({
      chain,
      tell: (event) => void (isOver ? late : queue).push({ event, chain: longer(chain, event) }),
    })
    const attempt = async (work: () => unknown) => {
      try {
        return await work()
      } catch (error) {
        errors.push(error)
      }
    }
    const result = await attempt(() => start(causeOf(chain)))
    // By index, as taking the first out of a long array takes as long as the array is.
    for (let index = 0; index < queue.length; index++) {
      const { event, chain } = queue[index] as Waiting
      if (index === turnLimit) {
        const waiting = new Set(queue.slice(index).map(({ event }) => labelOf(event)))
        errors.push(
          new Error(`Stopped after ${turnLimit} events; still waiting: ${listed(waiting)}`),
        )
        break
      }
      if (chain.length > chainLimit) {
        if (store.time() - chain.since < chainLimit * 1000) {
          errors.push(new Error(endless(chain)))
          continue
        }
        await attempt(() => deliver(event, causeOf(noChain(store))))
      } else await attempt(() => deliver(event, causeOf(chain)))
    }
    isOver = true
    if (errors.length > 1) throw new AggregateError(errors, errors.map(String).join('\n'))
    if (errors.length === 1) throw errors[0]
    return result as T
  }

  async function runUntil(end: number): Promise<void> {
    for (;;) {
      const timer = store.timers.takeDue(end)
      if (!timer) break
      clock.forwardTo(timer.at)
      await turn((cause) => fire(store, timer, cause), timer.chain)
    }
    clock.forwardTo(end)
    await turn(() => {})
  }

  const nobody: Cause = {
    get chain() {
      return noChain(store)
    },
    tell: (event) => void late.push({ event, chain: longer(noChain(store), event) }),
  }
  return { nobody, deliver, turn, runUntil }
}

/** How many of a chain's events are named when it is too long. */
const named = 8

function longer({ length, since, recent }: Chain, event: Event): Chain {
  return { length: length + 1, since, recent: [...recent.slice(1 - named), labelOf(event)] }
}

function labelOf({ type, payload }: Event): string {
  return type === 'workflow_update' ? `${payload['type']} of "${payload['workflow'].name}"` : type
}

function endless({ length, recent }: Chain): string {
  const events = listed(new Set(recent))
  return `Stopped after ${length - 1} events that led to one another without end: ${events}`
}
