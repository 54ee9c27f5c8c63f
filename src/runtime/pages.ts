/** The client's list operations as collections. */
import type { Call } from './call.js'
import { PagedCollection } from './collection.js'
import type { AnyRecord, ClientOutputs, PageMeta } from './types/index.js'

/** Operations that answer in pages. */
type ListOperation = {
  [K in keyof ClientOutputs]: ClientOutputs[K] extends { meta: PageMeta } ? K : never
}[keyof ClientOutputs]

/** All that `operation` lists for `input`, each element of its output's `key` through `wrap`. */
export function pages<T, TWrapped>(
  call: Call,
  operation: ListOperation,
  input: AnyRecord | undefined,
  key: string,
  wrap: (element: T) => TWrapped,
): PagedCollection<TWrapped> {
  const list: (input: AnyRecord) => Promise<AnyRecord & { meta: PageMeta }> = (request) =>
    call.client[operation](request as never)
  return new PagedCollection(async (nextToken) => {
    const output = await list({ ...input, nextToken })
    return { items: output[key].map(wrap), meta: output.meta }
  })
}
