/** The platform's operations on tables. A table comes to be when it is first written to. */
import type { ClientInputs, Row } from '../../runtime/index.js'
import { ApiError, listed } from '../errors.js'
import { passes } from './filter.js'
import type { Operations, PlatformOperation } from './operations.js'
import { timestamp, type Store, type StoredTable } from './store.js'

/** How many rows are found when no limit is given (documented by the platform). */
const defaultLimit = 100

const isPresent = (value: unknown): boolean => value !== null && value !== undefined
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** Aggregates over the values that a group of rows has in one column. */
const aggregates = new Map<string, (values: readonly any[]) => unknown>([
  ['key', (values) => values[0] ?? null],
  ['count', (values) => values.length],
  ['sum', sum],
  ['avg', (values) => (values.length ? sum(values) / values.length : null)],
  [
    'min',
    (values) => values.reduce((least, value) => (value < least ? value : least), values[0]) ?? null,
  ],
  [
    'max',
    (values) => values.reduce((most, value) => (value > most ? value : most), values[0]) ?? null,
  ],
])

/** By column, how its values are put together. */
type Group = NonNullable<ClientInputs['findTableRows']['group']>

/** What is written in a row. */
type Columns = ClientInputs['createTableRows']['rows'][number]

/**
 * One row for each combination of the columns that are `key`. A column with one aggregate keeps its
 * name, one with several gives `<column>_<aggregate>` each; the platform documents no names.
 */
function grouped(rows: readonly Row[], group: Group): Row[] {
  const columns = Object.entries(group).map(([column, asked]) => ({
    column,
    names: [asked].flat() as string[],
    isList: Array.isArray(asked),
  }))
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = JSON.stringify(
      columns.flatMap(({ column, names }) => (names.includes('key') ? [row[column] ?? null] : [])),
    )
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map((members, index) => {
    const cells = columns.flatMap(({ column, names, isList }) =>
      names.map((name) => {
        const aggregate = aggregates.get(name)
        if (!aggregate) {
          throw new ApiError(
            'InvalidQuery',
            `There is no aggregate "${name}"; there are ${listed(aggregates.keys())}`,
          )
        }
        const values = members.map((row) => row[column]).filter(isPresent)
        return [isList ? `${column}_${name}` : column, aggregate(values)] as const
      }),
    )
    return { id: index + 1, computed: {}, ...Object.fromEntries(cells) }
  })
}

function ordered(rows: readonly Row[], column: string, direction: 'asc' | 'desc'): Row[] {
  const sign = direction === 'asc' ? 1 : -1
  return [...rows].sort((a, b) => {
    const [left, right] = [a[column], b[column]]
    // Rows without a value come last in either direction.
    if (!isPresent(left) || !isPresent(right))
      return Number(isPresent(right)) - Number(isPresent(left))
    return left < right ? -sign : left > right ? sign : 0
  })
}

/** @throws ApiError `ResourceNotFound` for a table that is not declared */
function tableOf(store: Store, name: string): StoredTable {
  const keyColumn = store.declarations.checkTable(name)
  const table = store.tables.get(name) ?? { keyColumn, rows: new Map<number, Row>(), nextId: 1 }
  store.tables.set(name, table)
  return table
}

function insert(store: Store, table: StoredTable, columns: Columns): Row {
  const now = timestamp(store)
  const id = table.nextId++
  const row: Row = { ...columns, id, createdAt: now, updatedAt: now, computed: {} }
  table.rows.set(id, row)
  return row
}

function change(store: Store, table: StoredTable, old: Row, columns: Columns): Row {
  const row: Row = { ...old, ...columns, updatedAt: timestamp(store) }
  table.rows.set(row.id, row)
  return row
}

/** The row that has a value in a column. */
function rowBy({ rows }: StoredTable, column: string, value: unknown): Row | undefined {
  if (!isPresent(value)) return undefined
  if (column === 'id') return rows.get(value as number)
  return [...rows.values()].find((row) => row[column] === value)
}

/**
 * The key column's values are unique.
 *
 * @throws ApiError `AlreadyExists`
 */
function checkKey(table: StoredTable, name: string, columns: Columns, own?: Row): void {
  const { keyColumn } = table
  if (keyColumn === 'id') return
  const other = rowBy(table, keyColumn, columns[keyColumn])
  if (other && other !== own) {
    const value = JSON.stringify(columns[keyColumn])
    throw new ApiError('AlreadyExists', `Table "${name}" has a row with ${keyColumn} ${value}`)
  }
}

/** Operations on the tables of a store. */
export const tableOperations: Operations<Extract<PlatformOperation, `${string}Table${string}`>> = {
  createTableRows: (store, { table: name, rows }) => {
    const table = tableOf(store, name)
    return {
      rows: rows.map((row) => {
        checkKey(table, name, row)
        return insert(store, table, row)
      }),
    }
  },
  getTableRow: (store, { table, id }) => {
    const row = tableOf(store, table).rows.get(id)
    if (row) return { row }
    throw new ApiError('ResourceNotFound', `There is no row ${id} in table "${table}"`)
  },
  findTableRows: (store, { table, filter, group, search, select, ...query }) => {
    const { limit = defaultLimit, offset = 0, orderBy = 'id', orderDirection = 'asc' } = query
    const term = search?.toLowerCase()
    const passing = [...tableOf(store, table).rows.values()].filter(
      (row) =>
        passes(row, filter) &&
        (term === undefined ||
          Object.values(row).some(
            (cell) => typeof cell === 'string' && cell.toLowerCase().includes(term),
          )),
    )
    const all = ordered(group ? grouped(passing, group) : passing, orderBy, orderDirection)
    const rows = all.slice(offset, offset + limit)
    return {
      rows: select ? rows.map((row) => selected(row, select)) : rows,
      hasMore: all.length > offset + limit,
      offset,
      limit,
    }
  },
  updateTableRows: (store, { table: name, rows }) => {
    const table = tableOf(store, name)
    const missing = rows.filter(({ id }) => !table.rows.has(id))
    return {
      rows: rows.flatMap(({ id, ...columns }) => {
        const old = table.rows.get(id)
        if (!old) return []
        checkKey(table, name, columns, old)
        return [change(store, table, old, columns)]
      }),
      ...(missing.length > 0 && { errors: missing.map(({ id }) => `There is no row ${id}`) }),
    }
  },
  upsertTableRows: (store, { table: name, rows, ...given }) => {
    const table = tableOf(store, name)
    const { keyColumn = table.keyColumn } = given
    const inserted: Row[] = []
    const updated: Row[] = []
    for (const { id, ...columns } of rows) {
      const old = rowBy(table, keyColumn, keyColumn === 'id' ? id : columns[keyColumn])
      checkKey(table, name, columns, old)
      if (old) updated.push(change(store, table, old, columns))
      else inserted.push(insert(store, table, columns))
    }
    return { inserted, updated }
  },
  deleteTableRows: (store, { table, ids, filter, deleteAllRows }) => {
    const { rows } = tableOf(store, table)
    const going = [...rows.values()].filter(
      (row) => deleteAllRows || ids?.includes(row.id) || (filter && passes(row, filter)),
    )
    for (const { id } of going) rows.delete(id)
    return { deletedRows: going.length }
  },
}

/** A row with the wanted columns only; the id stays. */
function selected(row: Row, columns: readonly string[]): Row {
  const cells = Object.entries(row).filter(([column]) => columns.includes(column))
  return { id: row.id, computed: {}, ...Object.fromEntries(cells) }
}
