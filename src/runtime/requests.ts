/** Requests to the host's client, and what handlers get of the answers. */
import type { Place } from './check.js'
import { PagedCollection } from './collection.js'
import type { Call, Wrap } from './context.js'
import { ownTags, withStoredTags } from './tags.js'
import type {
  AnyTags,
  ClientInputs,
  ClientOperation,
  ClientOutputs,
  Operations,
  PageMeta,
} from './types/index.js'

/** What an operation takes. Where nothing is given, there may be `undefined`. */
export type InputOf<O extends ClientOperation> = {
  [K in keyof ClientInputs[O]]: ClientInputs[O][K] | undefined
}

/** The same without what a record's method knows itself. */
export type ChangeOf<O extends ClientOperation> = Omit<InputOf<O>, 'id'>

/** A record with methods, and with the plugin's own tags. */
export function withMethods<R extends { readonly tags?: AnyTags }, M extends object>(
  { plugin }: Call,
  record: R,
  methods: M,
): M & R {
  // Methods first: V8 takes microseconds to add a key to an object that began as a spread. Tags on
  // their own: a third object would take as long as the first two.
  const copy: M & R & { tags?: AnyTags } = Object.assign(methods, record)
  copy.tags = ownTags(plugin, record.tags)
  return copy
}

/** Runs an operation of the host's client; tags go out by the names that they are stored under. */
export function request<O extends ClientOperation>(
  { host, plugin }: Call,
  operation: O,
  input: InputOf<O>,
): Promise<ClientOutputs[O]> {
  return (host.client as Operations<ClientOperation>)[operation](
    withStoredTags(plugin, input) as ClientInputs[O],
  )
}

/** The operations that store a payload. */
type StoreOperation = 'createEvent' | 'setState' | 'getOrSetState' | 'patchState'

/** Runs an operation that stores a payload, if that fits `place` in the definition. */
export function storePayload<O extends StoreOperation>(
  call: Call,
  operation: O,
  input: InputOf<O> & { readonly payload?: unknown },
  place: Place,
): Promise<ClientOutputs[O]> {
  const { check } = call.plugin
  const run = () => request(call, operation, input)
  return check ? check(place, input.payload, operation === 'patchState').then(run) : run()
}

/** Runs an operation that answers with one record, under `key`. */
export async function requestRecord<O extends ClientOperation, K extends keyof ClientOutputs[O]>(
  call: Call,
  operation: O,
  input: InputOf<O>,
  key: K,
  wrap: Wrap<ClientOutputs[O][K]>,
  conversationId?: string,
): Promise<object> {
  return wrap(call, (await request(call, operation, input))[key], conversationId)
}

/** What a page of an operation has under a key. */
type ItemOf<
  O extends ClientOperation,
  K extends keyof ClientOutputs[O],
> = ClientOutputs[O][K] extends readonly (infer Item)[] ? Item : never

/** All that an operation lists, page by page, under `key`. */
export function listRecords<O extends ClientOperation, K extends keyof ClientOutputs[O]>(
  call: Call,
  operation: O,
  input: InputOf<O> | undefined,
  key: K,
  wrap: Wrap<ItemOf<O, K>>,
  conversationId?: string,
): PagedCollection<object> {
  return new PagedCollection(async (nextToken) => {
    const { [key]: items, meta } = (await request(call, operation, {
      ...(input as InputOf<O>),
      nextToken,
    })) as { readonly [key in K]: readonly ItemOf<O, K>[] } & { readonly meta: PageMeta }
    return { items: items.map((item) => wrap(call, item, conversationId)), meta }
  })
}
