/** What a schema of zod 4 or zod/mini is in zui's form. */
import { globalRegistry } from 'zod'
import { enumeration, inner, literals, wrapper } from './parts.js'
import type { Views } from './index.js'
import type { Said, ToolDef } from './zui.js'

/** On the definition of a reference to an entity: the reference's name for the tool. */
export const entityUri: unique symbol = Symbol.for('botpress-plugin-kit.entityUri') as never

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
  const kind = (name: string, fields?: object): ToolDef => ({
    typeName: `Zod${name}`,
    ...fields,
    ...(def.coerce && { coerce: true }),
    ...said,
  })
  switch (def.type) {
    case 'string':
      return kind('String', { checks: stringChecks(def) })
    case 'template_literal':
      return kind('String', { checks: [{ kind: 'regex', regex: schema._zod.pattern }] })
    case 'number':
    case 'int':
      return kind('Number', { checks: numberChecks(def) })
    case 'literal':
      return literals(def.values, said, views)
    case 'enum':
      return enumeration(def.entries, said, views)
    case 'array':
    case 'set': {
      const { min, max, exact } = bounds(def)
      return def.type === 'set'
        ? kind('Set', {
            valueType: views.of(def.valueType),
            minSize: exact ?? min,
            maxSize: exact ?? max,
          })
        : kind('Array', {
            type: views.of(def.element),
            minLength: min,
            maxLength: max,
            exactLength: exact,
          })
    }
    case 'object':
      return kind('Object', {
        ...inner({ shape: def.shape }, views),
        unknownKeys: unknownKeys(def, views),
      })
    case 'union':
      return kind(def.discriminator ? 'DiscriminatedUnion' : 'Union', inner(def, views))
    case 'map':
    case 'tuple':
    case 'record':
    case 'intersection':
      return kind(capital(def.type), inner(def, views))
    case 'optional':
    case 'nullable':
      return wrapper(`Zod${capital(def.type)}`, def.innerType, said, views)
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
      const inside = views.of(def.innerType, said).mandatory()._def
      // A value that has to be there is never the default.
      return inside.typeName === 'ZodDefault' ? inside.innerType!._def : inside
    }
    case 'lazy':
      return as(def.getter())
    case 'catch':
    case 'success':
      return as(def.innerType)
    case 'pipe':
      return as(def.in)
    case 'custom':
      if (schema[foreignSchema] !== undefined) return as(schema[foreignSchema])
      return kind('Unknown')
    case 'transform':
      return kind('Unknown')
    case 'promise':
      return kind('Promise', { type: views.of(def.innerType) })
    case 'bigint':
      return kind('BigInt')
    case 'nan':
      return kind('NaN')
    case 'file':
      throw new Error('z.file() has no JSON Schema: upload the file, and use z.url()')
    default:
      return kind(capital(def.type))
  }
}

function capital(type: string): string {
  return type[0]!.toUpperCase() + type.slice(1)
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

/** Formats that zui has under the same name. */
const formats = /^(cuid2?|email|emoji|ulid|url|uuid)$/

function stringChecks(def: Definition): readonly object[] {
  return checksOf(def).flatMap((check): object | readonly object[] => {
    const { format = '', includes, position, prefix, suffix, pattern } = check
    const { length, maximum, minimum, precision = null, offset = false } = check
    const as = (kind: string, value: unknown) =>
      value === undefined ? undefined : { kind, value, position }
    return (
      as('min', minimum) ??
      as('max', maximum) ??
      as('length', length) ??
      as('startsWith', prefix) ??
      as('endsWith', suffix) ??
      as('includes', includes) ??
      (format === 'datetime'
        ? { kind: format, precision, offset }
        : format === 'guid'
          ? { kind: 'uuid' }
          : /^ipv[46]$/.test(format)
            ? { kind: 'ip', version: format.slice(2) }
            : formats.test(format)
              ? { kind: format }
              : // What zui has no word for is left to the pattern, if there is one.
                pattern
                ? { kind: 'regex', regex: pattern }
                : [])
    )
  })
}

function numberChecks(def: Definition): readonly object[] {
  return checksOf(def).flatMap(({ check, format = '', inclusive, value }): readonly object[] => {
    if (check !== 'number_format') {
      const kind = { greater_than: 'min', less_than: 'max', multiple_of: 'multipleOf' }[check]
      return kind ? [{ kind, value, inclusive }] : []
    }
    if (!format.includes('int')) return []
    // Beside the safe ones, there are integers of 32 bits.
    const min = format === 'uint32' ? 0 : -(2 ** 31)
    const max = min + 2 ** 32 - 1
    const bound = (kind: string, value: number) => ({ kind, value, inclusive: true })
    const range = format.endsWith('32') ? [bound('min', min), bound('max', max)] : []
    return [{ kind: 'int' }, ...range]
  })
}
