/** The bot's clock: what it shows, and how it is moved. */
import { useState } from 'preact/hooks'
import { send } from './server.js'
import { singles } from './store.js'
import { Time } from './time.js'

const second = 1000
const units = { seconds: second, minutes: 60 * second, hours: 3600 * second, days: 86400 * second }

export function Clock() {
  const { now, mode } = singles.value.clock
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
