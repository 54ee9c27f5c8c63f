/** `tables.<name>`: the client's operations on one table. Tables keep their own names. */
import type { Call } from './call.js'
import { filled } from './installation.js'
import { namespace } from './namespace.js'
import { own } from './record.js'
import type { Fill } from './spec.js'
import type { AnyRecord } from './types/index.js'

const operations = {
  find: 'findTableRows',
  get: 'getTableRow',
  create: 'createTableRows',
  update: 'updateTableRows',
  upsert: 'upsertTableRows',
  delete: 'deleteTableRows',
} as const

/** An operation of the client on the rows of a table. */
export type TableOperation = (typeof operations)[keyof typeof operations]

/** The client's operations on the rows of a table. */
export const tableOperations: ReadonlySet<PropertyKey> = new Set(Object.values(operations))

/** The `tables` accessor. */
export const tables = namespace<Call>((call, table) =>
  Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      (input?: AnyRecord) => runTableOperation(call, operation, { ...input, table }),
    ]),
  ),
)

/** Runs one operation of the client; the rows that it answers with get their defaults. */
export async function runTableOperation(
  { client, plugin }: Call,
  operation: TableOperation,
  input: AnyRecord,
): Promise<AnyRecord> {
  const output = await client[operation](input as never)
  const row = own(plugin.spec.tables, input.table)
  // Groups are not rows.
  if (!row || input.group) return output
  const fill = input.select ? selected(row, input.select) : row
  const rows = { items: fill }
  return filled(plugin, { properties: { row: fill, rows, inserted: rows, updated: rows } }, output)
}

/** The fill of some columns: those that were not asked for stay away. */
function selected(row: Fill, columns: readonly string[]): Fill {
  const properties = 'properties' in row ? row.properties : {}
  return {
    properties: Object.fromEntries(
      Object.entries(properties).filter(([column]) => columns.includes(column)),
    ),
  }
}
