/** Puts default values where a definition's schema has them, as the platform does not run schemas. */
import { isRecord, own, put } from './record.js'
import type { Fill } from './spec.js'
import type { AnyRecord } from './types/index.js'

/** Fills by the name that `ref` gives. */
export interface Fills {
  readonly [name: string]: Fill
}

type FillOf = (key: string) => Fill | null | undefined

/**
 * `value` with its missing parts filled in. What is there stays as it is: nothing is changed in
 * place, and a value with nothing to fill is returned itself. A value that does not have the shape
 * of the fill is left alone; to complain is not the business of this function.
 */
export function applyFill(fill: Fill, value: unknown, fills: Fills = {}): unknown {
  if ('ref' in fill) {
    const target = own(fills, fill.ref)
    return target ? applyFill(target, value, fills) : value
  }
  if ('default' in fill) {
    // The platform's values are JSON, and so a default is copied as JSON.
    if (value === undefined) return JSON.parse(JSON.stringify(fill.default))
    return fill.of ? applyFill(fill.of, value, fills) : value
  }
  if ('all' in fill) return fill.all.reduce((done, part) => applyFill(part, done, fills), value)
  if (Array.isArray(value)) {
    if ('items' in fill) return fillKeys(value, Object.keys(value), () => fill.items, fills)
    if (!('tuple' in fill)) return value
    const { tuple, rest } = fill
    const indexes = Array.from({ length: Math.max(tuple.length, value.length) }, (_, i) => `${i}`)
    return fillKeys(value, indexes, (i) => (+i < tuple.length ? tuple[+i] : rest), fills)
  }
  if (!isRecord(value)) return value
  if ('values' in fill) return fillKeys(value, Object.keys(value), () => fill.values, fills)
  if (!('properties' in fill)) return value
  const { properties, rest } = fill
  const keys = Object.keys(rest ? { ...properties, ...value } : properties)
  return fillKeys(value, keys, (key) => own(properties, key) ?? rest, fills)
}

function fillKeys(value: object, keys: readonly string[], fillOf: FillOf, fills: Fills): object {
  let filled = value
  for (const key of keys) {
    const fill = fillOf(key)
    if (!fill) continue
    const before = own(value as AnyRecord, key)
    const after = applyFill(fill, before, fills)
    if (after === before) continue
    if (filled === value) filled = Array.isArray(value) ? [...value] : { ...value }
    // An array that grows past a gap has the gap filled with `undefined`, as zod has it.
    if (Array.isArray(filled)) while (filled.length < +key) filled.push(undefined)
    put(filled, key, after)
  }
  return filled
}
