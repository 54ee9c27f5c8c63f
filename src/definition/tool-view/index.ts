/**
 * How the platform's tool sees schemas. It reads them as `@bpinternal/zui` makes them, and turns
 * them into JSON Schema; what authors write is zod. A view of a schema has zui's fields, and is the
 * author's schema in all else: `parse`, `_zod`, `instanceof`. Nothing is made of a schema before
 * the tool asks for it, and the schema itself is left as it is.
 *
 * All of this is part of each plugin that passes its definition, so it is short: what need not be
 * told apart for the tool's sake, is not.
 */
import { definitionOf, type Surroundings } from './definition.js'
import { isZod } from './zod.js'
import { isOptional, mandatory } from './zui.js'
import type { Said, ToolDef, ToolSchema } from './zui.js'

export { entityUri, foreignSchema } from './zod.js'

/** On a view: the author's schema, which it shows. */
export const authoredSchema: unique symbol = Symbol.for(
  'botpress-plugin-kit.authoredSchema',
) as never

/**
 * @param schema a schema of zod 4, zod/mini or zod 3
 * @returns a view of it, always the same one; anything else, such as a schema of zui, as it is
 */
export function toolView<S>(schema: S): S {
  return viewOf(schema, outermost) as S
}

const outermost: Surroundings = { known: new WeakMap(), open: [] }

/** @returns the author's schema, of which the value may be a view; anything else as it is */
export function authored(value: object): object {
  return (value as { readonly [authoredSchema]?: object })[authoredSchema] ?? value
}

/** @param said what is said about the schema around it */
function viewOf(value: unknown, surroundings: Surroundings, said?: Said): ToolSchema {
  if (!isZod(value)) return value as ToolSchema
  const schema = authored(value)
  const known = said ? undefined : surroundings.known
  const found = known?.get(schema)
  if (found) return found
  const seen = view(schema, () => definitionOf(schema as never, said, surroundings, viewOf))
  known?.set(schema, seen)
  return seen
}

/** @returns a view of a schema that the author did not write */
function made(def: ToolDef): ToolSchema {
  return view({}, () => def)
}

/** The fields that the tool reads, and the versions of zui between them. */
const fields: { readonly [field: string | symbol]: (def: ToolDef, view: ToolSchema) => unknown } = {
  __proto__: null as never,
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
    return rest === def ? self : made(rest)
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
      const shown = fields[key]?.((def ??= define()), seen)
      if (shown !== undefined) return shown
      const value: unknown = Reflect.get(schema, key)
      // Methods are those of the author's schema, also the ones that look at `this`.
      return typeof value === 'function' && key !== 'constructor'
        ? (value.bind(schema) as unknown)
        : value
    },
    has: (target, key) => key in fields || key in target,
    set: () => false,
  })
  return seen
}
