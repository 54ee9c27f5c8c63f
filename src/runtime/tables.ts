/** `tables.<name>`: the client's operations on one table. Tables keep their own names. */
import type { Call, Part } from './context.js'
import { filled } from './installation.js'
import { getOwn } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { request } from './requests.js'
import type { Fill } from './spec.js'
import type { AnyRecord, ClientOperation } from './types/index.js'

/** By method, the operation on rows that it runs. */
const operations: { readonly [method: string]: ClientOperation } = {
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
        return operation && ((input?: AnyRecord) => run(call, operation, { ...input, table }))
      }),
    ),
  operation: (call, name) =>
    Object.values(operations).includes(name as ClientOperation) &&
    ((input: AnyRecord) => run(call, name as ClientOperation, input)),
}

async function run(call: Call, operation: ClientOperation, input: AnyRecord): Promise<AnyRecord> {
  const output = await request(call, operation, input)
  // Groups are not rows, and of a selection of columns the others stay away.
  if (input.group || input.select) return output
  const row: Fill | undefined = getOwn(call.plugin.spec.tables, input.table)?.row
  if (!row) return output
  const rows = { items: row }
  return filled(call.plugin, { properties: { row, rows, inserted: rows, updated: rows } }, output)
}
