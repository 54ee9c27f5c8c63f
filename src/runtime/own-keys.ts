/** Records with keys that nobody vouches for: `constructor` is a name like any other, `__proto__` a key. */
import type { AnyRecord } from './types/index.js'

/** The value of a key that the record has itself, never one that it inherits. */
export function getOwn(record: object | undefined, key: PropertyKey): any {
  return record && Object.hasOwn(record, key) ? (record as AnyRecord)[key as string] : undefined
}

/** Sets a key of the record's own. */
export function setOwn(record: object, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(
      record,
      key,
      Object.getOwnPropertyDescriptor([value], 0) as PropertyDescriptor,
    )
  } else (record as AnyRecord)[key] = value
}

/**
 * A copy of the record with other values for some keys. Not a spread: V8 takes microseconds to add
 * a key to an object that began as one.
 */
export function withValues(record: object, values: object): AnyRecord {
  return Object.assign({}, record, values)
}
