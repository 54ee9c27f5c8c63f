/** The printers that are compared, each as it is asked for what may be written: the input type. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as zodToTsLibrary from 'zod-to-ts'
import * as zodLibrary from 'zod'
import { z as zuiLibrary } from '@bpinternal/zui'
import { transformSync } from 'esbuild'
import { generate } from '../../dist/generator/index.js'
import { project } from '../projects.mjs'

/**
 * What a printer makes of a kind.
 *
 * @typedef {{
 *   readonly library: string,
 *   readonly setup?: string,
 *   readonly source: string,
 *   readonly type: string,
 *   readonly declarations: string,
 * }} Printed
 * `library`: the import of `z` that `source` is written with, whose inference is the measure; `type`: an
 * expression, which may refer to the `declarations`
 */

/**
 * By their names. Each takes a kind, wrapped as the property `value` of an object, since what is
 * optional says so there only; returns `undefined` if its library lacks the kind, and throws what the
 * printer throws.
 *
 * @type {Readonly<Record<string, (kind: import('./kinds.mjs').Kind, index: number) => Promise<Printed | undefined>>>}
 */
export const printers = { ours, 'zod-to-ts': zodToTs, zui }

const zod = "import * as z from 'zod'"

async function ours(kind, index) {
  const folder = project(`kind-${index}`, {
    'plugin.definition.ts': [
      "import { PluginDefinition, z } from 'botpress-plugin-kit'",
      kind.setup ?? '',
      `const schema = ${wrapped(kind.source)}`,
      "export default new PluginDefinition({ name: 'kinds', version: '1.0.0', events: { kind: { schema } } })",
    ].join('\n'),
  })
  const { status, issues } = await generate({ path: folder })
  if (status !== 'written') throw new Error(issues.map(({ message }) => message).join('\n'))
  const declarations = readFileSync(join(folder, '.botpress/events.ts'), 'utf8')
  return {
    ...kind,
    library: zod,
    type: declarations.includes('KindPayloadWrite') ? 'KindPayloadWrite' : 'KindPayload',
    declarations,
  }
}

async function zodToTs(kind) {
  const schema = evaluated(kind, zodLibrary)
  const auxiliaryTypeStore = zodToTsLibrary.createAuxiliaryTypeStore()
  const { node } = zodToTsLibrary.zodToTs(schema, { auxiliaryTypeStore, io: 'input' })
  const named = [...auxiliaryTypeStore.definitions.values()]
  return {
    ...kind,
    library: zod,
    type: zodToTsLibrary.printNode(node),
    declarations: named.map((each) => zodToTsLibrary.printNode(each.node)).join('\n'),
  }
}

async function zui(kind) {
  const spelled = { ...kind, ...kind.zui }
  const schema = evaluatedOrLacking(spelled)
  if (!schema) return undefined
  const type = schema.toTypescriptType({ treatDefaultAsOptional: true })
  return { ...spelled, library: "import { z } from '@bpinternal/zui'", type, declarations: '' }
}

/** Source that does not run with a library is of a kind that the library lacks. */
function evaluatedOrLacking(kind) {
  try {
    return evaluated(kind, zuiLibrary)
  } catch {
    return undefined
  }
}

/** @returns an expression */
export function wrapped(source) {
  return `z.object({ value: ${source} })`
}

/** @returns the schema of a kind, wrapped */
export function evaluated({ setup = '', source }, z) {
  const body = `(z) => {\n${setup}\nreturn ${wrapped(source)}\n}`
  return new Function(`return ${transformSync(body, { loader: 'ts' }).code}`)()(z)
}
