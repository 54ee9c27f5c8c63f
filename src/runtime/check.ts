/** Looks whether values fit the definition that was passed in, whichever schema library wrote it. */
import { getOwn } from './own-keys.js'
import { RuntimeError } from './runtime-error.js'

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
 * not fit. Only looks: what the schema makes of the value is not used, as the platform does not run
 * schemas either.
 */
export type Check = (place: Place, value: unknown, isPatch?: boolean) => Promise<void>

/** The check of a definition. */
export function createCheck(definition: object): Check {
  return async (place, value, isPatch) => {
    const schema = schemaAt(definition, place)
    report(place, await (isPatch ? partial(schema) : schema)?.safeParseAsync(value))
  }
}

/** Checks a value at once, for where nobody waits. */
export function checkNow(definition: object, place: Place, value: unknown): void {
  report(place, schemaAt(definition, place)?.safeParse(value))
}

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

function report(place: Place, result: SchemaResult | undefined): void {
  const issues = result?.error?.issues
    // A reference that `@botpress/sdk` leaves to its own generator says nothing about the value.
    .filter(({ code }) => code !== 'unresolved_reference')
    .map((issue) => ({ path: [...place, ...issue.path], message: expectation(issue) }))
  if (!issues?.length) return
  const lines = issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new RuntimeError(lines.join('\n'), { reason: 'invalid_value', issues })
}

function expectation({ errors, expected, message, unionErrors }: SchemaIssue): string {
  const options = errors ?? unionErrors?.map(({ issues }) => issues)
  if (options) return options.flat().map(expectation).join(' or ')
  // zod 3 says no more than this of what is missing.
  return message === 'Required' ? `${message}, expected ${expected}` : message
}
