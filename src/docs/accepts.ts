/** Whether a value is what a JSON Schema describes: by the keywords that `typeSchema` uses. */
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '../runtime/index.js'
import type { JsonSchema } from '../schema/index.js'

/** A schema as keywords, of which each may be there. */
export interface Keywords {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, JsonSchema>>
  readonly title?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly default?: Json
  readonly examples?: readonly Json[]
  readonly type?: string | readonly string[]
  readonly const?: Json
  readonly enum?: readonly Json[]
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly pattern?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>
  readonly additionalProperties?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly minItems?: number
}

/** The schema's keywords: none, where it takes everything. */
export function keywordsOf(schema: JsonSchema): Keywords {
  return schema === true ? {} : schema === false ? { enum: [] } : schema
}

/** What `$ref` of a schema leads to. */
export type Definitions = Readonly<Record<string, JsonSchema>>

/** @returns the definition that a reference means */
export function definitionOf(ref: string, definitions: Definitions): JsonSchema {
  const name = nameOf(ref)
  return Object.hasOwn(definitions, name) ? definitions[name]! : true
}

/** @returns the name in `#/$defs/<name>`: https://www.rfc-editor.org/rfc/rfc6901 */
export function nameOf(ref: string): string {
  const pointer = decodeURIComponent(ref.slice('#/$defs/'.length))
  return pointer.replaceAll('~1', '/').replaceAll('~0', '~')
}

export function accepts(schema: JsonSchema, value: Json, definitions: Definitions): boolean {
  const {
    $ref,
    type,
    enum: choices,
    anyOf,
    allOf,
    pattern,
    prefixItems = [],
    items = true,
    minItems = 0,
    ...rest
  } = keywordsOf(schema)
  const is = (inner: JsonSchema, part: Json) => accepts(inner, part, definitions)
  if ($ref !== undefined && !is(definitionOf($ref, definitions), value)) return false
  if (type !== undefined && ![type].flat().includes(typeOf(value))) return false
  if ('const' in rest && !isDeepStrictEqual(value, rest.const)) return false
  if (choices && !choices.some((choice) => isDeepStrictEqual(choice, value))) return false
  if (anyOf && !anyOf.some((inner) => is(inner, value))) return false
  if (allOf && !allOf.every((inner) => is(inner, value))) return false
  if (typeof value === 'string') return pattern === undefined || matches(pattern, value)
  if (isArray(value)) {
    return (
      value.length >= minItems &&
      value.every((item, index) => is(prefixItems[index] ?? items, item))
    )
  }
  return !isObject(value) || hasMembers(rest, value, is)
}

function hasMembers(
  { properties = {}, required = [], patternProperties = {}, additionalProperties = true }: Keywords,
  value: { readonly [key: string]: Json },
  is: (schema: JsonSchema, part: Json) => boolean,
): boolean {
  const patterns = Object.entries(patternProperties)
  return (
    required.every((key) => Object.hasOwn(value, key)) &&
    Object.entries(value).every(([key, part]) => {
      const fitting = patterns.filter(([pattern]) => matches(pattern, key))
      const own = Object.hasOwn(properties, key) ? [properties[key]!] : []
      const schemas = [...own, ...fitting.map(([, schema]) => schema)]
      return schemas.length === 0
        ? is(additionalProperties, part)
        : schemas.every((schema) => is(schema, part))
    })
  )
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text)
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

export function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isArray(value)
}
