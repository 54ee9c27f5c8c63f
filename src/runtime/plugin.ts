/** The base of every generated `Plugin`: registration, installation, and the maps that a host reads. */
import { createCheck } from './check.js'
import {
  runAction,
  runEvent,
  runHook,
  runMessage,
  runStateExpired,
  runWorkflow,
} from './dispatch.js'
import type { Run } from './dispatch.js'
import { applyFill } from './fill.js'
import { HandlerTable } from './handler-table.js'
import type { HostHandler } from './handler-table.js'
import { localName, mappingOf, splitName, wireName } from './installation.js'
import type { Handler, Installation } from './installation.js'
import { namespace } from './namespace.js'
import { RuntimeError } from './runtime-error.js'
import type { PluginSpec } from './spec.js'
import type {
  AnyRecord,
  DefinitionLike,
  HandlerTypes,
  HookType,
  PluginHandlers,
  Registrar,
  RuntimeProps,
} from './types/index.js'

/** What an author passes to `new Plugin`. */
export interface PluginProps<T extends HandlerTypes> {
  /** With it, values are checked where they come in and go out. */
  readonly definition?: DefinitionLike
  readonly actions?: T['actions']
  /** Called at once, to register handlers. */
  readonly on?: (plugin: Registrar<T>) => void
}

/** The sections of a dependency that a handler can be registered for a member of. */
type Members = 'actions' | 'events'

/** One way to register a handler. */
interface Registration {
  /** Where a host finds the handler. */
  readonly map: Exclude<keyof PluginHandlers, 'actionHandlers'>
  /** Which map it is in there, if there are several. */
  readonly kind?: HookType | keyof PluginHandlers['workflowHandlers']
  readonly run: Run
  readonly members?: Members
}

function hook(kind: HookType, members?: Members): Registration {
  return { map: 'hookHandlers', kind, run: runHook(kind), ...(members && { members }) }
}

const registrations: { readonly [K in keyof Registrar<HandlerTypes>]: Registration } = {
  message: { map: 'messageHandlers', run: runMessage },
  event: { map: 'eventHandlers', run: runEvent, members: 'events' },
  stateExpired: { map: 'stateExpiredHandlers', run: runStateExpired },
  beforeIncomingEvent: hook('before_incoming_event', 'events'),
  beforeIncomingMessage: hook('before_incoming_message'),
  beforeOutgoingMessage: hook('before_outgoing_message'),
  beforeOutgoingCallAction: hook('before_outgoing_call_action', 'actions'),
  beforeIncomingCallAction: hook('before_incoming_call_action', 'actions'),
  afterIncomingEvent: hook('after_incoming_event', 'events'),
  afterIncomingMessage: hook('after_incoming_message'),
  afterOutgoingMessage: hook('after_outgoing_message'),
  afterOutgoingCallAction: hook('after_outgoing_call_action', 'actions'),
  afterIncomingCallAction: hook('after_incoming_call_action', 'actions'),
  workflowStart: { map: 'workflowHandlers', kind: 'started', run: runWorkflow },
  workflowContinue: { map: 'workflowHandlers', kind: 'continued', run: runWorkflow },
  workflowTimeout: { map: 'workflowHandlers', kind: 'timed_out', run: runWorkflow },
}

/** The base of a generated plugin class, for handlers of the types `T`. */
export class Plugin<
  T extends HandlerTypes,
  TRuntimeProps = RuntimeProps,
> implements PluginHandlers {
  readonly props: PluginProps<T>
  /** Registers handlers, at any time; for members of dependencies as `<alias>:<member>`. */
  readonly on: Registrar<T>
  readonly actionHandlers: PluginHandlers['actionHandlers']
  readonly messageHandlers: PluginHandlers['messageHandlers']
  readonly eventHandlers: PluginHandlers['eventHandlers']
  readonly stateExpiredHandlers: PluginHandlers['stateExpiredHandlers']
  readonly hookHandlers: PluginHandlers['hookHandlers']
  readonly workflowHandlers: PluginHandlers['workflowHandlers']
  readonly #spec: PluginSpec
  readonly #actions = new Map<string, Handler>()
  readonly #tables: HandlerTable[] = []
  #installation: Installation | undefined

  /**
   * @param props the author's part
   * @param spec the part that is generated from the definition
   * @throws RuntimeError `invalid_handler` for an action that is not a function
   */
  constructor(props: PluginProps<T>, spec: PluginSpec) {
    this.props = props
    this.#spec = spec

    const actions = new Map<string, HostHandler>()
    for (const [name, handler] of Object.entries<unknown>(props.actions ?? {})) {
      assertHandler(handler, `actions.${name}`)
      this.#actions.set(name, handler)
      actions.set(name, this.#hosted(runAction, name, handler))
    }
    this.actionHandlers = namespace<typeof actions>((handlers, name) =>
      handlers.get(localName(this.#installed, name)),
    )(actions)

    const on: AnyRecord = {}
    const maps: AnyRecord = {}
    const lists = namespace<HandlerTable>((table, name) =>
      table.list(localName(this.#installed, name)),
    )
    for (const [method, { map, kind, run, members }] of Object.entries(registrations)) {
      const table = new HandlerTable((name) => wireNames(this.#installed, name, members))
      this.#tables.push(table)
      on[method] = (name: string, handler: unknown): void => {
        assertHandler(handler, `on.${method}("${name}")`)
        table.add(name, this.#hosted(run, name, handler))
      }
      if (kind) (maps[map] ??= Object.create(null))[kind] = lists(table)
      else maps[map] = lists(table)
    }
    this.on = on as Registrar<T>
    this.messageHandlers = maps.messageHandlers
    this.eventHandlers = maps.eventHandlers
    this.stateExpiredHandlers = maps.stateExpiredHandlers
    this.hookHandlers = maps.hookHandlers
    this.workflowHandlers = maps.workflowHandlers

    props.on?.(this.on)
  }

  /**
   * Says how a bot has installed the plugin. Called again, it replaces what was said before, for all
   * calls that come after; calls under way keep what they began with.
   *
   * @throws RuntimeError `invalid_value` for a configuration that does not fit the definition
   */
  initialize(props: TRuntimeProps): this {
    const spec = this.#spec
    const { definition } = this.props
    const check = definition && createCheck(definition)
    // What a host leaves out is nothing that the plugin could not do without.
    const { alias = spec.name, configuration = {}, ...mappings } = props as Partial<RuntimeProps>
    check?.now(['configuration'], configuration)
    const installation: Installation = {
      spec,
      alias,
      prefix: `${alias}#`,
      configuration: spec.configuration
        ? applyFill(spec.configuration, configuration, spec.fills)
        : configuration,
      interfaces: mappings.interfaces ?? {},
      integrations: mappings.integrations ?? {},
      check,
      actions: this.#actions,
      runAction: (name, host) =>
        runAction(installation, name, this.#actions.get(name) as Handler, host),
    }
    this.#installation = installation
    for (const table of this.#tables) table.forget()
    return this
  }

  get #installed(): Installation {
    if (this.#installation) return this.#installation
    throw new RuntimeError(
      `The plugin "${this.#spec.name}" is not initialized; its configuration and its dependencies are there in handlers only`,
      { code: 'not_initialized' },
    )
  }

  /** `handler` as a host calls it, under the name that its author gave it. */
  #hosted(run: Run, name: string, handler: Handler): HostHandler {
    const hosted: HostHandler = (host) => run(this.#installed, name, handler, host)
    return Object.defineProperty(hosted, 'name', { value: handler.name })
  }
}

function assertHandler(handler: unknown, place: string): asserts handler is Handler {
  if (typeof handler === 'function') return
  throw new RuntimeError(`${place} is not a function`, { code: 'invalid_handler' })
}

/** The names that events and actions have on the wire which the plugin knows as `name`. */
function wireNames(plugin: Installation, name: string, members?: Members): string[] {
  const [alias, member] = (members && splitName(name)) ?? []
  const mapping = alias && mappingOf(plugin, alias)
  return members && mapping && member ? [name, wireName(mapping, members, member)] : [name]
}
