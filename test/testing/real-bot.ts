/**
 * The SDK's real `Bot` with plugins, on records that a local bot keeps: its client talks HTTP to a
 * server, which performs each operation on those records, and lets the bot itself answer calls of
 * its plugins' actions, as the platform does.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as sdk from '@botpress/sdk'
import type { Client } from '../../src/runtime/index.js'
import {
  createBot,
  type BotSettings,
  type FakeIntegrations,
  type LocalBot,
} from '../../src/testing/index.js'
import { plainPlugin } from './plain-plugin.js'

type Bodied = (body: any, ids: readonly string[]) => object

/** Operations by method and path; ids of the path come in order. */
const routes: [RegExp, operation: keyof Client, Bodied?][] = [
  [/^POST messages$/, 'createMessage'],
  [/^PUT messages\/([^/]+)$/, 'updateMessage'],
  [/^POST events$/, 'createEvent'],
  [/^GET users\/([^/]+)$/, 'getUser'],
  [/^PUT users\/([^/]+)$/, 'updateUser'],
  [/^PUT conversations\/([^/]+)$/, 'updateConversation'],
  [/^POST workflows$/, 'createWorkflow'],
  [/^PUT workflows\/([^/]+)$/, 'updateWorkflow'],
  [/^GET states\/([^/]+)\/([^/]+)\/([^/]+)$/, 'getState', state],
  [/^POST states\/([^/]+)\/([^/]+)\/([^/]+)$/, 'setState', state],
  [/^PATCH states\/([^/]+)\/([^/]+)\/([^/]+)$/, 'patchState', state],
  [/^POST states\/([^/]+)\/([^/]+)\/([^/]+)\/get-or-set$/, 'getOrSetState', state],
]

function state(body: object, [type, id, name]: readonly string[]): object {
  return { ...body, type, id, name }
}

/** What becomes of a request: of an event, or of an action call. */
export interface Answer {
  readonly status: number
  readonly body: any
}

/** What a bot has beside its plugins. */
export interface RealBotSettings extends BotSettings {
  readonly integrations?: FakeIntegrations
}

/** Drives a real bot as the platform does. */
export interface RealBot {
  /** The records, and how a test changes them. */
  readonly records: LocalBot
  /** What the plugins asked for, in order. */
  readonly calls: { readonly operation: string; readonly input: any }[]
  /** Hands over all events that the records have and the bot has not had, until there are no more. */
  settle(): Promise<Answer[]>
  callAction(type: string, input: object): Promise<Answer>
}

/** A server for real bots, one after another. */
export async function realBots() {
  let current: { perform: (method: string, path: string, body: any) => Promise<Answer> } | undefined
  const server = createServer(async (incoming, outgoing) => {
    let text = ''
    for await (const chunk of incoming) text += chunk
    const path = new URL(incoming.url ?? '', 'http://x').pathname.replace('/v1/chat/', '')
    const { status, body } = await (current as NonNullable<typeof current>).perform(
      incoming.method ?? '',
      path,
      text ? JSON.parse(text) : {},
    )
    outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done)),
    create(plugins: Record<string, any>, settings: RealBotSettings): RealBot {
      const { integrations = {}, ...rest } = settings
      const records = createBot({ plugin: plainPlugin(), ...rest, pageSize: 100_000 })
      const bot = new sdk.Bot({ actions: {}, plugins })
      const calls: RealBot['calls'] = []
      const handled = new Set<string>()

      const send = async (operation: string, type: string, body: object): Promise<Answer> => {
        const response = await bot.handler({
          body: JSON.stringify(body),
          path: '/',
          query: '',
          method: 'POST',
          headers: {
            'x-bot-id': 'bot_1',
            'x-bp-operation': operation,
            'x-bp-type': type,
            'x-bp-configuration': Buffer.from('{"payload":"{}"}').toString('base64'),
          },
        })
        return { status: response?.status ?? 0, body: JSON.parse(response?.body ?? 'null') }
      }
      const callAction = (type: string, input: object) =>
        send('action_triggered', type, { type, input })

      const perform = async (method: string, path: string, body: any): Promise<Answer> => {
        try {
          if (path === 'actions') {
            calls.push({ operation: 'callAction', input: body })
            if (body.type.includes('#')) {
              const { status, body: answer } = await callAction(body.type, body.input)
              return status < 400
                ? { status, body: { ...answer, meta: { cached: false } } }
                : { status, body: answer }
            }
            const [alias, action] = body.type.split(':')
            const act: any = integrations[alias]?.actions?.[action]
            return { status: 200, body: { output: await act(body.input), meta: { cached: false } } }
          }
          for (const [route, operation, inputOf] of routes) {
            const found = route.exec(`${method} ${path}`)
            if (!found) continue
            const ids = found.slice(1).map(decodeURIComponent)
            const input = inputOf ? inputOf(body, ids) : ids[0] ? { ...body, id: ids[0] } : body
            calls.push({ operation, input })
            return { status: 200, body: await records.client[operation]?.(input as never) }
          }
          throw new Error(`No route for ${method} ${path}`)
        } catch (error: any) {
          const { id, type = 'Unknown', code = 500, message } = error
          return { status: code, body: { id, type, code, message } }
        }
      }

      return {
        records,
        calls,
        async settle() {
          current = { perform }
          const answers: Answer[] = []
          for (;;) {
            const { events } = await records.client.listEvents({})
            const next = events
              .reverse()
              .find(({ id, status }) => !handled.has(id) && status !== 'scheduled')
            if (!next) return answers
            handled.add(next.id)
            const event = { ...next, status: 'pending', failureReason: null }
            answers.push(await send('event_received', event.type, { event }))
          }
        },
        callAction(type, input) {
          current = { perform }
          return callAction(type, input)
        },
      }
    },
  }
}
