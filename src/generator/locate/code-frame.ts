/** Shows a place in a file, with the lines around it. Import it only to print: most runs do not. */
import { codeFrameColumns } from '@babel/code-frame'
import type { Location } from '../errors.js'
import { sourceOf } from './evaluated-text.js'

/** Lines of more characters, such as those of minified files, are shown in part. */
const maximumWidth = 160

/**
 * The lines around a place, with their numbers and a mark.
 * @param options.color whether to use terminal colours
 * @returns nothing (`''`) if the file cannot be read
 */
export function codeFrame(
  location: Location,
  { color = false }: { readonly color?: boolean } = {},
): string {
  const { line, column } = location
  const text = sourceOf(location)
  if (text === undefined) return ''
  const lines = text.split('\n')
  const isLong = (lines[line - 1]?.length ?? 0) > maximumWidth
  const start = isLong ? Math.max(column - maximumWidth / 2, 0) : 0
  return codeFrameColumns(
    lines.map((whole) => whole.slice(start, start + maximumWidth)).join('\n'),
    { start: { line, column: column - start } },
    { forceColor: color },
  )
}
