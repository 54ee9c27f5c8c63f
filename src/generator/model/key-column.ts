/** Checks the `keyColumn` of a table: it has to be one of the table's columns. */
import { type Path, type Values, choice, describe, quote } from './text.js'
import type { Type } from '../schema/index.js'
import type { Checker } from './checker.js'
import type { Slot } from './types.js'

/** @returns the key column, if there is one; a wrong one is among the issues */
export function checkKeyColumn(
  check: Checker,
  { keyColumn }: Values,
  { write }: Slot,
  path: Path,
): string | undefined {
  // The platform takes `null` for none.
  if (keyColumn === undefined || keyColumn === null) return undefined
  const columns = columnsOf(write)
  if (typeof keyColumn === 'string' && (columns?.includes(keyColumn) ?? true)) return keyColumn
  const at = [...path, 'keyColumn']
  check.error(
    'unknown_key_column',
    at,
    typeof keyColumn === 'string'
      ? `The key column of ${quote(path)} is ${describe(keyColumn)}, which its schema does not have`
      : `${quote(at)} must be the name of a column, but it is ${describe(keyColumn)}`,
    columns?.length ? choice(keyColumn, columns) : 'Name a column of the schema',
  )
  return undefined
}

/** The columns of a row; `undefined` where there may be any, or it takes the compiler to tell. */
function columnsOf(type: Type): readonly string[] | undefined {
  return type.kind === 'object' && type.indexes.length === 0
    ? type.properties.map(({ key }) => key)
    : undefined
}
