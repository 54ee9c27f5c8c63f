/** What the local bot takes for many messages and many states. */
import { childResult } from '../processes.mjs'
import { compared, count, milliseconds, plain } from '../report.mjs'
import { inTurns, median } from '../sampling.mjs'

const program = new URL('../children/local-bot.mjs', import.meta.url)
const rounds = 3

/** @returns {Promise<import('../report.mjs').Section>} */
export async function localBot() {
  const run = (what, size) => ({ run: () => childResult(program, [what, String(size)]) })
  const samples = await inTurns(
    {
      messages: run('messages', 10_000),
      fewerMessages: run('messages', 5_000),
      states: run('states', 20_000),
      fewerStates: run('states', 10_000),
    },
    rounds,
  )
  // Twice as many take twice as long, with some room for noise.
  const growth = (what, times, fewer) =>
    compared({
      what,
      samples: times,
      against: { name: 'half as many', samples: fewer },
      show: milliseconds,
      atMost: 2.4,
    })
  const each = median(samples.messages) / 10_000
  return {
    title: 'Local bot',
    about:
      "Messages are sent 100 at a time, to one handler; states are written, and expire within a second of the bot's clock. Milliseconds of the processor's time, in processes of their own.",
    rows: [
      plain('a message', each, milliseconds, 0.3),
      growth(`${count(10_000)} messages`, samples.messages, samples.fewerMessages),
      growth(`${count(20_000)} states that expire`, samples.states, samples.fewerStates),
    ],
  }
}
