/** The fixtures whose definitions are the SDK's, in the local bot. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBot } from '../../src/testing/index.js'
import type { HostedPlugin } from '../../src/testing/index.js'

const plugins = import.meta.glob<HostedPlugin>(
  '../../fixtures/{handoff,file-sync,table-sync,answerer}/src/index.ts',
  { import: 'default' },
)

async function pluginOf(fixture: string): Promise<HostedPlugin> {
  const load = plugins[`../../fixtures/${fixture}/src/index.ts`]
  if (!load) throw new Error(`There is no fixture ${fixture}`)
  return await load()
}

const now = '2026-01-05T09:00:00.000Z'
const minutes = 60_000

afterEach(() => vi.unstubAllGlobals())

describe('handoff', () => {
  const setUp = async () => {
    const helpdesk = { opened: [] as object[], closed: [] as string[] }
    const bot = createBot({
      plugin: await pluginOf('handoff'),
      now,
      fakeDate: true,
      users: ['ann', 'agent-1', 'twin-of-ann', 'bot_1'],
      conversations: [
        { id: 'chat', participants: ['ann', 'bot_1'] },
        {
          id: 'case-1',
          integration: 'helpdesk',
          channel: 'case',
          participants: ['twin-of-ann', 'bot_1'],
        },
      ],
      configuration: { closeCommand: '/done', patienceSeconds: 120 },
      integrations: {
        helpdesk: {
          actions: {
            registerUser: () => ({ userId: 'twin-of-ann' }),
            openCase: (input: object) => {
              helpdesk.opened.push(input)
              return { conversationId: 'case-1' }
            },
            closeCase: ({ conversationId }: { conversationId: string }) => {
              helpdesk.closed.push(conversationId)
              return {}
            },
          },
        },
      },
    })
    const said = (conversationId: string) =>
      bot.messages
        .filter((message) => message.conversationId === conversationId)
        .filter(({ direction }) => direction === 'outgoing')
        .map(({ payload }) => String(payload['text']))
    const tagsOf = (id: string) => bot.conversations.find((it) => it.id === id)?.tags
    const start = () =>
      bot.callAction('start', { conversationId: 'chat', userId: 'ann', subject: 'A refund' })
    return { bot, helpdesk, said, start, tagsOf }
  }
  const fromAnn = (text: string) => ({
    type: 'text',
    payload: { text },
    user: 'ann',
    conversation: 'chat',
  })

  it('links two conversations, tells what was said, and passes messages on', async () => {
    const { bot, helpdesk, said, start, tagsOf } = await setUp()
    await bot.sendMessage(fromAnn('My parcel is lost'))
    expect(await start()).toEqual({ agentConversationId: 'case-1' })
    expect(helpdesk.opened).toMatchObject([
      {
        userId: 'twin-of-ann',
        case: { subject: 'A refund' },
        history: [
          { by: 'customer', text: 'My parcel is lost' },
          { by: 'bot', text: 'One moment, a colleague is on the way.' },
        ],
      },
    ])
    expect(tagsOf('chat')).toMatchObject({ 'handoff#agentSide': 'case-1' })
    expect(tagsOf('case-1')).toMatchObject({ 'handoff#customerSide': 'chat' })

    const { message } = await bot.sendMessage(fromAnn('Hello?'))
    expect(said('case-1')).toEqual(['Hello?'])
    const twin = bot.messages.find((it) => it.tags['handoff#twin'] === message.id)
    expect(twin?.conversationId).toBe('case-1')
    expect(bot.messages.find(({ id }) => id === message.id)?.tags).toMatchObject({
      'handoff#twin': twin?.id,
    })
    await bot.sendMessage({
      type: 'text',
      payload: { text: 'Found it' },
      user: 'agent-1',
      conversation: 'case-1',
    })
    expect(said('chat')).toContain('Found it')
  })

  it('ends by the command, and by the agent', async () => {
    const { bot, helpdesk, said, start, tagsOf } = await setUp()
    await start()
    await bot.sendMessage(fromAnn(' /DONE '))
    expect(helpdesk.closed).toEqual(['case-1'])
    expect(said('chat').at(-1)).toBe('You are talking to the bot again.')
    await bot.sendMessage(fromAnn('Are you there?'))
    expect(said('case-1')).toEqual([])

    await start()
    await bot.emitEvent({
      type: 'helpdesk:caseTaken',
      payload: { conversationId: 'case-1', userId: 'agent-1' },
    })
    expect(said('chat').at(-1)).toBe('A colleague is with you now.')
    await bot.emitEvent({ type: 'helpdesk:caseClosed', payload: { conversationId: 'case-1' } })
    expect(tagsOf('chat')).toMatchObject({
      'handoff#agentId': 'agent-1',
      'handoff#endedBy': 'the agent',
    })
  })

  it('gives up when no agent comes in time', async () => {
    const { bot, helpdesk, said, start, tagsOf } = await setUp()
    await start()
    await bot.advance(minutes)
    expect(helpdesk.closed).toEqual([])
    await bot.advance(2 * minutes)
    expect(helpdesk.closed).toEqual(['case-1'])
    expect(said('chat').at(-1)).toBe('Nobody is free right now.')
    expect(tagsOf('chat')).toMatchObject({ 'handoff#endedBy': 'nobody' })
  })
})

describe('file-sync', () => {
  const files = {
    root: [
      { type: 'folder', id: 'd', name: 'docs' },
      { type: 'file', id: '1', name: 'a.md', sizeInBytes: 10 },
      { type: 'file', id: '2', name: 'a.exe', sizeInBytes: 10 },
    ],
    d: [
      { type: 'file', id: '3', name: 'big.md', sizeInBytes: 1000 },
      { type: 'file', id: '4', name: 'b.md' },
    ],
  }
  const setUp = async () => {
    const transferred: unknown[] = []
    const bot = createBot({
      plugin: await pluginOf('file-sync'),
      now,
      configuration: { include: [{ suffix: '.md', maxSizeInBytes: 100, index: true }] },
      integrations: {
        storage: {
          actions: {
            listFolder: ({ folderId, nextToken }: { folderId?: string; nextToken?: string }) => {
              if (folderId === 'd') return { items: files.d }
              return nextToken
                ? { items: files.root.slice(1) }
                : { items: files.root.slice(0, 1), nextToken: 'more' }
            },
            transferFile: (input: { key: string }) => {
              if (input.key.endsWith('b.md')) throw new Error('gone')
              transferred.push(input)
              return { fileId: `copy-${input.key}` }
            },
          },
        },
      },
    })
    vi.stubGlobal('fetch', async () => {
      const { passages } = await bot.client.searchFiles({ query: '', tags: { purpose: 'queue' } })
      return new Response(passages[0]?.content)
    })
    return { bot, transferred }
  }

  it('lists into a queue file, and copies what the queue has', async () => {
    const { bot, transferred } = await setUp()
    const { jobId, status } = await bot.callAction('syncAll', {})
    await bot.flush()
    expect(status).toBe('queued')
    expect(transferred).toMatchObject([{ key: '/a.md', index: true, file: { id: '1' } }])
    expect(bot.workflows.map(({ name, status, output }) => ({ name, status, output }))).toEqual([
      { name: 'buildQueue', status: 'completed', output: { listed: 2 } },
      { name: 'processQueue', status: 'failed', output: {} },
    ])
    expect(bot.workflows[1]?.failureReason).toBe('1 files were left')
    expect(bot.workflows[1]?.tags).toMatchObject({ jobId })
    expect(bot.files.map(({ tags }) => tags)).toMatchObject([{ purpose: 'queue', jobId }])
    const progress = bot.events.filter(({ type }) => type === 'file-sync#progress')
    expect(progress.map(({ payload }) => payload['done'])).toEqual([1, 2])
    const workflowId = bot.workflows[1]?.id
    expect(await bot.callAction('countWaiting', { workflowId })).toEqual({ waiting: 0 })
  })

  it('copies a changed file at once, and keeps the event from the bot', async () => {
    const { bot, transferred } = await setUp()
    const file = { type: 'file', id: '1', name: 'a.md' }
    await bot.emitEvent({ type: 'storage:fileChanged', payload: { file, path: '/a.md' } })
    expect(transferred).toMatchObject([{ key: '/a.md', index: true }])
  })
})

describe('table-sync', () => {
  const table = 'ordersTable'
  const setUp = async () => {
    const received: number[] = []
    const bot = createBot({
      plugin: await pluginOf('table-sync'),
      now,
      configuration: { tableName: table, actionType: 'erp:takeOrder', batchSize: 2 },
      botDefinition: { tables: { [table]: {} } },
      integrations: {
        erp: {
          actions: {
            takeOrder: ({ row }: { row: { id: number } }) => {
              received.push(row.id)
              if (row.id === 2) throw new Error('no such customer')
              return { reference: { id: `erp-${row.id}` } }
            },
          },
        },
      },
    })
    const rows = ['a', 'b', 'c'].map((customer) => ({ customer }))
    await bot.client.createTableRows({ table, rows })
    return { bot, received }
  }

  it('scans by its cron expression, a few rows at a time, until all are through', async () => {
    const { bot, received } = await setUp()
    await bot.advance(6 * minutes)
    expect(received.slice(0, 3)).toEqual([1, 2, 3])
    expect(bot.tables[table]?.map((row) => row['syncStatus'])).toEqual(['sent', 'failed', 'sent'])
    expect(bot.tables[table]?.[1]?.['syncError']).toContain('erp:takeOrder')
  })

  it('begins again, and forgets', async () => {
    const { bot } = await setUp()
    await bot.advance(6 * minutes)
    expect(await bot.callAction('clear', { status: 'sent' })).toEqual({ cleared: 2 })
    expect(bot.tables[table]?.map((row) => row['syncStatus'])).toEqual([null, 'failed', null])
    expect(await bot.callAction('rescan', {})).toEqual({ scheduled: true })
    await bot.advance(2000)
    expect(bot.tables[table]?.[0]?.['syncStatus']).toBe('sent')
  })
})

describe('answerer', () => {
  const setUp = async () => {
    const asked: { systemPrompt?: string; messages: { content: string }[] }[] = []
    const bot = createBot({
      plugin: await pluginOf('answerer'),
      now,
      users: ['ann', 'bot_1'],
      configuration: { voice: 'solemn' },
      integrations: {
        llm: {
          actions: {
            listModels: () => ({ models: [{ id: 'small' }] }),
            generate: (input: (typeof asked)[number]) => {
              asked.push(input)
              const isQuestion = input.messages.some(({ content }) => content.includes('JSON'))
              const content = isQuestion ? '{ "answer": "At nine.", "used": [1] }' : 'Lo, it rains.'
              return {
                choices: [{ content, stopReason: 'stop' }],
                usage: { inputTokens: 5, outputTokens: 2 },
              }
            },
          },
        },
      },
    })
    await bot.client.uploadFile({ key: 'hours.md', content: 'When do you open?', tags: {} })
    return { asked, bot }
  }

  it('answers a question from a file, and counts what it costs', async () => {
    const { asked, bot } = await setUp()
    await bot.sendMessage('When do you open?')
    expect(bot.messages.at(-1)?.payload).toEqual({ text: 'At nine.' })
    expect(bot.conversations[0]?.tags).toMatchObject({ 'answerer#lastSource': 'hours.md' })
    expect(asked).toMatchObject([{ systemPrompt: 'You are solemn.', model: { id: 'small' } }])
    expect(bot.states[0]?.payload).toEqual({ inputTokens: 5, outputTokens: 2 })
    expect(await bot.callAction('ask', { question: 'When do you open?' })).toEqual({
      answer: 'At nine.',
      sources: ['hours.md'],
    })
    await bot.sendMessage('Thanks.')
    expect(asked).toHaveLength(2)
  })

  it('says in its voice what it says by itself, and as it was where the model fails', async () => {
    const { asked, bot } = await setUp()
    await bot.sendMessage('Hello')
    expect(asked.at(-1)?.messages).toMatchObject([{ content: 'Say the same: What is it about?' }])
    expect(bot.messages.at(-1)).toMatchObject({
      payload: { text: 'Lo, it rains.' },
      tags: { 'answerer#rewritten': 'true' },
    })
    bot.fail('callAction', 'RateLimited', { times: 1 })
    await bot.sendMessage('Hello')
    expect(bot.messages.at(-1)?.payload).toEqual({ text: 'What is it about?' })
    expect(bot.log.at(-1)).toMatchObject({ level: 'warn' })
  })
})
