/** `messages`, and messages with methods. */
import type { Call, Wrap } from './context.js'
import { filled } from './installation.js'
import { getOwn } from './own-keys.js'
import {
  type ChangeOf,
  type InputOf,
  withMethods,
  listRecords,
  requestRecord,
  request,
} from './requests.js'
import type { Message } from './types/index.js'

/** The `messages` accessor; of one conversation, as a conversation has it, or of all. */
export function messages(call: Call, conversation?: { readonly conversationId?: string }) {
  return {
    getById: (input: InputOf<'getMessage'>) =>
      requestRecord(call, 'getMessage', input, 'message', wrapMessage),
    list: (input?: InputOf<'listMessages'>) =>
      listRecords(call, 'listMessages', { ...input, ...conversation }, 'messages', wrapMessage),
  }
}

/** A message with the defaults of its type's payload. */
export const wrapMessage: Wrap<Message> = (call, message) => {
  const { plugin } = call
  const { id, type, payload } = message
  const copy = withMethods(call, message, {
    async delete() {
      await request(call, 'deleteMessage', { id })
    },
    update: (input: ChangeOf<'updateMessage'>) =>
      requestRecord(call, 'updateMessage', { ...input, id }, 'message', wrapMessage),
  })
  copy.payload = filled(plugin, getOwn(plugin.spec.messages, type)?.payload, payload)
  return copy
}
