/** How much of a plugin has to be shipped. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { bundleSize } from '../bundle-size.mjs'
import { generated, project, root, samePlugin, sdkFolder } from '../projects.mjs'
import { compared, kilobytes } from '../report.mjs'

const emptySource = `import { Plugin } from '../.botpress/index.js'
export default new Plugin({ actions: {} })
`
const emptyDefinition = `import { PluginDefinition } from 'botpress-plugin-kit'
export default new PluginDefinition({ name: 'empty', version: '1.0.0' })
`

/** @returns {Promise<import('../report.mjs').Section>} */
export async function bundles() {
  const { ours, sdk } = samePlugin()
  const emptyOurs = generated('empty-ours', {
    'plugin.definition.ts': emptyDefinition,
    'src/index.ts': emptySource,
  })
  const emptySdk = project('empty-sdk', { 'src/index.ts': emptySource, ...sdkFolder })
  const fixture = project('bundled', {})
  cpSync(join(root, 'fixtures/analytics'), fixture, { recursive: true })

  const row = async (what, file, peer, atMost) => {
    const [own, theirs] = await Promise.all([bundleSize(file), bundleSize(peer)])
    return {
      ...compared({
        what,
        samples: [own.gzip],
        against: { name: 'SDK', samples: [theirs.gzip] },
        show: kilobytes,
      }),
      ...(atMost && {
        budget: `≤ ${kilobytes(atMost)}: ${own.gzip <= atMost ? 'held' : '**missed**'}`,
      }),
    }
  }
  const source = (folder) => join(folder, 'src/index.ts')
  return {
    title: 'Bundle',
    about:
      'By esbuild, minified, for the browser, gzip; the client is left out. The analytics fixture passes its definition to the plugin, to have values validated, and so ships zod.',
    rows: [
      await row('an empty plugin', source(emptyOurs), source(emptySdk), 4000),
      await row('the analytics plugin', source(ours), source(sdk)),
      await row('the analytics fixture, which validates', source(fixture), source(sdk)),
    ],
  }
}
