/** What a schema of zod 3 is in zui's form, which grew out of it. */
import { enumeration, inner, wrapper } from './parts.js'
import type { Views } from './index.js'
import type { Said, ToolDef } from './zui.js'

/** What is used of a schema; each kind has some of the definition's fields. */
interface Zod3Schema {
  readonly _def: Definition
}

interface Definition {
  readonly typeName: string
  readonly description?: string
  readonly checks?: readonly { readonly kind: string }[]
  /** Of arrays, promises and brands. */
  readonly type: unknown
  readonly shape: () => { readonly [key: string]: unknown }
  readonly unknownKeys?: string
  readonly catchall?: Zod3Schema
  /** Older versions have a map of the options of a discriminated union. */
  readonly options: Iterable<unknown> | ReadonlyMap<unknown, unknown>
  readonly left: unknown
  readonly right: unknown
  readonly items: readonly unknown[]
  readonly rest: unknown
  readonly keyType: unknown
  readonly valueType: unknown
  readonly values: object
  readonly innerType: unknown
  readonly schema: unknown
  readonly effect: { readonly type: string }
  readonly in: unknown
  readonly getter: () => unknown
}

/**
 * @returns what the author says about the schema by `.describe()`; not what a wrapper has taken over
 *   from the schema inside of it
 */
export function saidOfZod3(schema: object): Said | undefined {
  const { description, innerType, schema: source, type } = (schema as Zod3Schema)._def
  const inside = (innerType ?? source ?? type) as Partial<Zod3Schema> | undefined
  return description === undefined || description === inside?._def?.description
    ? undefined
    : { description }
}

/** @param said what is said about the schema, there and around it */
export function definitionOf(schema: Zod3Schema, said: Said | undefined, views: Views): ToolDef {
  const { _def: def } = schema
  const { description: _, ...rest } = def as Pick<Definition, 'description' | 'typeName'>
  /** As if the schema were the one inside of it: what differs does not run on the platform. */
  const as = (inner: unknown): ToolDef => views.of(inner, said)._def
  /** With views of the schemas in it. */
  const having = (inside: object): ToolDef => ({
    ...rest,
    ...inner(rest, views),
    ...inside,
    ...said,
  })
  switch (def.typeName) {
    case 'ZodString':
      return having({ checks: def.checks?.filter(({ kind }) => stringChecks.has(kind)) })
    case 'ZodNativeEnum':
      return enumeration(def.values, said, views)
    case 'ZodObject': {
      const { catchall, unknownKeys } = def
      const isOpen = catchall !== undefined && catchall._def.typeName !== 'ZodNever'
      return having({ unknownKeys: isOpen ? views.of(catchall) : unknownKeys })
    }
    case 'ZodOptional':
    case 'ZodNullable':
      return wrapper(def.typeName, def.innerType, said, views)
    case 'ZodDefault':
    case 'ZodReadonly':
      return { ...rest, innerType: views.of(def.innerType, said) }
    case 'ZodLazy':
      return as(def.getter())
    case 'ZodBranded':
      return as(def.type)
    case 'ZodCatch':
      return as(def.innerType)
    case 'ZodPipeline':
      return as(def.in)
    case 'ZodEffects':
      return def.effect.type === 'preprocess' ? { typeName: 'ZodUnknown', ...said } : as(def.schema)
    default:
      return having({})
  }
}

/** The checks that zui turns into JSON Schema; it refuses others. */
const stringChecks: ReadonlySet<string> = new Set(
  'min max length email url uuid cuid cuid2 ulid emoji regex includes startsWith endsWith ip datetime'.split(
    ' ',
  ),
)
