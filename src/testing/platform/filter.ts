/** Which rows of a table a filter lets through: the platform's operators, as in MongoDB. */
import type { Row } from '../../runtime/index.js'
import { ApiError, listed } from '../errors.js'

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** Whether two values can be ordered, and are ordered as wanted. */
const ordered =
  (wanted: (sign: number) => boolean) =>
  (value: unknown, operand: unknown): boolean =>
    value !== null &&
    typeof value === typeof operand &&
    (typeof value === 'string' || typeof value === 'number') &&
    wanted(value < (operand as typeof value) ? -1 : value > (operand as typeof value) ? 1 : 0)

const operators = new Map<string, (value: unknown, operand: any) => boolean>([
  ['$eq', same],
  ['$ne', (value: unknown, operand: unknown) => !same(value, operand)],
  ['$gt', ordered((sign) => sign > 0)],
  ['$gte', ordered((sign) => sign >= 0)],
  ['$lt', ordered((sign) => sign < 0)],
  ['$lte', ordered((sign) => sign <= 0)],
  ['$in', (value: unknown, operand: unknown[]) => operand.some((one) => same(value, one))],
  ['$nin', (value: unknown, operand: unknown[]) => !operand.some((one) => same(value, one))],
  ['$exists', (value: unknown, operand: boolean) => ((value ?? null) !== null) === operand],
  ['$size', (value: unknown, operand: number) => Array.isArray(value) && value.length === operand],
  [
    '$mod',
    (value: unknown, [divisor, remainder]: [number, number]) =>
      typeof value === 'number' && value % divisor === remainder,
  ],
])

const isComparison = (condition: unknown): condition is object =>
  typeof condition === 'object' &&
  condition !== null &&
  Object.keys(condition).some((key) => key.startsWith('$'))

function compares(value: unknown, condition: unknown): boolean {
  if (!isComparison(condition)) return same(value, condition)
  return Object.entries(condition).every(([name, operand]) => {
    const operator = operators.get(name)
    if (operator) return operator(value, operand)
    throw new ApiError(
      'InvalidQuery',
      `There is no operator "${name}"; there are ${listed(operators.keys())}`,
    )
  })
}

/** Conditions by column, and filters by `$and`, `$or` and `$not`. */
export type Filter = { readonly [key: string]: any }

/**
 * @param filter conditions by column, and `$and`, `$or`, `$not`; all must hold
 * @throws ApiError `InvalidQuery` for an operator that does not exist
 */
export function passes(row: Row, filter: Filter = {}): boolean {
  return Object.entries(filter).every(([key, condition]) => {
    if (key === '$and') return condition.every((one: Filter) => passes(row, one))
    if (key === '$or') return condition.some((one: Filter) => passes(row, one))
    if (key === '$not') return !passes(row, condition)
    return compares(Object.hasOwn(row, key) ? row[key] : undefined, condition)
  })
}
