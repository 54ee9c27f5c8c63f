/**
 * Adds members to an object literal as text: ts-morph's own insertions rewrite indentation and line
 * ends, and here nothing changes but what is added.
 */
import type { NewExpression, Node, ObjectLiteralExpression } from 'ts-morph'
import { type SourceStyle, indentationAt, startsLine } from './source-style.js'

/** Text to put at a position of a file. */
export interface Insertion {
  readonly at: number
  readonly text: string
}

/** A member as text. */
export interface MemberText {
  /** Over several lines. */
  broken(indentation: string): string
  /** On one line. */
  readonly flat: string
}

/** @param insertions in the order of the text */
export function inserted(text: string, insertions: readonly Insertion[]): string {
  let done = 0
  let result = ''
  for (const insertion of insertions) {
    result += text.slice(done, insertion.at) + insertion.text
    done = insertion.at
  }
  return result + text.slice(done)
}

/**
 * Adds members behind those that an object has, on lines of their own unless the object is on one.
 *
 * @param text of the file
 * @param members at least one
 */
export function insertMembers(
  text: string,
  object: ObjectLiteralExpression,
  members: readonly MemberText[],
  style: SourceStyle,
): readonly Insertion[] {
  const [open, close] = [object.getStart(), object.getEnd() - 1]
  const inside = text.slice(open + 1, close)
  const properties = object.getProperties()
  const last = properties.at(-1)
  // Behind the last comment, if there is one: what it is about stands before it.
  const end = open + 1 + inside.trimEnd().length
  if (last === undefined) {
    const isOnLine = startsLine(text, close)
    const before = inside.trim() === '' ? open + 1 : end
    const list = brokenList(members, indentationAt(text, open) + style.indent, style)
    const comma = style.trailingCommas ? ',' : ''
    return [
      { at: before, text: list + comma + (isOnLine ? '' : lineBefore(text, open, close, style)) },
    ]
  }
  const hasComma = object.compilerNode.properties.hasTrailingComma === true
  const comma = hasComma ? [] : [{ at: last.getEnd(), text: ',' }]
  const ending = hasComma ? ',' : ''
  const isFlat = !inside.includes('\n')
  const list = isFlat
    ? ` ${members.map(({ flat }) => flat).join(', ')}`
    : brokenList(
        members,
        indentationOf(text, properties, object, style),
        style,
        isSpaced(text, properties),
      )
  return [...comma, { at: end, text: list + ending }]
}

/**
 * Adds the argument of a constructor that is called without one.
 *
 * @param property the only member of the object that is handed over
 */
export function insertArgument(
  text: string,
  creation: NewExpression,
  property: MemberText,
  style: SourceStyle,
): Insertion {
  const outer = indentationAt(text, creation.getStart())
  const list = brokenList([property], outer + style.indent, style)
  const object = `{${list}${style.trailingCommas ? ',' : ''}${style.newline}${outer}}`
  const end = creation.getEnd()
  const hasParentheses = text[end - 1] === ')'
  return hasParentheses ? { at: end - 1, text: object } : { at: end, text: `(${object})` }
}

/** Members on lines of their own, beginning with a line break, without a comma at the end. */
function brokenList(
  members: readonly MemberText[],
  indentation: string,
  { newline }: SourceStyle,
  isSpaced = false,
): string {
  const lead = (isSpaced ? newline : '') + newline + indentation
  return members.map((member) => lead + member.broken(indentation)).join(',')
}

/** What brings a closing brace to a line of its own: blanks before it count. */
function lineBefore(text: string, open: number, close: number, { newline }: SourceStyle): string {
  const indentation = indentationAt(text, open)
  const [blanks = ''] = /[ \t]*$/.exec(text.slice(open + 1, close)) ?? []
  const rest = indentation.endsWith(blanks)
    ? indentation.slice(0, indentation.length - blanks.length)
    : indentation
  return newline + rest
}

/** The indentation of the last member that begins a line. */
function indentationOf(
  text: string,
  properties: readonly Node[],
  object: Node,
  { indent }: SourceStyle,
): string {
  const first = properties.findLast((property) => startsLine(text, property.getStart()))
  return first === undefined
    ? indentationAt(text, object.getStart()) + indent
    : indentationAt(text, first.getStart())
}

/** Whether there is an empty line between the last two members. */
function isSpaced(text: string, properties: readonly Node[]): boolean {
  const [previous, last] = properties.slice(-2)
  if (previous === undefined || last === undefined) return false
  return /\n[ \t]*\r?\n/.test(text.slice(previous.getEnd(), last.getStart()))
}
