/** `tables.<name>`: the client's operations on one table. Tables keep their own names. */
import { answers } from './answers.js'
import { request, type Call } from './call.js'
import { filled } from './installation.js'
import type { AnyRecord, ClientOperation } from './types/index.js'

/** By method, the operation on rows that it runs. */
const operations: readonly (readonly [method: string, operation: ClientOperation])[] = [
  ['find', 'findTableRows'],
  ['get', 'getTableRow'],
  ['create', 'createTableRows'],
  ['update', 'updateTableRows'],
  ['upsert', 'upsertTableRows'],
  ['delete', 'deleteTableRows'],
]

/** The `tables` accessor. */
export function tables(call: Call): object {
  return answers((table) =>
    Object.fromEntries(
      operations.map(([method, operation]) => [
        method,
        (input?: AnyRecord) => rowOperation(call, operation)?.({ ...input, table }),
      ]),
    ),
  )
}

/** The client's operation of that name, if it is one on rows: they get their defaults. */
export function rowOperation(
  call: Call,
  name: string,
): ((input: AnyRecord) => Promise<AnyRecord>) | undefined {
  const operation = operations.find(([, operation]) => operation === name)?.[1]
  return (
    operation &&
    (async (input) => {
      const output = await request(call, operation, input)
      // Groups are not rows, and of a selection of columns the others stay away.
      if (input.group || input.select) return output
      return filled(call.plugin, ['tables', input.table], output, (row) => {
        const rows = { items: row }
        return { properties: { row, rows, inserted: rows, updated: rows } }
      })
    })
  )
}
