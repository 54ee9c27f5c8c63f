/** What is read of the schemas that authors write, and what these say about themselves. */
// Not from zod: its long list of exports compresses well only next to zod's own ones.
import { globalRegistry } from '../z.js'
import type { Said } from './zui.js'

/** On the definition of a reference to an entity: the reference's name for the tool. */
export const entityUri: unique symbol = Symbol.for('botpress-plugin-kit.entityUri') as never

/** On a reference to an entity that was not written with zod 4: that entity's schema. */
export const foreignSchema: unique symbol = Symbol.for('botpress-plugin-kit.foreignSchema') as never

/** A schema of zod 3, which has `_def`, or of zod 4 or zod/mini, which have `_zod`. */
export interface ZodSchema {
  readonly _zod?: { readonly def: ZodDef; readonly pattern?: RegExp }
  readonly _def?: ZodDef
  readonly [foreignSchema]?: unknown
  readonly meta?: () => Meta | undefined
}

interface Meta {
  readonly title?: unknown
  readonly description?: string | undefined
  readonly 'x-zui'?: unknown
}

/** The fields of a schema's definition that are read here; each kind has some of them. */
export interface ZodDef {
  readonly [entityUri]?: string
  /** Of zod 3: the kind. */
  readonly typeName?: string
  /** Of zod 4: the kind. Of zod 3: the schema in an array, a promise or a brand. */
  readonly type?: unknown
  readonly description?: string
  readonly checks?: readonly unknown[]
  /** Of strings and numbers of zod 4 with a format, which are checks themselves. */
  readonly check?: string
  readonly element?: unknown
  /** A function in zod 3. */
  readonly shape: object
  readonly unknownKeys?: string
  readonly catchall?: ZodSchema
  readonly discriminator?: string
  readonly value?: unknown
  readonly values?: object
  readonly entries?: object
  readonly innerType?: unknown
  readonly schema?: unknown
  readonly effect?: { readonly type: string }
  readonly in?: unknown
  /** A function in zod 3. */
  readonly defaultValue?: unknown
  readonly getter?: () => unknown
}

/** Whether it is a schema that the tool cannot read: only zui's have `mandatory`. */
export function isZod(value: unknown): value is ZodSchema {
  return (
    typeof value === 'object' &&
    value !== null &&
    ('_zod' in value || ('_def' in value && !('mandatory' in value)))
  )
}

export function defOf(schema: ZodSchema): ZodDef {
  return (schema._zod?.def ?? schema._def)!
}

/** @returns the kind, as zui calls it where it has it: `String`, `Object` */
export function kindOf({ typeName, type }: ZodDef): string {
  return (
    typeName?.slice(3) ??
    { bigint: 'BigInt', nan: 'NaN' }[type as string] ??
    (type as string)[0]!.toUpperCase() + (type as string).slice(1)
  )
}

/** @returns the schema inside of a wrapper */
export function innerOf({ innerType, in: source, schema, element, type }: ZodDef): unknown {
  return innerType ?? source ?? schema ?? element ?? type
}

/** @returns what stays the same when a schema is copied to carry another description */
export function keyOf(schema: ZodSchema): object {
  const def = defOf(schema)
  return def.getter ?? def
}

/**
 * @param def a definition, or the shape of an object
 * @returns by field, what it is made of, with something else in the place of each schema
 */
export function mapSchemas(def: object, map: (schema: unknown) => unknown): object {
  const entries = Object.entries(def).map(([field, value]: [string, unknown]) => [
    field,
    // Older versions of zod 3 have a map of the options of a discriminated union.
    Array.isArray(value) || value instanceof Map ? Array.from(value.values(), map) : map(value),
  ])
  return Object.fromEntries(entries) as object
}

/** @returns the members of an object, if it is one */
export function shapeOf({ shape }: ZodDef): object {
  return typeof shape === 'function' ? (shape() as object) : shape
}

/** @returns whether a schema contains itself */
export function isRecursive(schema: ZodSchema): boolean {
  const seen = new Set<object>()
  const visit = (part: unknown): void => {
    if (!isZod(part) || seen.has(keyOf(part))) return
    seen.add(keyOf(part))
    enter(part)
  }
  const enter = (part: ZodSchema): void => {
    const def = defOf(part)
    visit(def.getter?.())
    mapSchemas(def, visit)
    mapSchemas(shapeOf(def) ?? {}, visit)
  }
  enter(schema)
  return seen.has(keyOf(schema))
}

/**
 * @param around what is said outside of the schema, which is nearer to the reader
 * @returns what the author says about the schema, if anything
 */
export function saidOf(schema: ZodSchema, around: Said | undefined): Said | undefined {
  const { title, description: own, 'x-zui': more } = metaOf(schema)
  const description = around?.description ?? own
  const ui = { ...(title !== undefined && { title }), ...(more as object), ...around?.['x-zui'] }
  const hasUi = Object.keys(ui).length > 0
  return hasUi || description !== undefined
    ? { description, ...(hasUi && { 'x-zui': ui }) }
    : undefined
}

function metaOf(schema: ZodSchema): Meta {
  if (schema._zod) {
    // Copies of zod share their registry; those before 4.1.13 are asked through the schema.
    return globalRegistry.get(schema as never) ?? schema.meta?.() ?? {}
  }
  const def = defOf(schema)
  const { description, typeName } = def
  const inner = (typeName !== 'ZodArray' && innerOf(def)) as Partial<ZodSchema> | undefined
  // Wrappers take over what is said inside of them.
  return inner && description === inner._def?.description ? {} : { description }
}
