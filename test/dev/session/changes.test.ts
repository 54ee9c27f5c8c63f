/** What is kept of a bot's records, step by step, is all of them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ChangeTracker, restore, toJournal } from '../../../src/dev/session/changes.js'
import { openJournal } from '../../../src/dev/storage/index.js'
import { Plugin } from '../../../src/runtime/index.js'
import { type Records, createBotOn, createRecords } from '../../../src/testing/index.js'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'plugin-kit-changes-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Records in their order; what is due without the order in which it was set. */
function plain({ timers, ...maps }: Records): object {
  const due = Array.from(timers.all(), ({ order: _, ...timer }) => timer)
  const byKey = (a: { key: string }, b: { key: string }) => a.key.localeCompare(b.key)
  const lists = Object.entries(maps).map(([name, map]) => [name, [...map]])
  return { ...Object.fromEntries(lists), timers: due.sort(byKey) }
}

test('everything that a bot can hold is restored, after each step', async () => {
  const records = createRecords()
  const plugin = new Plugin({}, {
    name: 'shop',
    states: { cart: { type: 'user', expiry: 1000 } },
    events: { ordered: {} },
    tables: { ordersTable: {} },
    workflows: { delivery: {} },
    recurringEvents: { nightly: { type: 'ordered', payload: {}, schedule: { cron: '0 0 * * *' } } },
  } as never)
  const bot = createBotOn(records, { plugin, now: '2026-01-01T00:00Z' })
  const { client } = bot
  const table = 'ordersTable'
  const cart = { type: 'user', id: 'ann', name: 'shop#cart' } as const
  const steps: (() => unknown)[] = [
    () => bot.sendMessage({ type: 'text', payload: {}, user: 'ann', conversation: 'c' }),
    async () =>
      client.addParticipant({ id: 'c', userId: (await client.createUser({ tags: {} })).user.id }),
    () => bot.sendMessage({ type: 'text', payload: {}, user: '7', conversation: '9' }),
    () => bot.sendMessage({ type: 'text', payload: {}, user: '1', conversation: '2' }),
    () => client.removeParticipant({ id: 'c', userId: 'ann' }),
    () => client.setState({ ...cart, payload: { items: [] } }),
    () => client.patchState({ ...cart, payload: { items: ['socks'] } }),
    () => client.createEvent({ type: 'shop#ordered', payload: {}, schedule: { delay: 5000 } }),
    () => client.createEvent({ type: 'shop#ordered', payload: { __proto__: null, ü: 1 } }),
    () =>
      client.createMessage({
        type: 'text',
        payload: {},
        tags: {},
        userId: 'ann',
        conversationId: 'c',
        schedule: { delay: 500 },
      }),
    () => client.createTableRows({ table, rows: [{ item: 'a' }, { item: 'b' }] }),
    () => client.updateTableRows({ table, rows: [{ id: 1, item: 'c' }] }),
    () => client.deleteTableRows({ table, ids: [2] }),
    () => client.createTableRows({ table, rows: [{ item: 'd' }] }),
    () => client.uploadFile({ key: 'k', content: 'text' }),
    () => client.createWorkflow({ name: 'delivery', status: 'listening' }),
    () => bot.advance(600),
    () => bot.advance(1000),
    () => client.deleteFile({ id: 'k' }),
    () => client.deleteUser({ id: 'ann' }),
    () => client.deleteConversation({ id: 'c' }),
  ]
  const tracker = new ChangeTracker()
  const restored = (): Records => {
    const fresh = createRecords()
    const journal = openJournal(folder, { fresh: false })
    restore(fresh, journal.contents)
    journal.close()
    return fresh
  }
  for (const [index, step] of steps.entries()) {
    const journal = openJournal(folder, { fresh: false })
    await step()
    const lost = tracker.look(records)
    tracker.undo()
    const changes = tracker.look(records)
    expect(changes).toEqual(lost)
    expect(changes, `step ${index}`).toBeDefined()
    journal.append(toJournal(changes!))
    journal.close()
    expect(plain(restored()), `step ${index}`).toEqual(plain(records))
  }
  expect(tracker.look(records)).toBeUndefined()

  // And the bot goes on from there.
  const again = createBotOn(restored(), { plugin, now: bot.now })
  const { user } = await again.client.createUser({ tags: {} })
  expect(records.users.has(user.id)).toBe(false)
  const { rows } = await again.client.createTableRows({ table, rows: [{ item: 'e' }] })
  expect(rows[0]?.id).toBe(4)
  await again.advance(10_000)
  expect(again.events.map(({ type, status }) => [type, status])).toContainEqual([
    'shop#ordered',
    'processed',
  ])
})
