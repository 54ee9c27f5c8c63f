/** How time and memory grow with the number of entries and of projects. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printer } from '../printer.mjs'
import { bareNode, peakMemory, wallTime } from '../processes.mjs'
import { analyticsDefinition, changed, cli, manyActions, project } from '../projects.mjs'
import { compared, count, megabytes, milliseconds, plain } from '../report.mjs'
import { inTurns, median } from '../sampling.mjs'

const sizes = [10, 100, 500, 1000, 2000]
const rounds = 11
/** For 1,000 actions. A seventh and a tenth of it are for the thread that definitions run in. */
const [manyTimesBare, manyBytes] = [8, 165e6]
const projects = 50

/** @returns {Promise<import('../report.mjs').Section>} */
export async function entries() {
  const bySize = sizes.map((size) => {
    const text = manyActions(size)
    const folder = project(`actions-${size}`, { 'plugin.definition.ts': text })
    const change = (round) =>
      writeFileSync(join(folder, 'plugin.definition.ts'), changed(text, round))
    return { size, folder, change }
  })
  const printers = [
    { name: 'zod-to-ts', args: printer('zod-to-ts', manyActions(1000)) },
    { name: 'zui', args: printer('zui', manyActions(1000, '@botpress/sdk')) },
  ]

  const times = await inTurns(
    {
      bare: { run: () => wallTime(bareNode) },
      ...Object.fromEntries(
        bySize.map(({ size, folder, change }) => [
          `gen ${size}`,
          { prepare: change, run: () => wallTime([cli, 'gen'], folder) },
        ]),
      ),
      ...Object.fromEntries(
        printers.map(({ name, args }) => [name, { run: () => wallTime(args) }]),
      ),
    },
    rounds,
  )
  const memory = await inTurns(
    {
      bare: { run: () => peakMemory(bareNode) },
      ...Object.fromEntries(
        bySize.map(({ size, folder, change }) => [
          `gen ${size}`,
          { prepare: (round) => change(-round), run: () => peakMemory([cli, 'gen'], folder) },
        ]),
      ),
      ...Object.fromEntries(
        printers.map(({ name, args }) => [name, { run: () => peakMemory(args) }]),
      ),
    },
    2,
  )

  const bare = { name: 'bare node', samples: times.bare }
  const perEntry = (from, to) =>
    times[`gen ${to}`].map((time, round) => (time - times[`gen ${from}`][round]) / (to - from))
  return {
    title: 'Many entries',
    about:
      'Definitions of 10 to 2,000 actions, with eight fields each, seven in the input and one in the output, generated after a change. Memory is the most that the process and those that it had started and not yet ended had together.',
    rows: [
      ...sizes.map((size) =>
        compared({
          what: `${count(size)} actions, time`,
          samples: times[`gen ${size}`],
          against: bare,
          show: milliseconds,
          ...(size === 1000 && { atMost: manyTimesBare }),
        }),
      ),
      compared({
        what: 'growth: what each of the second 1,000 actions costs, against each of the first',
        samples: perEntry(1000, 2000),
        against: { name: 'first', samples: perEntry(10, 1000) },
        show: milliseconds,
        // Linear, with some room for the noise of a difference.
        atMost: 1.2,
      }),
      ...printers.map(({ name }) =>
        compared({
          what: `${name} printing the schemas of 1,000 actions, time`,
          samples: times[name],
          against: bare,
          show: milliseconds,
        }),
      ),
      plain('bare node, memory', median(memory.bare), megabytes),
      ...sizes.map((size) =>
        plain(
          `${count(size)} actions, memory`,
          median(memory[`gen ${size}`]),
          megabytes,
          size === 1000 ? manyBytes : undefined,
        ),
      ),
      ...printers.map(({ name }) =>
        plain(
          `${name} printing the schemas of 1,000 actions, memory`,
          median(memory[name]),
          megabytes,
        ),
      ),
    ],
  }
}

/** @returns {Promise<import('../report.mjs').Section>} */
export async function dryRun() {
  const renamed = (round) => manyActions(1000).replaceAll('action', `round${round}Action`)
  const folder = project('dry-run', { 'plugin.definition.ts': renamed(0) })
  await wallTime([cli, 'gen'], folder)
  // What one does not write, the other has to: both meet the same changes.
  const samples = await inTurns(
    {
      dry: {
        prepare: (round) =>
          writeFileSync(join(folder, 'plugin.definition.ts'), renamed(Math.abs(round) + 1)),
        run: () => wallTime([cli, 'gen', '--dry-run'], folder),
      },
      gen: { run: () => wallTime([cli, 'gen'], folder) },
    },
    rounds,
  )
  return {
    title: 'Showing what would change',
    about: 'A definition of 1,000 actions, all of which were renamed.',
    rows: [
      compared({
        what: '`gen --dry-run`',
        samples: samples.dry,
        against: { name: '`gen`', samples: samples.gen },
        show: milliseconds,
        atMost: 3,
      }),
    ],
  }
}

/** @returns {Promise<import('../report.mjs').Section>} */
export async function manyProjects() {
  const folders = Array.from({ length: projects }, (_, index) =>
    project(`many/${index}`, { 'plugin.definition.ts': analyticsDefinition }),
  )
  const change = (places) => (round) => {
    const text = changed(analyticsDefinition, round)
    for (const place of places) writeFileSync(join(place, 'plugin.definition.ts'), text)
  }
  const call = (places) => wallTime([cli, 'gen', ...places])
  const one = folders.slice(0, 1)
  const samples = await inTurns(
    {
      one: { prepare: change(one), run: () => call(one) },
      all: { prepare: (round) => change(folders)(-round), run: () => call(folders) },
      unchanged: { run: () => call(folders) },
    },
    rounds,
  )
  const against = { name: 'one cold run', samples: samples.one }
  const show = milliseconds
  return {
    title: 'Many projects',
    about: `The analytics fixture ${projects} times, in one run.`,
    rows: [
      compared({ what: 'all of them changed', samples: samples.all, against, show, atMost: 15 }),
      compared({ what: 'nothing changed', samples: samples.unchanged, against, show }),
    ],
  }
}
