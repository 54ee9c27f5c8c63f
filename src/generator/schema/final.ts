/** Fills a value as the runtime does; replaced by the runtime's own function once that exists. */
import type { Fill } from '../../runtime/spec.js'

/** @returns the value with all defaults of the fill */
export function applyFill(
  fill: Fill,
  value: unknown,
  fills: { readonly [name: string]: Fill } = {},
): unknown {
  const apply = (inner: Fill | null | undefined, part: unknown) =>
    inner ? applyFill(inner, part, fills) : part
  if ('default' in fill) {
    return value === undefined ? structuredClone(fill.default) : apply(fill.of, value)
  }
  if ('ref' in fill) return apply(fills[fill.ref], value)
  if ('all' in fill) return fill.all.reduce<unknown>((part, inner) => apply(inner, part), value)
  if (Array.isArray(value)) {
    if ('items' in fill) return value.map((item) => apply(fill.items, item))
    if (!('tuple' in fill)) return value
    const result = value.map((item, index) =>
      apply(index < fill.tuple.length ? fill.tuple[index] : fill.rest, item),
    )
    for (let index = value.length; index < fill.tuple.length; index++) {
      const added = apply(fill.tuple[index], undefined)
      if (added !== undefined) result[index] = added
    }
    return result
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = new Map(Object.entries(value))
  if ('values' in fill) {
    for (const [key, part] of entries) entries.set(key, apply(fill.values, part))
  }
  if ('properties' in fill) {
    for (const [key, part] of entries) {
      if (!Object.hasOwn(fill.properties, key)) entries.set(key, apply(fill.rest, part))
    }
    for (const [key, inner] of Object.entries(fill.properties)) {
      const part = apply(inner, entries.get(key))
      if (part !== undefined || entries.has(key)) entries.set(key, part)
    }
  }
  return Object.fromEntries(entries)
}
