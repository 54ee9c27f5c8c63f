/** What is settled once a bot has installed a plugin, and the names that follow from it. */
import type { Check } from './check.js'
import type { Parts } from './parts.js'
import type { Tool } from './props.js'
import { own } from './record.js'
import { RuntimeError } from './runtime-error.js'
import type { Fill, PluginSpec } from './spec.js'
import type { AnyRecord, InterfaceMapping, PluginHandlers } from './types/index.js'

/** What the host says about a dependency; only interfaces have members mapped. */
export type Mapping = Partial<InterfaceMapping>

interface Dependencies<T> {
  readonly interfaces?: { readonly [alias: string]: T } | undefined
  readonly integrations?: { readonly [alias: string]: T } | undefined
}

/** What an author has registered for something. */
export type Handler = (props: AnyRecord) => unknown

/** A handler as the host calls it. */
export type HostHandler = PluginHandlers['messageHandlers'][string][number]

/**
 * A handler as the host calls it, and as a plugin calls its own actions: for the installation of
 * the caller, as another bot may have installed the plugin since.
 */
export type OwnAction = (host: AnyRecord, plugin?: Installed) => ReturnType<HostHandler>

/** What is known of a plugin as one bot has it. */
export interface Installation extends Dependencies<Mapping> {
  readonly spec: PluginSpec
  readonly parts: Parts
  /** The name under which the bot knows the plugin. */
  readonly alias: string
  /** What the plugin's own names begin with: `<alias>#`. */
  readonly prefix: string
  /** As the host has passed it in. */
  readonly configuration: unknown
  /** There when the definition was passed in. */
  readonly check: Check | undefined
  /** The plugin's own actions, as the host calls them. */
  readonly actions: ReadonlyMap<string, OwnAction>
}

/** An installation, and what is made of it once, for all calls. */
export interface Installed extends Installation {
  /** What the plugin adds to the props of its handlers. */
  readonly tools: ReadonlyMap<string, Tool>
}

/** A section of a spec that has entries with fills. */
export type Section = Exclude<
  keyof PluginSpec,
  'name' | 'version' | 'configuration' | 'recurringEvents' | 'tags' | 'fills'
>

/** The defaults of an entry, or of one of its slots. Members of dependencies go by `<alias>:<member>`. */
export function fillOf(
  spec: PluginSpec,
  section: Section,
  name: string,
  slot?: string,
): Fill | undefined {
  const entry = own(spec[section], name)
  if (entry) return slot ? entry[slot] : entry
  return membersOf(spec, name)
    .map(([dependency, member]) => own(own(dependency, section), member))
    .find(Boolean)
}

/** `value` with those defaults, if there are any, in the part of it that `path` leads to. */
export function filled(
  { parts, spec }: Installation,
  fill: Fill | undefined,
  value: unknown,
  path?: string,
): any {
  return fill && parts.applyFill ? parts.applyFill(fill, value, spec.fills, path) : value
}

/** What `<alias>:<member>` may stand for, as both may have a `:` in them. */
function membersOf<T>(
  { interfaces, integrations }: Dependencies<T>,
  name: string,
): (readonly [dependency: T, member: string])[] {
  return Object.entries({ ...integrations, ...interfaces })
    .filter(([alias]) => name.startsWith(`${alias}:`))
    .map(([alias, dependency]) => [dependency, name.slice(alias.length + 1)] as const)
}

/** A name without the plugin's prefix, or `false` for the name of another. */
export function ownName({ prefix }: Installation, name: string): string | false {
  return name.startsWith(prefix) && name.slice(prefix.length)
}

/** What the host has said, or a spec says, about the interface or the integration of that alias. */
export function dependencyOf<T>(
  { interfaces, integrations }: Dependencies<T>,
  alias: string,
): T | undefined {
  return own(interfaces, alias) ?? own(integrations, alias)
}

/** The name that an integration gives to an interface's member: the member's own unless the host says so. */
export function mappedName(mapping: Mapping | undefined, section: string, member: string): string {
  return own(own(mapping, section), member)?.name ?? member
}

/** The names under which a host looks for handlers that an author has registered for `name`. */
export function wireNames(plugin: Installation, section: Section, name: string): string[] {
  const members = membersOf(plugin, name)
  return [name, ...members.map(([mapping, member]) => wireName(mapping, section, member))]
}

/** The name under which a host knows a dependency's member. */
export function wireName(mapping: Mapping, section: Section, member: string): string {
  return `${mapping.integrationAlias}:${mappedName(mapping, section, member)}`
}

/**
 * Throws for a name that is neither in the definition nor among what the host has passed in.
 * Answers `undefined` where it is not an author who asks, but the language.
 */
export function unknownName(kind: string, name: string, known: object): undefined {
  if (isProbe(name)) return undefined
  const message = `Unknown ${kind} "${name}"; known: ${Object.keys(known).join(', ')}`
  throw new RuntimeError(message, { reason: `unknown_${kind}` })
}

/** Names that are read by `await`, `JSON.stringify` and string conversion, not by an author. */
export function isProbe(name: string): boolean {
  return name === 'then' || name === 'toJSON' || name in {}
}
