/** What one call of the command costs, in multiples of starting node. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printer } from '../printer.mjs'
import { bareNode, wallTime } from '../processes.mjs'
import { analyticsDefinition, changed, cli, project, sdkDefinition } from '../projects.mjs'
import { compared, milliseconds } from '../report.mjs'
import { inTurns } from '../sampling.mjs'

/** How often each call is made. */
const rounds = 15

/** @returns {Promise<import('../report.mjs').Section>} */
export async function gen() {
  const folder = project('gen', { 'plugin.definition.ts': analyticsDefinition })
  const withSdk = project('gen-sdk', { 'plugin.definition.ts': sdkDefinition })
  const call = (...args) => wallTime([cli, 'gen', ...args], folder)
  const change = (text, place) => (round) =>
    writeFileSync(join(place, 'plugin.definition.ts'), changed(text, round))

  const print = (name, definition) => {
    const args = printer(name, definition)
    return { run: () => wallTime(args) }
  }
  const samples = await inTurns(
    {
      bare: { run: () => wallTime(bareNode) },
      cold: { prepare: change(analyticsDefinition, folder), run: () => call() },
      unchanged: { run: () => call() },
      check: { run: () => call('--check') },
      checkClone: {
        prepare: () => rmSync(join(folder, '.botpress/.local'), { recursive: true }),
        run: () => call('--check'),
      },
      coldSdk: {
        prepare: change(sdkDefinition, withSdk),
        run: () => wallTime([cli, 'gen'], withSdk),
      },
      zodToTs: print('zod-to-ts', analyticsDefinition),
      zui: print('zui', sdkDefinition),
    },
    rounds,
  )
  if (!readFileSync(join(folder, '.botpress/index.ts'), 'utf8').includes(`Changed ${rounds}`)) {
    throw new Error('A cold run has not written what had changed')
  }

  const row = (what, name, atMost) =>
    compared({
      what,
      samples: samples[name],
      against: { name: 'bare node', samples: samples.bare },
      show: milliseconds,
      ...(atMost && { atMost }),
    })
  return {
    title: 'One call',
    about:
      'The analytics fixture, in a project that has this package installed from its tarball. The printers have less to do: they get the definition as JavaScript, print the schemas of its own entries, and write no files.',
    rows: [
      row('`gen` after a change of the definition', 'cold', 4),
      row('`gen` with nothing changed', 'unchanged', 1.7),
      row('`gen --check` with nothing changed', 'check'),
      row('`gen --check` in a fresh clone, without a manifest', 'checkClone'),
      row('`gen` after a change of the same definition, written with `@botpress/sdk`', 'coldSdk'),
      row("zod-to-ts printing the definition's schemas", 'zodToTs'),
      row("`@botpress/sdk`'s own printer (zui), printing the same schemas", 'zui'),
    ],
  }
}
