/** What every dialect does alike: tuples, literals and defaults. */
import { array, keyword, literal, union, withoutUndefined } from './type-operations.js'
import { fillDefault, fillPresent, finalDefault } from './fill.js'
import { literalOf } from './json.js'
import { bothWays } from './dialect-reader.js'
import { warnDefault, warnLost } from './warnings.js'
import type { Context, Meaning, Place } from './dialect-reader.js'
import type { Type } from './type.js'

const notThere = keyword('undefined')

/** @returns `[…elements, …rest[]]` */
export function tuple(
  elements: readonly { readonly type: Type; readonly optional: boolean }[],
  rest: Type | undefined,
): Type {
  if (rest && !elements.length) return array(rest)
  return { kind: 'tuple', elements, ...(rest && { rest }), readonly: false }
}

/** @returns `'a' | 1 | null`, with a warning for values that JSON does not have */
export function literals(values: readonly unknown[], at: Place, context: Context): Type {
  for (const value of values) {
    if (typeof value === 'bigint') warnLost(context, at, 'bigintLiteral')
    else if (Number.isNaN(value)) warnLost(context, at, 'nanLiteral')
    else if (value === Infinity || value === -Infinity) warnLost(context, at, 'infinityLiteral')
    else if (typeof value === 'symbol' || value === undefined) {
      warnLost(context, at, typeof value as 'symbol' | 'undefined')
    }
  }
  return union(values.map(literal))
}

/**
 * @param entries a native enum, or an object like one
 * @returns its values; the keys by which numeric enums find their names again are not among them
 */
export function enumValues(entries: object): readonly unknown[] {
  const numbers = new Set(Object.values(entries).filter(Number.isFinite))
  return Object.entries(entries).flatMap(([key, value]) =>
    numbers.has(Number(key)) ? [] : [value],
  )
}

/** @returns `inner | undefined` as the type of a key that may be missing */
export function optional(inner: Meaning): Meaning {
  return {
    ...inner,
    ...bothWays([inner], (direction) => union([inner[direction], notThere])),
    writeOptional: true,
    readOptional: true,
    fill: inner.defaulted ? inner.fill : fillPresent(inner.fill),
  }
}

/** @returns `inner | null` */
export function nullable(inner: Meaning): Meaning {
  const nothing = keyword('null')
  return { ...inner, ...bothWays([inner], (direction) => union([inner[direction], nothing])) }
}

/** Where a default comes from and what it is a value of. */
export interface Default {
  readonly evaluate: () => unknown
  /** `input`: it is still parsed. `output`: it is what a parsed value would be. */
  readonly of: 'input' | 'output'
  /** Whether zod infers that `undefined` does not come out. */
  readonly required: boolean
  /** Whether the inner schema takes a value, to tell an output from an input. */
  readonly accepts: (value: unknown) => boolean
}

/** @returns a value that is written `inner | undefined` and read with the default filled in */
export function withDefault(inner: Meaning, source: Default, at: Place, context: Context): Meaning {
  const fill = defaultFill(inner, source, at, context)
  if (!fill) return { ...optional(inner), fill: fillPresent(inner.fill), defaulted: true }
  return {
    ...inner,
    write: union([inner.write, notThere]),
    writeOptional: true,
    defaulted: true,
    read: source.required ? withoutUndefined(inner.read, context.namedAdmitsUndefined) : inner.read,
    readOptional: false,
    fill,
  }
}

function defaultFill(inner: Meaning, source: Default, at: Place, context: Context) {
  if (at.unfilled) {
    return void warnDefault(context, at, 'default_not_filled', `it is inside a ${at.unfilled}`)
  }
  const found = literalOf(source.evaluate)
  if ('reason' in found) {
    return void warnDefault(context, at, 'default_not_literal', found.reason)
  }
  if (source.of === 'input') {
    return fillDefault(finalDefault(found.value, inner.fill, context.fills), inner.fill)
  }
  if (inner.transforms && !source.accepts(found.value)) {
    return void warnDefault(context, at, 'default_not_input', 'it is the outcome of a transform')
  }
  return fillDefault(found.value, inner.fill)
}

/**
 * @param schema a schema that follows the Standard Schema specification, as all dialects do
 * @returns whether it takes the value
 */
export function accepts(schema: unknown, value: unknown): boolean {
  try {
    const { validate } = (schema as StandardSchema)['~standard']
    const result = validate(value)
    return !(result instanceof Promise) && !result.issues
  } catch {
    return false
  }
}

interface StandardSchema {
  readonly '~standard': {
    readonly validate: (value: unknown) => { readonly issues?: unknown } | Promise<unknown>
  }
}
