/** Shows a change as a unified diff. */
import { createTwoFilesPatch } from 'diff'
import type { Change } from '../generator/index.js'
import { type Paint, printable } from './terminal.js'

/**
 * @param name the file's path as it is to be shown
 * @returns the patch that turns what is there into what should be there
 */
export function diffOf({ kind, before, after }: Change, name: string): string {
  const unix = (text: string): string => text.replaceAll('\r\n', '\n')
  const from = kind === 'missing' ? '/dev/null' : `a/${name}`
  const to = kind === 'superfluous' ? '/dev/null' : `b/${name}`
  const patch = createTwoFilesPatch(from, to, unix(before), unix(after))
  return patch.slice(patch.indexOf('\n') + 1).trimEnd()
}

/** Colours a diff line by line. */
export function paintDiff(diff: string, paint: Paint): string {
  const lines = diff.split('\n').map((line) => {
    const text = printable(line)
    if (/^(?:---|\+\+\+) /.test(line)) return paint.bold(text)
    if (line.startsWith('@@')) return paint.cyan(text)
    if (line.startsWith('+')) return paint.green(text)
    if (line.startsWith('-')) return paint.red(text)
    return text
  })
  return lines.join('\n')
}
