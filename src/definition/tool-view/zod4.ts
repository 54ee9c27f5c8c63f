/** What a schema of zod 4 or zod/mini is in zui's form. */
import { globalRegistry } from 'zod'
import { enumeration, literals, wrapper } from './parts.js'
import type { Views } from './index.js'
import type { Said, ToolDef } from './zui.js'

/** On the definition of a reference to an entity: the reference's name for the tool. */
export const entityUri: unique symbol = Symbol('entityUri') as never

/** On a reference to an entity that was not written with zod 4: that entity's schema. */
export const foreignSchema: unique symbol = Symbol.for('botpress-plugin-kit.foreignSchema') as never

/** What is used of a schema; each kind has some of the definition's fields. */
interface Zod4Schema {
  readonly [foreignSchema]?: unknown
  readonly meta?: () => Metadata | undefined
  readonly _zod: { readonly def: Definition; readonly pattern?: RegExp }
}

interface Metadata {
  readonly title?: unknown
  readonly description?: unknown
  readonly 'x-zui'?: unknown
}

interface Definition {
  readonly [entityUri]?: string
  readonly type: string
  readonly coerce?: boolean
  /** Of strings and numbers with a format, which are checks themselves. */
  readonly check?: string
  readonly checks?: readonly { readonly _zod: { readonly def: Check } }[]
  readonly element: unknown
  readonly shape: { readonly [key: string]: unknown }
  readonly catchall?: { readonly _zod: { readonly def: Definition } }
  readonly discriminator?: string
  readonly options: readonly unknown[]
  readonly left: unknown
  readonly right: unknown
  readonly items: readonly unknown[]
  readonly rest: unknown
  readonly keyType: unknown
  readonly valueType: unknown
  readonly entries: object
  readonly values: readonly unknown[]
  readonly innerType: unknown
  readonly defaultValue: unknown
  readonly in: unknown
  readonly getter: () => unknown
}

interface Check {
  readonly check: string
  readonly format?: string
  readonly pattern?: RegExp
  readonly prefix?: string
  readonly suffix?: string
  readonly includes?: string
  readonly position?: number
  readonly precision?: number | null
  readonly offset?: boolean
  readonly value?: number
  readonly inclusive?: boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly length?: number
  readonly size?: number
}

/** @returns what the author says about the schema by `.describe()` and `.meta()` */
export function saidOfZod4(schema: object): Said | undefined {
  // Copies of zod share their registry; those before 4.1.13 are asked through the schema.
  const meta: Metadata | undefined =
    globalRegistry.get(schema as never) ?? (schema as Zod4Schema).meta?.()
  if (!meta) return undefined
  const { title, description, 'x-zui': more } = meta
  const ui = {
    ...(typeof title === 'string' && { title }),
    ...(typeof more === 'object' && more),
  }
  return {
    ...(typeof description === 'string' && { description }),
    ...(Object.keys(ui).length > 0 && { 'x-zui': ui }),
  }
}

/**
 * @param said what is said about the schema, there and around it
 * @throws Error for kinds that have no place in JSON Schema, nor a name in zui
 */
export function definitionOf(schema: Zod4Schema, said: Said | undefined, views: Views): ToolDef {
  const { def } = schema._zod
  /** As if the schema were the one inside of it: what differs does not run on the platform. */
  const as = (inner: unknown): ToolDef => views.of(inner, said)._def
  if (def[entityUri] !== undefined) return { typeName: 'ZodRef', uri: def[entityUri], ...said }
  switch (def.type) {
    case 'string':
      return { typeName: 'ZodString', checks: stringChecks(def), ...coercion(def), ...said }
    case 'template_literal': {
      const checks = [{ kind: 'regex', regex: schema._zod.pattern }]
      return { typeName: 'ZodString', checks, ...said }
    }
    case 'number':
    case 'int':
      return { typeName: 'ZodNumber', checks: numberChecks(def), ...coercion(def), ...said }
    case 'boolean':
      return { typeName: 'ZodBoolean', ...coercion(def), ...said }
    case 'bigint':
      return { typeName: 'ZodBigInt', ...coercion(def), ...said }
    case 'literal':
      return literals(def.values, said, views)
    case 'enum':
      return enumeration(def.entries, said, views)
    case 'array': {
      const { min, max, exact } = bounds(def)
      const type = views.of(def.element)
      const lengths = { minLength: min, maxLength: max, exactLength: exact }
      return { typeName: 'ZodArray', type, ...lengths, ...said }
    }
    case 'set': {
      const { min, max, exact } = bounds(def)
      const valueType = views.of(def.valueType)
      return {
        typeName: 'ZodSet',
        valueType,
        minSize: exact ?? min,
        maxSize: exact ?? max,
        ...said,
      }
    }
    case 'object': {
      const shape = Object.fromEntries(
        Object.entries(def.shape).map(([key, schema]) => [key, views.of(schema)]),
      )
      return {
        typeName: 'ZodObject',
        shape: () => shape,
        unknownKeys: unknownKeys(def, views),
        ...said,
      }
    }
    case 'tuple': {
      const items = def.items.map((item) => views.of(item))
      return { typeName: 'ZodTuple', items, rest: def.rest ? views.of(def.rest) : null, ...said }
    }
    case 'record':
      return {
        typeName: 'ZodRecord',
        keyType: views.of(def.keyType),
        valueType: views.of(def.valueType),
        ...said,
      }
    case 'union': {
      const options = def.options.map((option) => views.of(option))
      const { discriminator } = def
      return discriminator === undefined
        ? { typeName: 'ZodUnion', options, ...said }
        : { typeName: 'ZodDiscriminatedUnion', discriminator, options, ...said }
    }
    case 'intersection':
      return {
        typeName: 'ZodIntersection',
        left: views.of(def.left),
        right: views.of(def.right),
        ...said,
      }
    case 'optional':
      return wrapper('ZodOptional', def.innerType, said, views)
    case 'nullable':
      return wrapper('ZodNullable', def.innerType, said, views)
    case 'readonly':
      return { typeName: 'ZodReadonly', innerType: views.of(def.innerType, said) }
    case 'default':
    case 'prefault':
      return {
        typeName: 'ZodDefault',
        innerType: views.of(def.innerType, said),
        defaultValue: () => def.defaultValue,
      }
    case 'nonoptional': {
      const inner = views.of(def.innerType, said).mandatory()._def
      // A value that has to be there is never the default.
      return inner.typeName === 'ZodDefault' ? inner.innerType!._def : inner
    }
    case 'lazy':
      return as(def.getter())
    case 'catch':
    case 'success':
      return as(def.innerType)
    case 'pipe':
      return as(def.in)
    case 'custom': {
      const foreign = schema[foreignSchema]
      return foreign === undefined ? { typeName: 'ZodUnknown', ...said } : as(foreign)
    }
    case 'transform':
      return { typeName: 'ZodUnknown', ...said }
    default:
      return { typeName: nameOf(def.type), ...said }
  }
}

/** Of the kinds that zui has under the same name, those among them that it refuses. */
function nameOf(type: string): string {
  const name = plain[type]
  if (name !== undefined) return name
  throw new Error(`A schema of the kind ${JSON.stringify(type)} of zod 4 has no JSON Schema`)
}

const plain: { readonly [type: string]: string } = {
  any: 'ZodAny',
  date: 'ZodDate',
  function: 'ZodFunction',
  map: 'ZodMap',
  nan: 'ZodNaN',
  never: 'ZodNever',
  null: 'ZodNull',
  promise: 'ZodPromise',
  symbol: 'ZodSymbol',
  undefined: 'ZodUndefined',
  unknown: 'ZodUnknown',
  void: 'ZodVoid',
}

function coercion({ coerce }: Definition): object {
  return coerce ? { coerce } : {}
}

function unknownKeys({ catchall }: Definition, views: Views): unknown {
  switch (catchall?._zod.def.type) {
    case undefined:
      return 'strip'
    case 'never':
      return 'strict'
    case 'unknown':
      return 'passthrough'
    default:
      return views.of(catchall)
  }
}

function checksOf(def: Definition): readonly Check[] {
  const checks = def.checks?.map((check) => check._zod.def) ?? []
  return def.check === undefined ? checks : [def as unknown as Check, ...checks]
}

/** Of arrays and sets: `{ value }`, as zui has them. */
function bounds(def: Definition) {
  const found: { min?: object; max?: object; exact?: object } = {}
  for (const { minimum, maximum, length, size } of checksOf(def)) {
    if (minimum !== undefined) found.min = { value: minimum }
    if (maximum !== undefined) found.max = { value: maximum }
    if ((length ?? size) !== undefined) found.exact = { value: length ?? size }
  }
  return found
}

/** Formats that zui has. */
const formats: { readonly [format: string]: object } = {
  cuid: { kind: 'cuid' },
  cuid2: { kind: 'cuid2' },
  email: { kind: 'email' },
  emoji: { kind: 'emoji' },
  guid: { kind: 'uuid' },
  ipv4: { kind: 'ip', version: 'v4' },
  ipv6: { kind: 'ip', version: 'v6' },
  ulid: { kind: 'ulid' },
  url: { kind: 'url' },
  uuid: { kind: 'uuid' },
}

function stringChecks(def: Definition): readonly object[] {
  return checksOf(def).flatMap((check): object | readonly object[] => {
    const { format = '', includes, position, prefix, suffix, pattern } = check
    const { length, maximum, minimum } = check
    if (minimum !== undefined) return { kind: 'min', value: minimum }
    if (maximum !== undefined) return { kind: 'max', value: maximum }
    if (length !== undefined) return { kind: 'length', value: length }
    if (prefix !== undefined) return { kind: 'startsWith', value: prefix }
    if (suffix !== undefined) return { kind: 'endsWith', value: suffix }
    if (includes !== undefined) return { kind: 'includes', value: includes, position }
    if (format === 'datetime') {
      const { precision = null, offset = false } = check
      return { kind: 'datetime', precision, offset }
    }
    // What zui has no word for is left to the pattern; checks that have none are not for JSON Schema.
    return formats[format] ?? (pattern ? { kind: 'regex', regex: pattern } : [])
  })
}

/** Integers of a size, by format. */
const integers: { readonly [format: string]: readonly [min: number, max: number] | undefined } = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
}

function numberChecks(def: Definition): readonly object[] {
  return checksOf(def).flatMap((check): object | readonly object[] => {
    const { format = '', inclusive, value } = check
    switch (check.check) {
      case 'greater_than':
        return { kind: 'min', value, inclusive }
      case 'less_than':
        return { kind: 'max', value, inclusive }
      case 'multiple_of':
        return { kind: 'multipleOf', value }
      case 'number_format': {
        if (!format.includes('int')) return []
        const [min, max] = integers[format] ?? []
        const bound = (kind: string, value: number | undefined) =>
          value === undefined ? [] : { kind, value, inclusive: true }
        return [{ kind: 'int' }, ...[bound('min', min), bound('max', max)].flat()]
      }
      default:
        return []
    }
  })
}
