/** One call of the host's, as the accessors of a handler see it. */
import { PagedCollection } from './collection.js'
import type { Installation } from './installation.js'
import { withStoredTags } from './tags.js'
import type { AnyRecord, Client, ClientOperation } from './types/index.js'

/** What a call came with, and the installation that it is for. */
export interface Call {
  readonly plugin: Installation
  /** The props that the host passed in. */
  readonly host: AnyRecord
}

/** What a record of the platform becomes for a handler. */
export type Wrap = (call: Call, record: AnyRecord, conversationId?: string) => AnyRecord

/** Runs an operation of the host's client; tags go out by the names that they are stored under. */
export function request(
  { host, plugin }: Call,
  operation: ClientOperation,
  input: AnyRecord,
): Promise<AnyRecord> {
  const client: Client = host.client
  return client[operation](withStoredTags(plugin, input) as never)
}

/** Runs an operation that answers with one record, under `key`. */
export async function one(
  call: Call,
  operation: ClientOperation,
  input: AnyRecord,
  key: string,
  wrap: Wrap,
  conversationId?: string,
): Promise<AnyRecord> {
  return wrap(call, (await request(call, operation, input))[key], conversationId)
}

/** All that an operation lists, page by page, under `key`. */
export function list(
  call: Call,
  operation: ClientOperation,
  input: AnyRecord | undefined,
  key: string,
  wrap: Wrap,
  conversationId?: string,
): PagedCollection<AnyRecord> {
  return new PagedCollection(async (nextToken) => {
    const { [key]: items, meta } = await request(call, operation, { ...input, nextToken })
    return { items: items.map((item: AnyRecord) => wrap(call, item, conversationId)), meta }
  })
}
