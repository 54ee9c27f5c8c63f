/** What the types of a plugin cost the compiler. */
import { join } from 'node:path'
import { diagnosticsOf } from '../compiler.mjs'
import { childResult } from '../processes.mjs'
import {
  generated,
  manyActions,
  project,
  samePlugin,
  sdkFixture,
  untyped,
  withDefinition,
} from '../projects.mjs'
import { sdkFixtures } from '../sdk-folder.mjs'
import { compared, count, megabytes, milliseconds } from '../report.mjs'
import { inTurns } from '../sampling.mjs'

const program = new URL('../children/check-file.mjs', import.meta.url)
const rounds = 7

/** @returns {Promise<import('../report.mjs').Section>} */
export async function typeCheck() {
  const { ours, sdk } = samePlugin()
  const empty = project('empty', { 'src/index.ts': 'export {}\n' })
  const by = (compiler, folder) => ({ run: () => diagnosticsOf(folder, compiler) })
  const samples = await inTurns(
    {
      empty: by('typescript', empty),
      ours: by('typescript', ours),
      sdk: by('typescript', sdk),
      untyped: by('typescript', untyped()),
      oursDefined: by('typescript', withDefinition(ours)),
      sdkDefined: by('typescript', withDefinition(sdk)),
      nativeEmpty: by('typescript-7', empty),
      nativeOurs: by('typescript-7', ours),
      nativeSdk: by('typescript-7', sdk),
    },
    rounds,
  )
  const added = (name, figure, base) =>
    samples[name].map((sample, round) => sample[figure] - samples[base][round][figure])
  const row = (what, figure, show, [one, other, base = 'empty'], budget) =>
    compared({
      what,
      samples: added(one, figure, base),
      against: { name: 'SDK', samples: added(other, figure, base) },
      show,
      ...budget,
    })
  const plugin = ['ours', 'sdk']
  const native = ['nativeOurs', 'nativeSdk', 'nativeEmpty']
  const source = ['untyped', 'sdk']
  const whole = ['oursDefined', 'sdkDefined']
  return {
    title: 'Type-check of the same plugin',
    about:
      "The same source in the SDK's dialect, with our generated folder and with one that uses the SDK's types, each by `tsc` with node's types. The figures are what is added to an empty program. TypeScript 6.0 is a JavaScript program, and much of what a small plugin adds is that program's own start: so there are the times of 7.0, which is native, and those of the source alone, with all that it imports declared as `any`. The last rows are the fixtures that are defined with the SDK: their sources, on our folder and on the SDK's own types.",
    rows: [
      row('instantiations', 'instantiations', count, plugin, { atMost: 1 / 20 }),
      row('types', 'types', count, plugin),
      row('memory', 'memory', megabytes, plugin),
      row('check time, TypeScript 7.0', 'check', milliseconds, native, { atMost: 1 / 8 }),
      row('total time, TypeScript 7.0', 'total', milliseconds, native, { atMost: 1 / 8 }),
      row('check time, TypeScript 6.0', 'check', milliseconds, plugin, { atMost: 1 / 4 }),
      row('total time, TypeScript 6.0', 'total', milliseconds, plugin, { atMost: 1 / 4 }),
      row('the source alone: check time, TypeScript 6.0', 'check', milliseconds, source),
      row('the source alone: total time, TypeScript 6.0', 'total', milliseconds, source),
      row('with the definition file: instantiations', 'instantiations', count, whole),
      row('with the definition file: check time, TypeScript 6.0', 'check', milliseconds, whole),
      row('with the definition file: total time, TypeScript 6.0', 'total', milliseconds, whole),
      ...sdkFixtures.map(fixtureRow),
    ],
  }
}

/** Instantiations are the same in every round. */
function fixtureRow(name) {
  const { ours, sdk } = sdkFixture(name)
  return compared({
    what: `\`${name}\`, defined with the SDK: instantiations`,
    samples: [diagnosticsOf(ours).instantiations],
    against: { name: 'SDK', samples: [diagnosticsOf(sdk).instantiations] },
    show: count,
    atMost: 1 / 2,
  })
}

/** @returns {Promise<import('../report.mjs').Section>} */
export async function usedActions() {
  const [small, large] = [10, 1000].map((size) => {
    const files = { 'plugin.definition.ts': manyActions(size), 'src/index.ts': usingOneAction }
    return generated(`used-${size}`, files)
  })
  const check = (folder) => childResult(program, [folder, join('src', 'index.ts')])
  const samples = await inTurns(
    { small: { run: () => check(small) }, large: { run: () => check(large) } },
    rounds,
  )
  const row = (what, figure, show) =>
    compared({
      what,
      samples: samples.large.map((sample) => sample[figure]),
      against: { name: '10 actions', samples: samples.small.map((sample) => sample[figure]) },
      show,
      atMost: 2,
    })
  return {
    title: 'A file that uses one action of a thousand',
    about:
      'What it costs to check one file, as an editor does: it implements one action, calls one and registers a handler. In a plugin of 1,000 actions, against one of 10.',
    rows: [row('instantiations', 'instantiations', count), row('check time', 'time', milliseconds)],
  }
}

const usingOneAction = `import type { ActionHandlers, Plugin } from '../.botpress/index.js'

export const action3: ActionHandlers['action3'] = async ({ input, logger }) => {
  logger.info(input.note ?? input.size)
  return { done: input.limit > input.count }
}

export function register(plugin: Plugin): void {
  plugin.on.message('*', async ({ message, actions }) => {
    const { done } = await actions.action3({
      id: message.id,
      count: 1,
      enabled: true,
      size: 'small',
      labels: [],
    })
    if (done) await message.update({ tags: {} })
  })
}
`
