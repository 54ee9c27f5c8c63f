/**
 * How the platform's tool sees schemas. It reads them as `@bpinternal/zui` makes them, and turns
 * them into JSON Schema; what authors write is zod. A view of a schema has zui's fields, and is the
 * author's schema in all else: `parse`, `_zod`, `instanceof`. Nothing is made of a schema before
 * the tool asks for it, and the schema itself is left as it is.
 */
import { isRecursive, recursionKey } from './recursion.js'
import { isOptional, mandatory, mergeSaid } from './zui.js'
import { definitionOf as ofZod3, saidOfZod3 } from './zod3.js'
import { definitionOf as ofZod4, saidOfZod4 } from './zod4.js'
import type { Said, ToolDef, ToolSchema } from './zui.js'

export { entityUri, foreignSchema } from './zod4.js'

/** On a view: the author's schema, which it shows. */
export const authoredSchema: unique symbol = Symbol.for(
  'botpress-plugin-kit.authoredSchema',
) as never

/** Makes views of the schemas inside the one at hand. */
export interface Views {
  /** @param said what is said about the schema around it */
  readonly of: (schema: unknown, said?: Said) => ToolSchema
  /** @returns a view of a schema that the author did not write */
  readonly made: (def: ToolDef) => ToolSchema
}

/**
 * @param schema a schema of zod 4, zod/mini or zod 3
 * @returns a view of it; anything else, such as a schema of zui, as it is
 */
export function toolView<S>(schema: S): S {
  return views.of(schema) as S
}

/** @returns the author's schema, of which the value may be a view; anything else as it is */
export function authored(value: object): object {
  return (value as { readonly [authoredSchema]?: object })[authoredSchema] ?? value
}

const views = createViews(new Set())

/**
 * One schema has one view, as the tool tells by identity what it has already seen.
 * @param open the recursive schemas around; inside of them they are left open
 */
function createViews(open: ReadonlySet<object>): Views {
  const known = new WeakMap<object, ToolSchema>()
  const made = (def: ToolDef): ToolSchema => view({}, () => def)

  function of(value: unknown, said?: Said): ToolSchema {
    if (!isForeign(value)) return value as ToolSchema
    const schema = authored(value)
    const found = said ? undefined : known.get(schema)
    if (found) return found
    const seen = view(schema, () => definition(schema, said))
    if (!said) known.set(schema, seen)
    return seen
  }

  function definition(schema: object, around: Said | undefined): ToolDef {
    const isZod4 = '_zod' in schema
    const said = mergeSaid(isZod4 ? saidOfZod4(schema) : saidOfZod3(schema), around)
    const key = recursionKey(schema)
    // JSON Schema of the tool's has no recursion: after one round, anything may follow.
    if (open.has(key)) return { typeName: 'ZodUnknown', ...said }
    const inside = isRecursive(schema) ? createViews(new Set([...open, key])) : { of, made }
    return (isZod4 ? ofZod4 : ofZod3)(schema as never, said, inside)
  }

  return { of, made }
}

/** Whether it is a schema that the tool cannot read: only zui's have `mandatory`. */
function isForeign(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if ('_zod' in value || authoredSchema in value) return true
  return '_def' in value && !('mandatory' in value)
}

/** The fields that the tool reads, and the versions of zui between them. */
const fields: { readonly [field: string]: (def: ToolDef, view: ToolSchema) => unknown } = {
  // By this, zui tells its schemas from other values.
  __type__: () => 'ZuiType',
  typeName: (def) => def.typeName,
  _def: (def) => def,
  description: (def) => root(def).description,
  shape: (def) => def.shape?.(),
  options: (def) => def.options,
  discriminator: (def) => def.discriminator,
  value: (def) => def.value,
  isOptional: (def) => () => isOptional(def),
  mandatory: (def, self) => () => {
    const rest = mandatory(def)
    return rest === def ? self : view({}, () => rest)
  },
}

/** Where the description of a wrapper is kept. */
function root(def: ToolDef): Said {
  return def.innerType ? root(def.innerType._def) : def
}

function view(schema: object, define: () => ToolDef): ToolSchema {
  let def: ToolDef | undefined
  // An heir of the schema, so that what it is can be asked by `in` and `instanceof`.
  const seen: ToolSchema = new Proxy(Object.create(schema) as ToolSchema, {
    get(_, key) {
      if (key === authoredSchema) return schema
      const field = typeof key === 'string' && Object.hasOwn(fields, key) && fields[key]
      const shown = field ? field((def ??= define()), seen) : undefined
      if (shown !== undefined) return shown
      const value: unknown = Reflect.get(schema, key)
      // Methods are those of the author's schema, also the ones that look at `this`.
      return typeof value === 'function' && key !== 'constructor'
        ? (value.bind(schema) as unknown)
        : value
    },
    has: (target, key) => key === authoredSchema || key in fields || key in target,
    set: () => false,
  })
  return seen
}
