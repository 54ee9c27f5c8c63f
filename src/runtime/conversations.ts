/** `conversations.<dependency alias or *>.<channel or *>`, and conversations with methods. */
import type { Call, Wrap } from './context.js'
import { mappedName, dependencyOf, unknownName } from './installation.js'
import { messages, wrapMessage } from './messages.js'
import { proxyByName } from './proxies.js'
import {
  type ChangeOf,
  type InputOf,
  withMethods,
  listRecords,
  requestRecord,
  request,
} from './requests.js'
import { storedName } from './tags.js'
import type { Conversation } from './types/index.js'
import { wrapUser } from './users.js'

/** The `conversations` accessor. */
export function conversations(call: Call): object {
  const { interfaces, integrations } = call.plugin
  return proxyByName((alias) => {
    const mapping = dependencyOf(call.plugin, alias)
    if (!mapping && alias !== '*') {
      return unknownName('dependency', alias, { '*': 0, ...interfaces, ...integrations })
    }
    return proxyByName((name) => {
      const channel = name === '*' ? undefined : mappedName(mapping, 'channels', name)
      const integrationName = mapping?.integrationAlias
      return {
        list: (input?: InputOf<'listConversations'>) =>
          listRecords(
            call,
            'listConversations',
            { ...input, channel, integrationName },
            'conversations',
            wrapConversation,
          ),
        getById: (input: InputOf<'getConversation'>) =>
          requestRecord(call, 'getConversation', input, 'conversation', wrapConversation),
      }
    })
  })
}

/** The operations that create a message. */
type MessageOperation = 'createMessage' | 'getOrCreateMessage'

/** A conversation. */
export const wrapConversation: Wrap<Conversation> = (call, conversation) => {
  const { plugin } = call
  const { id } = conversation
  const { getById, list: listMessages } = messages(call, { conversationId: id })
  const create = (operation: MessageOperation) => (input: InputOf<'getOrCreateMessage'>) => {
    // Tags are told apart by the names that they are stored under.
    const discriminateByTags = input.discriminateByTags?.map((tag) => storedName(plugin, tag))
    const request = { ...input, discriminateByTags, conversationId: id }
    return requestRecord(call, operation, request, 'message', wrapMessage)
  }
  return withMethods(call, conversation, {
    async delete() {
      await request(call, 'deleteConversation', { id })
    },
    update: (input: ChangeOf<'updateConversation'>) =>
      requestRecord(call, 'updateConversation', { ...input, id }, 'conversation', wrapConversation),
    getMessage: getById,
    createMessage: create('createMessage'),
    getOrCreateMessage: call.host.client.getOrCreateMessage && create('getOrCreateMessage'),
    listMessages,
    listParticipants: () =>
      listRecords(call, 'listParticipants', { id }, 'participants', wrapUser, id),
  })
}
