/** What is settled once a bot has installed a plugin, and the names that follow from it. */
import { applyFill } from './fill.js'
import { own } from './record.js'
import { RuntimeError } from './runtime-error.js'
import type { DependencySpec, Fill, PluginSpec } from './spec.js'
import type { AnyRecord, InterfaceMapping } from './types/index.js'
import type { Check } from './check.js'

/** What the host says about a dependency; only interfaces have members mapped. */
export type Mapping = Partial<InterfaceMapping>

interface Mappings {
  readonly [alias: string]: Mapping
}

/** What an author has registered for something. */
export type Handler = (props: AnyRecord) => unknown

/** A plugin as one bot has it. */
export interface Installation {
  readonly spec: PluginSpec
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
  /** The author's handlers of the plugin's own actions. */
  readonly actions: ReadonlyMap<string, Handler>
  /** Runs one of them with what a host passes in. */
  runAction(name: string, host: AnyRecord): Promise<unknown>
}

/** A section of a dependency that has named members. */
export type MemberKind = 'actions' | 'channels' | 'events'

/** `name` without the plugin's prefix. */
export function localName({ prefix }: Installation, name: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** `value` with the defaults of its schema, if it has any. */
export function filled(plugin: Installation, fill: Fill | undefined, value: unknown): any {
  return fill ? applyFill(fill, value, plugin.spec.fills) : value
}

/** What the host said about the interface or the integration of that alias. */
export function mappingOf(plugin: Installation, alias: string): Mapping | undefined {
  return own(plugin.interfaces, alias) ?? own(plugin.integrations, alias)
}

/** The name that the integration behind the alias gives to a member; its own where the host says nothing. */
export function mappedName(mapping: Mapping, kind: MemberKind, member: string): string {
  return own(mapping[kind], member)?.name ?? member
}

/** `<integration alias>:<member's name there>`. */
export function wireName(mapping: Mapping, kind: MemberKind, member: string): string {
  return `${mapping.integrationAlias}:${mappedName(mapping, kind, member)}`
}

/** What the definition's dependency of that alias has defaults for. */
export function dependencySpec({ spec }: Installation, alias: string): DependencySpec | undefined {
  return own(spec.interfaces, alias) ?? own(spec.integrations, alias)
}

/** `<alias>:<member>` in its two parts, if it has two. */
export function splitName(name: string): readonly [alias: string, member: string] | undefined {
  const [, alias, member] = /^([^:]+):(.+)$/s.exec(name) ?? []
  return alias && member ? [alias, member] : undefined
}

/** The error for a name that is neither in the definition nor among what the host has passed in. */
export function unknownName(
  kind: 'action' | 'state' | 'dependency',
  name: string,
  known: Iterable<string>,
): RuntimeError {
  const names = [...known].map((each) => `"${each}"`).join(', ') || 'none'
  return new RuntimeError(`The plugin has no ${kind} "${name}"; it has ${names}`, {
    code: `unknown_${kind}`,
  })
}
