/** `messages`, and messages with methods. */
import { actionable, list, one, request, type Call, type Wrap } from './call.js'
import { filled } from './installation.js'
import { own } from './record.js'
import type { AnyRecord } from './types/index.js'

/** The `messages` accessor; of one conversation, as a conversation has it, or of all. */
export function messages(call: Call, conversation?: { readonly conversationId?: string }) {
  return {
    getById: (input: AnyRecord) => one(call, 'getMessage', input, 'message', wrapMessage),
    list: (input?: AnyRecord) =>
      list(call, 'listMessages', { ...input, ...conversation }, 'messages', wrapMessage),
  }
}

/** A message with the defaults of its type's payload. */
export const wrapMessage: Wrap = (call, message) => {
  const { plugin } = call
  const { id, type, payload } = message
  const copy = actionable(call, message, {
    async delete() {
      await request(call, 'deleteMessage', { id })
    },
    update: (input: AnyRecord) =>
      one(call, 'updateMessage', { ...input, id }, 'message', wrapMessage),
  })
  copy.payload = filled(plugin, own(plugin.spec.messages, type)?.payload, payload)
  return copy
}
