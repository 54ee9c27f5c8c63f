/** `InterfaceDefinition`: what an integration promises to the plugins that depend on it. */
import { Deployable } from './deployable.js'
import {
  interfaceEntities,
  resolveChannel,
  resolveInputOutput,
  resolveSection,
  resolveSlot,
  type InterfaceEntities,
} from './entities.js'
import type { Attributed, Attributes, Described, Metadata } from './metadata.js'
import type { Authored, Schema, SchemaSlot } from './schema.js'

type Schemas = Readonly<Record<string, Schema>>

/** An object schema, or a function `({ entities }) => schema` of the interface's entities. */
type InterfaceSlot<Entities extends Schemas> = SchemaSlot<
  Authored<Schema, InterfaceEntities<Entities>>
>

/** What `new InterfaceDefinition()` takes. */
export interface InterfaceDefinitionProps<Entities extends Schemas = Schemas> extends Metadata {
  /** The things that the interface deals in, by name. An integration may add properties to them. */
  readonly entities?: {
    readonly [Name in keyof Entities]: Described & SchemaSlot<Entities[Name]>
  }
  /** What can happen, by name. The schema is the payload's. */
  readonly events?: { readonly [name: string]: Attributed & InterfaceSlot<Entities> }
  /** What can be asked for, by name. */
  readonly actions?: { readonly [name: string]: InterfaceAction<InterfaceSlot<Entities>> }
  /** Where messages go, by name. */
  readonly channels?: { readonly [name: string]: InterfaceChannel<InterfaceSlot<Entities>> }
}

/** An action that every integration behind the interface answers. */
export interface InterfaceAction<Slot = SchemaSlot> extends Attributed {
  /** Calls cost the workspace. */
  readonly billable?: boolean
  /** Equal inputs may be answered from a cache. */
  readonly cacheable?: boolean
  readonly input: Slot
  readonly output: Slot
}

/** A channel of the interface, which every integration behind it has. */
export interface InterfaceChannel<Slot = SchemaSlot> extends Described {
  /** The messages that the channel carries, by type; see `messages.defaults`. */
  readonly messages: { readonly [type: string]: Slot }
}

/**
 * An interface: entities, events, actions and channels that an integration implements, and that a
 * plugin can depend on without knowing which integration it will be.
 *
 * Schema functions are called here, once. One that throws leaves a `FailedSlot` in place of its
 * slot; nothing else is checked before the generator reads the definition.
 */
export class InterfaceDefinition<Entities extends Schemas = {}> extends Deployable<
  InterfaceDefinitionProps<Entities>
> {
  readonly name: string
  readonly version: string
  readonly title: string | undefined
  readonly description: string | undefined
  readonly icon: string | undefined
  readonly readme: string | undefined
  readonly attributes: Attributes | undefined
  readonly entities: { readonly [Name in keyof Entities]: Described & SchemaSlot<Entities[Name]> }
  readonly events: { readonly [name: string]: Attributed & SchemaSlot }
  readonly actions: { readonly [name: string]: InterfaceAction }
  readonly channels: { readonly [name: string]: InterfaceChannel }

  constructor(props: InterfaceDefinitionProps<Entities>) {
    super(props)
    const given = interfaceEntities(props?.entities)
    this.name = props?.name
    this.version = props?.version
    this.title = props?.title
    this.description = props?.description
    this.icon = props?.icon
    this.readme = props?.readme
    this.attributes = props?.attributes
    this.entities = resolveSection(props?.entities, (entity) => resolveSlot(entity))
    this.events = resolveSection(props?.events, (event) => resolveSlot(event, given))
    this.actions = resolveSection(props?.actions, (action) => resolveInputOutput(action, given))
    this.channels = resolveSection(props?.channels, (channel) => resolveChannel(channel, given))
  }
}
