/**
 * Lays code out within 100 columns: text with places where a line may break, and what belongs
 * together. The model is Wadler's "A prettier printer", in the form that prettier gave it.
 */
import { textWidth } from './width.js'

/** Columns that a line may have. */
const lineWidth = 100

/** Code with its possible line breaks. `breaks`: one of them is always there. */
export type Layout =
  | string
  | Group
  | { readonly kind: 'concat'; readonly parts: readonly Layout[]; readonly breaks: boolean }
  | { readonly kind: 'indent'; readonly content: Layout; readonly breaks: boolean }
  | { readonly kind: 'line'; readonly flat: '' | ' '; readonly breaks: boolean }
  | {
      readonly kind: 'choice'
      readonly broken: Layout
      readonly flat: Layout
      readonly breaks: false
    }
  | {
      readonly kind: 'follow'
      readonly group: Group
      readonly content: Layout
      readonly breaks: boolean
    }
  | { readonly kind: 'fill'; readonly items: readonly string[]; readonly breaks: false }

/** What goes on one line if it fits, and else breaks at each line that is directly in it. */
export interface Group {
  readonly kind: 'group'
  readonly content: Layout
  readonly breaks: boolean
}

/** A space, or a line break where the group breaks. */
export const line: Layout = { kind: 'line', flat: ' ', breaks: false }
/** Nothing, or a line break where the group breaks. */
export const softline: Layout = { kind: 'line', flat: '', breaks: false }
/** A line break; each group around it breaks too. */
export const hardline: Layout = { kind: 'line', flat: '', breaks: true }

/** One after the other. */
export function concat(parts: readonly Layout[]): Layout {
  return { kind: 'concat', parts, breaks: parts.some(willBreak) }
}

/** The items with the separator between each two. */
export function join(separator: Layout, items: readonly Layout[]): Layout {
  return concat(items.flatMap((item, index) => (index === 0 ? [item] : [separator, item])))
}

/** Line breaks inside go two columns further to the right. */
export function indent(...parts: readonly Layout[]): Layout {
  const content = concat(parts)
  return { kind: 'indent', content, breaks: willBreak(content) }
}

/** See {@link Group}. */
export function group(...parts: readonly Layout[]): Group {
  const content = concat(parts)
  return { kind: 'group', content, breaks: willBreak(content) }
}

/** A group that breaks in any case, and each group around it. */
export function brokenGroup(...parts: readonly Layout[]): Group {
  return { kind: 'group', content: concat(parts), breaks: true }
}

/** One text where the group around it breaks, another where it does not. */
export function choice(broken: Layout, flat: Layout): Layout {
  return { kind: 'choice', broken, flat, breaks: false }
}

/** Content that is indented if an earlier group broke. */
export function indentIfBroken(content: Layout, of: Group): Layout {
  return { kind: 'follow', content, group: of, breaks: willBreak(content) }
}

/** Short items with commas between them, as many on a line as fit where the group breaks. */
export function fill(items: readonly string[]): Layout {
  return { kind: 'fill', items, breaks: false }
}

/** Whether the layout takes more than one line in any case. */
export function willBreak(layout: Layout): boolean {
  return typeof layout !== 'string' && layout.breaks
}

/** Something still to print: in which columns it is indented, and whether lines in it stay flat. */
interface Command {
  readonly layout: Layout
  readonly indent: number
  readonly flat: boolean
}

/** Where the first line of a text begins, in columns. */
export interface Start {
  /** The indentation of the line on which the text begins. Default: 0. */
  readonly indent?: number
  /** The column at which it begins on that line. Default: the indentation. */
  readonly column?: number
}

/**
 * @param layout what to print
 * @param start where the text will stand
 * @returns the text, without the indentation of its first line
 */
export function render(layout: Layout, start: Start = {}): string {
  const indentation = start.indent ?? 0
  const stack: Command[] = [{ layout, indent: indentation, flat: false }]
  const broken = new Set<Group>()
  const lines: string[] = []
  let current = ''
  let column = start.column ?? indentation

  for (let command = stack.pop(); command !== undefined; command = stack.pop()) {
    const { indent: at, flat } = command
    const next = command.layout
    if (typeof next === 'string') {
      current += next
      column += textWidth(next)
      continue
    }
    switch (next.kind) {
      case 'concat':
        for (let i = next.parts.length - 1; i >= 0; i -= 1) {
          stack.push({ layout: next.parts[i] ?? '', indent: at, flat })
        }
        break
      case 'indent':
        stack.push({ layout: next.content, indent: at + 2, flat })
        break
      case 'group': {
        const content = { layout: next.content, indent: at, flat: true }
        const fitting = flat || (!next.breaks && fits(content, stack, lineWidth - column))
        if (!fitting) broken.add(next)
        stack.push(fitting ? content : { ...content, flat: false })
        break
      }
      case 'line':
        if (flat) {
          current += next.flat
          column += next.flat.length
        } else {
          lines.push(current.trimEnd())
          current = ' '.repeat(at)
          column = at
        }
        break
      case 'choice':
        stack.push({ layout: flat ? next.flat : next.broken, indent: at, flat })
        break
      case 'follow':
        stack.push({
          layout: next.content,
          indent: broken.has(next.group) ? at + 2 : at,
          flat,
        })
        break
      case 'fill':
        stack.push({
          layout: flat ? next.items.join(', ') : packed(next.items, column),
          indent: at,
          flat,
        })
        break
    }
  }
  lines.push(current)
  return lines.join('\n')
}

/**
 * @param layout what to print
 * @returns it on one line, however long that is
 */
export function flatten(layout: Layout): string {
  if (typeof layout === 'string') return layout
  switch (layout.kind) {
    case 'concat':
      return layout.parts.map(flatten).join('')
    case 'line':
      return layout.flat
    case 'choice':
      return flatten(layout.flat)
    case 'fill':
      return layout.items.join(', ')
    default:
      return flatten(layout.content)
  }
}

/** Breaks before each item that would go beyond the last column; a comma follows the last one too. */
function packed(items: readonly string[], start: number): Layout {
  const parts: Layout[] = []
  let column = start
  for (const item of items) {
    const width = item.length + 1
    if (parts.length > 0) {
      const fitting = column + 1 + width <= lineWidth
      parts.push(fitting ? ' ' : hardline)
      column = fitting ? column + 1 : start
    }
    parts.push(`${item},`)
    column += width
  }
  return concat(parts)
}

/** Whether the next thing, and what follows it up to the first line break, fits into the width. */
function fits(next: Command, rest: readonly Command[], width: number): boolean {
  let remaining = width
  let following = rest.length
  // A space at the end of a line is not printed, so it counts only when something follows.
  let space = 0
  const frames: { readonly parts: readonly Layout[]; readonly flat: boolean; index: number }[] = []
  const push = (layout: Layout, flat: boolean): void => {
    frames.push({ parts: [layout], flat, index: 0 })
  }
  push(next.layout, next.flat)

  while (remaining >= 0) {
    const frame = frames.at(-1)
    if (frame === undefined) {
      following -= 1
      const command = rest[following]
      if (command === undefined) return true
      push(command.layout, command.flat)
      continue
    }
    const layout = frame.parts[frame.index]
    if (layout === undefined) {
      frames.pop()
      continue
    }
    frame.index += 1
    if (typeof layout === 'string') {
      if (layout !== '') {
        remaining -= space + textWidth(layout)
        space = 0
      }
      continue
    }
    const { flat } = frame
    switch (layout.kind) {
      case 'concat':
        frames.push({ parts: layout.parts, flat, index: 0 })
        break
      case 'indent':
      case 'follow':
        push(layout.content, flat)
        break
      case 'group':
        push(layout.content, flat && !layout.breaks)
        break
      case 'line':
        if (!flat || layout.breaks) return true
        space = layout.flat.length
        break
      case 'choice':
        push(flat ? layout.flat : layout.broken, flat)
        break
      case 'fill':
        push(layout.items.join(', '), flat)
        break
    }
  }
  return false
}
