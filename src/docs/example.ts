/** Makes an example of what a JSON Schema describes: always the same, and valid by it. */
import type { Json } from '../runtime/index.js'
import type { JsonSchema } from '../schema/index.js'
import {
  type Definitions,
  type Keywords,
  accepts,
  definitionOf,
  isObject,
  keywordsOf,
} from './accepts.js'
import { sampleOf } from './sample.js'

/**
 * Makes an example: what the author gives as one, defaults, and else values that say what they are
 * for. Optional properties are left out unless something is known of them.
 *
 * @returns `undefined` if none is found: few values satisfy all parts of some intersections
 */
export function exampleOf(schema: JsonSchema): Json | undefined {
  const definitions = keywordsOf(schema).$defs ?? {}
  const context = { definitions, open: [], name: '' }
  for (const candidate of first(candidates(schema, context), attempts)) {
    if (accepts(schema, candidate, definitions)) return candidate
  }
  return undefined
}

/** How many values are tried. */
const attempts = 200

interface Context {
  readonly definitions: Definitions
  /** References that are being followed: a value does not hold itself. */
  readonly open: readonly string[]
  /** What the value is called. */
  readonly name: string
}

/** Values that may be what a schema describes, the best first; what is known to be none is left out. */
function* candidates(schema: JsonSchema, context: Context): Generator<Json> {
  const { definitions, open, name } = context
  const { $ref, examples = [], enum: choices, anyOf, allOf, ...rest } = keywordsOf(schema)
  yield* examples
  if (rest.default !== undefined) yield rest.default
  if (rest.const !== undefined) return yield rest.const
  if (choices !== undefined) return yield* choices
  if ($ref !== undefined) {
    if (open.includes($ref)) return
    return yield* candidates(definitionOf($ref, definitions), { ...context, open: [...open, $ref] })
  }
  if (anyOf !== undefined) {
    for (const member of anyOf) yield* candidates(member, context)
    return
  }
  if (allOf !== undefined) return yield* merged(allOf, context)
  for (const type of [rest.type ?? 'string'].flat()) {
    switch (type) {
      case 'object':
        yield* objects(rest, context)
        break
      case 'array':
        yield* arrays(rest, context)
        break
      case 'string':
        yield rest.pattern === undefined ? textFor(name) : sampleOf(rest.pattern)
        break
      case 'number':
        yield 1
        break
      case 'boolean':
        yield true
        break
      default:
        yield null
    }
  }
}

function* objects(keywords: Keywords, context: Context): Generator<Json> {
  const { properties = {}, required = [], patternProperties = {}, additionalProperties } = keywords
  const known: [string, Json][] = []
  const others: [string, Json][] = []
  for (const [name, schema] of Object.entries(properties)) {
    const isRequired = required.includes(name)
    const value = valid(schema, { ...context, name })
    if (value === undefined && isRequired) return
    if (value === undefined) continue
    const { default: preset, examples } = keywordsOf(schema)
    const isKnown = isRequired || preset !== undefined || examples !== undefined
    ;(isKnown ? known : others).push([name, value])
  }
  if (known.length > 0) return yield Object.fromEntries(known)
  if (others.length > 0) yield Object.fromEntries(others)
  const open: [string, JsonSchema][] = [
    ...Object.entries(patternProperties).map(([pattern, value]): [string, JsonSchema] => [
      sampleOf(pattern),
      value,
    ]),
    ...(typeof additionalProperties === 'object'
      ? [['key', additionalProperties] as [string, JsonSchema]]
      : []),
  ]
  for (const [key, schema] of open) {
    const value = valid(schema, { ...context, name: key })
    if (value !== undefined) yield Object.fromEntries([[key, value]])
  }
  yield {}
}

function* arrays(keywords: Keywords, context: Context): Generator<Json> {
  const { prefixItems = [], minItems = 0, items = true } = keywords
  const values: Json[] = []
  for (const schema of prefixItems) {
    const value = valid(schema, context)
    if (value === undefined) break
    values.push(value)
  }
  if (values.length < minItems) return
  const item = prefixItems.length === 0 ? valid(items, context) : undefined
  yield item === undefined ? values : [...values, item]
}

/** Objects that have what each part of an intersection asks for, and values that suit all parts. */
function* merged(parts: readonly JsonSchema[], context: Context): Generator<Json> {
  const lists = parts.map((part) => [...first(candidates(part, context), 6)])
  for (const values of first(combinations(lists), attempts)) {
    if (values.every(isObject)) {
      yield Object.fromEntries(values.flatMap((value) => Object.entries(value)))
    }
  }
  yield* lists.flat()
}

function* combinations(lists: readonly (readonly Json[])[]): Generator<readonly Json[]> {
  const [list, ...rest] = lists
  if (list === undefined) return yield []
  for (const value of list) for (const others of combinations(rest)) yield [value, ...others]
}

/** The first candidate that is valid. */
function valid(schema: JsonSchema, context: Context): Json | undefined {
  for (const candidate of first(candidates(schema, context), attempts)) {
    if (accepts(schema, candidate, context.definitions)) return candidate
  }
  return undefined
}

function* first<T>(values: Iterable<T>, limit: number): Generator<T> {
  let count = 0
  for (const value of values) {
    if (count++ === limit) return
    yield value
  }
}

/** A text that says what it stands for, by the name of what holds it. */
function textFor(name: string): string {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[^\p{L}\p{N}]+/u)
  const [last = '', ...before] = words
    .filter(Boolean)
    .map((word) => word.toLowerCase())
    .reverse()
  const text = [...before.reverse(), last].join(' ')
  if (last === 'id') return `${before.join('-') || 'id'}-1`
  if (/^e?mail$/.test(last)) return 'ann@example.com'
  if (/^(?:url|uri|link)$/.test(last)) return 'https://example.com'
  if (/^(?:at|date|timestamp)$/.test(last)) return '2026-01-31T09:00:00Z'
  return text || 'text'
}
