/** The platform's operations on users, conversations and participants. */
import type { User } from '../../runtime/index.js'
import { ApiError } from '../errors.js'
import type { Operation, Operations, PlatformOperation } from './operations.js'
import {
  found,
  hasTags,
  isWithin,
  mergedTags,
  newDates,
  nextId,
  page,
  sameTags,
  sorted,
  timestamp,
  type Store,
} from './store.js'

function membersOf(store: Store, conversationId: string): Set<string> {
  const { id } = found(store.conversations, 'conversation', conversationId)
  const members = store.participants.get(id) ?? new Set<string>()
  store.participants.set(id, members)
  return members
}

function member(store: Store, conversationId: string, userId: string): User {
  if (!membersOf(store, conversationId).has(userId)) {
    throw new ApiError(
      'ResourceNotFound',
      `User "${userId}" does not take part in conversation "${conversationId}"`,
    )
  }
  return found(store.users, 'user', userId)
}

/** `null` takes a value away, `undefined` leaves it. */
const kept = <T>(value: T | null | undefined, before: T | undefined) =>
  value === null ? undefined : (value ?? before)

const createUser: Operation<'createUser'> = (store, { integrationName: _, tags, ...fields }) => {
  store.declarations.checkTags('user', tags)
  const user: User = {
    id: nextId(store, 'user'),
    ...newDates(store),
    ...fields,
    tags: mergedTags(tags),
  }
  store.users.set(user.id, user)
  return { user }
}

const createConversation: Operation<'createConversation'> = (store, input) => {
  store.declarations.checkTags('conversation', input.tags)
  const conversation = {
    id: nextId(store, 'conversation'),
    ...newDates(store),
    channel: input.channel,
    integration: input.integrationName ?? '',
    tags: mergedTags(input.tags),
  }
  store.conversations.set(conversation.id, conversation)
  store.participants.set(conversation.id, new Set())
  return { conversation }
}

type ConversationOperation = Extract<
  PlatformOperation,
  `${string}${'Conversation' | 'User' | 'Participant'}${'' | 's'}`
>

/** Operations on the users, conversations and participants of a store. */
export const conversationOperations: Operations<ConversationOperation> = {
  createUser,
  getUser: (store, { id }) => ({ user: found(store.users, 'user', id) }),
  getOrCreateUser: (store, { discriminateByTags, ...input }, cause) => {
    const user = [...store.users.values()].find(({ tags }) =>
      sameTags(tags, input.tags, discriminateByTags),
    )
    return user ? { user } : createUser(store, input, cause)
  },
  updateUser: (store, { id, tags, attributes, name, pictureUrl }) => {
    const {
      name: oldName,
      pictureUrl: oldPicture,
      attributes: oldAttributes,
      ...old
    } = found(store.users, 'user', id)
    store.declarations.checkTags('user', tags)
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
    store.users.set(id, user)
    return { user }
  },
  deleteUser: (store, { id }) => {
    store.users.delete(found(store.users, 'user', id).id)
    for (const members of store.participants.values()) members.delete(id)
    return {}
  },
  listUsers: (store, { nextToken, conversationId, tags, ...rest }) => {
    const members = conversationId === undefined ? undefined : membersOf(store, conversationId)
    const listed = [...store.users.values()].filter(
      (user) =>
        (!members || members.has(user.id)) && hasTags(user.tags, tags) && isWithin(user, rest),
    )
    const { items, meta } = page(store, sorted(listed, rest), nextToken)
    return { users: items, meta }
  },

  createConversation,
  getConversation: (store, { id }) => ({
    conversation: found(store.conversations, 'conversation', id),
  }),
  getOrCreateConversation: (store, { discriminateByTags, ...input }, cause) => {
    const conversation = [...store.conversations.values()].find(
      ({ tags, channel, integration }) =>
        channel === input.channel &&
        integration === (input.integrationName ?? '') &&
        sameTags(tags, input.tags, discriminateByTags),
    )
    return conversation ? { conversation } : createConversation(store, input, cause)
  },
  updateConversation: (store, { id, tags, ...fields }) => {
    const old = found(store.conversations, 'conversation', id)
    store.declarations.checkTags('conversation', tags)
    const conversation = {
      ...old,
      ...fields,
      updatedAt: timestamp(store),
      tags: mergedTags(old.tags, tags),
    }
    store.conversations.set(id, conversation)
    return { conversation }
  },
  deleteConversation: (store, { id }) => {
    store.conversations.delete(found(store.conversations, 'conversation', id).id)
    store.participants.delete(id)
    for (const messages of [store.messages, store.scheduledMessages]) {
      for (const message of messages.values()) {
        if (message.conversationId === id) messages.delete(message.id)
      }
    }
    return {}
  },
  listConversations: (store, { nextToken, tags, participantIds, ...query }) => {
    const { integrationName, channel, ...rest } = query
    const listed = [...store.conversations.values()].filter(
      (conversation) =>
        hasTags(conversation.tags, tags) &&
        (channel === undefined || conversation.channel === channel) &&
        (integrationName === undefined || conversation.integration === integrationName) &&
        (participantIds ?? []).every((id) => store.participants.get(conversation.id)?.has(id)) &&
        isWithin(conversation, rest),
    )
    const { items, meta } = page(store, sorted(listed, rest), nextToken)
    return { conversations: items, meta }
  },

  addParticipant: (store, { id, userId }) => {
    const participant = found(store.users, 'user', userId)
    membersOf(store, id).add(userId)
    return { participant }
  },
  getParticipant: (store, { id, userId }) => ({ participant: member(store, id, userId) }),
  removeParticipant: (store, { id, userId }) => {
    membersOf(store, id).delete(member(store, id, userId).id)
    return {}
  },
  listParticipants: (store, { id, nextToken }) => {
    const listed = [...membersOf(store, id)].map((userId) => found(store.users, 'user', userId))
    const { items, meta } = page(store, listed, nextToken)
    return { participants: items, meta }
  },
}
