/** Makes fills: where the runtime puts which default. No fill at all where there is none to put. */
import { applyFill } from '../../runtime/index.js'
import type { Fill, Fills, Json } from '../../runtime/index.js'

type MaybeFill = Fill | undefined

/** @returns the fill of an object with these fills of its keys, and one for all other keys */
export function fillProperties(
  members: readonly (readonly [key: string, fill: MaybeFill])[],
  rest?: MaybeFill,
): MaybeFill {
  const filled = members.filter((member): member is [string, Fill] => member[1] !== undefined)
  if (!filled.length && !rest) return undefined
  // With a catch-all, a key without defaults must be named too, so that it is not taken for another.
  const named = rest ? members.map(([key, fill]) => [key, fill ?? nothing] as const) : filled
  return { properties: dictionary(named), ...(rest && { rest }) }
}

/** Fills nothing, at a place that must be mentioned. */
const nothing: Fill = { all: [] }

/** A key such as `__proto__` is a key like any other here. */
function dictionary<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries(entries)
}

/**
 * @param open where the elements begin that may all be missing when the tuple is read
 * @returns the fill of a tuple
 */
export function fillTuple(
  elements: readonly MaybeFill[],
  rest: MaybeFill,
  open = elements.length,
): MaybeFill {
  if (!rest && elements.every((element) => !element)) return undefined
  const mayEnd = elements.slice(open, -1).some((element) => !element || !('default' in element))
  return {
    tuple: elements.map((element) => element ?? null),
    ...(rest && { rest }),
    ...(mayEnd && { open }),
  }
}

/** @returns the fill for values that are there: what is left when `undefined` stays what it is */
export function fillPresent(fill: MaybeFill): MaybeFill {
  return fill && 'default' in fill ? fill.of : fill
}

/** @returns the fill that answers `undefined` with `value`, which is final */
export function fillDefault(value: Json, inner: MaybeFill): Fill {
  const of = fillPresent(inner)
  return { default: value, ...(of && { of }) }
}

/**
 * @param value a default that is itself still to be filled
 * @param inner the fill of its schema
 * @param fills what the fill's references mean
 * @returns the value with all defaults inside
 */
export function finalDefault(value: Json, inner: MaybeFill, fills: Fills): Json {
  return inner ? (applyFill(inner, value, fills) as Json) : value
}

/** @returns the fill of a value that both fills are for: an intersection */
export function fillBoth(left: MaybeFill, right: MaybeFill): MaybeFill {
  if (!left || !right) return left ?? right
  if ('default' in left && 'default' in right) {
    const merged = merge(left.default, right.default)
    const of = fillBoth(left.of, right.of)
    // Two defaults that contradict each other: no value satisfies both sides.
    return merged === undefined ? of : fillDefault(merged, of)
  }
  if ('default' in left) return fillDefault(left.default, fillBoth(left.of, right))
  if ('default' in right) return fillDefault(right.default, fillBoth(left, right.of))
  if ('properties' in left && 'properties' in right) {
    const at = (fill: typeof left, key: string) =>
      Object.hasOwn(fill.properties, key) ? fill.properties[key] : fill.rest
    const keys = new Set([...Object.keys(left.properties), ...Object.keys(right.properties)])
    return fillProperties(
      [...keys].map((key) => [key, fillBoth(at(left, key), at(right, key))] as const),
      fillBoth(left.rest, right.rest),
    )
  }
  if ('items' in left && 'items' in right) {
    const items = fillBoth(left.items, right.items)
    return items && { items }
  }
  if ('values' in left && 'values' in right && !left.match && !right.match) {
    const values = fillBoth(left.values, right.values)
    return values && { values }
  }
  if ('tuple' in left && 'tuple' in right) {
    const length = Math.max(left.tuple.length, right.tuple.length)
    const at = (fill: typeof left, index: number) =>
      (index < fill.tuple.length ? fill.tuple[index] : fill.rest) ?? undefined
    return fillTuple(
      Array.from({ length }, (_, index) => fillBoth(at(left, index), at(right, index))),
      fillBoth(left.rest, right.rest),
      Math.max(left.open ?? length, right.open ?? length),
    )
  }
  return { all: [left, right] }
}

/** What an intersection makes of two values: one that both sides agree with. */
function merge(left: Json, right: Json): Json | undefined {
  if (left === right) return left
  if (isArray(left) && isArray(right)) {
    if (left.length !== right.length) return undefined
    const items = left.map((item, index) => merge(item, right[index]!))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  if (!isObject(left) || !isObject(right)) return undefined
  const entries = Object.entries({ ...left, ...right }).map(([key, value]) =>
    Object.hasOwn(left, key) && Object.hasOwn(right, key)
      ? ([key, merge(left[key]!, right[key]!)] as const)
      : ([key, value] as const),
  )
  const agreed = entries.filter((entry): entry is [string, Json] => entry[1] !== undefined)
  return agreed.length === entries.length ? dictionary(agreed) : undefined
}

function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !isArray(value)
}

/**
 * @param fill a fill with references
 * @param resolve the fill that a reference means
 * @param rename the name that the reference gets
 * @returns the same fill without the references that fill nothing, and without what is then empty
 */
export function pruneFill(
  fill: MaybeFill,
  resolve: (ref: string) => MaybeFill,
  rename: (ref: string) => string,
): MaybeFill {
  const prune = (inner: MaybeFill) => pruneFill(inner, resolve, rename)
  if (!fill) return undefined
  if ('default' in fill) return fillDefault(fill.default, prune(fill.of))
  if ('properties' in fill) {
    return fillProperties(
      Object.entries(fill.properties).map(([key, inner]) => [key, prune(inner)] as const),
      prune(fill.rest),
    )
  }
  if ('items' in fill) {
    const items = prune(fill.items)
    return items && { items }
  }
  if ('values' in fill) {
    const values = prune(fill.values)
    return values && { ...fill, values }
  }
  if ('tuple' in fill) {
    return fillTuple(
      fill.tuple.map((element) => prune(element ?? undefined)),
      prune(fill.rest),
      fill.open,
    )
  }
  if ('all' in fill) {
    const all = fill.all.flatMap((inner) => prune(inner) ?? [])
    return all.length > 1 ? { all } : all[0]
  }
  return hasDefault(fill, resolve) ? { ref: rename(fill.ref) } : undefined
}

function hasDefault(
  fill: MaybeFill,
  resolve: (ref: string) => MaybeFill,
  seen = new Set<string>(),
): boolean {
  const has = (inner: MaybeFill) => hasDefault(inner, resolve, seen)
  if (!fill) return false
  if ('default' in fill) return true
  if ('properties' in fill) return Object.values(fill.properties).some(has) || has(fill.rest)
  if ('items' in fill) return has(fill.items)
  if ('values' in fill) return has(fill.values)
  if ('tuple' in fill) return fill.tuple.some((inner) => has(inner ?? undefined)) || has(fill.rest)
  if ('all' in fill) return fill.all.some(has)
  if (seen.has(fill.ref)) return false
  seen.add(fill.ref)
  return has(resolve(fill.ref))
}
