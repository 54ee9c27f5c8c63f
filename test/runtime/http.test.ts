/**
 * The accessors with the real `@botpress/client`, over HTTP: every operation arrives as that client
 * sends it.
 */
import { Client } from '@botpress/client'
import { readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loopback } from './loopback.js'
import type { Proofs } from './client.types.test-d.js'
import { ours } from './lab.js'
import { recordingClient } from './recording-client.js'

/** Each accessor method, so that each operation is used at least once. */
async function useEverything(props: any): Promise<void> {
  const { users, messages, conversations, states, events, actions, workflows, tables, client } =
    props

  const user = await users.get('user 1')
  await users.getById({ id: 'u/2' })
  await users.list({ conversationId: 'c1', tags: { 'a b': 'ü&=?' } }).take(1)
  await user.update({ tags: { segment: 'vip' }, name: 'Ada', pictureUrl: null })
  const participant = await user.addToConversation({ conversationId: 'c1' })
  await participant.removeFromConversation()

  const message = await messages.getById({ id: 'm1' })
  await messages.list({ tags: { a: '1' }, afterDate: '2026-01-01T00:00:00Z' }).take(1)
  await message.update({ tags: { a: '1' }, payload: { text: 'x' } })
  await message.delete()

  await conversations.creatable.thread.list({ participantIds: ['u1', 'u2'] }).take(1)
  const conversation = await conversations['*']['*'].getById({ id: 'c1' })
  await conversation.update({ tags: { topic: 'x' } })
  await conversation.createMessage({
    type: 'text',
    payload: { text: '✓' },
    userId: 'u',
    tags: { a: '1' },
  })
  await conversation.getOrCreateMessage({
    type: 'text',
    payload: { text: 'hi' },
    userId: 'u',
    tags: { a: '1' },
    discriminateByTags: ['a'],
  })
  await conversation.getMessage({ id: 'm1' })
  await conversation.listMessages({ tags: { a: '1' } }).take(1)
  await conversation.listParticipants().take(1)
  await conversation.delete()

  for (const session of [states.user.session]) {
    await session.get('u1')
    await session.set('u1', { count: 1 }, { expiryMs: 1000 })
    await session.getOrSet('u1', { count: 1 })
    await session.patch('u1', { count: 2 })
    await session.delete('u1')
  }
  await states.session.get({ id: 'u1' })
  await states.session.set({ id: 'u1', payload: { count: 1 }, expiry: 1000 })
  await states.session.getOrSet({ id: 'u1', payload: { count: 1 } })
  await states.session.patch({ id: 'u1', payload: { count: 2 } })
  await states.session.delete({ id: 'u1' })

  await events.leadFound.withUserId('u1').emit({ lead: 'Ada' })
  await events.leadFound.schedule({ lead: 'Ada' }, { delay: 5 })
  await events.leadFound.list({ status: 'pending' }).take(3)
  await events.leadFound.getById({ id: 'e1' })
  await client.createEvent({ type: 'crm#leadFound', payload: {} })

  await actions.creatable.createItem({ title: 'x' })
  await props.integrations.slack.post({ text: 'x' })

  const { workflow } = await workflows.onboarding.startNewInstance({ input: {}, tags: { a: '1' } })
  await workflows.onboarding.listInstances({ statuses: ['pending', 'failed'] }).take(1)
  await workflow.update({ output: { a: 1 } })
  await workflow.setFailed({ failureReason: 'x' })
  await workflow.setCompleted({ output: { a: 1 } })
  await workflow.cancel()

  await tables.leads.find({ filter: { name: { $eq: 'Ada' } }, limit: 5, orderBy: 'name' })
  await tables.leads.get({ id: 1 })
  await tables.leads.create({ rows: [{ name: 'Ada' }] })
  await tables.leads.update({ rows: [{ id: 1, name: 'Bob' }], waitComputed: true })
  await tables.leads.upsert({ rows: [{ name: 'Ada' }], keyColumn: 'name' })
  await tables.leads.delete({ ids: [1, 2] })
}

const spec = { states: { session: { type: 'user' } } } as const
const run = (client: unknown) =>
  ours({ spec, actions: { run: useEverything } }).actionHandlers.run({ client, input: {} })

const outputs: unknown[] = []
let server: Awaited<ReturnType<typeof loopback>>

beforeAll(async () => {
  server = await loopback(() => outputs.shift())
})
afterAll(() => server.close())

/** What is left of a request without what differs from one connection to the next. */
const comparable = ({ method, url, headers, body }: (typeof server.requests)[number]) => {
  const { connection: _, ...rest } = headers
  return { method, url, headers: rest, body }
}

test('every operation arrives with the path, headers and body that the client sends for it', async () => {
  const recorded = recordingClient()
  await run(recorded.client)

  const client: Proofs[0] = new Client({
    apiUrl: server.url,
    botId: 'bot-1',
    token: 'token-1',
    integrationId: 'i',
  })
  outputs.push(...recorded.outputs)
  await run(client)
  const arrived = server.requests.splice(0).map(comparable)

  outputs.push(...recorded.outputs)
  for (const { operation, input } of recorded.requests) await (client as any)[operation](input)
  const wanted = server.requests.splice(0).map(comparable)

  expect(arrived).toEqual(wanted)
  expect(arrived).toHaveLength(recorded.requests.length)
  expect(arrived[0]).toMatchObject({
    method: 'GET',
    url: '/v1/chat/users/user%201',
    headers: { 'x-bot-id': 'bot-1', authorization: 'Bearer token-1' },
  })
  expect(arrived).toContainEqual(
    expect.objectContaining({
      method: 'POST',
      url: '/v1/chat/actions',
      body: { type: 'gh:createIssue', input: { title: 'x' } },
    }),
  )

  // Every operation that the source names was among them.
  const named = globSync('src/runtime/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'(\w+)'/g)].map(([, name]) => name as string),
  )
  const known = Object.keys(client).filter((key) => typeof (client as any)[key] === 'function')
  const used = [...new Set(named)].filter((name) => known.includes(name))
  expect(used.length).toBeGreaterThan(30)
  expect([...new Set(recorded.requests.map(({ operation }) => operation))].sort()).toEqual(
    used.sort(),
  )
})
