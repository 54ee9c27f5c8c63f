/** How long an author waits, in a watch, from saving a file until the types are there. */
import { join } from 'node:path'
import { childResult } from '../processes.mjs'
import { analyticsDefinition, project, workspace } from '../projects.mjs'
import { milliseconds, plain } from '../report.mjs'
import { median } from '../sampling.mjs'

const program = new URL('../children/watch.mjs', import.meta.url)
const changes = 30

/** @returns {Promise<import('../report.mjs').Section>} */
export async function watch() {
  const folder = project('watch', { 'plugin.definition.ts': analyticsDefinition })
  const generator = join(workspace, 'node_modules/botpress-plugin-kit/dist/generator/index.js')
  const definition = join(folder, 'plugin.definition.ts')
  const samples = childResult(program, [generator, definition, String(changes)])
  const sorted = [...samples].sort((a, b) => a - b)
  return {
    title: 'Watching',
    about: `The definition of the analytics fixture is saved ${changes} times, each time a second after the last report; from each save to the report that comes when the files are written.`,
    rows: [
      plain('median', median(samples), milliseconds, 50),
      plain('the slowest of ten', sorted[Math.floor(sorted.length * 0.9)], milliseconds),
    ],
  }
}
