/** What is alike in all that authors write. */
import { saidOf } from './zui.js'
import type { Views } from './index.js'
import type { Said, ToolDef } from './zui.js'

/** @returns one literal, or a union of several */
export function literals(
  values: readonly unknown[],
  said: Said | undefined,
  views: Views,
): ToolDef {
  const all = values.map((value): ToolDef => ({ typeName: 'ZodLiteral', value }))
  if (all.length === 1) return { ...all[0]!, ...said }
  return all.length === 0
    ? { typeName: 'ZodNever', ...said }
    : { typeName: 'ZodUnion', options: all.map(views.made), ...said }
}

/**
 * @param entries a native enum, or an object like one
 * @returns the texts, or a union with the numbers; the keys by which numbers find their names again
 *   are not among them
 */
export function enumeration(entries: object, said: Said | undefined, views: Views): ToolDef {
  const numbers = new Set(Object.values(entries).filter(Number.isFinite))
  const values = Object.entries(entries).flatMap(([key, value]): unknown[] =>
    numbers.has(Number(key)) ? [] : [value],
  )
  return values.every((value) => typeof value === 'string')
    ? { typeName: 'ZodEnum', values, ...said }
    : literals(values, said, views)
}

/**
 * `.optional()` and `.nullable()`: in zui they copy what was said about the schema before them, and
 * what is said after them is said about that schema.
 */
export function wrapper(
  typeName: string,
  inner: unknown,
  said: Said | undefined,
  views: Views,
): ToolDef {
  return { typeName, innerType: views.of(inner, said), ...saidOf(views.of(inner)._def) }
}

/** Where schemas of both zods have others, and zui has them under the same name. */
const places = 'type valueType keyType left right items rest options shape'.split(' ')

/** @returns the fields of a definition, with views in the place of schemas */
export function inner(def: object, views: Views): object {
  const made: { [field: string]: unknown } = { ...def }
  for (const place of places) {
    // The shape of zod 3 is a function.
    const value = typeof made[place] === 'function' ? (made[place] as () => unknown)() : made[place]
    if (place === 'shape' && value) {
      const entries = Object.entries(value).map(([key, schema]) => [key, views.of(schema)])
      const shape = Object.fromEntries(entries) as object
      made.shape = () => shape
    } else if (Array.isArray(value) || value instanceof Map) {
      made[place] = Array.from(value.values(), (schema) => views.of(schema))
    } else if (value !== undefined) made[place] = views.of(value)
  }
  return made
}
