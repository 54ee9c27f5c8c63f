/** Every scenario on our `Plugin` and on that of `@botpress/sdk`: hosts and platforms see the same. */
import { Plugin as SdkPlugin } from '@botpress/sdk'
import { describe, expect, test } from 'vitest'
import { Plugin, type PluginSpec } from '../../src/runtime/index.js'
import { recordingClient, type Request } from './recording-client.js'
import { mappings, scenarios, type Lab } from './scenarios.js'

const spec: PluginSpec = {
  name: 'crm',
  version: '1.0.0',
  states: {
    session: { type: 'user' },
    totals: { type: 'bot' },
    topic: { type: 'conversation' },
    progress: { type: 'workflow' },
  },
}

const makers = {
  ours: (actions: any): any => new Plugin({ actions }, spec),
  sdk: (actions: any): any => new SdkPlugin({ actions }),
}

/** A logger of the host's, with methods that need their `this`. */
class HostLogger {
  readonly #lines: unknown[]
  readonly #options: object

  constructor(lines: unknown[], options: object = {}) {
    this.#lines = lines
    this.#options = options
  }

  #log(level: string, args: unknown[]) {
    this.#lines.push([level, this.#options, ...args])
  }

  info(...args: unknown[]) {
    this.#log('info', args)
  }
  debug(...args: unknown[]) {
    this.#log('debug', args)
  }
  warn(...args: unknown[]) {
    this.#log('warn', args)
  }
  error(...args: unknown[]) {
    this.#log('error', args)
  }
  with(options: object) {
    return new HostLogger(this.#lines, { ...this.#options, ...options })
  }
  withUserId(userId: string) {
    return this.with({ userId })
  }
  withConversationId(conversationId: string) {
    return this.with({ conversationId })
  }
  withWorkflowId(workflowId: string) {
    return this.with({ workflowId })
  }
  withEventId(eventId: string) {
    return this.with({ eventId })
  }
  withMessageId(messageId: string) {
    return this.with({ messageId })
  }
}

interface Seen {
  readonly seen: readonly (readonly [label: string, value: unknown])[]
  readonly requests: readonly Request[]
  readonly logged: readonly unknown[]
}

async function run(maker: (actions: any) => any, alias: string, scenario: (lab: Lab) => unknown) {
  const { client, requests } = recordingClient()
  const seen: [string, unknown][] = []
  const logged: unknown[] = []
  const host: Lab['host'] = (props) => ({
    client,
    ctx: { botId: 'bot-1', type: 'test', operation: 'event_received', configuration: {} },
    logger: new HostLogger(logged),
    ...props,
  })
  const create: Lab['create'] = ({ actions = {}, on } = {}) => {
    const plugin = maker(actions)
    on?.(plugin.on)
    return plugin.initialize({ alias, configuration: { quota: 5 }, ...structuredClone(mappings) })
  }
  await scenario({
    alias,
    create,
    host,
    see: (label, value) => seen.push([label, plain(value)]),
    inAction: async (body) => {
      const plugin = create({ actions: { probe: async (props) => body(props) } })
      return plugin.actionHandlers.probe(host({ input: {}, type: `${alias}#probe` }))
    },
  })
  return { seen, requests, logged } satisfies Seen
}

/** A value with `ƒ` for functions and without keys that have no value. */
function plain(value: unknown): unknown {
  if (typeof value === 'function') return 'ƒ'
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.map(([key, each]) => [key, plain(each)]))
}

describe.each(['crm', 'sales'])('installed as %s', (alias) => {
  test.each(scenarios)('%s', async (_, scenario) => {
    const ours = await run(makers.ours, alias, scenario)
    const theirs = await run(makers.sdk, alias, scenario)
    expect(ours).toEqual(theirs)
    // A scenario that sees nothing proves nothing.
    expect(ours.seen.length + ours.requests.length + ours.logged.length).toBeGreaterThan(0)
  })
})
