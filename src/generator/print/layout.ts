/**
 * Lays code out within 100 columns: text with places where a line may break, and what belongs
 * together. The model is Wadler's "A prettier printer", in the form that prettier gave it.
 */
import { textWidth } from './width.js'

/** Columns that a line may have. */
const lineWidth = 100

/** Code with its possible line breaks. `breaks`: one of them is always there. */
export type Layout = string | Group | Sequence | Follow | Line | Choice | Fill

/** What goes on one line if it fits, and else breaks at each line that is directly in it. */
export interface Group {
  readonly kind: 'group'
  readonly parts: readonly Layout[]
  readonly breaks: boolean
}
interface Sequence {
  readonly kind: 'concat' | 'indent'
  readonly parts: readonly Layout[]
  readonly breaks: boolean
}
interface Follow {
  readonly kind: 'follow'
  readonly parts: readonly Layout[]
  readonly breaks: boolean
  readonly group: Group
}
interface Line {
  readonly kind: 'line'
  /** What it is where it does not break. */
  readonly flat: '' | ' '
  readonly breaks: boolean
}
interface Choice {
  readonly kind: 'choice'
  readonly broken: Layout
  readonly flat: Layout
  readonly breaks: false
}
interface Fill {
  readonly kind: 'fill'
  readonly items: readonly string[]
  readonly breaks: false
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

/** What separates the items of a list. */
export const comma = concat([',', line])

/** The items with the separator between each two. */
export function join(separator: Layout, items: readonly Layout[]): Layout {
  const parts: Layout[] = []
  for (const item of items) {
    if (parts.length > 0) parts.push(separator)
    parts.push(item)
  }
  return concat(parts)
}

/** How a list is enclosed. */
interface Enclosure {
  /** What is between the brackets and the items. Default: a softline. */
  readonly gap?: Layout
  /** What follows the last item where the list breaks. Default: a comma. */
  readonly trailing?: '' | ','
}

/** Items between brackets, separated by commas; where the group around it breaks, each on a line. */
export function enclose(
  open: string,
  items: readonly Layout[],
  close: string,
  { gap = softline, trailing = ',' }: Enclosure = {},
): Layout {
  return concat([open, indent(gap, join(comma, items)), choice(trailing, ''), gap, close])
}

/** Line breaks inside go two columns further to the right. */
export function indent(...parts: readonly Layout[]): Layout {
  return { kind: 'indent', parts, breaks: parts.some(willBreak) }
}

/** See {@link Group}. */
export function group(...parts: readonly Layout[]): Group {
  return { kind: 'group', parts, breaks: parts.some(willBreak) }
}

/** A group that breaks in any case, and each group around it. */
export function brokenGroup(...parts: readonly Layout[]): Group {
  return { kind: 'group', parts, breaks: true }
}

/** One text where the group around it breaks, another where it does not. */
export function choice(broken: Layout, flat: Layout): Layout {
  return { kind: 'choice', broken, flat, breaks: false }
}

/** Content that is indented if an earlier group broke. */
export function indentIfBroken(content: Layout, of: Group): Layout {
  return { kind: 'follow', parts: [content], breaks: willBreak(content), group: of }
}

/** Short items with commas between them, as many on a line as fit where the group breaks. */
export function fill(items: readonly string[]): Layout {
  return { kind: 'fill', items, breaks: false }
}

/** Whether the layout takes more than one line in any case. */
export function willBreak(layout: Layout): boolean {
  return typeof layout !== 'string' && layout.breaks
}

/** Where the first line of a text begins, in columns. */
export interface Start {
  /** The indentation of the line on which the text begins. Default: 0. */
  readonly indent?: number
  /** The column at which it begins on that line. Default: the indentation. */
  readonly column?: number
}

/** A sequence of which some parts are still to print, and what to print after it. */
interface Frame {
  readonly parts: readonly Layout[]
  /** Of the next part. */
  index: number
  /** Columns by which a line is indented that begins in it. */
  readonly indent: number
  /** Whether its lines do not break. */
  readonly flat: boolean
  readonly below: Frame | undefined
}

/**
 * @param layout what to print
 * @param start where the text will stand
 * @returns the text, without the indentation of its first line
 */
export function render(layout: Layout, start: Start = {}): string {
  const indentation = start.indent ?? 0
  const broken = new Set<Layout>()
  const lines: string[] = []
  let current = ''
  let column = start.column ?? indentation
  let frame: Frame | undefined = frameOf([layout], indentation, false, undefined)

  while (frame !== undefined) {
    const { indent: at, flat }: Frame = frame
    const item: Layout | undefined = frame.parts[frame.index++]
    if (item === undefined) {
      frame = frame.below
      continue
    }
    if (typeof item === 'string') {
      current += item
      column += textWidth(item)
      continue
    }
    switch (item.kind) {
      case 'concat':
        frame = frameOf(item.parts, at, flat, frame)
        break
      case 'indent':
        frame = frameOf(item.parts, at + 2, flat, frame)
        break
      case 'follow':
        frame = frameOf(item.parts, broken.has(item.group) ? at + 2 : at, flat, frame)
        break
      case 'group': {
        const fitting = flat || (!item.breaks && fits(item, frame, lineWidth - column))
        if (!fitting) broken.add(item)
        frame = frameOf(item.parts, at, fitting, frame)
        break
      }
      case 'line':
        if (flat) {
          current += item.flat
          column += item.flat.length
        } else {
          lines.push(current.trimEnd())
          current = ' '.repeat(at)
          column = at
        }
        break
      case 'choice':
        frame = frameOf([flat ? item.flat : item.broken], at, flat, frame)
        break
      case 'fill':
        frame = frameOf(
          [flat ? item.items.join(', ') : packed(item.items, column)],
          at,
          flat,
          frame,
        )
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
    case 'line':
      return layout.flat
    case 'choice':
      return flatten(layout.flat)
    case 'fill':
      return layout.items.join(', ')
    default:
      return layout.parts.map(flatten).join('')
  }
}

function frameOf(
  parts: readonly Layout[],
  indent: number,
  flat: boolean,
  below: Frame | undefined,
): Frame {
  return { parts, index: 0, indent, flat, below }
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

/** Whether a group on one line, and what follows it up to the first line break, fits into the width. */
function fits(candidate: Group, after: Frame, width: number): boolean {
  let remaining = width
  // A space at the end of a line is not printed, so it counts only when something follows.
  let space = 0
  let rest: Frame | undefined = after
  let frame: Frame | undefined = frameOf(candidate.parts, 0, true, undefined)

  while (remaining >= 0) {
    if (frame === undefined) {
      if (rest === undefined) return true
      frame = { ...rest, below: undefined }
      rest = rest.below
    }
    const { flat }: Frame = frame
    const item: Layout | undefined = frame.parts[frame.index++]
    if (item === undefined) {
      frame = frame.below
      continue
    }
    if (typeof item === 'string') {
      if (item === '') continue
      remaining -= space + textWidth(item)
      space = 0
      continue
    }
    switch (item.kind) {
      case 'concat':
      case 'indent':
      case 'follow':
        frame = frameOf(item.parts, 0, flat, frame)
        break
      case 'group':
        frame = frameOf(item.parts, 0, flat && !item.breaks, frame)
        break
      case 'line':
        if (!flat || item.breaks) return true
        space = item.flat.length
        break
      case 'choice':
        frame = frameOf([flat ? item.flat : item.broken], 0, flat, frame)
        break
      case 'fill':
        frame = frameOf([item.items.join(', ')], 0, flat, frame)
        break
    }
  }
  return false
}
