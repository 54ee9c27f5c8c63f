/** Reads the query of a request as `@botpress/client` writes it. */
import type { RoutedOperation } from './routes.js'

const asNumber = (value: string): number => Number(value)
const asBoolean = (value: string): boolean => value === 'true'

/** Query parameters that are no strings. A name that comes several times is a list. */
const parsers: {
  readonly [K in RoutedOperation]?: { readonly [name: string]: (value: string) => unknown }
} = {
  getTableRow: { id: asNumber },
  listFiles: { indexed: asBoolean },
  searchFiles: {
    contextDepth: asNumber,
    limit: asNumber,
    consolidate: asBoolean,
    includeBreadcrumb: asBoolean,
    withContext: asBoolean,
  },
}

/** Query parameters that are lists, also when they come once. */
const lists = new Set(['participantIds', 'statuses', 'ids'])

/** @returns the input's part that stands in the query: `tags.a=1&ids=x` is `{ tags: { a: '1' }, ids: ['x'] }` */
export function readQuery(operation: RoutedOperation, query: URLSearchParams): object {
  const input = new Map<string, unknown>()
  for (const name of new Set(query.keys())) {
    const [value = '', ...others] = query.getAll(name)
    const dot = name.indexOf('.')
    if (dot > 0) {
      const record = name.slice(0, dot)
      const entries = [...Object.entries(input.get(record) ?? {}), [name.slice(dot + 1), value]]
      input.set(record, Object.fromEntries(entries))
    } else if (lists.has(name)) {
      input.set(name, [value, ...others])
    } else {
      input.set(name, parsers[operation]?.[name]?.(value) ?? value)
    }
  }
  return Object.fromEntries(input)
}
