/** What a handler receives: what the host passed in, and what the plugin adds to it. */
import type { Call, HostProps, Installation, Installed, MakeProp, Part, Wrap } from './context.js'
import { conversations, wrapConversation } from './conversations.js'
import { filled } from './installation.js'
import { messages, wrapMessage } from './messages.js'
import { getOwn, withValues } from './own-keys.js'
import { overlay } from './proxies.js'
import type { Client, Event, Logger, User } from './types/index.js'
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
const wraps = new Map<string, Wrap<never>>([
  ['client', pluginClient],
  ['logger', (_, logger: Logger) => pluginLogger(logger)],
  ['user', (call, user: User) => wrapUser(call, user, call.host.conversation?.id)],
  ['conversation', wrapConversation],
  ['message', wrapMessage],
  ['event', ({ host }, event: Event) => withValues(event, { botId: host.ctx?.botId })],
])

/**
 * The props of one handler. Each is made when it is first read, as a handler reads few of them, and
 * all are there for who looks around.
 */
export function handlerProps(plugin: Installed, host: HostProps): object {
  return new Proxy({}, new HandlerCall(plugin, host))
}

/** The props of a handler, as far as they are made. */
type Props = { [name: string]: unknown }

/** What a proxy can be asked for, by name. */
type Traps = { [name: string]: (target: Props, ...rest: unknown[]) => unknown }

/**
 * A call for one handler, and the traps of its props, in one object as both are made for each call.
 * `made` has the props that were read so far.
 */
class HandlerCall implements Call, ProxyHandler<Props> {
  readonly plugin: Installed
  readonly host: HostProps
  /** Set once `made` has all props: from then on it is the object that it stands for. */
  declare isWhole?: boolean

  constructor(plugin: Installed, host: HostProps) {
    this.plugin = plugin
    this.host = host
  }

  get(made: Props, key: string): unknown {
    if (this.isWhole || Object.hasOwn(made, key)) return made[key]
    const tool = this.plugin.props.get(key)
    if (tool) return (made[key] = tool(this))
    const given = getOwn(this.host, key)
    // What all objects inherit is there too.
    return given === undefined
      ? made[key]
      : (made[key] = wraps.get(key)?.(this, given as never) ?? given)
  }
}

// All other traps: whoever does more than read one value finds all of them in place.
for (const trap of Object.getOwnPropertyNames(Reflect)) {
  const traps = HandlerCall.prototype as unknown as Traps
  traps[trap] ??= function (this: HandlerCall, made: Props, ...rest: unknown[]): unknown {
    if (!this.isWhole) {
      for (const key of [...Object.keys(this.host), ...this.plugin.props.keys()])
        this.get(made, key)
      this.isWhole = true
    }
    return (Reflect as unknown as Traps)[trap]!(made, ...rest)
  }
}

/** Methods of a logger that make another. */
type Derivers = { readonly [method: string]: (...args: unknown[]) => Logger }

/** The host's client, with the operations that parts of the plugin have their own of. */
function pluginClient(call: Call, client: Client): Client {
  const parts: Part[] = Object.values(call.plugin.parts)
  return overlay(client, (name) => parts.map((part) => part.operation?.(call, name)).find(Boolean))
}

/** The host's logger, with `forBot` on it and on all loggers made from it. */
function pluginLogger(logger: Logger): Logger {
  const plugged: Logger = overlay(logger, (key) =>
    key === 'forBot'
      ? () => plugged
      : key.startsWith('with') &&
        ((...args: unknown[]) => pluginLogger((logger as unknown as Derivers)[key]!(...args))),
  )
  return 'forBot' in logger ? logger : plugged
}
