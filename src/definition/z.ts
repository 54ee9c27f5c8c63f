/**
 * zod 4 as definition files see it: everything that zod exports, and `z.record(value)`.
 * The one explicit export below takes the place of zod's own `record`; everything else passes through.
 */
import { record as zodRecord, type core, type ZodRecord, type ZodString } from 'zod'

export * from 'zod'

type RecordParams = string | core.$ZodRecordParams

/** What `z.record` accepts: zod's own form, and a value schema alone. */
export interface RecordFactory {
  /** `z.record(key, value)`: an object with keys of one schema and values of another. */
  <Key extends core.$ZodRecordKey, Value extends core.SomeType>(
    key: Key,
    value: Value,
    params?: RecordParams,
  ): ZodRecord<Key, Value>
  /** `z.record(value)`: an object with any string as key. */
  <Value extends core.SomeType>(value: Value, params?: RecordParams): ZodRecord<ZodString, Value>
}

/** `z.record(value)` has string keys; `z.record(key, value)` says what the keys are. */
export const record: RecordFactory = (...args: unknown[]) =>
  // zod still accepts the single argument when it runs; only its types do not.
  Reflect.apply(zodRecord, undefined, args)
