import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSessionClock, firstClock, resumed } from '../../../src/dev/session/clock.js'

const start = Date.parse('2026-01-01T00:00:00Z')
beforeEach(() => vi.useFakeTimers({ now: start }))
afterEach(() => vi.useRealTimers())

test('a clock that stands does so; one that runs runs with the real one, from where it was', () => {
  const standing = createSessionClock({ at: 5, mode: 'fixed' })
  const running = createSessionClock({ at: 5, mode: 'real' })
  vi.advanceTimersByTime(1000)
  expect([standing.time(), running.time()]).toEqual([5, 1005])
})

test('what has passed since it was kept has passed for one that runs', () => {
  const kept = { at: 100, keptAt: start }
  vi.advanceTimersByTime(60_000)
  expect(resumed({ ...kept, mode: 'real' })).toEqual({ at: 60_100, mode: 'real' })
  expect(resumed({ ...kept, mode: 'fixed' })).toEqual({ at: 100, mode: 'fixed' })
  // The machine's clock was put back: the bot's never is.
  vi.setSystemTime(start - 5000)
  expect(resumed({ ...kept, mode: 'real' }).at).toBe(100)
})

test.each([
  ['2026-03-02T09:30:00Z', { at: Date.parse('2026-03-02T09:30:00Z'), mode: 'fixed' }],
  [new Date(7), { at: 7, mode: 'fixed' }],
  [7, { at: 7, mode: 'fixed' }],
  ['real', { at: start, mode: 'real' }],
  [undefined, { at: start, mode: 'real' }],
  [() => new Date(7), { at: start, mode: 'real' }],
])('`now` of plugin.dev.ts: %s', (now, wanted) => {
  expect(firstClock(now)).toEqual(wanted)
})
