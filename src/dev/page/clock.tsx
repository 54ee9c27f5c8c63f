/** The bot's clock: what it shows, and how it is moved. */
import { useEffect, useState } from 'preact/hooks'
import type { ClockView } from '../protocol.js'
import { send } from './server.js'
import { singles } from './store.js'
import { Time } from './time.js'

const second = 1000
const units = { seconds: second, minutes: 60 * second, hours: 3600 * second, days: 86400 * second }

export function Clock() {
  const { clock } = singles.value
  const { mode } = clock
  const now = useRunning(clock)
  const [amount, setAmount] = useState('1')
  const [unit, setUnit] = useState<keyof typeof units>('hours')
  const ms = Number(amount) * units[unit]
  return (
    <form
      class="clock"
      aria-label="Clock"
      onSubmit={(event) => {
        event.preventDefault()
        if (ms > 0) void send('advance', { ms })
      }}
    >
      <span class="now">
        <span class="hidden">The bot's clock: </span>
        <Time at={now} withDate />
      </span>
      <label>
        <span class="hidden">How far</span>
        <input
          type="number"
          min="0"
          step="any"
          value={amount}
          onInput={({ currentTarget }) => setAmount(currentTarget.value)}
        />
      </label>
      <label>
        <span class="hidden">Unit</span>
        <select
          value={unit}
          onChange={({ currentTarget }) => setUnit(currentTarget.value as keyof typeof units)}
        >
          {Object.keys(units).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <button type="submit">Advance</button>
      <button
        type="button"
        aria-pressed={mode === 'real'}
        onClick={() => void send('setClock', { mode: mode === 'real' ? 'fixed' : 'real' })}
      >
        Real time
      </button>
    </form>
  )
}

/** What a clock shows now: the server tells when it is moved, and the page lets it run. */
function useRunning({ now, mode }: ClockView): string {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const begin = performance.now()
    setPassed(0)
    if (mode === 'fixed') return
    const timer = setInterval(() => setPassed(performance.now() - begin), second)
    return () => clearInterval(timer)
  }, [now, mode])
  return new Date(Date.parse(now) + passed).toISOString()
}
