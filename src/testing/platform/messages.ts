/** The platform's operations on messages. */
import type { Message } from '../../runtime/index.js'
import type { Operation, Operations, PlatformOperation } from './operations.js'
import {
  checkReferences,
  dueTime,
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

const createMessage: Operation<'createMessage'> = (store, input, cause) => {
  checkReferences(store, { conversationId: input.conversationId, userId: input.userId })
  store.declarations.checkTags('message', input.tags)
  const { schedule, tags, ...fields } = input
  const at = schedule && dueTime(store, schedule)
  const message: Message = {
    id: nextId(store, 'message'),
    ...newDates(store),
    ...fields,
    direction: 'outgoing',
    tags: mergedTags(tags),
  }
  if (at === undefined) store.messages.set(message.id, message)
  else {
    store.scheduledMessages.set(message.id, message)
    store.timers.set({ kind: 'message', key: message.id, at, chain: cause.chain })
  }
  return { message }
}

/** A scheduled message's time has come: it stands in its conversation. */
export function messageDue(store: Store, id: string): void {
  const message = store.scheduledMessages.get(id)
  if (!message) return
  store.scheduledMessages.delete(id)
  store.messages.set(id, { ...message, ...newDates(store) })
}

/** Operations on the messages of a store. A scheduled one is there when its time has come. */
export const messageOperations: Operations<
  Extract<PlatformOperation, `${string}Message${'' | 's'}`>
> = {
  createMessage,
  getMessage: (store, { id }) => ({ message: found(store.messages, 'message', id) }),
  getOrCreateMessage: (store, { discriminateByTags, ...input }, cause) => {
    const message = [...store.messages.values()].find(
      ({ tags, conversationId }) =>
        conversationId === input.conversationId && sameTags(tags, input.tags, discriminateByTags),
    )
    return message ? { message } : createMessage(store, input, cause)
  },
  updateMessage: (store, { id, tags, payload }) => {
    const old = found(store.messages, 'message', id)
    store.declarations.checkTags('message', tags)
    const message: Message = {
      ...old,
      updatedAt: timestamp(store),
      tags: mergedTags(old.tags, tags),
      payload: payload ?? old.payload,
    }
    store.messages.set(id, message)
    return { message }
  },
  deleteMessage: (store, { id }) => {
    store.messages.delete(found(store.messages, 'message', id).id)
    return {}
  },
  listMessages: (store, { nextToken, conversationId, tags, ...range }) => {
    const listed = [...store.messages.values()].filter(
      (message) =>
        (conversationId === undefined || message.conversationId === conversationId) &&
        hasTags(message.tags, tags) &&
        isWithin(message, range),
    )
    const { items, meta } = page(store, sorted(listed), nextToken)
    return { messages: items, meta }
  },
}
