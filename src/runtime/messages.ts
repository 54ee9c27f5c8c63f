/** `messages`, and messages with methods. */
import type { Call, Wrap } from './context.js'
import { filled } from './installation.js'
import { getOwn } from './own-keys.js'
import { withMethods, listRecords, requestRecord, request } from './requests.js'
import type { AnyRecord } from './types/index.js'

/** The `messages` accessor; of one conversation, as a conversation has it, or of all. */
export function messages(call: Call, conversation?: { readonly conversationId?: string }) {
  return {
    getById: (input: AnyRecord) => requestRecord(call, 'getMessage', input, 'message', wrapMessage),
    list: (input?: AnyRecord) =>
      listRecords(call, 'listMessages', { ...input, ...conversation }, 'messages', wrapMessage),
  }
}

/** A message with the defaults of its type's payload. */
export const wrapMessage: Wrap = (call, message) => {
  const { plugin } = call
  const { id, type, payload } = message
  const copy = withMethods(call, message, {
    async delete() {
      await request(call, 'deleteMessage', { id })
    },
    update: (input: AnyRecord) =>
      requestRecord(call, 'updateMessage', { ...input, id }, 'message', wrapMessage),
  })
  copy.payload = filled(plugin, getOwn(plugin.spec.messages, type)?.payload, payload)
  return copy
}
