/** Finds out whether a default is a literal: JSON, and the same whenever it is asked for. */
import type { Json } from '../../runtime/index.js'

/** A value that may be emitted as it is, or why it may not. */
export type Literal = { readonly value: Json } | { readonly reason: string }

/**
 * @param evaluate gives the default; may throw
 * @returns its value as plain JSON, if that is what it is, at any time
 */
export function literalOf(evaluate: () => unknown): Literal {
  let first: unknown
  let second: unknown
  try {
    first = evaluate()
    second = withOtherClock(evaluate)
  } catch (error) {
    return { reason: `computing it fails: ${messageOf(error)}` }
  }
  const value = toJson(first, [])
  const again = toJson(second, [])
  if (value === undefined || again === undefined) return { reason: 'it is not JSON' }
  return JSON.stringify(value) === JSON.stringify(again)
    ? { value }
    : { reason: 'it differs from one time to the next' }
}

/** @returns what a thrown value says */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error)
  } catch {
    return 'an unprintable value was thrown'
  }
}

const moreThanAYear = 34_567_890_123

/** Two evaluations in the same millisecond would agree on what time it is. */
function withOtherClock<T>(evaluate: () => T): T {
  const { Date: RealDate } = globalThis
  globalThis.Date = new Proxy(RealDate, {
    get: (target, key) =>
      key === 'now' ? () => RealDate.now() + moreThanAYear : Reflect.get(target, key),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length ? args : [RealDate.now() + moreThanAYear], newTarget),
    apply: () => new RealDate(RealDate.now() + moreThanAYear).toString(),
  })
  try {
    return evaluate()
  } finally {
    globalThis.Date = RealDate
  }
}

/**
 * @param value anything
 * @param within the objects around it, to notice a circle
 * @returns a copy of the value, or `undefined` if JSON would lose some of it
 */
export function toJson(value: unknown, within: readonly unknown[] = []): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value || 0 : undefined
  if (typeof value !== 'object' || within.includes(value) || within.length > 500) return undefined
  const inside = [...within, value]
  if (Array.isArray(value)) {
    const items = Array.from(value, (item) => toJson(item, inside))
    return items.every((item) => item !== undefined) ? items : undefined
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  // Objects of another realm's `Object` (the definition may be evaluated in one) are plain as well.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return undefined
  if (Object.getOwnPropertySymbols(value).length) return undefined
  const entries: [string, Json][] = []
  for (const [key, member] of Object.entries(value)) {
    // JSON leaves such keys out, and so does the wire.
    if (member === undefined) continue
    const json = toJson(member, inside)
    if (json === undefined) return undefined
    entries.push([key, json])
  }
  return Object.fromEntries(entries)
}
