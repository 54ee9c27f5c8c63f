/**
 * Plays a host to a bundled plugin, with a client that only counts, and tells how often it does each
 * of several things in a second of the processor's time.
 *
 * Usage: node dispatch.mjs <the bundle of `sdk-plugin/src/dispatch.ts`>
 */
import { pathToFileURL } from 'node:url'

/** For how much of the processor's time (in µs) each thing is done. */
const duration = 600_000
/** And before that, uncounted: V8 takes half a second until the first thing is as fast as it gets. */
const warmUp = 600_000
/** How often it is done between two looks at the clock, which takes a while itself. */
const batch = 1000

const [file] = process.argv.slice(2)
const { plugin, received } = await import(pathToFileURL(file).href)

const calls = {}
const operation = (name, output) => async () => {
  calls[name] = (calls[name] ?? 0) + 1
  return output
}
const state = { id: 's1', payload: { totalEvents: 7, lastReset: '2026-01-01T00:00:00.000Z' } }
const client = {
  getState: operation('getState', { state }),
  setState: operation('setState', { state }),
  callAction: operation('callAction', { output: 'evt_1', meta: { cached: false } }),
  createEvent: operation('createEvent', { event: { id: 'e1' } }),
}
const logger = Object.fromEntries(
  ['info', 'debug', 'warn', 'error'].map((level) => [level, () => {}]),
)

const record = { createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' }
const user = { ...record, id: 'u1', tags: { 'analytics#segment': 'early', other: 'x' } }
const conversation = { ...record, id: 'c1', integration: 'chat', channel: 'chat', tags: {} }
const message = {
  ...record,
  id: 'm1',
  type: 'text',
  payload: { text: 'Hello' },
  userId: 'u1',
  conversationId: 'c1',
  direction: 'incoming',
  tags: { 'analytics#segment': 'early', other: 'x' },
}
const event = {
  ...record,
  id: 'e1',
  type: 'analytics#orderPlaced',
  payload: { orderId: 'o1', userId: 'u1', amount: 42 },
  status: 'pending',
}
const host = {
  client,
  logger,
  ctx: { botId: 'b1', type: '', operation: 'event_received', configuration: { payload: '' } },
}

plugin.initialize({
  alias: 'analytics',
  configuration: { enabled: true, sampleRate: 1 },
  interfaces: {
    analytics: {
      name: 'analytics',
      version: '2.1.0',
      integrationAlias: 'mixpanel',
      integrationInterfaceAlias: 'analytics',
      entities: { item: { name: 'item' } },
      actions: { trackEvent: { name: 'track' } },
      events: { itemCreated: { name: 'created' } },
      channels: {},
    },
  },
  integrations: {},
})

const { ctx } = host

/**
 * What is done, and what it is done with, if anything. The latter is made anew each time, as the
 * SDK's host makes it (V8 cares how an object came to be), but not counted: it is not the plugin's.
 */
const scenarios = {
  'a message to two handlers': {
    make: () => ({ ...host, user, conversation, message, event }),
    async run(props) {
      for (const handler of plugin.messageHandlers.text) await handler(props)
    },
  },
  'an event to two handlers': {
    make: () => ({ ...host, event }),
    async run(props) {
      for (const handler of plugin.eventHandlers['analytics#orderPlaced']) await handler(props)
    },
  },
  'a hook that adds a tag': {
    make: () => ({ ...host, data: message }),
    async run(props) {
      for (const hook of plugin.hookHandlers.before_incoming_message.text) {
        const { data } = await hook(props)
        if (data.tags['analytics#segment'] === undefined && data.tags.segment === undefined) {
          throw new Error('The hook has added no tag')
        }
      }
    },
  },
  'an action that reads a state': {
    make: () => ({ ctx, logger, input: {}, client, type: 'getStats' }),
    async run(props) {
      const { totalEvents } = await plugin.actionHandlers['analytics#getStats'](props)
      if (totalEvents !== 7) throw new Error('The action has not read the state')
    },
  },
  'reading a state': { run: () => received.props.states.bot.analytics.get('b1') },
  'writing a state': { run: () => received.props.states.bot.analytics.set('b1', state.payload) },
  "calling a dependency's action": {
    run: () =>
      received.props.actions.analytics.trackEvent({ event: 'x', userId: 'u1', properties: {} }),
  },
  'emitting an event': { run: () => received.props.events.orderPlaced.emit(event.payload) },
}

const used = {
  'an action that reads a state': 'getState',
  'reading a state': 'getState',
  'writing a state': 'setState',
  "calling a dependency's action": 'callAction',
  'emitting an event': 'createEvent',
}

// The accessors are those that a handler gets.
const first = scenarios['an event to two handlers']
await first.run(first.make())

const result = {}
for (const [name, scenario] of Object.entries(scenarios)) {
  await perSecond(scenario, warmUp)
  const before = calls[used[name]] ?? 0
  const { times, rate } = await perSecond(scenario, duration)
  if (used[name] && calls[used[name]] - before !== times) {
    throw new Error(`${name}: the client was not called once each time`)
  }
  result[name] = rate
}
process.stdout.write(JSON.stringify(result))

async function perSecond({ make = () => undefined, run }, atLeast) {
  let times = 0
  let used = 0
  while (used < atLeast) {
    const inputs = Array.from({ length: batch }, make)
    const begin = process.cpuUsage()
    for (const input of inputs) await run(input)
    const { user, system } = process.cpuUsage(begin)
    used += user + system
    times += batch
  }
  return { times, rate: (times / used) * 1e6 }
}
