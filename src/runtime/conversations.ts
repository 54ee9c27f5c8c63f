/** `conversations.<dependency alias or *>.<channel or *>`, and conversations with methods. */
import type { Call } from './call.js'
import { mappedName, mappingOf, unknownName } from './installation.js'
import { getMessage, listMessages, wrapMessage } from './messages.js'
import { missing, namespace } from './namespace.js'
import { pages } from './pages.js'
import { ownTags, storedName, withStoredTags } from './tags.js'
import type { AnyRecord, Conversation, User } from './types/index.js'
import { wrapUser } from './users.js'

/** The `conversations` accessor. */
export const conversations = namespace<Call>((call, alias) => {
  const { plugin } = call
  return alias === '*' || mappingOf(plugin, alias)
    ? channels({ call, alias })
    : missing(alias, () =>
        unknownName('dependency', alias, [
          '*',
          ...Object.keys({ ...plugin.interfaces, ...plugin.integrations }),
        ]),
      )
})

const channels = namespace<{ call: Call; alias: string }>(({ call, alias }, channel) => {
  const { plugin } = call
  const mapping = mappingOf(plugin, alias)
  return {
    list: (input?: AnyRecord) => {
      const request = {
        ...withStoredTags(plugin, input),
        channel: channel === '*' ? undefined : mappedName(mapping ?? {}, 'channels', channel),
        integrationName: mapping?.integrationAlias,
      }
      return pages(call, 'listConversations', request, 'conversations', (found: Conversation) =>
        wrapConversation(call, found),
      )
    },
    async getById({ id }: { id: string }) {
      const { conversation } = await call.client.getConversation({ id })
      return wrapConversation(call, conversation)
    },
  }
})

/** A conversation. */
export function wrapConversation(call: Call, conversation: Conversation): AnyRecord {
  const { client, plugin } = call
  const { id } = conversation
  const create = async (
    operation: 'createMessage' | 'getOrCreateMessage',
    input: AnyRecord,
  ): Promise<AnyRecord> => {
    const request = { ...withStoredTags(plugin, input), conversationId: id }
    const { message } = await client[operation](request as never)
    return wrapMessage(call, message)
  }
  return Object.assign({}, conversation, {
    tags: ownTags(plugin, conversation.tags),
    async delete() {
      await client.deleteConversation({ id })
    },
    async update(input: AnyRecord) {
      const updated = await client.updateConversation({ ...withStoredTags(plugin, input), id })
      return wrapConversation(call, updated.conversation)
    },
    getMessage: (input: { id: string }) => getMessage(call, input),
    createMessage: (input: AnyRecord) => create('createMessage', input),
    getOrCreateMessage: (input: AnyRecord) =>
      create('getOrCreateMessage', {
        ...input,
        // Tags are told apart by the names that they are stored under.
        discriminateByTags: input.discriminateByTags?.map((tag: string) => storedName(plugin, tag)),
      }),
    listMessages: (input?: AnyRecord) => listMessages(call, { ...input, conversationId: id }),
    listParticipants: () =>
      pages(call, 'listParticipants', { id }, 'participants', (user: User) =>
        wrapUser(call, user, id),
      ),
  })
}
