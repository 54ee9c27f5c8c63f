/** Other printers of schemas, as programs. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'
import { workspace } from './projects.mjs'

const program = fileURLToPath(new URL('children/print-schemas.mjs', import.meta.url))
let files = 0

/**
 * @param {'zod-to-ts' | 'zui'} name
 * @param {string} definition its source; it is compiled beforehand
 * @returns {readonly string[]} what to start node with, to print the schemas of the definition
 */
export function printer(name, definition) {
  const file = join(workspace, `printed-${++files}.mjs`)
  writeFileSync(file, transformSync(definition, { loader: 'ts' }).code)
  return [program, name, file]
}
