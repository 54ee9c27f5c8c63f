/** What a handler receives: what the host passed in, and what the plugin adds to it. */
import { actions, dependencies } from './actions.js'
import { overlay } from './answers.js'
import type { Call, Wrap } from './call.js'
import { conversations, wrapConversation } from './conversations.js'
import { createEvent, events } from './events.js'
import { localName } from './installation.js'
import { messages, wrapMessage } from './messages.js'
import { own, replace } from './record.js'
import { states } from './states.js'
import { rowOperation, tables } from './tables.js'
import type { AnyRecord } from './types/index.js'
import { users, wrapUser } from './users.js'
import { workflows } from './workflows.js'

/** What the plugin adds. */
const tools: { readonly [prop: string]: (call: Call) => unknown } = {
  configuration: ({ plugin }) => plugin.configuration,
  alias: ({ plugin }) => plugin.alias,
  interfaces: (call) => dependencies(call, 'interfaces'),
  integrations: (call) => dependencies(call, 'integrations'),
  actions,
  states,
  events,
  users,
  conversations,
  messages: (call) => messages(call),
  workflows,
  tables,
}

/** What the plugin makes of what the host passed in. */
const wraps: { readonly [prop: string]: Wrap } = {
  client: pluginClient,
  logger: (_, logger) => pluginLogger(logger),
  user: (call, user) => wrapUser(call, user, call.host.conversation?.id),
  conversation: wrapConversation,
  message: wrapMessage,
  event: ({ host }, event) => replace(event, { botId: host.ctx?.botId }),
}

/**
 * The props of one handler. Each is made when it is first read, as a handler reads few of them, and
 * all are there for who looks around.
 */
export function handlerProps(call: Call): AnyRecord {
  const { host } = call
  const made: AnyRecord = {}
  const has = (_: unknown, key: PropertyKey): boolean => {
    if (Object.hasOwn(made, key)) return true
    const prop = key as string
    const tool = own(tools, prop)
    const given = own(host, prop)
    if (tool) made[prop] = tool(call)
    else if (given !== undefined) made[prop] = own(wraps, prop)?.(call, given) ?? given
    return Object.hasOwn(made, key)
  }
  return new Proxy(made, {
    has,
    get: (_, key) => (has(_, key) ? made[key as string] : undefined),
    getOwnPropertyDescriptor: (_, key) =>
      has(_, key) ? Reflect.getOwnPropertyDescriptor(made, key) : undefined,
    ownKeys() {
      for (const key of Object.keys({ ...host, ...tools })) has(made, key)
      return Reflect.ownKeys(made)
    },
  })
}

/** The host's client, which creates own events by the plugin's name too, and gives rows their defaults. */
function pluginClient(call: Call, client: AnyRecord): AnyRecord {
  const { prefix, spec } = call.plugin
  return overlay(client, (key) =>
    key === 'createEvent'
      ? async (input: AnyRecord) => {
          const { type } = input
          const name = localName(prefix, localName(`${spec.name}#`, type))
          return name === type ? client.createEvent(input) : createEvent(call, name, input)
        }
      : spec.tables && rowOperation(call, key),
  )
}

/** The host's logger, with `forBot` on it and on all loggers made from it. */
function pluginLogger(logger: AnyRecord): AnyRecord {
  const plugged = overlay(logger, (key) =>
    key === 'forBot'
      ? () => plugged
      : key.startsWith('with') && ((...args: unknown[]) => pluginLogger(logger[key](...args))),
  )
  return 'forBot' in logger ? logger : plugged
}
