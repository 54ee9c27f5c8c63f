/** The default values of a slot, by place. */
import type { Fill } from '../runtime/index.js'

/**
 * @param fills of recursive types, by name: they are followed once
 * @returns default values as JSON, by their paths as JSON, written as those of obstacles are
 */
export function defaultsOf(
  fill: Fill | undefined,
  fills: Readonly<Record<string, Fill>>,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const open = new Set<string>()
  if (fill) walk(fill, [])
  return found

  function walk(fill: Fill, path: readonly string[]): void {
    if ('default' in fill) {
      found.set(JSON.stringify(path), JSON.stringify(fill.default))
      if (fill.of) walk(fill.of, path)
    } else if ('properties' in fill) {
      for (const [key, inner] of Object.entries(fill.properties)) walk(inner, [...path, key])
      if (fill.rest) walk(fill.rest, [...path, '[key]'])
    } else if ('values' in fill) {
      walk(fill.values, [...path, '[key]'])
    } else if ('items' in fill) {
      walk(fill.items, [...path, '[]'])
    } else if ('tuple' in fill) {
      fill.tuple.forEach((inner, index) => inner && walk(inner, [...path, `[${index}]`]))
    } else if ('all' in fill) {
      for (const inner of fill.all) walk(inner, path)
    } else if (!open.has(fill.ref)) {
      open.add(fill.ref)
      const inner = fills[fill.ref]
      if (inner) walk(inner, path)
    }
  }
}
