/** Models as files: what a definition said once, to compare with later. */
import { readFileSync } from 'node:fs'
import type { Model } from '../generator/index.js'

/** What such a file is recognised by. A change of the model that old files do not have raises it. */
const format = 'botpress-plugin-kit/model@1'

/** @returns the text of a file */
export function savedModel(model: Model): string {
  return `${JSON.stringify({ format, model }, null, 2)}\n`
}

/**
 * @param file its path
 * @returns the model, or why it cannot be used, in one sentence without a final period
 */
export function readSavedModel(file: string): Model | { readonly problem: string } {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    return { problem: (error as Error).message }
  }
  const saved = Object(content) as { readonly format?: unknown; readonly model?: Model }
  if (saved.format === format && saved.model !== undefined) return saved.model
  return typeof saved.format === 'string' && saved.format.startsWith('botpress-plugin-kit/model@')
    ? { problem: `It is of another version of this package: ${saved.format}` }
    : { problem: 'It is not what `plugin-kit diff --save` writes' }
}
