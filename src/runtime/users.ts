/** `users`, and users with methods. */
import type { Call } from './call.js'
import { pages } from './pages.js'
import { ownTags, withStoredTags } from './tags.js'
import type { AnyRecord, User } from './types/index.js'

/** The `users` accessor. */
export function users(call: Call): object {
  const getById = async ({ id }: { id: string }): Promise<AnyRecord> => {
    const { user } = await call.client.getUser({ id })
    return wrapUser(call, user)
  }
  return {
    get: (id: string) => getById({ id }),
    getById,
    list: (input?: AnyRecord) =>
      pages(call, 'listUsers', withStoredTags(call.plugin, input), 'users', (user: User) =>
        wrapUser(call, user, input?.conversationId),
      ),
  }
}

/** A user, as a participant where it was found in a conversation. */
export function wrapUser(call: Call, user: User, conversationId?: string): AnyRecord {
  const { client, plugin } = call
  const { id } = user
  return Object.assign({}, user, {
    tags: ownTags(plugin, user.tags),
    async update(input: AnyRecord) {
      const updated = await client.updateUser({ ...withStoredTags(plugin, input), id })
      return wrapUser(call, updated.user, conversationId)
    },
    ...(conversationId
      ? {
          async removeFromConversation() {
            await client.removeParticipant({ id: conversationId, userId: id })
            return wrapUser(call, user)
          },
        }
      : {
          async addToConversation(input: { conversationId: string }) {
            const added = await client.addParticipant({ id: input.conversationId, userId: id })
            return wrapUser(call, added.participant, input.conversationId)
          },
        }),
  })
}
