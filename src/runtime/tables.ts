/** `tables.<name>`: the client's operations on one table. Tables keep their own names. */
import type { Call, Part } from './context.js'
import { filled } from './installation.js'
import { getOwn } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { type InputOf, request } from './requests.js'
import type { Fill } from './spec.js'
import type { ClientOutputs } from './types/index.js'

/** The operations on rows. */
type RowOperation = Extract<keyof ClientOutputs, `${string}TableRow${'' | 's'}`>

/** By method, the operation that it runs. */
const operations: { readonly [method: string]: RowOperation } = {
  find: 'findTableRows',
  get: 'getTableRow',
  create: 'createTableRows',
  update: 'updateTableRows',
  upsert: 'upsertTableRows',
  delete: 'deleteTableRows',
}

/** The `tables` accessor, and the client's operations on rows, which give them their defaults. */
export const tables: Part = {
  prop: () => (call) =>
    proxyByName((table) =>
      proxyByName((method) => {
        const operation = getOwn(operations, method)
        return (
          operation &&
          ((input?: object) =>
            requestRows(call, operation, { ...input, table } as InputOf<RowOperation>))
        )
      }),
    ),
  operation: (call, name) =>
    Object.values(operations).includes(name as RowOperation) &&
    ((input: InputOf<RowOperation>) => requestRows(call, name as RowOperation, input)),
}

async function requestRows<O extends RowOperation>(
  call: Call,
  operation: O,
  input: InputOf<O> & { readonly group?: unknown; readonly select?: unknown },
): Promise<ClientOutputs[O]> {
  const output = await request(call, operation, input)
  // Groups are not rows, and of a selection of columns the others stay away.
  if (input.group || input.select) return output
  const row: Fill | undefined = getOwn(call.plugin.spec.tables, input.table!)?.row
  if (!row) return output
  const rows = { items: row }
  return filled(call.plugin, { properties: { row, rows, inserted: rows, updated: rows } }, output)
}
