/**
 * What a plugin can depend on: packages, as the platform's tools install them, and definitions.
 * Everything optional also accepts `undefined`, so that packages written under other compiler
 * options fit.
 */
import type { SchemaSlot } from './schema.js'

/** A tag on a user, a conversation, a message or a workflow. Its values are strings. */
interface TagDefinition {
  readonly title?: string | undefined
  readonly description?: string | undefined
}

type Section<Entry> = { readonly [name: string]: Entry } | undefined

interface Described {
  readonly title?: string | undefined
  readonly description?: string | undefined
}

interface Attributed extends Described {
  readonly attributes?: { readonly [name: string]: string } | undefined
}

/** An entity, an event, a state or a configuration of a dependency. */
export interface DependencySchema extends SchemaSlot, Attributed {}

/** An action of a dependency. */
export interface DependencyAction extends Attributed {
  readonly input: SchemaSlot
  readonly output: SchemaSlot
}

/** A channel of a dependency, with its messages by type. */
export interface DependencyChannel extends Described {
  readonly messages: { readonly [type: string]: SchemaSlot }
}

/** The sections of an interface that a plugin can refer to. */
export interface InterfaceSections {
  readonly entities?: Section<DependencySchema>
  readonly events?: Section<DependencySchema>
  readonly actions?: Section<DependencyAction>
  readonly channels?: Section<DependencyChannel>
}

/** The sections of an integration that a plugin can refer to. */
export interface IntegrationSections extends InterfaceSections {
  readonly configuration?: SchemaSlot | undefined
  readonly configurations?: Section<DependencySchema>
  readonly states?: Section<DependencySchema>
  readonly user?: { readonly tags?: Section<TagDefinition> } | undefined
}

interface Named {
  readonly name: string
  /** A semantic version, or a range made with `version.allWithinMajorOf` or `version.allWithinMinorOf`. */
  readonly version: string
}

interface Package extends Named {
  readonly id?: string | undefined
  readonly uri?: string | undefined
}

/** An installed interface. */
export interface InterfacePackage extends Package {
  readonly type: 'interface'
  readonly definition: InterfaceSections
}

/** An installed integration. */
export interface IntegrationPackage extends Package {
  readonly type: 'integration'
  readonly definition: IntegrationSections
}

/** What can be an interface of a plugin: a package, or an `InterfaceDefinition` itself. */
export type InterfaceDependency =
  InterfacePackage | (Named & InterfaceSections & { readonly type?: never })

/** What can be an integration of a plugin: a package, or an `IntegrationDefinition` itself. */
export type IntegrationDependency =
  IntegrationPackage | (Named & IntegrationSections & { readonly type?: never })

/** By name, the schemas of a dependency's entities, wherever it has them. */
export type EntitySchemas<Dependency> = Dependency extends {
  readonly definition: { readonly entities?: infer Entities }
}
  ? SchemasOf<NonNullable<Entities>>
  : Dependency extends { readonly entities?: infer Entities }
    ? SchemasOf<NonNullable<Entities>>
    : {}

type SchemasOf<Slots> = {
  readonly [Name in keyof Slots]: Slots[Name] extends { readonly schema: infer S } ? S : never
}
