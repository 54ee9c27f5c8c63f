/** `users`, and users with methods. */
import type { Call, Wrap } from './context.js'
import { withMethods, listRecords, requestRecord, request } from './requests.js'
import type { AnyRecord } from './types/index.js'

/** The `users` accessor. */
export function users(call: Call): object {
  const getById = (input: AnyRecord) => requestRecord(call, 'getUser', input, 'user', wrapUser)
  return {
    get: (id: string) => getById({ id }),
    getById,
    list: (input?: AnyRecord) =>
      listRecords(call, 'listUsers', input, 'users', wrapUser, input?.conversationId),
  }
}

/** A user, as a participant where it was found in a conversation. */
export const wrapUser: Wrap = (call, user, conversationId) => {
  const userId = user.id
  const update = (input: AnyRecord) =>
    requestRecord(call, 'updateUser', { ...input, id: userId }, 'user', wrapUser, conversationId)
  return withMethods(
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
            requestRecord(call, 'addParticipant', { id, userId }, 'participant', wrapUser, id),
        },
  )
}
