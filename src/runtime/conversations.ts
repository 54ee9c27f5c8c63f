/** `conversations.<dependency alias or *>.<channel or *>`, and conversations with methods. */
import { answers } from './answers.js'
import { actionable, list, one, request, type Call, type Wrap } from './call.js'
import { mappedName, dependencyOf, unknownName } from './installation.js'
import { messages, wrapMessage } from './messages.js'
import { storedName } from './tags.js'
import type { AnyRecord, ClientOperation } from './types/index.js'
import { wrapUser } from './users.js'

/** The `conversations` accessor. */
export function conversations(call: Call): object {
  const { interfaces, integrations } = call.plugin
  return answers((alias) => {
    const mapping = dependencyOf(call.plugin, alias)
    if (!mapping && alias !== '*') {
      return unknownName('dependency', alias, { '*': 0, ...interfaces, ...integrations })
    }
    return answers((name) => {
      const channel = name === '*' ? undefined : mappedName(mapping, 'channels', name)
      const integrationName = mapping?.integrationAlias
      return {
        list: (input?: AnyRecord) =>
          list(
            call,
            'listConversations',
            { ...input, channel, integrationName },
            'conversations',
            wrapConversation,
          ),
        getById: (input: AnyRecord) =>
          one(call, 'getConversation', input, 'conversation', wrapConversation),
      }
    })
  })
}

/** A conversation. */
export const wrapConversation: Wrap = (call, conversation) => {
  const { plugin } = call
  const { id } = conversation
  const { getById, list: listMessages } = messages(call, { conversationId: id })
  const create = (operation: ClientOperation) => (input: AnyRecord) => {
    // Tags are told apart by the names that they are stored under.
    const discriminateByTags = input.discriminateByTags?.map((tag: string) =>
      storedName(plugin, tag),
    )
    const request = { ...input, discriminateByTags, conversationId: id }
    return one(call, operation, request, 'message', wrapMessage)
  }
  return actionable(call, conversation, {
    async delete() {
      await request(call, 'deleteConversation', { id })
    },
    update: (input: AnyRecord) =>
      one(call, 'updateConversation', { ...input, id }, 'conversation', wrapConversation),
    getMessage: getById,
    createMessage: create('createMessage'),
    getOrCreateMessage: call.host.client.getOrCreateMessage && create('getOrCreateMessage'),
    listMessages,
    listParticipants: () => list(call, 'listParticipants', { id }, 'participants', wrapUser, id),
  })
}
