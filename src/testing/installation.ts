/** Installs plugins in a bot: what each is given, and what stands behind its dependencies. */
import type {
  AnyRecord,
  IntegrationMapping,
  InterfaceMapping,
  PluginHandlers,
} from '../runtime/index.js'
import { listed } from './errors.js'

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

/** The actions that a plugin was made with, as its author wrote them. */
export type ActionsOf<P extends HostedPlugin> = P extends { props: { actions?: infer A } }
  ? NonNullable<A>
  : any

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
}

/** A plugin that is ready to be called. */
export interface InstalledPlugin {
  readonly alias: string
  readonly handlers: PluginHandlers
  /** The names of its actions, as far as they can be known: its handler maps answer for any name. */
  readonly actionNames: readonly string[]
}

/** What a plugin may say about itself beside what a host reads. */
interface SelfDescription {
  readonly name?: unknown
  readonly props?: { readonly actions?: object; readonly definition?: { readonly name?: unknown } }
}

/** The plugin's own name, if it says one. */
export function ownName(plugin: HostedPlugin): string | undefined {
  const { name, props } = plugin as SelfDescription
  return [name, props?.definition?.name].find((each) => typeof each === 'string')
}

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

/**
 * Initialises a plugin as a host does.
 *
 * @param integrationAliases the integrations of the bot
 * @throws Error when a dependency is backed by an integration that the bot does not have
 */
export function install(
  alias: string,
  { plugin, configuration, dependencies = {} }: PluginInstallation<HostedPlugin>,
  integrationAliases: readonly string[],
): InstalledPlugin {
  const interfaces: [string, InterfaceMapping][] = []
  const integrations: [string, IntegrationMapping][] = []
  const own = integrationAliases.map((name) => [name, name] as const)
  for (const [name, given] of Object.entries({ ...Object.fromEntries(own), ...dependencies })) {
    const backing: Backing = typeof given === 'string' ? { integrationAlias: given } : given
    const { integrationAlias } = backing
    if (!integrationAliases.includes(integrationAlias)) {
      throw new Error(
        `Plugin "${alias}": dependency "${name}" is backed by integration "${integrationAlias}", which the bot does not have (it has: ${listed(integrationAliases)})`,
      )
    }
    // Which of the two it is, only the definition knows; both lead to the same integration.
    const integration = { name: integrationAlias, version: '0.0.0', integrationAlias }
    integrations.push([name, integration])
    interfaces.push([
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
  const handlers = plugin.initialize({
    alias,
    configuration: configuration ?? {},
    interfaces: Object.fromEntries(interfaces),
    integrations: Object.fromEntries(integrations),
  })
  const { actions = plugin.actionHandlers } = (plugin as SelfDescription).props ?? {}
  return { alias, handlers: handlers as PluginHandlers, actionNames: Object.keys(actions) }
}
