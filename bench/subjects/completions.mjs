/** How long an author waits for completions in an editor. */
import { join } from 'node:path'
import { childResult } from '../processes.mjs'
import { samePlugin } from '../projects.mjs'
import { compared, milliseconds } from '../report.mjs'
import { inTurns, median } from '../sampling.mjs'

const program = new URL('../children/completions.mjs', import.meta.url)
const rounds = 5
const edits = 8

/** Where completion is asked for, by the text in front of it, and what has to be offered there. */
const places = [
  { what: '`states.`', behind: 'await states.', offered: 'user' },
  { what: "an event's payload", behind: 'eventName: event,\n        ', offered: 'userId' },
]

/** @returns {Promise<import('../report.mjs').Section>} */
export async function completions() {
  const { ours, sdk } = samePlugin()
  const behind = places.map((place) => place.behind)
  const ask = (folder) =>
    childResult(program, [join(folder, 'src/index.ts'), String(edits), ...behind])
  const samples = await inTurns(
    { ours: { run: () => ask(ours) }, sdk: { run: () => ask(sdk) } },
    rounds,
  )
  for (const { behind, offered } of places) {
    for (const sample of [...samples.ours, ...samples.sdk]) {
      if (!sample[behind].names.includes(offered)) {
        throw new Error(`Behind ${behind}, ${offered} is not offered`)
      }
    }
  }
  const row = (what, figure) =>
    compared({
      what,
      samples: samples.ours.map(figure),
      against: { name: 'SDK', samples: samples.sdk.map(figure) },
      show: milliseconds,
    })
  return {
    title: 'Completion',
    about: `In a TypeScript language server, in the same source with both folders: right after the file was opened, and, as the median of ${edits}, after an edit elsewhere in the file.`,
    rows: [
      row(`at ${places[0].what}, the first of all`, (sample) => sample[places[0].behind].first),
      ...places.map(({ what, behind }) =>
        row(`at ${what}, after an edit`, (sample) => median(sample[behind].later)),
      ),
    ],
  }
}
