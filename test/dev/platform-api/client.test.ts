/** Every operation of the local bot, asked for by the real `@botpress/client` over loopback. */
import * as botpress from '@botpress/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot } from '../../../src/testing/index.js'
import { Plugin } from '../../../src/runtime/index.js'
import {
  type Address,
  type DevProcess,
  type Project,
  createProject,
  startDev,
} from '../dev-process.js'

let project: Project
let dev: DevProcess
let address: Address
let client: botpress.Client

/** The operations that were used. */
const used = new Set<string>()

beforeAll(async () => {
  project = createProject()
  dev = startDev(project)
  address = await dev.address
  const { apiUrl, token, botId } = address
  client = new Proxy(new botpress.Client({ apiUrl, token, botId }), {
    get: (target, name) => {
      const value = Reflect.get(target, name) as unknown
      if (typeof value !== 'function') return value
      used.add(String(name))
      return value.bind(target) as unknown
    },
  })
})
afterAll(async () => {
  await dev.stop()
  project.remove()
})

/** Follows a list to its end, and counts the pages. */
async function everything<T>(
  list: (from: {
    nextToken?: string
  }) => Promise<{ items: readonly T[]; meta: { nextToken?: string | undefined } }>,
): Promise<{ items: T[]; pages: number }> {
  const items: T[] = []
  let pages = 0
  let token: string | undefined
  do {
    const page = await list(token === undefined ? {} : { nextToken: token })
    items.push(...page.items)
    token = page.meta.nextToken
    pages++
  } while (token !== undefined)
  return { items, pages }
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

test('users', async () => {
  const { user } = await client.createUser({ name: 'Ann', tags: { 'shop#tier': 'gold' } })
  expect(await client.getUser({ id: user.id })).toEqual({ user })
  const same = await client.getOrCreateUser({ tags: { 'shop#tier': 'gold' } })
  expect(same.user.id).toBe(user.id)
  const { user: updated } = await client.updateUser({ id: user.id, name: 'Anna', tags: {} })
  expect(updated).toMatchObject({ name: 'Anna', tags: { 'shop#tier': 'gold' } })
  for (const index of range(45)) await client.createUser({ name: `u${index}`, tags: {} })
  const { items, pages } = await everything(async (nextToken) => {
    const { users, meta } = await client.listUsers(nextToken)
    return { items: users, meta }
  })
  expect([items.length, pages]).toEqual([46, 3])
  expect(new Set(items.map(({ id }) => id)).size).toBe(46)
  expect((await client.listUsers({ tags: { 'shop#tier': 'gold' } })).users).toHaveLength(1)
  await client.deleteUser({ id: user.id })
  await expect(client.getUser({ id: user.id })).rejects.toThrow('no user')
})

test('conversations and participants', async () => {
  const input = { channel: 'chat', integrationName: 'web', tags: {} }
  const { conversation } = await client.createConversation(input)
  const { id } = conversation
  expect((await client.getConversation({ id })).conversation).toEqual(conversation)
  expect((await client.getOrCreateConversation(input)).conversation.id).toBe(id)
  expect((await client.updateConversation({ id, tags: {} })).conversation.id).toBe(id)
  const members = await Promise.all(range(25).map(() => client.createUser({ tags: {} })))
  for (const { user } of members) await client.addParticipant({ id, userId: user.id })
  const [first] = members as [(typeof members)[0]]
  const userId = first.user.id
  expect((await client.getParticipant({ id, userId })).participant.id).toBe(userId)
  const { items, pages } = await everything(async (nextToken) => {
    const { participants, meta } = await client.listParticipants({ id, ...nextToken })
    return { items: participants, meta }
  })
  expect([items.length, pages]).toEqual([25, 2])
  const found = await client.listConversations({ participantIds: [userId], channel: 'chat' })
  expect(found.conversations.map(({ id }) => id)).toEqual([id])
  await client.removeParticipant({ id, userId })
  await expect(client.getParticipant({ id, userId })).rejects.toThrow('does not take part')
  await client.deleteConversation({ id })
  await expect(client.getConversation({ id })).rejects.toThrow('no conversation')
})

test('messages', async () => {
  const { conversation } = await client.createConversation({
    channel: 'chat',
    integrationName: 'web',
    tags: {},
  })
  const { user } = await client.createUser({ tags: {} })
  const place = { conversationId: conversation.id, userId: user.id, type: 'text', tags: {} }
  const { message } = await client.createMessage({ ...place, payload: { text: '✓ <b>' } })
  const { id } = message
  expect(message).toMatchObject({ direction: 'outgoing', payload: { text: '✓ <b>' } })
  expect((await client.getMessage({ id })).message).toEqual(message)
  const again = await client.getOrCreateMessage({ ...place, payload: { text: 'other' } })
  expect(again.message.id).toBe(id)
  await client.updateMessage({ id, tags: {}, payload: { text: 'changed' } })
  for (const index of range(21)) {
    await client.createMessage({ ...place, payload: { text: String(index) } })
  }
  const { items, pages } = await everything(async (nextToken) => {
    const conversationId = conversation.id
    const { messages, meta } = await client.listMessages({ conversationId, ...nextToken })
    return { items: messages, meta }
  })
  expect([items.length, pages]).toEqual([22, 2])
  expect(items.at(-1)?.payload).toEqual({ text: 'changed' })
  await client.deleteMessage({ id })
  await expect(client.getMessage({ id })).rejects.toThrow('no message')
})

test('events, which the plugin hears of before the answer', async () => {
  const heard = dev.next(({ title }) => title === 'Ordered: socks')
  const { event } = await client.createEvent({ type: 'shop#ordered', payload: { item: 'socks' } })
  expect((await client.getEvent({ id: event.id })).event).toMatchObject({
    payload: { item: 'socks' },
    status: 'processed',
  })
  await heard
  for (const index of range(22)) {
    await client.createEvent({ type: 'shop#ordered', payload: { item: String(index) } })
  }
  const { items, pages } = await everything(async (nextToken) => {
    const { events, meta } = await client.listEvents({ type: 'shop#ordered', ...nextToken })
    return { items: events, meta }
  })
  expect([items.length, pages]).toEqual([23, 2])
})

test('states', async () => {
  const key = { type: 'bot', id: 'bot_1', name: 'shop#total' } as const
  await client.setState({ ...key, payload: { count: 1 } })
  expect((await client.getState(key)).state.payload).toEqual({ count: 1 })
  await client.patchState({ ...key, payload: { count: 2 } })
  expect((await client.getOrSetState({ ...key, payload: { count: 9 } })).state.payload).toEqual({
    count: 2,
  })
  await client.setState({ ...key, payload: null })
  await expect(client.getState(key)).rejects.toThrow('no state')
})

test('actions and analytics', async () => {
  const { output } = await client.callAction({
    type: 'shop#order',
    input: { item: 'socks', count: 2 },
  })
  expect(output).toEqual({ orderId: '2 × socks' })
  expect(await client.trackAnalytics({ name: 'sold', count: 1 })).toEqual({})
})

test('workflows, which the plugin hears of', async () => {
  const input = { name: 'delivery', input: { to: 'Bern' }, status: 'pending' } as const
  const { workflow } = await client.createWorkflow(input)
  expect((await client.getWorkflow({ id: workflow.id })).workflow.status).toBe('completed')
  const listening = { ...input, status: 'listening', tags: {} } as const
  const { workflow: other } = await client.createWorkflow(listening)
  const active = { ...listening, discriminateByStatusGroup: 'active' } as const
  expect((await client.getOrCreateWorkflow(active)).workflow.id).toBe(other.id)
  const cancelled = await client.updateWorkflow({ id: other.id, status: 'cancelled' })
  expect(cancelled.workflow.status).toBe('cancelled')
  for (const _ of range(20)) await client.createWorkflow(listening)
  const { items, pages } = await everything(async (nextToken) => {
    const { workflows, meta } = await client.listWorkflows({ name: 'delivery', ...nextToken })
    return { items: workflows, meta }
  })
  expect([items.length, pages]).toEqual([22, 2])
  const finished = await client.listWorkflows({ statuses: ['completed', 'cancelled'] })
  expect(finished.workflows).toHaveLength(2)
  await client.deleteWorkflow({ id: other.id })
  await expect(client.getWorkflow({ id: other.id })).rejects.toThrow('no workflow')
})

test('files, with their contents', async () => {
  const content = new Uint8Array([0, 1, 254, 255])
  const { file } = await client.uploadFile({ key: 'a b/ü.bin', content, tags: { kind: 'raw' } })
  const { file: known } = await client.getFile({ id: file.id })
  expect(known).toMatchObject({ key: 'a b/ü.bin', status: 'upload_completed', size: 4 })
  const fetched = await fetch(known.url)
  expect(new Uint8Array(await fetched.arrayBuffer())).toEqual(content)
  const { file: text } = await client.uploadFile({ key: 't.txt', content: 'find me', index: true })
  const { passages } = await client.searchFiles({ query: 'find', limit: 5 })
  expect(passages.map(({ file }) => file.id)).toEqual([text.id])
  const announced = await client.upsertFile({ key: 'later', size: 3 })
  expect(announced.file.uploadUrl).toMatch(address.url)
  const { file: tagged } = await client.updateFileMetadata({ id: text.id, tags: { kind: 'text' } })
  expect(tagged.tags).toEqual({ kind: 'text' })
  for (const index of range(20)) await client.upsertFile({ key: `f${index}`, size: 1 })
  const { items, pages } = await everything(async (nextToken) => {
    const { files, meta } = await client.listFiles(nextToken)
    return { items: files, meta }
  })
  expect([items.length, pages]).toEqual([23, 2])
  expect((await client.listFiles({ ids: [text.id] })).files).toHaveLength(1)
  await client.deleteFile({ id: text.id })
  await expect(client.getFile({ id: text.id })).rejects.toThrow('no file')
})

test('tables', async () => {
  const table = 'ordersTable'
  const rows = range(5).map((index) => ({ item: `i${index}` }))
  const created = await client.createTableRows({ table, rows })
  const id = created.rows[0]!.id
  expect((await client.getTableRow({ table, id })).row).toMatchObject({ item: 'i0' })
  await client.updateTableRows({ table, rows: [{ id, item: 'changed' }] })
  await client.upsertTableRows({ table, rows: [{ item: 'i5' }] })
  const items: unknown[] = []
  for (let offset = 0, hasMore = true; hasMore; offset += 4) {
    const page = await client.findTableRows({ table, limit: 4, offset, orderBy: 'item' })
    items.push(...page.rows.map((row) => row['item']))
    hasMore = page.hasMore
  }
  expect(items).toEqual(['changed', 'i1', 'i2', 'i3', 'i4', 'i5'])
  expect(await client.deleteTableRows({ table, ids: [id] })).toEqual({ deletedRows: 1 })
  await expect(client.getTableRow({ table, id })).rejects.toThrow('no row')
})

test('all that the local bot has', () => {
  const all = Object.keys(createBot({ plugin: new Plugin({}, { name: 'empty' } as never) }).client)
  expect(all.length).toBeGreaterThan(45)
  expect(all.filter((operation) => !used.has(operation))).toEqual([])
})

describe("errors arrive as the client's own", () => {
  const cases: readonly [string, () => Promise<unknown>, new (...args: any[]) => Error, number][] =
    [
      [
        'what is not there',
        () => client.getUser({ id: 'x/y?' }),
        botpress.ResourceNotFoundError,
        404,
      ],
      [
        'what refers to nothing',
        () =>
          client.createMessage({
            type: 'text',
            payload: {},
            tags: {},
            userId: 'nobody',
            conversationId: 'nowhere',
          }),
        botpress.ReferenceNotFoundError,
        400,
      ],
      [
        'what is not declared',
        () => client.createEvent({ type: 'shop#unknown', payload: {} }),
        botpress.InvalidPayloadError,
        400,
      ],
      [
        'a token that no page gave',
        () => client.listUsers({ nextToken: 'page@x' }),
        botpress.InvalidQueryError,
        400,
      ],
      [
        'what a handler throws',
        () => client.callAction({ type: 'shop#fail', input: {} }),
        // This class of the client's has no other code.
        botpress.RuntimeError,
        400,
      ],
      [
        'a wrong token',
        () => new botpress.Client({ ...address, token: 'x' }).getUser({ id: 'x' }),
        botpress.UnauthorizedError,
        401,
      ],
      [
        'what the local bot does not have',
        () => client.getAccount({}),
        botpress.ResourceNotFoundError,
        404,
      ],
    ]
  test.each(cases)('%s', async (_, ask, kind, code) => {
    const error: unknown = await ask().then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(kind)
    expect(error).toMatchObject({ code })
    expect(botpress.isApiError(error)).toBe(true)
  })
})
