/** The platform's operations on users, conversations, participants and messages. */
import type { Message, User } from '../runtime/index.js'
import { ApiError } from './errors.js'
import type { Operations } from './platform.js'
import {
  found,
  hasTags,
  matches,
  mergedTags,
  nextId,
  page,
  sameTags,
  sorted,
  timestamp,
  type Store,
} from './store.js'

type Operation =
  | `${'get' | 'list' | 'create' | 'getOrCreate' | 'update' | 'delete'}${'Conversation' | 'User' | 'Message'}`
  | 'listConversations'
  | 'listUsers'
  | 'listMessages'
  | 'listParticipants'
  | `${'add' | 'get' | 'remove'}Participant`

/** Operations on users, conversations, participants and messages of a store. */
export function conversationOperations(
  store: Store,
): Pick<Operations, Extract<keyof Operations, Operation>> {
  const { users, conversations, messages, participants } = store

  const dates = () => {
    const now = timestamp(store)
    return { createdAt: now, updatedAt: now }
  }
  const within = (
    record: { createdAt: string; updatedAt: string },
    range: { afterDate?: string; beforeDate?: string; rangeField?: 'createdAt' | 'updatedAt' },
  ) => {
    const at = record[range.rangeField ?? 'createdAt']
    return !(
      (range.afterDate !== undefined && at <= range.afterDate) ||
      (range.beforeDate !== undefined && at >= range.beforeDate)
    )
  }
  const membersOf = (conversationId: string) =>
    participants.get(found(conversations, 'conversation', conversationId).id) ?? new Set<string>()
  const member = (conversationId: string, userId: string): User => {
    if (!membersOf(conversationId).has(userId)) {
      throw new ApiError(
        'ResourceNotFound',
        `User "${userId}" does not take part in conversation "${conversationId}"`,
      )
    }
    return found(users, 'user', userId)
  }

  const createUser: Operations['createUser'] = ({ integrationName: _, tags, ...fields }) => {
    const user: User = { id: nextId(store, 'user'), ...dates(), ...fields, tags: mergedTags(tags) }
    users.set(user.id, user)
    return { user }
  }

  const createConversation: Operations['createConversation'] = (input) => {
    const conversation = {
      id: nextId(store, 'conversation'),
      ...dates(),
      channel: input.channel,
      integration: input.integrationName ?? '',
      tags: mergedTags(input.tags),
    }
    conversations.set(conversation.id, conversation)
    participants.set(conversation.id, new Set())
    return { conversation }
  }

  const createMessage: Operations['createMessage'] = (input) => {
    found(conversations, 'conversation', input.conversationId)
    // A bot writes under its own id, which is no user of the conversation.
    if (input.userId !== store.botId) found(users, 'user', input.userId)
    const { schedule: _, tags, ...fields } = input
    const message: Message = {
      id: nextId(store, 'message'),
      ...dates(),
      ...fields,
      direction: 'outgoing',
      tags: mergedTags(tags),
    }
    messages.set(message.id, message)
    return { message }
  }

  return {
    createUser,
    getUser: ({ id }) => ({ user: found(users, 'user', id) }),
    getOrCreateUser: ({ discriminateByTags, ...input }) => {
      const user = [...users.values()].find(({ tags }) =>
        sameTags(tags, input.tags, discriminateByTags),
      )
      return user ? { user } : createUser(input)
    },
    updateUser: ({ id, tags, attributes, name, pictureUrl }) => {
      const {
        name: oldName,
        pictureUrl: oldPicture,
        attributes: oldAttributes,
        ...old
      } = found(users, 'user', id)
      // `null` takes a value away, `undefined` leaves it.
      const kept = <T>(value: T | null | undefined, before: T | undefined) =>
        value === null ? undefined : (value ?? before)
      const newName = kept(name, oldName)
      const newPicture = kept(pictureUrl, oldPicture)
      const newAttributes =
        attributes || oldAttributes ? mergedTags(oldAttributes ?? {}, attributes) : undefined
      const user: User = {
        ...old,
        updatedAt: timestamp(store),
        tags: mergedTags(old.tags, tags),
        ...(newName !== undefined && { name: newName }),
        ...(newPicture !== undefined && { pictureUrl: newPicture }),
        ...(newAttributes !== undefined && { attributes: newAttributes }),
      }
      users.set(id, user)
      return { user }
    },
    deleteUser: ({ id }) => {
      users.delete(found(users, 'user', id).id)
      for (const members of participants.values()) members.delete(id)
      return {}
    },
    listUsers: ({ nextToken, conversationId, tags, ...rest }) => {
      const members = conversationId === undefined ? undefined : membersOf(conversationId)
      const listed = [...users.values()].filter(
        (user) =>
          (!members || members.has(user.id)) && hasTags(user.tags, tags) && within(user, rest),
      )
      const { items, meta } = page(store, sorted(listed, rest), nextToken)
      return { users: items, meta }
    },

    createConversation,
    getConversation: ({ id }) => ({ conversation: found(conversations, 'conversation', id) }),
    getOrCreateConversation: ({ discriminateByTags, ...input }) => {
      const conversation = [...conversations.values()].find(
        ({ tags, channel, integration }) =>
          channel === input.channel &&
          integration === (input.integrationName ?? '') &&
          sameTags(tags, input.tags, discriminateByTags),
      )
      return conversation ? { conversation } : createConversation(input)
    },
    updateConversation: ({ id, tags, ...fields }) => {
      const old = found(conversations, 'conversation', id)
      const conversation = {
        ...old,
        ...fields,
        updatedAt: timestamp(store),
        tags: mergedTags(old.tags, tags),
      }
      conversations.set(id, conversation)
      return { conversation }
    },
    deleteConversation: ({ id }) => {
      conversations.delete(found(conversations, 'conversation', id).id)
      participants.delete(id)
      for (const message of messages.values()) {
        if (message.conversationId === id) messages.delete(message.id)
      }
      return {}
    },
    listConversations: ({ nextToken, tags, participantIds, integrationName, channel, ...rest }) => {
      const listed = [...conversations.values()].filter(
        (conversation) =>
          hasTags(conversation.tags, tags) &&
          (channel === undefined || conversation.channel === channel) &&
          (integrationName === undefined || conversation.integration === integrationName) &&
          (participantIds ?? []).every((id) => participants.get(conversation.id)?.has(id)) &&
          within(conversation, rest),
      )
      const { items, meta } = page(store, sorted(listed, rest), nextToken)
      return { conversations: items, meta }
    },

    addParticipant: ({ id, userId }) => {
      const participant = found(users, 'user', userId)
      membersOf(id).add(userId)
      return { participant }
    },
    getParticipant: ({ id, userId }) => ({ participant: member(id, userId) }),
    removeParticipant: ({ id, userId }) => {
      membersOf(id).delete(member(id, userId).id)
      return {}
    },
    listParticipants: ({ id, nextToken }) => {
      const listed = [...membersOf(id)].map((userId) => found(users, 'user', userId))
      const { items, meta } = page(store, listed, nextToken)
      return { participants: items, meta }
    },

    createMessage,
    getMessage: ({ id }) => ({ message: found(messages, 'message', id) }),
    getOrCreateMessage: ({ discriminateByTags, ...input }) => {
      const message = [...messages.values()].find(
        ({ tags, conversationId }) =>
          conversationId === input.conversationId && sameTags(tags, input.tags, discriminateByTags),
      )
      return message ? { message } : createMessage(input)
    },
    updateMessage: ({ id, tags, payload }) => {
      const old = found(messages, 'message', id)
      const message: Message = {
        ...old,
        updatedAt: timestamp(store),
        tags: mergedTags(old.tags, tags),
        payload: payload ?? old.payload,
      }
      messages.set(id, message)
      return { message }
    },
    deleteMessage: ({ id }) => {
      messages.delete(found(messages, 'message', id).id)
      return {}
    },
    listMessages: ({ nextToken, conversationId, tags, ...range }) => {
      const listed = [...messages.values()].filter(
        (message) =>
          matches(message, conversationId === undefined ? {} : { conversationId }) &&
          hasTags(message.tags, tags) &&
          within(message, range),
      )
      const { items, meta } = page(store, sorted(listed), nextToken)
      return { messages: items, meta }
    },
  }
}
