/**
 * Lays code out within 100 columns: text with places where a line may break, and what belongs
 * together. The model is Wadler's "A prettier printer", in the form that prettier gave it.
 */
import { textWidth } from './width.js'

/** Columns that a line may have. */
export const lineWidth = 100

/** Code with its possible line breaks. `width`: the columns of it on one line, if it goes there. */
export type Layout = string | Sequence | Short | Follow | Line | Choice | Fill

interface Sequence {
  /** A group goes on one line if it fits, and else breaks at each line that is directly in it. */
  readonly kind: 'group' | 'concat' | 'indent'
  readonly parts: readonly Layout[]
  readonly width: number
}
/** A group whose text on one line is known. */
interface Short {
  readonly kind: 'short'
  readonly text: string
  readonly broken: () => Layout
  readonly width: number
}
interface Follow {
  readonly kind: 'follow'
  readonly parts: readonly Layout[]
  readonly width: number
  readonly group: Layout
}
interface Line {
  readonly kind: 'line'
  /** What it is where it does not break. */
  readonly flat: '' | ' '
  readonly width: number
}
interface Choice {
  readonly kind: 'choice'
  readonly broken: Layout
  readonly flat: Layout
  readonly width: number
}
interface Fill {
  readonly kind: 'fill'
  readonly items: readonly string[]
  readonly width: number
}

/** The width of what takes more than one line in any case. */
const never = Infinity

/** A space, or a line break where the group breaks. */
export const line: Layout = { kind: 'line', flat: ' ', width: 1 }
/** Nothing, or a line break where the group breaks. */
export const softline: Layout = { kind: 'line', flat: '', width: 0 }
/** A line break; each group around it breaks too. */
export const hardline: Layout = { kind: 'line', flat: '', width: never }

/** One after the other. */
export function concat(parts: readonly Layout[]): Layout {
  return sequence('concat', parts)
}

/** What can only be printed in one way is text. */
function sequence(kind: Sequence['kind'], parts: readonly Layout[]): Layout {
  if (parts.every(isText)) return parts.join('')
  return { kind, parts, width: parts.reduce((width, part) => width + widthOf(part), 0) }
}

/** Whether there is only one way to print it. */
export function isText(layout: Layout): layout is string {
  return typeof layout === 'string'
}

function widthOf(layout: Layout): number {
  return isText(layout) ? textWidth(layout) : layout.width
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
  return sequence('indent', parts)
}

/** What goes on one line if it fits, and else breaks at each line that is directly in it. */
export function group(...parts: readonly Layout[]): Layout {
  return sequence('group', parts)
}

/** A group that breaks in any case, and each group around it. */
export function brokenGroup(...parts: readonly Layout[]): Layout {
  return { kind: 'group', parts, width: never }
}

/** A group whose text on one line is known: all else is made where that does not fit. */
export function short(text: string, broken: () => Layout): Layout {
  return { kind: 'short', text, broken, width: textWidth(text) }
}

/** A group of a text and what follows it: all text, or short, where that is. */
export function labelled(label: string, content: Layout): Layout {
  if (isText(content)) return label + content
  const whole = () => group(label, content)
  return content.kind === 'short' ? short(label + content.text, whole) : whole()
}

/** One text where the group around it breaks, another where it does not. */
export function choice(broken: Layout, flat: Layout): Layout {
  return { kind: 'choice', broken, flat, width: widthOf(flat) }
}

/** Content that is indented if an earlier group broke. */
export function indentIfBroken(content: Layout, of: Layout): Layout {
  return { kind: 'follow', parts: [content], width: widthOf(content), group: of }
}

/** Short items with commas between them, as many on a line as fit where the group breaks. */
export function fill(items: readonly string[]): Layout {
  return { kind: 'fill', items, width: textWidth(items.join(', ')) }
}

/** Whether the layout takes more than one line in any case. */
export function willBreak(layout: Layout): boolean {
  return widthOf(layout) === never
}

/** Where the first line of a text begins, in columns. */
export interface Start {
  /** The indentation of the line on which the text begins. Default: 0. */
  readonly indent?: number
  /** The column at which it begins on that line. Default: the indentation. */
  readonly column?: number
}

/** A sequence that breaks and has parts that are still to print, and what to print after it. */
interface Frame {
  readonly parts: readonly Layout[]
  /** Of the next part. */
  index: number
  /** Columns by which a line is indented that begins in it. */
  readonly indent: number
  readonly below: Frame | undefined
}

/**
 * @param layout what to print
 * @param start where the text will stand
 * @returns the text, without the indentation of its first line
 */
export function render(layout: Layout, start: Start = {}): string {
  if (isText(layout)) return layout
  const indentation = start.indent ?? 0
  let column = start.column ?? indentation
  const isGroup = layout.kind === 'group' || layout.kind === 'short'
  if (isGroup && column + layout.width <= lineWidth) return flatten(layout)
  const broken = new Set<Layout>()
  const lines: string[] = []
  let current = ''
  let frame: Frame | undefined = frameOf([layout], indentation, undefined)

  while (frame !== undefined) {
    const { indent: at }: Frame = frame
    const item: Layout | undefined = frame.parts[frame.index++]
    if (item === undefined) {
      frame = frame.below
      continue
    }
    if (isText(item)) {
      current += item
      column += textWidth(item)
      continue
    }
    switch (item.kind) {
      case 'concat':
        frame = frameOf(item.parts, at, frame)
        break
      case 'indent':
        frame = frameOf(item.parts, at + 2, frame)
        break
      case 'follow':
        frame = frameOf(item.parts, broken.has(item.group) ? at + 2 : at, frame)
        break
      case 'group':
      case 'short':
        if (fits(item, frame, lineWidth - column)) {
          current += flatten(item)
          column += item.width
        } else {
          broken.add(item)
          frame = frameOf(item.kind === 'short' ? [item.broken()] : item.parts, at, frame)
        }
        break
      case 'line':
        lines.push(current.trimEnd())
        current = ' '.repeat(at)
        column = at
        break
      case 'choice':
        frame = frameOf([item.broken], at, frame)
        break
      case 'fill':
        frame = frameOf([packed(item.items, column)], at, frame)
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
  if (isText(layout)) return layout
  switch (layout.kind) {
    case 'short':
      return layout.text
    case 'line':
      return layout.flat
    case 'choice':
      return flatten(layout.flat)
    case 'fill':
      return layout.items.join(', ')
    default:
      return layout.parts.reduce((text: string, part) => text + flatten(part), '')
  }
}

function frameOf(parts: readonly Layout[], indent: number, below: Frame | undefined): Frame {
  return { parts, index: 0, indent, below }
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
function fits(candidate: Sequence | Short, after: Frame, width: number): boolean {
  if (candidate.width > width + 1) return false
  const following = widthUpToBreak(after)
  // A space at the end of a line is not printed, so it counts only when something follows.
  const blank = following === 0 && endsInSpace(candidate) ? 1 : 0
  return candidate.width - blank + following <= width
}

/** The columns of what is still to print, up to the first place where a line may break. */
function widthUpToBreak(after: Frame): number {
  let width = 0
  const breaksIn = (layout: Layout): boolean => {
    if (isText(layout)) {
      width += textWidth(layout)
      return false
    }
    switch (layout.kind) {
      case 'line':
        return true
      case 'short':
        return breaksIn(layout.broken())
      case 'choice':
        return breaksIn(layout.broken)
      case 'fill':
        width += layout.width
        return false
      default:
        return layout.parts.some(breaksIn)
    }
  }
  for (let frame: Frame | undefined = after; frame !== undefined; frame = frame.below) {
    for (let index = frame.index; index < frame.parts.length; index++) {
      if (breaksIn(frame.parts[index]!)) return width
    }
  }
  return width
}

/** Whether the last thing that is printed of it, on one line, is a blank. */
function endsInSpace(layout: Layout): boolean {
  if (isText(layout)) return layout.endsWith(' ')
  switch (layout.kind) {
    case 'short':
      return layout.text.endsWith(' ')
    case 'line':
      return layout.flat === ' '
    case 'choice':
      return endsInSpace(layout.flat)
    case 'fill':
      return false
    default: {
      const last = layout.parts.findLast((part) => widthOf(part) > 0)
      return last !== undefined && endsInSpace(last)
    }
  }
}
