/** What the types of a plugin cost the compiler. */
import { join } from 'node:path'
import { diagnosticsOf } from '../compiler.mjs'
import { childResult } from '../processes.mjs'
import { generated, manyActions, project, samePlugin, withDefinition } from '../projects.mjs'
import { compared, count, megabytes, milliseconds } from '../report.mjs'
import { inTurns } from '../sampling.mjs'

const program = new URL('../children/check-file.mjs', import.meta.url)
const rounds = 7

/** @returns {Promise<import('../report.mjs').Section>} */
export async function typeCheck() {
  const { ours, sdk } = samePlugin()
  const empty = project('empty', { 'src/index.ts': 'export {}\n' })
  const samples = await inTurns(
    {
      empty: { run: () => diagnosticsOf(empty) },
      ours: { run: () => diagnosticsOf(ours) },
      sdk: { run: () => diagnosticsOf(sdk) },
      oursDefined: { run: () => diagnosticsOf(withDefinition(ours)) },
      sdkDefined: { run: () => diagnosticsOf(withDefinition(sdk)) },
    },
    rounds,
  )
  const added = (name, figure) =>
    samples[name].map((sample, round) => sample[figure] - samples.empty[round][figure])
  const row = (what, figure, show, names, budget) =>
    compared({
      what,
      samples: added(names[0], figure),
      against: { name: 'SDK', samples: added(names[1], figure) },
      show,
      ...budget,
    })
  const plugin = ['ours', 'sdk']
  const whole = ['oursDefined', 'sdkDefined']
  return {
    title: 'Type-check of the same plugin',
    about:
      "The same source in the SDK's dialect, with our generated folder and with one that uses the SDK's types, each by `tsc` with node's types. The figures are what is added to an empty program.",
    rows: [
      row('instantiations', 'instantiations', count, plugin, { atMost: 1 / 20 }),
      row('types', 'types', count, plugin),
      row('check time', 'check', milliseconds, plugin, { atMost: 1 / 8 }),
      row('total time', 'total', milliseconds, plugin, { atMost: 1 / 8 }),
      row('memory', 'memory', megabytes, plugin),
      row('with the definition file, instantiations', 'instantiations', count, whole),
      row('with the definition file, check time', 'check', milliseconds, whole),
      row('with the definition file, total time', 'total', milliseconds, whole),
    ],
  }
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
