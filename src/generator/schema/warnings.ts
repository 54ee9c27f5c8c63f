/** What the reader warns about, each with the way out. */
import type { Context, Place, Warning } from './part.js'

/** Values that JSON has no word for. */
export type Lost =
  | 'bigint'
  | 'date'
  | 'file'
  | 'function'
  | 'map'
  | 'nan'
  | 'promise'
  | 'set'
  | 'symbol'
  | 'undefined'

const lost: { readonly [kind in Lost]: readonly [what: string, hint: string] } = {
  bigint: ['a bigint', 'Use z.string() for the digits, or z.int()'],
  date: ['a Date', 'Use z.iso.datetime() (zod 3: z.string().datetime()) and an ISO string'],
  file: ['a File', 'Upload the file and use z.url()'],
  function: ['a function', 'Declare an action instead'],
  map: ['a Map', 'Use z.record(key, value)'],
  nan: ['NaN', 'Use z.number().nullable() and null'],
  promise: ['a Promise', 'Use the schema of the value itself'],
  set: ['a Set', 'Use z.array(value)'],
  symbol: ['a symbol', 'Use z.string() or z.enum([…])'],
  undefined: [
    'undefined',
    'Use .optional() for a key that may be missing, or .nullable() and null',
  ],
}

/** Says that values of this kind do not survive the wire. */
export function warnLost(context: Context, at: Place, kind: Lost): void {
  const [what, hint] = lost[kind]
  context.warn(at, {
    code: 'not_json',
    message: `The platform carries JSON, ${what} is lost`,
    hint,
  })
}

/** Says that a part of the schema does not run on the platform. */
export function warnIgnored(context: Context, at: Place, what: string, hint: string): void {
  context.warn(at, {
    code: 'transform_ignored',
    message: `The platform does not run zod: ${what} has no effect, the type is that of its input`,
    hint,
  })
}

/** Says that nothing can be known about the values. */
export function warnUnknown(context: Context, at: Place, what: string, hint: string): void {
  context.warn(at, { code: 'unknown_type', message: `${what}: the type is unknown`, hint })
}

/** Says why a default is not filled in. */
export function warnDefault(context: Context, at: Place, code: DefaultCode, why: string): void {
  context.warn(at, {
    code,
    message: `A default is not filled in, so the value may be missing when it is read: ${why}`,
    hint: defaultHints[code],
  })
}

type DefaultCode = keyof typeof defaultHints

const defaultHints = {
  default_not_literal: 'Use a literal JSON value, or set the value where it is needed',
  default_not_filled: 'Put the default outside, around the whole value',
  default_not_input: 'Put the default before the transform',
} as const satisfies { readonly [code: string]: NonNullable<Warning['hint']> }
