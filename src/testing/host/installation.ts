/** Installs plugins in a bot: what each is given, and what stands behind its dependencies. */
import type {
  AnyRecord,
  IntegrationMapping,
  InterfaceMapping,
  PluginHandlers,
  PluginSpec,
} from '../../runtime/index.js'
import { listed } from '../errors.js'
import { declarationOf, type Declaration } from '../platform/index.js'

/** Anything that a Botpress bot can host: a `Plugin` of this package or of `@botpress/sdk`. */
export interface HostedPlugin {
  initialize(props: any): unknown
  readonly actionHandlers: object
  readonly messageHandlers: object
  readonly eventHandlers: object
  readonly stateExpiredHandlers: object
  readonly hookHandlers: object
  readonly workflowHandlers: object
}

/** Names that an integration gives to what an interface declares, where they are not the same. */
interface Renamed {
  readonly [name: string]: string
}

/** What stands behind one dependency of a plugin. */
export interface Backing {
  /** Under which alias the bot has the integration installed. */
  readonly integrationAlias: string
  readonly actions?: Renamed
  readonly events?: Renamed
  readonly channels?: Renamed
  readonly entities?: Renamed
}

type ConfigurationOf<P extends HostedPlugin> = Parameters<P['initialize']>[0] extends {
  configuration: infer C
}
  ? C
  : AnyRecord

/** The configuration may be left out when nothing in it is required. */
type Configured<C> = object extends C
  ? { readonly configuration?: C }
  : { readonly configuration: C }

/** One plugin of a bot. */
export type PluginInstallation<P extends HostedPlugin> = Configured<ConfigurationOf<P>> & {
  readonly plugin: P
  /**
   * What stands behind the plugin's interfaces and integrations, by their alias in its definition:
   * the alias of an integration of the bot, or more when names differ. Every integration of the bot
   * also stands behind the dependency of the same alias.
   */
  readonly dependencies?: { readonly [alias: string]: string | Backing }
  /**
   * The plugin's definition, for one that was built with `@botpress/sdk`: expiries of states,
   * recurring events and what is not declared are known by it. Others bring it with them.
   */
  readonly definition?: object
}

/** A handler as a host calls it. */
export type HostedHandler = PluginHandlers['messageHandlers'][string][number]

/** A plugin that is ready to be called. */
export interface InstalledPlugin {
  readonly alias: string
  readonly handlers: PluginHandlers
  /** The names of its actions, as far as they can be known: its handler maps answer for any name. */
  readonly actionNames: readonly string[]
  /**
   * Initialises the plugin again if another bot has done so since: it keeps what it was initialised
   * with last. To be called right before each handler, which takes what it needs when it begins.
   */
  claim(): void
}

/** What a plugin may say about itself beside what a host reads. */
interface SelfDescription {
  readonly name?: unknown
  readonly spec?: PluginSpec
  readonly props?: { readonly actions?: object; readonly definition?: { readonly name?: unknown } }
}

/** The plugin's own name, if it or the definition that came with it says one. */
export function ownName(
  plugin: HostedPlugin,
  definition: { readonly name?: unknown } | undefined,
): string | undefined {
  const { name, props } = plugin as SelfDescription
  return [name, props?.definition?.name, definition?.name].find((each) => typeof each === 'string')
}

/** What a plugin declares, if the plugin or its installation brings a definition or a spec. */
export function declarationIn({
  plugin,
  definition,
}: PluginInstallation<HostedPlugin>): Declaration | undefined {
  const { spec, props } = plugin as SelfDescription
  const source = definition ?? spec ?? props?.definition
  return source && declarationOf(source)
}

/** For which installation a plugin was initialised last. */
const owners = new WeakMap<HostedPlugin, object>()

/** Maps every name to itself, except the renamed ones: an interface's members are not known here. */
function named(renamed: Renamed = {}): { [name: string]: { name: string } } {
  const nameOf = (key: string) => ({
    name: (Object.hasOwn(renamed, key) ? renamed[key] : undefined) ?? key,
  })
  return new Proxy(Object.create(null), {
    get: (_, key) => (typeof key === 'string' ? nameOf(key) : undefined),
    has: (_, key) => typeof key === 'string',
    getOwnPropertyDescriptor: (_, key) =>
      typeof key === 'string'
        ? { value: nameOf(key), configurable: true, enumerable: true }
        : undefined,
    ownKeys: () => Object.keys(renamed),
  })
}

/** What stands behind each dependency, by its alias in the plugin. */
function backingsOf(
  alias: string,
  dependencies: { readonly [alias: string]: string | Backing },
  declared: Declaration['dependencies'] | undefined,
  integrations: readonly string[],
): Map<string, Backing> {
  const backings = new Map<string, Backing>()
  // Where it is not known what the plugin depends on, it may be any integration of the bot.
  for (const name of declared?.keys() ?? integrations) {
    backings.set(name, { integrationAlias: name })
  }
  for (const [name, given] of Object.entries(dependencies)) {
    if (declared && !declared.has(name)) {
      throw new Error(
        `Plugin "${alias}" has no dependency "${name}"; it has: ${listed(declared.keys())}`,
      )
    }
    const backing = typeof given === 'string' ? { integrationAlias: given } : given
    const { integrationAlias } = backing
    if (!integrations.includes(integrationAlias)) {
      throw new Error(
        `Plugin "${alias}": dependency "${name}" is backed by integration "${integrationAlias}", which the bot does not have (it has: ${listed(integrations)})`,
      )
    }
    backings.set(name, backing)
  }
  return backings
}

/**
 * Initialises a plugin as a host does.
 *
 * @param declaration what the plugin declares, if that is known
 * @param integrations the aliases of the bot's integrations
 * @throws Error for a dependency that the plugin or an integration that the bot does not have
 */
export function install(
  alias: string,
  { plugin, configuration, dependencies = {} }: PluginInstallation<HostedPlugin>,
  declaration: Declaration | undefined,
  integrations: readonly string[],
): InstalledPlugin {
  const declared = declaration?.dependencies
  const interfaceMappings: [string, InterfaceMapping][] = []
  const integrationMappings: [string, IntegrationMapping][] = []
  for (const [name, backing] of backingsOf(alias, dependencies, declared, integrations)) {
    const { integrationAlias } = backing
    const integration = { name: integrationAlias, version: '0.0.0', integrationAlias }
    // Where it is not known which of the two it is, it is both: they lead to the same integration.
    if (declared?.get(name) !== 'interface') integrationMappings.push([name, integration])
    if (declared?.get(name) === 'integration') continue
    interfaceMappings.push([
      name,
      {
        ...integration,
        integrationInterfaceAlias: name,
        entities: named(backing.entities),
        actions: named(backing.actions),
        events: named(backing.events),
        channels: named(backing.channels),
      },
    ])
  }
  const props = {
    alias,
    configuration: configuration ?? {},
    interfaces: Object.fromEntries(interfaceMappings),
    integrations: Object.fromEntries(integrationMappings),
  }
  owners.set(plugin, props)
  const handlers = plugin.initialize(props) as PluginHandlers
  const { actions = plugin.actionHandlers } = (plugin as SelfDescription).props ?? {}
  return {
    alias,
    handlers,
    actionNames: Object.keys(actions),
    claim() {
      if (owners.get(plugin) === props) return
      owners.set(plugin, props)
      plugin.initialize(props)
    },
  }
}

/**
 * Misspelt aliases of stand-ins would stand behind nothing.
 *
 * @param declarations what each plugin declares, by alias
 * @param integrations the aliases of the bot's integrations
 * @param own those that the bot's own definition has
 * @throws Error for an integration that no plugin depends on, where all plugins tell what they do
 */
export function checkIntegrations(
  installations: { readonly [alias: string]: PluginInstallation<HostedPlugin> },
  declarations: ReadonlyMap<string, Declaration | undefined>,
  integrations: readonly string[],
  own: ReadonlySet<string>,
): void {
  const known = [...declarations.values()]
  const needed = new Set(
    known.flatMap((declaration) => [...(declaration?.dependencies.keys() ?? [])]),
  )
  if (known.includes(undefined) || needed.size === 0) return
  const backing = Object.values(installations).flatMap(({ dependencies = {} }) =>
    Object.values(dependencies).map((each) =>
      typeof each === 'string' ? each : each.integrationAlias,
    ),
  )
  const unused = integrations.find(
    (alias) => !needed.has(alias) && !backing.includes(alias) && !own.has(alias),
  )
  if (unused === undefined) return
  throw new Error(
    `No plugin depends on integration "${unused}"; there are the dependencies: ${listed(needed)}. To let it stand behind one of another name: createBot({ dependencies: { "${listed([...needed].slice(0, 1))}": "${unused}" } }); to have it beside them: createBot({ botDefinition: { integrations: { "${unused}": {} } } })`,
  )
}
