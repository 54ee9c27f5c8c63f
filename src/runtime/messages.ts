/** `messages`, and messages with methods. */
import type { Call } from './call.js'
import { filled } from './installation.js'
import { pages } from './pages.js'
import { own } from './record.js'
import { ownTags, withStoredTags } from './tags.js'
import type { AnyRecord, Message } from './types/index.js'

/** The `messages` accessor. */
export function messages(call: Call): object {
  return {
    getById: (input: { id: string }) => getMessage(call, input),
    list: (input?: AnyRecord) => listMessages(call, input),
  }
}

/** One message by its id. */
export async function getMessage(call: Call, { id }: { id: string }): Promise<AnyRecord> {
  const { message } = await call.client.getMessage({ id })
  return wrapMessage(call, message)
}

/** The messages that `input` asks for. */
export function listMessages(call: Call, input?: AnyRecord): object {
  return pages(call, 'listMessages', withStoredTags(call.plugin, input), 'messages', (message) =>
    wrapMessage(call, message as Message),
  )
}

/** A message with the defaults of its type's payload. */
export function wrapMessage(call: Call, message: Message): AnyRecord {
  const { client, plugin } = call
  const { id, type, payload } = message
  return Object.assign({}, message, {
    payload: filled(plugin, own(plugin.spec.messages, type), payload),
    tags: ownTags(plugin, message.tags),
    async delete() {
      await client.deleteMessage({ id })
    },
    async update(input: AnyRecord) {
      const request = { ...withStoredTags(plugin, input), id }
      const updated = await client.updateMessage(request as never)
      return wrapMessage(call, updated.message)
    },
  })
}
