/** How often per second a plugin does what a host asks for. */
import { join } from 'node:path'
import { build } from 'esbuild'
import { childResult } from '../processes.mjs'
import { samePlugin, workspace } from '../projects.mjs'
import { compared, perSecond } from '../report.mjs'
import { inTurns } from '../sampling.mjs'

const program = new URL('../children/dispatch.mjs', import.meta.url)
const rounds = 5

const budgets = { 'a message to two handlers': 20, 'an action that reads a state': 5 }

/** @returns {Promise<import('../report.mjs').Section>} */
export async function dispatch() {
  const { ours, sdk } = samePlugin()
  const [oursFile, sdkFile] = await Promise.all([bundled(ours, 'ours'), bundled(sdk, 'sdk')])
  const samples = await inTurns(
    {
      ours: { run: () => childResult(program, [oursFile]) },
      sdk: { run: () => childResult(program, [sdkFile]) },
    },
    rounds,
  )
  return {
    title: 'Dispatch',
    about:
      "The same source, with our base class and with the SDK's, bundled, in processes of their own, with the same client, which does nothing but count. How often in a second of the processor's time: higher is better.",
    rows: Object.keys(samples.ours[0]).map((name) =>
      compared({
        what: name,
        samples: samples.ours.map((sample) => sample[name]),
        against: { name: 'SDK', samples: samples.sdk.map((sample) => sample[name]) },
        show: perSecond,
        ...(Object.hasOwn(budgets, name) && { atLeast: budgets[name] }),
      }),
    ),
  }
}

async function bundled(folder, name) {
  const outfile = join(workspace, `dispatch-${name}.mjs`)
  await build({
    entryPoints: [join(folder, 'src/dispatch.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The SDK brings CommonJS, which asks for node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  })
  return outfile
}
