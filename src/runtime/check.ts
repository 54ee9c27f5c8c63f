/** Checks values against the definition that was passed in, whichever schema library it uses. */
import { getOwn } from './own-keys.js'
import { RuntimeError, type RuntimeIssue } from './runtime-error.js'

/** What zod 3, zod 4 and `@bpinternal/zui` have in common. */
interface SchemaLike {
  safeParse(value: unknown): SchemaResult
  safeParseAsync(value: unknown): Promise<SchemaResult>
  /** Objects only. */
  partial?(): SchemaLike
}

interface SchemaResult {
  readonly error?: { readonly issues: readonly SchemaIssue[] }
}

interface SchemaIssue {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly expected?: unknown
  /** The issues of each member of a union: zod 4. */
  readonly errors?: readonly (readonly SchemaIssue[])[]
  /** The same: zod 3. */
  readonly unionErrors?: readonly { readonly issues: readonly SchemaIssue[] }[]
}

/** Where a schema stands in a definition: section, entry and slot, such as `['actions', 'track', 'input']`. */
export type Place = readonly string[]

/**
 * Throws a `RuntimeError` that names the place, the path and what was expected, if the value does
 * not fit (`invalid_value`) or the schema itself does not work (`invalid_schema`). Only looks: what
 * the schema makes of the value is not used, as the platform does not run schemas either.
 */
export type Check = (place: Place, value: unknown, isPatch?: boolean) => Promise<void>

/** The check of a definition. */
export function createCheck(definition: object): Check {
  return async (place, value, isPatch) => {
    const whole = schemaAt(definition, place)
    const schema = isPatch ? partial(whole) : whole
    let result: SchemaResult | undefined
    try {
      result = await schema?.safeParseAsync(value)
    } catch (error) {
      fail(place, schema, error)
    }
    report(place, result)
  }
}

/** Checks a value at once, for where nobody waits. */
function checkNow(definition: object, place: Place, value: unknown): void {
  const schema = schemaAt(definition, place)
  let result: SchemaResult | undefined
  try {
    result = schema?.safeParse(value)
  } catch (error) {
    fail(place, schema, error)
  }
  report(place, result)
}

/** The part of a plugin whose definition has schemas to check values by. */
export const checks = { create: createCheck, now: checkNow }

function schemaAt(definition: object, place: Place): SchemaLike | undefined {
  return place.reduce<any>(getOwn, definition)?.schema
}

/** The schema of a patch; none where there is no such, as for unions and refined objects. */
function partial(schema: SchemaLike | undefined): SchemaLike | undefined {
  try {
    return schema?.partial?.()
  } catch {
    return undefined
  }
}

/** What is wrong with a schema that throws instead of giving a result. */
function fail(place: Place, schema: SchemaLike | undefined, cause: unknown): never {
  let inside: PropertyKey[] | undefined
  try {
    inside = mixedAt(schema)
  } catch {
    // A getter that throws is the cause itself.
  }
  const path = [...place, ...(inside ?? [])]
  const message = inside
    ? 'the schema cannot be applied: schemas of zod 4 and of zod 3 or zui cannot contain each other'
    : `the schema fails: ${Object(cause).message ?? String(cause)}`
  const issues = [{ path, message }]
  throw new RuntimeError(lineOf(issues[0]!), { reason: 'invalid_schema', issues, cause })
}

/** What is looked at of a schema, whichever its library. */
interface SchemaParts {
  readonly shape?: object | (() => object)
  readonly getter?: () => unknown
}

/**
 * The keys that lead to a schema that the one around it cannot apply: zod 4 has other internals than
 * zod 3 and zui.
 */
function mixedAt(schema: any, seen = new Set<unknown>()): PropertyKey[] | undefined {
  seen.add(schema)
  const def: SchemaParts = schema?._zod?.def ?? schema?._def ?? {}
  const shape = typeof def.shape === 'function' ? def.shape() : def.shape
  const inside: [part: any, ...path: PropertyKey[]][] = [
    ...Object.entries(shape ?? {}).map(([key, part]): [unknown, string] => [part, key]),
    ...[def.getter?.(), ...Object.values(def)].flat().map((part): [unknown] => [part]),
  ]
  for (const [part, ...path] of inside) {
    if (seen.has(part) || !(part?._zod ?? part?._def)) continue
    if (!part._zod !== !schema._zod) return path
    const deeper = mixedAt(part, seen)
    if (deeper) return [...path, ...deeper]
  }
  return undefined
}

function report(place: Place, result: SchemaResult | undefined): void {
  const issues = result?.error?.issues
    // A reference that `@botpress/sdk` leaves to its own generator says nothing about the value.
    .filter(({ code }) => code !== 'unresolved_reference')
    .map((issue) => ({ path: [...place, ...issue.path], message: expectation(issue) }))
  if (!issues?.length) return
  throw new RuntimeError(issues.map(lineOf).join('\n'), { reason: 'invalid_value', issues })
}

function lineOf({ path, message }: RuntimeIssue): string {
  return `${path.join('.')}: ${message}`
}

function expectation({ errors, expected, message, unionErrors }: SchemaIssue): string {
  const options = errors ?? unionErrors?.map(({ issues }) => issues)
  if (options) return options.flat().map(expectation).join(' or ')
  // zod 3 says no more than this of what is missing.
  return message === 'Required' ? `${message}, expected ${expected}` : message
}
