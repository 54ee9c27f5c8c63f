/**
 * Measures what this package costs beside its peers, prints it, and writes it to `results.md`.
 *
 * Usage: npm run bench, or after a build: node bench/bench.mjs [subjects…], which writes nothing
 */
import { writeFileSync } from 'node:fs'
import { format } from 'prettier'
import { printed, printedSection } from './report.mjs'
import { bundles } from './subjects/bundles.mjs'
import { completions } from './subjects/completions.mjs'
import { dev } from './subjects/dev.mjs'
import { dispatch } from './subjects/dispatch.mjs'
import { gen } from './subjects/gen.mjs'
import { dryRun, entries, manyProjects } from './subjects/growth.mjs'
import { existingTool } from './subjects/existing-tool.mjs'
import { localBot } from './subjects/local-bot.mjs'
import { typeCheck, usedActions } from './subjects/types.mjs'
import { watch } from './subjects/watch.mjs'

const subjects = {
  gen,
  watch,
  dev,
  entries,
  'dry-run': dryRun,
  projects: manyProjects,
  types: typeCheck,
  'used-actions': usedActions,
  completions,
  dispatch,
  'local-bot': localBot,
  bundles,
  'existing-tool': existingTool,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(subjects, name))
if (unknown.length > 0) {
  throw new Error(`No subject ${unknown.join(', ')}; there are ${Object.keys(subjects).join(', ')}`)
}

const sections = []
for (const [name, measure] of Object.entries(subjects)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const section = await measure()
  sections.push(section)
  console.log(`${await formatted(printedSection(section))}`)
}
if (wanted.length === 0) {
  const file = new URL('results.md', import.meta.url)
  writeFileSync(file, await formatted(printed(sections)))
  console.log('Written to bench/results.md')
}

/** As the repository's own check of formats wants it. */
function formatted(markdown) {
  return format(markdown, { parser: 'markdown' })
}
