/** Finds out which schemas contain themselves. */

/** What is looked at of a schema of zod 3 or zod 4; each kind has some of the fields. */
interface Definition {
  readonly getter?: () => unknown
  readonly shape?: object
  readonly [field: string]: unknown
}

/** Where a schema has others; other fields are values, checks and messages. */
const places =
  'shape catchall element innerType options left right items rest keyType valueType in type schema'.split(
    ' ',
  )

const found = new WeakMap<object, boolean>()

/** @returns what stays the same when the schema is copied to carry another description */
export function recursionKey(schema: object): object {
  const def = definitionOf(schema)
  return def.getter ?? def
}

/** @returns whether the schema is the one, on a way from it to itself, at which that way is left */
export function isRecursive(schema: object): boolean {
  const key = recursionKey(schema)
  const def = definitionOf(schema)
  // There is no other way to refer to a schema before it is made.
  if (!def.getter && !('_zod' in schema && def.type === 'object')) return false
  const known = found.get(key)
  if (known !== undefined) return known
  const is = reaches(def, key, new Set())
  found.set(key, is)
  return is
}

function reaches(def: Definition, key: object, seen: Set<object>): boolean {
  const inner = def.getter ? [def.getter()] : places.flatMap((place) => schemasIn(def[place]))
  return inner.filter(isSchema).some((schema) => {
    const next = recursionKey(schema)
    if (next === key) return true
    if (seen.has(next)) return false
    seen.add(next)
    return reaches(definitionOf(schema), key, seen)
  })
}

/** The schema, the list of schemas, or the shape, also that of zod 3, which is a function. */
function schemasIn(value: unknown): readonly unknown[] {
  if (isSchema(value)) return [value]
  if (typeof value === 'function') return Object.values((value as () => object)())
  if (value instanceof Map) return [...value.values()]
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

function isSchema(value: unknown): value is object {
  return typeof value === 'object' && value !== null && ('_zod' in value || '_def' in value)
}

function definitionOf(schema: object): Definition {
  const { _def, _zod } = schema as { _def: Definition; _zod?: { def: Definition } }
  return _zod ? _zod.def : _def
}
