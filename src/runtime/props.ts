/** What a handler receives: what the host passed in, and what the plugin adds to it. */
import { overlay } from './answers.js'
import type { Call, Wrap } from './call.js'
import { conversations, wrapConversation } from './conversations.js'
import { messages, wrapMessage } from './messages.js'
import type { Part } from './parts.js'
import { own, replace } from './record.js'
import type { AnyRecord } from './types/index.js'
import { users, wrapUser } from './users.js'

/** What every plugin has, beside its parts. */
const tools: { readonly [prop: string]: (call: Call) => unknown } = {
  configuration: ({ plugin }) => plugin.configuration,
  alias: ({ plugin }) => plugin.alias,
  users,
  conversations,
  messages: (call) => messages(call),
  // Those that a plugin may have as parts are there, and empty, in those that have none.
  ...Object.fromEntries(
    ['actions', 'interfaces', 'integrations', 'states', 'events', 'workflows', 'tables'].map(
      (name) => [name, (call: Call) => own(call.plugin.parts, name)?.prop(call) ?? {}],
    ),
  ),
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
  const make = (key: string): unknown => {
    const tool = own(tools, key)
    if (tool) return (made[key] = tool(call))
    const given = own(host, key)
    return given === undefined ? given : (made[key] = own(wraps, key)?.(call, given) ?? given)
  }
  const has = (_: unknown, key: PropertyKey): boolean =>
    Object.hasOwn(made, key) || make(key as string) !== undefined
  return new Proxy(made, {
    has,
    get: (_, key) => own(made, key) ?? make(key as string),
    getOwnPropertyDescriptor: (_, key) =>
      has(_, key) ? Reflect.getOwnPropertyDescriptor(made, key) : undefined,
    ownKeys() {
      for (const key of Object.keys({ ...host, ...tools })) has(made, key)
      return Reflect.ownKeys(made)
    },
  })
}

/** The host's client, with the operations that parts of the plugin have their own of. */
function pluginClient(call: Call, client: AnyRecord): AnyRecord {
  const parts: Part[] = Object.values(call.plugin.parts)
  return overlay(client, (name) => parts.map((part) => part.operation?.(call, name)).find(Boolean))
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
