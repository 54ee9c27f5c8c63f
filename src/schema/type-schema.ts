/** From a type of the model to JSON Schema 2020-12: what JSON a value of that type can be. */
import type { Doc, IndexSignature, NamedType, Property, Type } from '../generator/index.js'
import type { Fill, Json } from '../runtime/index.js'

/** A JSON Schema 2020-12; `true` takes everything, `false` nothing. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** What a slot means as JSON Schema. */
export interface SchemaSource {
  readonly type: Type
  /** Where the defaults are: they are told as `default`. */
  readonly fill?: Fill | undefined
  readonly doc?: Doc | undefined
  /** Declarations of recursive types, and their fills by id. */
  readonly named: readonly NamedType[]
  readonly fills: Readonly<Record<string, Fill>>
}

/**
 * @returns the schema, with recursive types under `$defs`. What JSON cannot carry (functions, symbols,
 * bigints) takes nothing; what only the platform's runtime can judge takes everything.
 */
export function typeSchema({ type, fill, doc, named, fills }: SchemaSource): JsonSchema {
  const byId = new Map(named.map((declaration) => [declaration.id, declaration]))
  const definitions = new Map<string, JsonSchema>()
  const reference = (id: string): JsonSchema => {
    const declaration = byId.get(id)
    if (declaration !== undefined && !definitions.has(id)) {
      // Set first: the type refers to itself.
      definitions.set(id, true)
      const own = schemaOf(declaration.type, fills[id], reference)
      definitions.set(id, withDoc(own, declaration.doc))
    }
    return { $ref: `#/$defs/${escapePointer(id)}` }
  }
  const schema = withDoc(schemaOf(type, fill, reference), doc)
  if (definitions.size === 0 || schema === false) return schema
  return { ...(schema === true ? {} : schema), $defs: Object.fromEntries(definitions) }
}

type Reference = (id: string) => JsonSchema

function schemaOf(type: Type, fill: Fill | undefined, reference: Reference): JsonSchema {
  if (fill && 'default' in fill) {
    return withKeywords(schemaOf(type, fill.of, reference), { default: fill.default })
  }
  const of = (inner: Type, innerFill?: Fill): JsonSchema => schemaOf(inner, innerFill, reference)
  switch (type.kind) {
    case 'keyword':
      return keywordSchema(type.name)
    case 'literal':
      return { const: type.value }
    case 'template':
      return { type: 'string', pattern: `^${type.parts.map(patternOf).join('')}$` }
    case 'array':
      return {
        type: 'array',
        items: of(type.element, fill && 'items' in fill ? fill.items : undefined),
      }
    case 'tuple': {
      const fills = fill && 'tuple' in fill ? fill : undefined
      const required = type.elements.filter(({ optional }) => !optional).length
      return {
        type: 'array',
        // Of no elements there is no list.
        ...(type.elements.length > 0 && {
          prefixItems: type.elements.map((element, index) =>
            of(element.type, fills?.tuple[index] ?? undefined),
          ),
        }),
        ...(required > 0 && { minItems: required }),
        items: type.rest ? of(type.rest, fills?.rest) : false,
      }
    }
    case 'object':
      return objectSchema(type.properties, type.indexes, fill, of)
    case 'union':
      // There are defaults inside only where one member has them, beside `undefined` or `null`.
      return unionSchema(type.members, (member) => of(member, fill))
    case 'intersection':
      return { allOf: type.members.map((member) => of(member, fill)) }
    case 'global':
      return globalSchema(type.name, type.arguments, of)
    case 'named':
      return reference(type.id)
    case 'flat':
    case 'readonly':
      return of(type.of, fill)
    case 'bigint':
    case 'function':
      return false
    case 'file':
      return true
  }
}

function keywordSchema(name: string): JsonSchema {
  switch (name) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return { type: name }
    case 'object':
      return { type: ['object', 'array'] }
    case 'any':
    case 'unknown':
      return true
    default:
      return false
  }
}

function objectSchema(
  properties: readonly Property[],
  indexes: readonly IndexSignature[],
  fill: Fill | undefined,
  of: (type: Type, fill?: Fill) => JsonSchema,
): JsonSchema {
  const fills = fill && 'properties' in fill ? fill : undefined
  const rest = fill && 'values' in fill ? fill.values : fills?.rest
  const required = properties.filter(({ optional }) => !optional).map(({ key }) => key)
  const named = properties.map(({ key, type, doc }) => {
    const own = fills && Object.hasOwn(fills.properties, key) ? fills.properties[key] : undefined
    return [key, withDoc(of(type, own), doc)] as const
  })
  const patterns = indexes.map(({ key, value }) => [keyPattern(key), of(value, rest)] as const)
  const any = patterns.find(([pattern]) => pattern === undefined)
  const others = patterns.filter(([pattern]) => pattern !== undefined)
  return {
    type: 'object',
    // A null prototype would do, but entries keep `__proto__` as a key of its own, too.
    ...(named.length > 0 && { properties: Object.fromEntries(named) }),
    ...(required.length > 0 && { required }),
    ...(others.length > 0 && { patternProperties: Object.fromEntries(others) }),
    // `Record<string, never>` is the type of an object without properties, which may have others.
    ...(any !== undefined && any[1] !== false && { additionalProperties: any[1] }),
  }
}

/** `undefined` for keys of every form. */
function keyPattern(key: Type): string | undefined {
  if (key.kind === 'template') return `^${key.parts.map(patternOf).join('')}$`
  return key.kind === 'keyword' && key.name === 'number' ? `^${numberPattern}$` : undefined
}

function unionSchema(members: readonly Type[], of: (type: Type) => JsonSchema): JsonSchema {
  // A missing value is told by `required`; JSON has no other word for it.
  const schemas = members
    .filter((member) => !(member.kind === 'keyword' && member.name === 'undefined'))
    .map((member) => of(member))
    .filter((schema) => schema !== false)
  if (schemas.includes(true)) return true
  const [only] = schemas
  if (only === undefined) return false
  if (schemas.length === 1) return only
  const values = schemas.map((schema) => (schema === true ? undefined : (schema as Const).const))
  return values.every((value) => value !== undefined) ? { enum: values } : { anyOf: schemas }
}

interface Const {
  readonly const?: unknown
}

function globalSchema(
  name: string,
  args: readonly Type[],
  of: (type: Type) => JsonSchema,
): JsonSchema {
  const [first, second] = args
  switch (name) {
    case 'Record': {
      if (!first || !second) return true
      return recordSchema(first, of(second), true)
    }
    case 'Partial': {
      if (first?.kind === 'global' && first.name === 'Record' && first.arguments[0]) {
        return recordSchema(first.arguments[0], of(first.arguments[1] ?? first), false)
      }
      const whole = first ? of(first) : true
      if (typeof whole === 'boolean') return whole
      const { required: _, ...rest } = whole
      return rest
    }
    case 'Readonly':
    case 'Required':
    case 'Exclude':
    case 'NonNullable':
      return first ? of(first) : true
    case 'ReadonlyArray':
    case 'Array':
      return { type: 'array', ...(first && { items: of(first) }) }
    default:
      // `Date`, `Map`, `Set` and the like: what becomes of them on the way is not the schema's to say.
      return true
  }
}

function recordSchema(key: Type, value: JsonSchema, isComplete: boolean): JsonSchema {
  const keys = literalKeys(key)
  if (keys === undefined) {
    const pattern = keyPattern(key)
    return pattern === undefined
      ? { type: 'object', additionalProperties: value }
      : { type: 'object', patternProperties: { [pattern]: value } }
  }
  return {
    type: 'object',
    properties: Object.fromEntries(keys.map((name) => [name, value])),
    ...(isComplete && keys.length > 0 && { required: keys }),
  }
}

/** The keys of a record that has but few. */
function literalKeys(key: Type): readonly string[] | undefined {
  if (key.kind === 'literal') return [String(key.value)]
  if (key.kind !== 'union') return undefined
  const keys = key.members.map(literalKeys)
  return keys.every((own) => own !== undefined) ? keys.flat() : undefined
}

const numberPattern = '-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?'

/** A piece of a template literal type as a regular expression. */
function patternOf(part: string | Type): string {
  if (typeof part === 'string') return escapePattern(part)
  switch (part.kind) {
    case 'literal':
      return escapePattern(String(part.value))
    case 'bigint':
      return escapePattern(part.value)
    case 'union':
      return `(?:${part.members.map(patternOf).join('|')})`
    case 'template':
      return part.parts.map(patternOf).join('')
    case 'keyword':
      switch (part.name) {
        case 'number':
          return numberPattern
        case 'bigint':
          return '-?\\d+'
        case 'boolean':
          return '(?:true|false)'
        case 'null':
        case 'undefined':
          return part.name
      }
  }
  // `[^]` is JavaScript's alone.
  return '[\\s\\S]*'
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** A name as part of a JSON pointer in a URI: https://www.rfc-editor.org/rfc/rfc6901 */
function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
}

function withDoc(schema: JsonSchema, doc: Doc | undefined): JsonSchema {
  if (doc === undefined) return schema
  const { title, description, deprecated, examples } = doc
  return withKeywords(schema, {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(deprecated !== undefined && deprecated !== false && { deprecated: true }),
    ...(examples !== undefined && examples.length > 0 && { examples: examples as Json[] }),
  })
}

/** What takes nothing has nothing to say; what takes everything can be talked about. */
function withKeywords(schema: JsonSchema, keywords: object): JsonSchema {
  if (schema === false || Object.keys(keywords).length === 0) return schema
  return { ...keywords, ...(schema === true ? {} : schema) }
}
