/** An installed plugin: its names on the wire, its dependencies, and its defaults. */
import type { Dependencies, Installation, Mapping, Section } from './context.js'
import { getOwn } from './own-keys.js'
import { RuntimeError } from './runtime-error.js'
import type { Fill, PluginSpec } from './spec.js'

/** By name: entries have fills by their slots, members of dependencies are fills. */
type Entries = { readonly [name: string]: Fill & { readonly [slot: string]: Fill } }

/** What is known of a dependency's members, by section and name. */
type Members<T> = { readonly [section: string]: { readonly [member: string]: T } }

type MemberNames = Members<{ readonly name: string }>

/** The defaults of an entry, or of one of its slots. Members of dependencies go by `<alias>:<member>`. */
export function fillOf(
  spec: PluginSpec,
  section: Section,
  name: string,
  slot?: string,
): Fill | undefined {
  const entry = getOwn(spec[section] as Entries | undefined, name)
  if (entry) return slot ? entry[slot] : entry
  return membersOf(spec, name)
    .map(([dependency, member]) => getOwn(getOwn(dependency as Members<Fill>, section), member))
    .find(Boolean)
}

/** `value` with those defaults, if there are any, in the part of it that `path` leads to. */
export function filled<T>(
  { parts, spec }: Installation,
  fill: Fill | undefined,
  value: T,
  path?: string,
): T {
  return fill && parts.applyFill ? (parts.applyFill(fill, value, spec.fills, path) as T) : value
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
  return getOwn(interfaces, alias) ?? getOwn(integrations, alias)
}

/** The name that an integration gives to an interface's member: the member's own unless the host says so. */
export function mappedName(mapping: Mapping | undefined, section: string, member: string): string {
  return getOwn(getOwn(mapping as MemberNames | undefined, section), member)?.name ?? member
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
