/** Prints data as JavaScript. */
import {
  brokenGroup,
  enclose,
  fill,
  group,
  indent,
  indentIfBroken,
  line,
  lineWidth,
  render,
  short,
  softline,
} from './layout.js'
import type { Layout, Start } from './layout.js'
import { literal, propertyKey } from './text.js'
import { textWidth } from './width.js'

/**
 * @param value JSON data; members that are `undefined` are left out
 * @param start where the text will stand
 * @returns a literal that evaluates to the same data; objects and arrays take one line if they fit
 */
export function printValue(value: unknown, start: Start = {}): string {
  return render(valueLayout(value), start)
}

function valueLayout(value: unknown): Layout {
  if (!isList(value)) return scalar(value)
  const text = onOneLine(value)
  return text === undefined ? listLayout(value) : short(text, () => listLayout(value))
}

/** Whether it is an array or an object. */
function isList(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function scalar(value: unknown): string {
  const isLiteral =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  return isLiteral ? literal(value) : 'null'
}

/** The whole value, if it may be on one line and is not surely too long for it. */
function onOneLine(value: unknown): string | undefined {
  if (!isList(value)) return scalar(value)
  if (Array.isArray(value)) {
    const items = isTable(value) ? undefined : sharingOneLine(value, onOneLine)
    return items === undefined ? undefined : `[${items}]`
  }
  const members = sharingOneLine(membersOf(value), ([key, member]) => {
    const text = onOneLine(member)
    return text === undefined ? undefined : `${propertyKey(key, 'value')}: ${text}`
  })
  return members === undefined ? undefined : members === '' ? '{}' : `{ ${members} }`
}

function sharingOneLine<T>(
  items: readonly T[],
  print: (item: T) => string | undefined,
): string | undefined {
  let all = ''
  const mayFit = items.every((item) => {
    const text = print(item)
    if (text === undefined || all.length > lineWidth) return false
    all += all === '' ? text : `, ${text}`
    return true
  })
  return mayFit ? all : undefined
}

function listLayout(value: object): Layout {
  return Array.isArray(value) ? arrayLayout(value) : objectLayout(value)
}

function arrayLayout(items: readonly unknown[]): Layout {
  if (items.length === 0) return '[]'
  if (items.every((item) => typeof item === 'number')) {
    return group('[', indent(softline, fill(items.map(literal))), softline, ']')
  }
  const grouping = isTable(items) ? brokenGroup : group
  const list = items.map((item) => group(valueLayout(item)))
  return grouping(enclose('[', list, ']'))
}

/** Rows of several cells each never share a line. */
function isTable(items: readonly unknown[]): boolean {
  return (
    items.length > 1 &&
    items.every(
      (item) =>
        isList(item) &&
        Array.isArray(item) === Array.isArray(items[0]) &&
        (Array.isArray(item) ? item.length : membersOf(item).length) > 1,
    )
  )
}

function objectLayout(value: object): Layout {
  const members = membersOf(value)
  if (members.length === 0) return '{}'
  const list = members.map(([key, member]) => memberLayout(key, member))
  return group(enclose('{', list, '}', { gap: line }))
}

function membersOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter((entry) => entry[1] !== undefined)
}

/** A long string goes to its own line, unless its key is as short as the indentation is. */
function memberLayout(key: string, value: unknown): Layout {
  const head = propertyKey(key, 'value')
  const content = valueLayout(value)
  const isShort = textWidth(head) < 5
  if (typeof value === 'string' && !isShort) return group(head, ':', group(indent(line, content)))
  const isNumber = typeof value === 'number' && value >= 0 && !Object.is(value, -0)
  if (isShort || isNumber || typeof value === 'boolean') return group(head, ': ', content)
  const gap = group(indent(line))
  return group(head, ':', gap, indentIfBroken(content, gap))
}
