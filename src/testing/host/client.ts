/** The client of the local platform: every operation goes over the wire, and is noted down. */
import type { Client, ClientInputs, ClientOperation, ClientOutputs } from '../../runtime/index.js'
import { ApiError } from '../errors.js'
import { operations, type Cause, type PlatformOperation, type Store } from '../platform/index.js'
import { overTheWire } from '../wire.js'

/** One operation that the platform was asked for; `operation` tells what `input` is. */
export type ClientCall = {
  readonly [K in ClientOperation]: {
    readonly operation: K
    /** As it arrived, after the outgoing hooks. A file that is not text is left out of its upload. */
    readonly input: ClientInputs[K]
  }
}[ClientOperation]

/** Performs an action of an integration or a plugin. */
export type CallAction = (
  input: ClientInputs['callAction'],
) => Promise<ClientOutputs['callAction']['output']>

/** What a client works on. */
export interface ClientProps {
  readonly store: Store
  readonly cause: Cause
  readonly callAction: CallAction
  /** Is told of each call before it is performed, and may make it wait or fail. */
  readonly onCall?: (call: ClientCall) => Promise<void>
}

type Perform = (input: any) => unknown

const platformOperations = Object.keys(operations) as PlatformOperation[]

/** @returns a client that no hook is around */
export function createClient({ store, cause, callAction, onCall }: ClientProps): Client {
  const call = async (operation: ClientOperation, input: object, perform: Perform) => {
    const arrived = overTheWire(input)
    if (onCall) await onCall({ operation, input: arrived } as ClientCall)
    return overTheWire(await perform(arrived))
  }
  const client: { [operation: string]: (input?: any) => Promise<any> } = {}
  for (const operation of platformOperations) {
    const perform: Perform = (input) => operations[operation](store, input as never, cause)
    client[operation] = (input = {}) => call(operation, input, perform)
  }
  client['callAction'] = (input) =>
    call('callAction', input, async (arrived) => ({
      output: await callAction(arrived),
      meta: { cached: false },
    }))
  const { uploadFile } = client
  client['uploadFile'] = async (input) => uploadFile?.(await uploaded(input))
  return client as unknown as Client
}

/**
 * What becomes of a file on its way: its size, and its text if it is some.
 *
 * @throws ApiError `InvalidPayload` where the client of `@botpress/client` does not upload either
 */
async function uploaded({ content, url, ...input }: ClientInputs['uploadFile']): Promise<object> {
  const bytes = await bytesOf(content, url)
  const text = textOf(bytes)
  return { ...input, size: bytes.byteLength, ...(text !== undefined && { text }) }
}

async function bytesOf(content: unknown, url: string | undefined): Promise<Uint8Array> {
  if (url && content)
    throw new ApiError('InvalidPayload', 'A file has a `content` or a `url`, not both')
  if (url) {
    const response = await fetch(url).catch((cause: unknown) => {
      throw new ApiError('InvalidPayload', `The file at ${url} cannot be fetched`, { cause })
    })
    if (!response.ok) {
      throw new ApiError('InvalidPayload', `The file at ${url} answers with ${response.status}`)
    }
    return new Uint8Array(await response.arrayBuffer())
  }
  if (typeof content === 'string' && content) return new TextEncoder().encode(content)
  if (content instanceof Uint8Array) return content
  if (content instanceof ArrayBuffer) return new Uint8Array(content)
  if (content instanceof Blob) return new Uint8Array(await content.arrayBuffer())
  throw new ApiError(
    'InvalidPayload',
    'A file needs a `content`: a text that is not empty, a Buffer, an ArrayBuffer, a Uint8Array or a Blob',
  )
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
