/** A plugin with the parts that it is given: registration, installation, and the maps that a host reads. */
import type { Handler, HostHandler, Installed, Parts, Run, Section } from './context.js'
import { runHandler, runHook, withChecks, withDefaults } from './dispatch.js'
import { propMakers } from './handler-props.js'
import { HandlerTable } from './handler-table.js'
import { fillOf, ownName } from './installation.js'
import { proxyByName } from './proxies.js'
import { RuntimeError } from './runtime-error.js'
import type { PluginSpec } from './spec.js'
import type {
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

/**
 * By kind of hook, the section with what a hook is registered for, and the part of its data that
 * gets defaults, by a path that ends in the slot. What is going out gets none.
 */
const hooks: { readonly [K in HookType]: readonly [Section, path?: string] } = {
  before_incoming_event: ['events', 'data.payload'],
  before_incoming_message: ['messages', 'data.payload'],
  before_incoming_call_action: ['actions', 'data.input'],
  before_outgoing_message: ['messages'],
  before_outgoing_call_action: ['actions'],
  after_incoming_event: ['events', 'data.payload'],
  after_incoming_message: ['messages', 'data.payload'],
  after_incoming_call_action: ['actions', 'data.output'],
  after_outgoing_message: ['messages', 'data.message.payload'],
  after_outgoing_call_action: ['actions', 'data.output'],
}

/** The base of a plugin class, for handlers of the types `T`. */
export class LeanPlugin<
  T extends HandlerTypes,
  TRuntimeProps = RuntimeProps,
  TName extends string = string,
> implements PluginHandlers {
  /** The plugin's name in its definition; a bot may have installed it under another. */
  readonly name: TName
  readonly props: PluginProps<T>
  /** What is generated from the definition. */
  readonly spec: PluginSpec
  /** Registers handlers, at any time; for members of dependencies as `<alias>:<member>`. */
  readonly on: Registrar<T>
  // Declared only: the constructor makes them, and a field would be made before that.
  declare readonly actionHandlers: PluginHandlers['actionHandlers']
  declare readonly messageHandlers: PluginHandlers['messageHandlers']
  declare readonly eventHandlers: PluginHandlers['eventHandlers']
  declare readonly stateExpiredHandlers: PluginHandlers['stateExpiredHandlers']
  declare readonly hookHandlers: PluginHandlers['hookHandlers']
  declare readonly workflowHandlers: PluginHandlers['workflowHandlers']
  /** Types only, for who tests the plugin: there is no such property. */
  declare readonly '~types': T
  readonly #parts: Parts
  readonly #actions = new Map<string, HostHandler>()
  #plugin: Installed | undefined

  /**
   * @param props the author's part
   * @param spec what is generated from the definition; its name is the one of the types
   * @param parts what the definition calls for: for its sections, `applyFill` if it has defaults, and
   *   `checks` if it has schemas
   * @throws RuntimeError `invalid_handler` for an action that is not a function, `other_definition`
   *   for a definition that the plugin was not generated from
   */
  constructor(props: PluginProps<T>, spec: PluginSpec, parts: Parts = {}) {
    props.definition?.check?.(spec)
    this.name = spec.name as TName
    this.props = props
    this.spec = spec
    this.#parts = parts

    for (const [name, handler] of Object.entries<any>(props.actions ?? {})) {
      const run = withDefaults(runHandler, fillOf(spec, 'actions', name, 'input'), 'input')
      const runChecked = props.definition ? withChecks(run, name) : run
      this.#actions.set(name, this.#hosted(`actions.${name}`, handler, runChecked))
    }
    this.actionHandlers = this.#answers((_, name) => this.#actions.get(name))

    const on: { [method: string]: (name: string, handler: Handler) => void } = {}
    /** The lists of handlers that `on[method]` registers. */
    const lists = (method: string, run: Run, section: Section, path?: string): any => {
      const table = new HandlerTable(section)
      on[method] = (name: string, handler: Handler): void => {
        const runFilled = withDefaults(
          run,
          fillOf(spec, section, name, path?.split('.').pop()),
          path,
        )
        table.add(name, this.#hosted(`on.${method}("${name}")`, handler, runFilled))
      }
      return this.#answers((plugin, name) => table.list(plugin, name))
    }
    this.on = on as unknown as Registrar<T>
    this.messageHandlers = lists('message', runHandler, 'messages')
    this.eventHandlers = lists('event', runHandler, 'events', 'event.payload')
    this.stateExpiredHandlers = lists('stateExpired', runHandler, 'states', 'state.payload')
    const runWorkflow = parts.workflows?.run ?? runHandler
    // Maps without a prototype, so that what every object has is no kind of handlers.
    this.workflowHandlers = {
      __proto__: null,
      started: lists('workflowStart', runWorkflow, 'workflows'),
      continued: lists('workflowContinue', runWorkflow, 'workflows'),
      timed_out: lists('workflowTimeout', runWorkflow, 'workflows'),
    } as PluginHandlers['workflowHandlers']
    const hookHandlers: any = (this.hookHandlers = { __proto__: null } as never)
    for (const [kind, hook] of Object.entries(hooks)) {
      const method = kind.replace(/_(.)/g, (_, first: string) => first.toUpperCase())
      hookHandlers[kind] = lists(method, runHook, ...hook)
    }

    props.on?.(this.on)
  }

  /**
   * Says how a bot has installed the plugin. Called again, it replaces what was said before, for all
   * calls that come after.
   *
   * @throws RuntimeError `invalid_value` for a configuration that does not fit the definition,
   *   `invalid_schema` for a definition whose schema cannot be applied
   */
  initialize(props: TRuntimeProps): this {
    const { spec } = this
    const { definition } = this.props
    const {
      alias = spec.name,
      configuration = {},
      interfaces,
      integrations,
    } = props as Partial<RuntimeProps>
    const { checks } = this.#parts
    if (definition) checks?.now(definition, ['configuration'], configuration)
    const plugin = {
      spec,
      parts: this.#parts,
      alias,
      prefix: `${alias}#`,
      configuration,
      interfaces,
      integrations,
      check: definition && checks?.create(definition),
      actions: this.#actions,
    }
    this.#plugin = { ...plugin, props: propMakers(plugin) }
    return this
  }

  get #installed(): Installed {
    if (this.#plugin) return this.#plugin
    throw new RuntimeError(`Plugin "${this.name}" is not initialized`, {
      reason: 'not_initialized',
    })
  }

  /** A map of a host's; names may come with the plugin's prefix. */
  #answers(read: (plugin: Installed, name: string) => unknown): any {
    return proxyByName((name) => {
      const plugin = this.#installed
      return read(plugin, ownName(plugin, name) || name)
    })
  }

  /** A handler as a host calls it, under the name that its author gave it. */
  #hosted(place: string, handler: Handler, run: Run): HostHandler {
    if (typeof handler !== 'function') {
      throw new RuntimeError(`${place} is not a function`, { reason: 'invalid_handler' })
    }
    return Object.defineProperty<HostHandler>(
      (host, plugin = this.#installed) => run(plugin, handler, host),
      'name',
      { value: handler.name },
    )
  }
}
