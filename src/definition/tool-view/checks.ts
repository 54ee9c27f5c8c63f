/** What strings, numbers, arrays and sets have to fulfil, in zui's words. */
import type { ZodDef } from './zod.js'

/** A check of zui's; a limit has a `value`. */
export interface ToolCheck {
  readonly kind: string
  readonly [field: string]: unknown
}

/** What is used of a check of zod 4; each kind has some of the fields. */
interface Check {
  readonly check: string
  readonly format?: string
  readonly pattern?: RegExp
  readonly prefix?: string
  readonly suffix?: string
  readonly includes?: string
  readonly value?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly length?: number
  readonly size?: number
}

/** The checks that zui turns into JSON Schema; it refuses others. */
const known =
  /^(min|max|length|multipleOf|int|finite|email|url|uuid|cuid2?|ulid|emoji|regex|includes|startsWith|endsWith|ip|datetime)$/

/** zod 4 has other words for these. */
const words: { readonly [word: string]: string } = {
  greater_than: 'min',
  min_length: 'min',
  min_size: 'min',
  less_than: 'max',
  max_length: 'max',
  max_size: 'max',
  length_equals: 'length',
  size_equals: 'length',
  multiple_of: 'multipleOf',
  starts_with: 'startsWith',
  ends_with: 'endsWith',
  guid: 'uuid',
  ipv4: 'ip',
  ipv6: 'ip',
}

/** @returns the checks in the order of the author; those that zui has no word for are left out */
export function checksOf(def: ZodDef): readonly ToolCheck[] {
  const own = def.check ? [def] : []
  return [...own, ...(def.checks ?? [])]
    .flatMap((check) => translated(check as never))
    .filter(({ kind }) => known.test(kind))
}

/** @param check of zod 4, which has `_zod` if it is not the schema's own definition; or of zod 3 */
function translated(
  check: ToolCheck | Check | { readonly _zod: { readonly def: Check } },
): readonly ToolCheck[] {
  if ('kind' in check) return [check as ToolCheck]
  const def = '_zod' in check ? check._zod.def : (check as Check)
  const { format, pattern, minimum, maximum, length, size, prefix, suffix, includes, value } = def
  const limit = (kind: string, value: number) => ({ kind, value, inclusive: true })
  if (def.check === 'number_format') {
    // Beside the safe ones, there are integers of 32 bits.
    const min = format === 'uint32' ? 0 : -(2 ** 31)
    return !format!.includes('int')
      ? []
      : [
          { kind: 'int' },
          ...(format!.endsWith('32') ? [limit('min', min), limit('max', min + 2 ** 32 - 1)] : []),
        ]
  }
  const word = format ?? def.check
  const kind = words[word] ?? word
  return [
    {
      ...def,
      // Formats that zui does not have are left to the pattern, if there is one.
      kind: !known.test(kind) && pattern ? 'regex' : kind,
      regex: pattern,
      value: minimum ?? maximum ?? length ?? size ?? prefix ?? suffix ?? includes ?? value,
      version: format?.slice(2),
    },
  ]
}
