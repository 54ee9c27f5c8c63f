/**
 * Prints the schemas of a definition's own entries with another printer.
 *
 * Usage: node print-schemas.mjs (zod-to-ts|zui) <definition, as JavaScript>
 */
import { pathToFileURL } from 'node:url'

const [printer, file] = process.argv.slice(2)
const { default: definition } = await import(pathToFileURL(file).href)
const { configuration, actions = {}, events = {}, states = {} } = definition

const entries = [
  ...Object.values(actions).flatMap(({ input, output }) => [input, output]),
  ...Object.values(events),
  ...Object.values(states),
  ...(configuration ? [configuration] : []),
]
const print = printer === 'zui' ? (schema) => schema.toTypescriptType() : await zodToTsPrinter()
for (const { schema } of entries) process.stdout.write(`${print(schema)}\n`)

async function zodToTsPrinter() {
  const { createAuxiliaryTypeStore, printNode, zodToTs } = await import('zod-to-ts')
  const auxiliaryTypeStore = createAuxiliaryTypeStore()
  return (schema) => printNode(zodToTs(schema, { auxiliaryTypeStore }).node)
}
