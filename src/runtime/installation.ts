/** What is settled once a bot has installed a plugin, and the names that follow from it. */
import type { Check } from './check.js'
import type { Parts } from './parts.js'
import { own } from './record.js'
import { RuntimeError } from './runtime-error.js'
import type { Fill, PluginSpec } from './spec.js'
import type { AnyRecord, InterfaceMapping, PluginHandlers } from './types/index.js'

/** What the host says about a dependency; only interfaces have members mapped. */
export type Mapping = Partial<InterfaceMapping>

interface Mappings {
  readonly [alias: string]: Mapping
}

/** What an author has registered for something. */
export type Handler = (props: AnyRecord) => unknown

/** A handler as the host calls it. */
export type HostHandler = PluginHandlers['messageHandlers'][string][number]

/** A plugin as one bot has it. */
export interface Installation {
  readonly spec: PluginSpec
  readonly parts: Parts
  /** The name under which the bot knows the plugin. */
  readonly alias: string
  /** What the plugin's own names begin with: `<alias>#`. */
  readonly prefix: string
  /** With its defaults filled in. */
  readonly configuration: unknown
  readonly interfaces: Mappings
  readonly integrations: Mappings
  /** There when the definition was passed in. */
  readonly check: Check | undefined
  /** The plugin's own actions, as the host calls them. */
  readonly actions: ReadonlyMap<string, HostHandler>
}

/** `name` without the prefix, if it has it. */
export function localName(prefix: string, name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** A section of a spec that has entries with fills. */
export type Section = Exclude<keyof PluginSpec, 'name' | 'version' | 'configuration' | 'fills'>

/** What defaults are for: an entry, or one of its slots. Members of dependencies go by `<alias>:<member>`. */
export type Entry = readonly [section: Section, name: string | undefined, slot?: string | undefined]

/** `value` with the defaults of an entry; `nest` says where in the value they belong, if not at its root. */
export function filled(
  plugin: Installation,
  [section, name = '', slot]: Entry,
  value: unknown,
  nest = (fill: Fill): Fill => fill,
): any {
  const { parts, spec } = plugin
  const entry = own(spec[section], name)
  const fill = entry ? (slot ? entry[slot] : entry) : ofDependency(spec, section, name)
  return fill && parts.applyFill ? parts.applyFill(nest(fill), value, spec.fills) : value
}

function ofDependency(spec: PluginSpec, section: Section, name: string): Fill | undefined {
  const [alias, member] = splitName(name)
  const dependency = own(spec.interfaces, alias) ?? own(spec.integrations, alias)
  return own(dependency?.[section], member)
}

/** `<alias>:<member>` in its two parts; the first is empty where there is only one. */
function splitName(name: string): readonly [alias: string, member: string] {
  const at = name.indexOf(':')
  return [name.slice(0, Math.max(at, 0)), name.slice(at + 1)]
}

/** What the host said about the interface or the integration of that alias. */
export function mappingOf(plugin: Installation, alias: string): Mapping | undefined {
  return own(plugin.interfaces, alias) ?? own(plugin.integrations, alias)
}

/** The name that an integration gives to an interface's member: the member's own unless the host says so. */
export function mappedName(mapping: Mapping | undefined, section: string, member: string): string {
  return own(own(mapping, section), member)?.name ?? member
}

/** The names under which a host looks for handlers that an author has registered for `name`. */
export function wireNames(plugin: Installation, section: Section, name: string): string[] {
  const [alias, member] = splitName(name)
  const mapping = mappingOf(plugin, alias)
  return mapping
    ? [name, `${mapping.integrationAlias}:${mappedName(mapping, section, member)}`]
    : [name]
}

/**
 * Throws for a name that is neither in the definition nor among what the host has passed in.
 * Answers `undefined` where it is not an author who asks, but the language.
 */
export function unknownName(kind: string, name: string, known: object): undefined {
  if (isProbe(name)) return undefined
  const message = `Unknown ${kind} "${name}"; known: ${Object.keys(known).join(', ')}`
  throw new RuntimeError(message, { code: `unknown_${kind}` })
}

/** Names that are read by `await`, `JSON.stringify` and string conversion, not by an author. */
export function isProbe(name: string): boolean {
  return name === 'then' || name === 'toJSON' || name in {}
}
