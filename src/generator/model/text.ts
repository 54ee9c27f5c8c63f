/** Values and names as messages show them. */
import { isSchema } from '../schema/index.js'
import { nearest } from '../nearest.js'
import type { Doc } from '../schema/index.js'

export type Values = Readonly<Record<string, unknown>>
/** Keys from the definition's root. */
export type Path = readonly string[]

/** @returns whether it has properties to look at, and is no list */
export function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A path as it is read: `actions.open.input`. */
export function quote(path: Path): string {
  return `\`${path.join('.')}\``
}

/** Which of some names to use. */
export function choice(given: unknown, names: readonly string[]): string {
  const near = typeof given === 'string' ? nearest(given, names) : undefined
  if (near !== undefined) return `Did you mean '${near}'?`
  return `Use ${names.length > 1 ? 'one of ' : ''}${names.map((name) => `'${name}'`).join(', ')}`
}

/** @returns what a value is, as in "it must be an object, but it is …" */
export function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'string') return JSON.stringify(value)
  if (isSchema(value)) return 'a schema'
  return typeof value === 'object' || typeof value === 'function'
    ? `a${typeof value === 'object' ? 'n object' : ' function'}`
    : String(value)
}

/** What the author says about an entry, for its doc comment. */
export function docOf(values: Values): Doc {
  const { title, description } = values
  return {
    ...(typeof title === 'string' && title !== '' ? { title } : {}),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  }
}
