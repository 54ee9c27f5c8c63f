/** What zod 4 itself says of a schema in JSON Schema: more than its types do, such as bounds and formats. */
import { type $ZodType, toJSONSchema } from 'zod/v4/core'
import { authored } from '../schema/index.js'

/** A JSON Schema 2020-12. */
export type ZodJsonSchema = { readonly [keyword: string]: unknown }

/**
 * @param value a schema of any library
 * @returns what a value that is handed over has to be; `undefined` if it is no schema of zod 4, or if
 * zod means other values than those that cross the platform, which does not run it
 */
export function zodJsonSchema(value: unknown): ZodJsonSchema | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const schema = authored(value)
  if (!('_zod' in schema)) return undefined
  let isPlain = true
  try {
    const { $schema: _, ...json } = toJSONSchema(schema as $ZodType, {
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        const def = zodSchema._zod.def as Definition
        if (acting.has(def.type) || def.coerce === true) isPlain = false
        if (def.type === 'string') looseString(def, jsonSchema as Record<string, unknown>)
      },
    }) as Record<string, unknown>
    return isPlain ? json : undefined
  } catch {
    // It has no equivalent: the types tell what there is to tell.
    return undefined
  }
}

interface Definition {
  readonly type: string
  readonly coerce?: boolean
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly pattern?: RegExp } } }[]
  readonly pattern?: RegExp
} // prettier-ignore

/** Kinds that change a value, or decide about it by code. */
const acting: ReadonlySet<string> = new Set(['catch', 'custom', 'pipe', 'success', 'transform'])

/** Keywords that would refuse what zod takes, as it looks at another text, or in another way. */
function looseString({ checks = [], pattern }: Definition, json: Record<string, unknown>): void {
  const defs = checks.map((check) => check._zod.def)
  // It is trimmed, say, before it is looked at.
  const isChanged = defs.some(({ check }) => check === 'overwrite')
  // JSON Schema has no flags.
  const isFlagged = [pattern, ...defs.map((def) => def.pattern)].some((each) => /[ims]/.test(each?.flags ?? '')) // prettier-ignore
  if (isChanged || isFlagged) for (const name of ['pattern', 'allOf', 'format']) delete json[name]
  if (isChanged) for (const name of ['minLength', 'maxLength']) delete json[name]
}
