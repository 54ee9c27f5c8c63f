/** Shows a place in a file, with the lines around it. Import it only to print: most runs do not. */
import { readFileSync } from 'node:fs'
import { codeFrameColumns } from '@babel/code-frame'
import type { Location } from './errors.js'

/**
 * The lines around a place, with their numbers and a mark.
 * @param options.color whether to use terminal colours
 * @returns nothing (`''`) if the file cannot be read
 */
export function codeFrame(
  { file, line, column }: Location,
  { color = false }: { readonly color?: boolean } = {},
): string {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return ''
  }
  return codeFrameColumns(text, { start: { line, column } }, { forceColor: color })
}
