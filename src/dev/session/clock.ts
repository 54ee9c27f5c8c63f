/** The clock of a session: it stands until it is moved, or runs with the real one. */
import type { ClockView } from '../protocol.js'

/** A moment, and how the clock goes on from there. */
export interface ClockState {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly mode: ClockView['mode']
}

/** A clock as it is kept. */
export interface KeptClock extends ClockState {
  /** When it was kept, by the real clock, in milliseconds since 1970. */
  readonly keptAt: number
}

/** A clock that goes on from a moment. */
export interface SessionClock {
  readonly mode: ClockView['mode']
  /** Milliseconds since 1970. */
  time(): number
}

/** @param state where it goes on */
export function createSessionClock({ at, mode }: ClockState): SessionClock {
  const started = Date.now()
  return { mode, time: () => (mode === 'real' ? at + Date.now() - started : at) }
}

/** Where a kept clock goes on: one that runs has run in the meantime. */
export function resumed({ at, mode, keptAt }: KeptClock): ClockState {
  return { at: mode === 'real' ? at + Math.max(0, Date.now() - keptAt) : at, mode }
}

/** Where the clock of a new bot starts: as `now` of `plugin.dev.ts` says, else with the real one. */
export function firstClock(now?: unknown): ClockState {
  const isMoment = now instanceof Date || typeof now === 'string' || typeof now === 'number'
  const at = isMoment && now !== 'real' ? new Date(now).getTime() : NaN
  return Number.isNaN(at) ? { at: Date.now(), mode: 'real' } : { at, mode: 'fixed' }
}
