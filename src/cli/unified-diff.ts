/** Shows a change as a unified diff. */
import type { Change } from '../generator/index.js'
import { type SharedRun, sharedLines } from './shared-lines.js'
import { type Paint, printable } from './terminal.js'

/** How many unchanged lines are shown on each side of a change. */
const context = 4

/**
 * @param name the file's path as it is to be shown
 * @returns the patch that turns what is there into what should be there
 */
export function diffOf({ kind, before, after }: Change, name: string): string {
  const from = kind === 'missing' ? '/dev/null' : `a/${name}`
  const to = kind === 'superfluous' ? '/dev/null' : `b/${name}`
  return [`--- ${from}`, `+++ ${to}`, ...hunks(linesOf(before), linesOf(after))].join('\n')
}

/** Lines with their ends; carriage returns are no difference. */
function linesOf(text: string): readonly string[] {
  return text.replaceAll('\r\n', '\n').match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** A difference: lines `x` to `xEnd` of the first text are lines `y` to `yEnd` of the second. */
interface Edit {
  readonly x: number
  readonly xEnd: number
  readonly y: number
  readonly yEnd: number
}

function hunks(before: readonly string[], after: readonly string[]): readonly string[] {
  const groups: Edit[][] = []
  for (const edit of editsBetween(sharedLines(before, after), before.length, after.length)) {
    const last = groups.at(-1)?.at(-1)
    if (last !== undefined && edit.x - last.xEnd <= 2 * context) groups.at(-1)!.push(edit)
    else groups.push([edit])
  }
  return groups.map((edits) => hunk(edits, before, after))
}

/** What lies between the runs. */
function editsBetween(
  runs: readonly SharedRun[],
  beforeLength: number,
  afterLength: number,
): readonly Edit[] {
  const edits: Edit[] = []
  let [x, y] = [0, 0]
  for (const run of [...runs, { before: beforeLength, after: afterLength, length: 0 }]) {
    if (run.before > x || run.after > y) edits.push({ x, xEnd: run.before, y, yEnd: run.after })
    ;[x, y] = [run.before + run.length, run.after + run.length]
  }
  return edits
}

function hunk(edits: readonly Edit[], before: readonly string[], after: readonly string[]): string {
  const [first, last] = [edits[0]!, edits.at(-1)!]
  const lead = Math.min(context, first.x)
  const tail = Math.min(context, before.length - last.xEnd)
  const x = first.x - lead
  const lines: string[] = []
  const add = (sign: string, texts: readonly string[]): void => {
    for (const text of texts) {
      const hasEnd = text.endsWith('\n')
      lines.push(sign + (hasEnd ? text.slice(0, -1) : `${text}\n\\ No newline at end of file`))
    }
  }
  let at = x
  for (const edit of edits) {
    add(' ', before.slice(at, edit.x))
    add('-', before.slice(edit.x, edit.xEnd))
    add('+', after.slice(edit.y, edit.yEnd))
    at = edit.xEnd
  }
  add(' ', before.slice(at, at + tail))
  const removed = rangeOf(x, last.xEnd + tail)
  const added = rangeOf(first.y - lead, last.yEnd + tail)
  return [`@@ -${removed} +${added} @@`, ...lines].join('\n')
}

/** Lines from 0, as a hunk's head has them: from 1, and an empty range by the line before it. */
function rangeOf(from: number, to: number): string {
  return to === from ? `${from},0` : `${from + 1},${to - from}`
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
