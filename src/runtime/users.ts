/** `users`, and users with methods. */
import type { Call, Wrap } from './context.js'
import {
  type ChangeOf,
  type InputOf,
  withMethods,
  listRecords,
  requestRecord,
  request,
} from './requests.js'
import type { User } from './types/index.js'

/** The `users` accessor. */
export function users(call: Call): object {
  const getById = (input: InputOf<'getUser'>) =>
    requestRecord(call, 'getUser', input, 'user', wrapUser)
  return {
    get: (id: string) => getById({ id }),
    getById,
    list: (input?: InputOf<'listUsers'>) =>
      listRecords(call, 'listUsers', input, 'users', wrapUser, input?.conversationId),
  }
}

/** A user, as a participant where it was found in a conversation. */
export const wrapUser: Wrap<User> = (call, user, conversationId) => {
  const userId = user.id
  const update = (input: ChangeOf<'updateUser'>) =>
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
          addToConversation: ({ conversationId: id }: { readonly conversationId: string }) =>
            requestRecord(call, 'addParticipant', { id, userId }, 'participant', wrapUser, id),
        },
  )
}
