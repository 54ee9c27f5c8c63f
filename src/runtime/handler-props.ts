/** What a handler receives: what the host passed in, and what the plugin adds to it. */
import type { Call, Installation, Installed, MakeProp, Part, Wrap } from './context.js'
import { conversations, wrapConversation } from './conversations.js'
import { filled } from './installation.js'
import { messages, wrapMessage } from './messages.js'
import { getOwn, withValues } from './own-keys.js'
import { overlay } from './proxies.js'
import type { AnyRecord } from './types/index.js'
import { users, wrapUser } from './users.js'

/** Props that come from parts; a plugin without the part has an empty object there. */
const partProps = [
  'actions',
  'interfaces',
  'integrations',
  'states',
  'events',
  'workflows',
  'tables',
] as const

/** All that a plugin adds to the props of its handlers, by name. */
export function propMakers(plugin: Installation): Map<string, MakeProp> {
  const { alias, configuration, parts, spec } = plugin
  return new Map<string, MakeProp>([
    // Filled for each call, which may change what it gets.
    ['configuration', () => filled(plugin, spec.configuration, configuration)],
    ['alias', () => alias],
    ['users', users],
    ['conversations', conversations],
    ['messages', messages],
    ...partProps.map((name) => [name, parts[name]?.prop(plugin) ?? (() => ({}))] as const),
  ])
}

/** What the plugin makes of what the host passed in. */
const wraps = new Map<string, Wrap>([
  ['client', pluginClient],
  ['logger', (_, logger) => pluginLogger(logger)],
  ['user', (call, user) => wrapUser(call, user, call.host.conversation?.id)],
  ['conversation', wrapConversation],
  ['message', wrapMessage],
  ['event', ({ host }, event) => withValues(event, { botId: host.ctx?.botId })],
])

/**
 * The props of one handler. Each is made when it is first read, as a handler reads few of them, and
 * all are there for who looks around.
 */
export function handlerProps(plugin: Installed, host: AnyRecord): AnyRecord {
  return new Proxy({}, new HandlerCall(plugin, host))
}

/**
 * A call for one handler, and the traps of its props, in one object as both are made for each call.
 * `made` has the props that were read so far.
 */
class HandlerCall implements Call, ProxyHandler<AnyRecord> {
  readonly plugin: Installed
  readonly host: AnyRecord
  /** Set once `made` has all props: from then on it is the object that it stands for. */
  declare isWhole?: boolean

  constructor(plugin: Installed, host: AnyRecord) {
    this.plugin = plugin
    this.host = host
  }

  get(made: AnyRecord, key: string): unknown {
    if (this.isWhole || Object.hasOwn(made, key)) return made[key]
    const tool = this.plugin.props.get(key)
    if (tool) return (made[key] = tool(this))
    const given = getOwn(this.host, key)
    // What all objects inherit is there too.
    return given === undefined ? made[key] : (made[key] = wraps.get(key)?.(this, given) ?? given)
  }
}

// All other traps: whoever does more than read one value finds all of them in place.
for (const trap of Object.getOwnPropertyNames(Reflect)) {
  const traps: AnyRecord = HandlerCall.prototype
  traps[trap] ??= function (this: HandlerCall, made: AnyRecord, ...rest: unknown[]): unknown {
    if (!this.isWhole) {
      for (const key of [...Object.keys(this.host), ...this.plugin.props.keys()])
        this.get(made, key)
      this.isWhole = true
    }
    return (Reflect as AnyRecord)[trap](made, ...rest)
  }
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
