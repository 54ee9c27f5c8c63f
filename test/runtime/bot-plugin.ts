/** A plugin as an author writes it, for either class: `bot.test.ts` puts both in the SDK's bot. */
import { RuntimeError } from '../../src/runtime/index.js'

/** What the handlers did, in order. Global, as the bundled plugin has modules of its own. */
export const trace: unknown[] = ((globalThis as any).botPluginTrace ??= [])

const did = (what: string, detail: unknown = null) =>
  trace.push([what, JSON.parse(JSON.stringify(detail))])

export const actions: { [name: string]: (props: any) => Promise<unknown> } = {
  async track({ input, states, actions, events, client, type }) {
    did('track', { input, type })
    const before = await states.user.session.get(input.userId)
    await states.user.session.set(input.userId, { count: before.count + 1 })
    const created = await actions.creatable.createItem({ title: input.event })
    await events.tracked.withUserId(input.userId).emit({ event: input.event })
    await client.createMessage({
      type: 'text',
      payload: { text: 'tracked' },
      userId: 'bot-user',
      conversationId: 'c1',
      tags: {},
    })
    return { created, before }
  },
  async fail({ input }) {
    if (input.as === 'runtime') throw new RuntimeError('quota is used up', { reason: 'no_quota' })
    throw new Error('internal detail')
  },
}

export function register(on: any): void {
  on.beforeIncomingMessage('text', async ({ data }: any) => {
    did('before message', data.payload)
    if (data.payload.text === 'stop') return { stop: true }
    return { data: { ...data, payload: { text: `${data.payload.text}!` } } }
  })
  on.beforeIncomingMessage('*', async ({ data }: any) => void did('before any', data.payload))
  on.message('text', async ({ message, user, conversation, actions }: any) => {
    did('message', [message.payload, user.id, conversation.id])
    await conversation.createMessage({
      type: 'text',
      payload: { text: 'answer' },
      userId: 'bot-user',
      tags: message.payload.text === 'tag!' ? { kind: 'reply' } : {},
    })
    await actions.slack.post({ text: message.payload.text })
  })
  on.message('*', async ({ message }: any) => void did('any message', message.type))
  on.afterIncomingMessage('*', async ({ data }: any) => void did('after message', data.payload))
  on.beforeIncomingEvent('creatable:itemCreated', async ({ data }: any) => {
    did('before event', data.payload)
    return { data: { ...data, payload: { ...data.payload, seen: true } } }
  })
  on.event('creatable:itemCreated', async ({ event }: any) => void did('event', event.payload))
  on.event('tracked', async ({ event }: any) => void did('own event', event.payload))
  on.afterIncomingEvent('*', async ({ data }: any) => {
    did('after event', data.type)
    return { stop: true }
  })
  on.afterIncomingEvent('*', async () => void did('never, as the one before stops'))
  on.beforeIncomingCallAction('track', async ({ data }: any) => {
    did('before call', data)
    return { data: { ...data, input: { ...data.input, event: `${data.input.event}?` } } }
  })
  on.afterIncomingCallAction('*', async ({ data }: any) => {
    did('after call', data)
    return { data: { ...data, output: { wrapped: data.output } } }
  })
  on.beforeOutgoingMessage('text', async ({ data }: any) => {
    did('before sending', data.payload)
    return { data: { ...data, payload: { text: `<${data.payload.text}>` } } }
  })
  on.afterOutgoingMessage('*', async ({ data }: any) => void did('after sending', data.message.id))
  on.beforeOutgoingCallAction('*', async ({ data }: any) => {
    did('before calling', data)
    return { data: { ...data, input: { ...data.input, via: 'hook' } } }
  })
  on.afterOutgoingCallAction('*', async ({ data }: any) => void did('after calling', data))
  on.stateExpired('session', async ({ state }: any) => void did('expired', state))
  on.workflowStart('onboarding', async ({ workflow }: any) => {
    did('start', workflow.status)
    await workflow.acknowledgeStartOfProcessing()
  })
  on.workflowStart('onboarding', async ({ workflow }: any) => {
    did('start, again', workflow.status)
    await workflow.setCompleted({ output: { done: true } })
  })
  on.workflowContinue('onboarding', async ({ workflow }: any) => void did('continue', workflow.id))
  on.workflowTimeout('onboarding', async ({ workflow }: any) => {
    await workflow.setFailed({ failureReason: 'too late' })
  })
}
