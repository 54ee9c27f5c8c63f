/** Records with keys that nobody vouches for: `constructor` is a name like any other, `__proto__` a key. */
import type { AnyRecord } from './types/index.js'

/** True for what has string keys: an object that is not an array. */
export function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value of a key that the record has itself, never one that it inherits. */
export function own<T>(
  record: { readonly [key: string]: T } | null | undefined,
  key: string,
): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined
}

/** Sets a key of the record's own, `__proto__` included. */
export function put(record: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(record, key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  })
}
