/** Events that are emitted again and again, by cron expressions. */
import { Cron } from 'croner'
import { overTheWire } from '../wire.js'
import { recordEvent } from './events.js'
import { noChain, type Cause, type Store } from './store.js'

/** Sets the first time of each recurring event. */
export function scheduleRecurring(store: Store): void {
  for (const name of store.declarations.recurring.keys()) scheduleNext(store, name)
}

function scheduleNext(store: Store, name: string): void {
  const recurring = store.declarations.recurring.get(name)
  if (!recurring) return
  const next = cronOf(name, recurring.cron, store.timeZone).nextRun(new Date(store.time()))
  if (next)
    store.timers.set({ kind: 'recurrence', key: name, at: next.getTime(), chain: noChain(store) })
}

/** Emits a recurring event, and sets its next time. */
export function recur(store: Store, name: string, cause: Cause): void {
  const recurring = store.declarations.recurring.get(name)
  if (!recurring) return
  const { type, payload } = recurring
  scheduleNext(store, name)
  cause.tell(recordEvent(store, { type, payload: overTheWire(payload) as never }))
}

/** @throws Error that names the event, for an expression that is none */
function cronOf(name: string, cron: string, timezone: string): Cron {
  try {
    // The platform knows five fields and the time zone UTC (a choice of the local bot: the setting).
    return new Cron(cron, { timezone, paused: true })
  } catch (error) {
    throw new Error(`The cron expression "${cron}" of recurring event "${name}" is not valid`, {
      cause: error,
    })
  }
}
