/** Tells schemas from other values, and the libraries that they come from apart: by shape alone. */
import { authored } from './authored.js'
import { zod3 } from './zod3.js'
import { zod4 } from './zod4.js'
import type { Context, Dialect, Internals, Meaning, Place } from './dialect-reader.js'
import type { Doc } from './type.js'

/** A schema of a known library, as the reader sees it. */
export interface Known {
  readonly identity: object
  readonly internals: Internals
  /** Whether there is no other schema in it. */
  readonly leaf: boolean
  /** Whether no defaults are filled in it, wherever it stands. */
  readonly unfilled: boolean
  /** Whether the platform's tool reads it as it is. */
  readonly isZui: boolean
  readonly doc: () => Doc | undefined
  readonly id: () => string | undefined
  readonly read: (at: Place, context: Context) => Meaning
}

/**
 * @param value anything
 * @returns the schema, if it is one
 * @throws what a getter of the value throws
 */
export function recognise(value: unknown): Known | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const schema = authored(value)
  // A schema of zod 4 has what one of zod 3 has, for compatibility, but not the other way around.
  return by(zod4, schema) ?? by(zod3, schema)
}

function by<Schema>(dialect: Dialect<Schema>, value: object): Known | undefined {
  const schema = dialect.recognise(value)
  const { internals } = dialect
  return (
    schema && {
      identity: dialect.identity(schema),
      internals,
      leaf: dialect.isLeaf(schema),
      unfilled: dialect.isUnion(schema),
      isZui: dialect.isZui(schema),
      doc: () => dialect.doc(schema),
      id: () => dialect.id(schema),
      read: (at, context) => dialect.read(schema, { ...at, appliedBy: internals }, context),
    }
  )
}

/** @returns whether the value is a schema of a known library. Never throws */
export function isSchema(value: unknown): boolean {
  try {
    return recognise(value) !== undefined
  } catch {
    return false
  }
}

/** @returns what to call a value that is not a schema */
export function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'object') return Array.isArray(value) ? 'an array' : 'an object'
  return `a ${typeof value}`
}
