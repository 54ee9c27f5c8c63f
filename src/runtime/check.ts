/** Looks whether values fit the definition that was passed in, whichever schema library wrote it. */
import { isRecord, own } from './record.js'
import { RuntimeError, type RuntimeIssue } from './runtime-error.js'
import type { AnyRecord } from './types/index.js'

/** What zod 3, zod 4 and `@bpinternal/zui` have in common. */
interface SchemaLike {
  safeParse(value: unknown): SchemaResult
  safeParseAsync(value: unknown): Promise<SchemaResult>
  /** Objects only. */
  partial?(): SchemaLike
}

interface SchemaResult {
  readonly success: boolean
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

/** Where a value stands in the definition: section, entry and slot, such as `['actions', 'track', 'input']`. */
export type Place = readonly string[]

/**
 * Throws a `RuntimeError` that names the place, the path and what was expected, if the value does
 * not fit. Only looks: what the schema makes of the value is not used, as the platform does not run
 * schemas either.
 */
export interface Check {
  (place: Place, value: unknown, options?: { readonly partial?: boolean }): Promise<void>
  /** The same at once, for where nobody waits. */
  now(place: Place, value: unknown): void
}

/** The checks of a definition. */
export function createCheck(definition: object): Check {
  const check = async (place: Place, value: unknown, { partial = false } = {}): Promise<void> => {
    const schema = schemaAt(definition, place)
    const result = await (partial ? partialOf(schema) : schema)?.safeParseAsync(value)
    report(place, result)
  }
  const now = (place: Place, value: unknown): void =>
    report(place, schemaAt(definition, place)?.safeParse(value))
  return Object.assign(check, { now })
}

function schemaAt(definition: object, place: Place): SchemaLike | undefined {
  const [section = '', entry, slot] = place
  const keys = [section, entry, slot === 'payload' ? undefined : slot, 'schema']
  let found: unknown = definition
  for (const key of keys) {
    if (key !== undefined) found = own(found as AnyRecord, key)
  }
  return isRecord(found) && 'safeParse' in found ? (found as SchemaLike) : undefined
}

/** The schema of a patch; none where there is no such, as for unions and refined objects. */
function partialOf(schema: SchemaLike | undefined): SchemaLike | undefined {
  try {
    return schema?.partial?.()
  } catch {
    return undefined
  }
}

function report(place: Place, result: SchemaResult | undefined): void {
  // A reference that `@botpress/sdk` leaves to its own generator says nothing about the value.
  const found = result?.error?.issues.filter(({ code }) => code !== 'unresolved_reference') ?? []
  if (!found.length) return
  const issues = found.map((issue): RuntimeIssue => {
    return { path: [...place, ...issue.path], message: describe(issue) }
  })
  throw new RuntimeError(
    issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    { code: 'invalid_value', issues },
  )
}

function describe(issue: SchemaIssue): string {
  const members = issue.errors ?? issue.unionErrors?.map(({ issues }) => issues) ?? []
  const details = members.map((member) => member.map(describe).join(' and '))
  // zod 3 says only "Required" of what is missing.
  if (issue.message === 'Required') details.push(`expected ${issue.expected}`)
  return details.length ? `${issue.message} (${details.join(' or ')})` : issue.message
}
