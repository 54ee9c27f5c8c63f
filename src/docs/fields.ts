/** What a JSON Schema describes, as rows for a table: one for each property, nested ones below it. */
import type { Json } from '../runtime/index.js'
import type { JsonSchema } from '../schema/index.js'
import { type Definitions, type Keywords, definitionOf, keywordsOf, nameOf } from './accepts.js'

/** One property. */
export interface Field {
  /** `address.street`, `items[].name`, `queues.*.email` */
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
  readonly keywords: Keywords
}

/** @returns `undefined` for what has no properties to list, such as a text or a union of objects */
export function fieldsOf(
  schema: JsonSchema,
  definitions: Definitions,
): readonly Field[] | undefined {
  const { $ref, type } = keywordsOf(schema)
  if ($ref !== undefined) return fieldsOf(definitionOf($ref, definitions), definitions)
  if (type !== 'object' && keywordsOf(schema).allOf === undefined) return undefined
  return rowsOf(schema, '', definitions)
}

function rowsOf(schema: JsonSchema, prefix: string, definitions: Definitions): Field[] | undefined {
  const { type, allOf, ...keywords } = keywordsOf(schema)
  if (allOf !== undefined) {
    const parts = allOf.map((part) => rowsOf(resolved(part, definitions), prefix, definitions))
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined
  }
  if (type !== 'object') return undefined
  const { properties = {}, required = [], patternProperties = {}, additionalProperties } = keywords
  const rows = Object.entries(properties).flatMap(([key, value]) =>
    rowAndNested(prefix + key, value, required.includes(key), definitions),
  )
  const others = [...Object.values(patternProperties), additionalProperties ?? true]
  return [
    ...rows,
    ...others.flatMap((value) =>
      typeof value === 'boolean' ? [] : rowAndNested(`${prefix}*`, value, false, definitions),
    ),
  ]
}

function rowAndNested(
  path: string,
  schema: JsonSchema,
  isRequired: boolean,
  definitions: Definitions,
): Field[] {
  const inner = nested(schema)
  const rows = inner && rowsOf(inner.schema, `${path}${inner.joint}`, definitions)
  // What rows follow for need not be said twice.
  const type = (rows === undefined ? fullTypeText : typeText)(schema, definitions)
  const keywords = keywordsOf(schema)
  const isNews = keywords.description !== undefined || keywords.title !== undefined
  // Of the values of a record, the rows below say all.
  if (path.endsWith('*') && !isNews && rows !== undefined && rows.length > 0) return rows
  return [{ path, type, isRequired, keywords }, ...(rows ?? [])]
}

/** The one thing in a value that has properties of its own. */
function nested(schema: JsonSchema): { schema: JsonSchema; joint: string } | undefined {
  const { type, anyOf, allOf, items, prefixItems } = keywordsOf(schema)
  if (anyOf !== undefined) {
    const [only, ...others] = anyOf.filter((member) => keywordsOf(member).type !== 'null')
    return only === undefined || others.length > 0 ? undefined : nested(only)
  }
  if (type === 'array' && prefixItems === undefined && items !== undefined) {
    const inner = nested(items)
    return inner && { schema: inner.schema, joint: `[]${inner.joint}` }
  }
  return type === 'object' || allOf !== undefined ? { schema, joint: '.' } : undefined
}

function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const { $ref } = keywordsOf(schema)
  return $ref === undefined ? schema : definitionOf($ref, definitions)
}

/** @returns what a value is, in one line: what has rows of its own is `object` */
function typeText(schema: JsonSchema, definitions: Definitions): string {
  return print(schema, definitions, (keywords) =>
    keywords.properties === undefined ? mapText(keywords, definitions, typeText) : 'object',
  )
}

/** @returns the same with the properties of objects */
export function fullTypeText(schema: JsonSchema, definitions: Definitions): string {
  return print(schema, definitions, (keywords) => {
    const { properties = {}, required = [] } = keywords
    const members = Object.entries(properties).map(([key, value]) => {
      const name = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key)
      return `${name}${required.includes(key) ? '' : '?'}: ${fullTypeText(value, definitions)}`
    })
    return members.length === 0
      ? mapText(keywords, definitions, fullTypeText)
      : `{ ${members.join('; ')} }`
  })
}

type PrintType = (schema: JsonSchema, definitions: Definitions) => string

function mapText(keywords: Keywords, definitions: Definitions, inner: PrintType): string {
  const { patternProperties = {}, additionalProperties = true } = keywords
  const values = [...Object.values(patternProperties), additionalProperties]
    .filter((value) => typeof value !== 'boolean')
    .map((value) => inner(value, definitions))
  return values.length === 0 ? 'object' : `Record<string, ${[...new Set(values)].join(' | ')}>`
}

function print(
  schema: JsonSchema,
  definitions: Definitions,
  object: (keywords: Keywords) => string,
): string {
  if (schema === false) return 'never'
  const { $ref, type, enum: choices, anyOf, allOf, ...keywords } = keywordsOf(schema)
  const inner = (part: JsonSchema) => print(part, definitions, object)
  if ($ref !== undefined) return nameOf($ref)
  if (keywords.const !== undefined) return valueText(keywords.const)
  if (choices !== undefined) return choices.map(valueText).join(' | ')
  if (anyOf !== undefined) return [...new Set(anyOf.map(inner))].join(' | ')
  if (allOf !== undefined) {
    const parts = [...new Set(allOf.map(inner))].filter((part) => part !== 'any')
    return parts.map(grouped).join(' & ') || 'any'
  }
  switch (type) {
    case 'object':
      return object(keywords)
    case 'array': {
      const { prefixItems, items = true } = keywords
      if (prefixItems === undefined) return items === false ? '[]' : `${grouped(inner(items))}[]`
      const rest = items === false ? [] : [`...${grouped(inner(items))}[]`]
      const minimum = keywords.minItems ?? 0
      const elements = prefixItems.map((item, index) =>
        index < minimum ? inner(item) : `${grouped(inner(item))}?`,
      )
      return `[${[...elements, ...rest].join(', ')}]`
    }
    case undefined:
      return 'any'
    default:
      return typeof type === 'string' ? type : type.join(' | ')
  }
}

function grouped(text: string): string {
  return /^[\w.]*$|^"[^"]*"$|^\[.*\]$/.test(text) || /^\{[^{}]*\}$/.test(text) ? text : `(${text})`
}

/** @returns JSON on one line */
export function valueText(value: Json): string {
  return JSON.stringify(value)
}
