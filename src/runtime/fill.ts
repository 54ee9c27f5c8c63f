/** Puts default values where a definition's schema has them, as the platform does not run schemas. */
import { getOwn, setOwn } from './own-keys.js'
import type { Fill } from './spec.js'

/** Fills by the name that `ref` gives. */
export interface Fills {
  readonly [name: string]: Fill
}

/**
 * `value` with its missing parts filled in. What is there stays as it is: nothing is changed in
 * place, and a value with nothing to fill is returned itself. A value that does not have the shape
 * of the fill is left alone; to complain is not the business of this function. With a `path`
 * (`event.payload`), the part that it leads to is filled in.
 */
export function applyFill(
  fill: Fill | undefined,
  value: any,
  fills?: Fills,
  path?: string,
): unknown {
  if (!fill) return value
  if (path) {
    const outer = path
      .split('.')
      .reduceRight<Fill>((inner, key) => ({ properties: { [key]: inner } }), fill)
    return applyFill(outer, value, fills)
  }
  if ('default' in fill) {
    if (value !== undefined) return applyFill(fill.of, value, fills)
    const copied = fill.default
    // The platform's values are JSON, and so a default is copied as JSON.
    return Object(copied) === copied ? JSON.parse(JSON.stringify(copied)) : copied
  }
  const {
    ref,
    all,
    items,
    values,
    match,
    tuple,
    open,
    properties,
    rest = items ?? values,
  } = fill as any
  if (ref !== undefined) return applyFill(getOwn(fills, ref), value, fills)
  if (all) return all.reduce((done: unknown, part: Fill) => applyFill(part, done, fills), value)
  const isList = !!(items ?? tuple)
  if (value === null || typeof value !== 'object' || Array.isArray(value) !== isList) return value

  const known = tuple ?? properties ?? {}
  let filled = value
  const patterns: RegExp[] | undefined = match?.map(({ source, flags }: RegExp) =>
    RegExp(source, flags),
  )
  for (const key of Object.keys(rest ? { ...known, ...value } : known)) {
    // Not `test`, which remembers where a global pattern has matched.
    if (patterns?.some((pattern) => key.search(pattern) < 0)) continue
    const before = getOwn(value, key)
    const after = applyFill(Object.hasOwn(known, key) ? known[key] : rest, before, fills)
    if (after === undefined && Number(key) >= open && !Object.hasOwn(value, key)) break
    if (after === before) continue
    if (filled === value) filled = isList ? [...value] : { ...value }
    // A list that grows past a gap has the gap filled with `undefined`, as zod has it.
    if (isList) while (filled.length < key) filled.push(undefined)
    setOwn(filled, key, after)
  }
  return filled
}
