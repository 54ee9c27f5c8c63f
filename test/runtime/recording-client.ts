/** A client that remembers what it was asked, and answers from a small made-up platform. */
import type { AnyRecord } from '../../src/runtime/index.js'

/** One operation that a client was asked for. */
export interface Request {
  readonly operation: string
  readonly input: any
}

/** An answer, or how to find one. */
type Answers = {
  readonly [operation: string]: AnyRecord | ((input: any) => unknown) | undefined
}

const time = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-02T00:00:00Z' }

/** Tags of three plugins and of none. */
const storedTags = {
  'crm#segment': 'vip',
  'crm#empty': '',
  'sales#segment': 'lead',
  'crm2#segment': 'twin',
  plain: 'yes',
}

export const user = { id: 'user-1', ...time, name: 'Ada', tags: storedTags }
export const conversation = {
  id: 'conversation-1',
  ...time,
  channel: 'channel',
  integration: 'telegram',
  tags: storedTags,
}
export const message = {
  id: 'message-1',
  ...time,
  type: 'text',
  payload: { text: 'hello' },
  direction: 'incoming',
  userId: 'user-1',
  conversationId: 'conversation-1',
  tags: storedTags,
}
export const event = {
  id: 'event-1',
  createdAt: time.createdAt,
  type: 'crm#leadFound',
  payload: { lead: 'Ada' },
  status: 'pending',
  failureReason: null,
}
export const workflow = {
  id: 'workflow-1',
  ...time,
  name: 'onboarding',
  status: 'pending',
  input: { step: 1 },
  output: {},
  tags: { stage: 'new', 'crm#stage': 'odd' },
  timeoutAt: '2026-01-03T00:00:00Z',
}
export const state = {
  id: 'state-1',
  ...time,
  botId: 'bot-1',
  name: 'crm#session',
  type: 'user',
  payload: { count: 3 },
}
export const row = { id: 1, ...time, name: 'Ada', computed: {} }

/** Three pages: two items, one, one. */
function pages(key: string, item: AnyRecord) {
  return ({ nextToken }: { nextToken?: string }) => {
    const page = Number(nextToken ?? 0)
    const items = [[1, 2], [3], [4]][page]?.map((n) => ({ ...item, id: `${key}-${n}` }))
    return { [key]: items, meta: page < 2 ? { nextToken: `${page + 1}` } : {} }
  }
}

const platform: Answers = {
  getState: { state, meta: { cached: false } },
  setState: ({ payload }) => ({ state: { ...state, payload } }),
  getOrSetState: { state, meta: { cached: true } },
  patchState: ({ payload }) => ({ state: { ...state, payload: { ...state.payload, ...payload } } }),
  createEvent: (input) => ({ event: { ...event, ...input } }),
  getEvent: { event },
  listEvents: pages('events', event),
  getUser: ({ id }) => ({ user: { ...user, id } }),
  updateUser: ({ tags, ...rest }) => ({
    user: { ...user, ...rest, tags: { ...user.tags, ...tags } },
  }),
  listUsers: pages('users', user),
  addParticipant: ({ userId }) => ({ participant: { ...user, id: userId } }),
  removeParticipant: {},
  listParticipants: pages('participants', user),
  getMessage: ({ id }) => ({ message: { ...message, id } }),
  listMessages: pages('messages', message),
  updateMessage: ({ id, tags, payload = message.payload }) => ({
    message: { ...message, id, payload, tags: { ...message.tags, ...tags } },
  }),
  deleteMessage: {},
  createMessage: (input) => ({ message: { ...message, ...input } }),
  getOrCreateMessage: ({ discriminateByTags: _, ...input }) => ({
    message: { ...message, ...input },
  }),
  getConversation: ({ id }) => ({ conversation: { ...conversation, id } }),
  listConversations: pages('conversations', conversation),
  updateConversation: ({ id, tags }) => ({
    conversation: { ...conversation, id, tags: { ...conversation.tags, ...tags } },
  }),
  deleteConversation: {},
  callAction: ({ type, input }) => ({ output: { type, input }, meta: { cached: false } }),
  createWorkflow: (input) => ({ workflow: { ...workflow, ...input } }),
  listWorkflows: pages('workflows', workflow),
  updateWorkflow: (input) => ({ workflow: { ...workflow, status: 'in_progress', ...input } }),
  findTableRows: { rows: [row], hasMore: false, offset: 0, limit: 10 },
  getTableRow: { row },
  createTableRows: ({ rows }) => ({ rows }),
  updateTableRows: ({ rows }) => ({ rows }),
  upsertTableRows: ({ rows }) => ({ inserted: rows, updated: [] }),
  deleteTableRows: { deletedRows: 1 },
}

/** A client with the lists of what it was asked and what it answered, as it would go over the wire. */
export function recordingClient(answers: Answers = {}) {
  const requests: Request[] = []
  const outputs: unknown[] = []
  const all: Answers = { ...platform, ...answers }
  const client: any = {}
  for (const [operation, answer] of Object.entries(all)) {
    // An operation that the host does not have.
    if (!answer) continue
    client[operation] = async (input: unknown) => {
      requests.push({ operation, input: overTheWire(input) })
      const output = overTheWire(typeof answer === 'function' ? await answer(input) : answer)
      outputs.push(output)
      return output
    }
  }
  return { client, requests, outputs }
}

/** What is left of a value once it was JSON. */
function overTheWire<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value))
}
