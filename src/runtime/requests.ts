/** Requests to the host's client, and what handlers get of the answers. */
import type { Place } from './check.js'
import { PagedCollection } from './collection.js'
import type { Call, Wrap } from './context.js'
import { ownTags, withStoredTags } from './tags.js'
import type { AnyRecord, ClientOperation } from './types/index.js'

/** A record with methods, and with the plugin's own tags. */
export function withMethods({ plugin }: Call, record: AnyRecord, methods: AnyRecord): AnyRecord {
  // Methods first: V8 takes microseconds to add a key to an object that began as a spread. Tags on
  // their own: a third object would take as long as the first two.
  const copy = Object.assign(methods, record)
  copy.tags = ownTags(plugin, record.tags)
  return copy
}

/** Runs an operation of the host's client; tags go out by the names that they are stored under. */
export function request(
  { host, plugin }: Call,
  operation: ClientOperation,
  input: AnyRecord,
): Promise<AnyRecord> {
  return host.client[operation](withStoredTags(plugin, input))
}

/** Runs an operation that stores a payload, if that fits `place` in the definition. */
export function storePayload(
  call: Call,
  operation: ClientOperation,
  input: AnyRecord,
  place: Place,
): Promise<AnyRecord> {
  const { check } = call.plugin
  const run = () => request(call, operation, input)
  return check ? check(place, input.payload, operation === 'patchState').then(run) : run()
}

/** Runs an operation that answers with one record, under `key`. */
export async function requestRecord(
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
export function listRecords(
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
