/** `users`, and users with methods. */
import { actionable, list, one, request, type Call, type Wrap } from './call.js'
import type { AnyRecord } from './types/index.js'

/** The `users` accessor. */
export function users(call: Call): object {
  const getById = (input: AnyRecord) => one(call, 'getUser', input, 'user', wrapUser)
  return {
    get: (id: string) => getById({ id }),
    getById,
    list: (input?: AnyRecord) =>
      list(call, 'listUsers', input, 'users', wrapUser, input?.conversationId),
  }
}

/** A user, as a participant where it was found in a conversation. */
export const wrapUser: Wrap = (call, user, conversationId) => {
  const userId = user.id
  const update = (input: AnyRecord) =>
    one(call, 'updateUser', { ...input, id: userId }, 'user', wrapUser, conversationId)
  return actionable(
    call,
    user,
    conversationId
      ? {
          update,
          async removeFromConversation() {
            await request(call, 'removeParticipant', { id: conversationId, userId })
            return wrapUser(call, user)
          },
        }
      : {
          update,
          addToConversation: ({ conversationId: id }: AnyRecord) =>
            one(call, 'addParticipant', { id, userId }, 'participant', wrapUser, id),
        },
  )
}
