/** `IntegrationDefinition`: an integration as the plugins that depend on it see it. */
import { Deployable } from './deployable.js'
import { resolveChannel, resolveInputOutput, resolveSection, resolveSlot } from './entities.js'
import type { InterfaceAction, InterfaceChannel } from './interface-definition.js'
import type { Attributed, Attributes, Described, Metadata, Tagged } from './metadata.js'
import type { SchemaSlot } from './schema.js'

/** A channel of an integration. */
export interface IntegrationChannel extends InterfaceChannel {
  /** What the integration marks messages of this channel with. */
  readonly message?: Tagged
  /** What the integration marks conversations of this channel with. */
  readonly conversation?: Tagged
}

/** What an integration remembers. */
export interface IntegrationState extends SchemaSlot {
  /** Who the state belongs to. */
  readonly type: 'integration' | 'conversation' | 'user'
}

/** What `new IntegrationDefinition()` takes. */
export interface IntegrationDefinitionProps extends Metadata {
  /** What a bot sets when it installs the integration: an object schema. */
  readonly configuration?: SchemaSlot
  /** Other ways to configure the integration, by name. */
  readonly configurations?: { readonly [name: string]: Described & SchemaSlot }
  /** What can happen, by name. The schema is the payload's. */
  readonly events?: { readonly [name: string]: Attributed & SchemaSlot }
  /** What can be asked for, by name. */
  readonly actions?: { readonly [name: string]: InterfaceAction }
  /** Where messages go, by name. */
  readonly channels?: { readonly [name: string]: IntegrationChannel }
  /** What the integration remembers, by name. */
  readonly states?: { readonly [name: string]: IntegrationState }
  /** What the integration marks users with. */
  readonly user?: Tagged
  /** The things that the integration deals in, by name. */
  readonly entities?: { readonly [name: string]: Described & SchemaSlot }
}

/** An integration. Nothing is checked before the generator reads the definition. */
export class IntegrationDefinition extends Deployable<IntegrationDefinitionProps> {
  readonly name: string
  readonly version: string
  readonly title: string | undefined
  readonly description: string | undefined
  readonly icon: string | undefined
  readonly readme: string | undefined
  readonly attributes: Attributes | undefined
  readonly configuration: SchemaSlot | undefined
  readonly configurations: NonNullable<IntegrationDefinitionProps['configurations']>
  readonly events: NonNullable<IntegrationDefinitionProps['events']>
  readonly actions: NonNullable<IntegrationDefinitionProps['actions']>
  readonly channels: NonNullable<IntegrationDefinitionProps['channels']>
  readonly states: NonNullable<IntegrationDefinitionProps['states']>
  readonly user: Tagged | undefined
  readonly entities: NonNullable<IntegrationDefinitionProps['entities']>

  constructor(props: IntegrationDefinitionProps) {
    super(props)
    const slot = (entry: unknown): unknown => resolveSlot(entry)
    this.name = props?.name
    this.version = props?.version
    this.title = props?.title
    this.description = props?.description
    this.icon = props?.icon
    this.readme = props?.readme
    this.attributes = props?.attributes
    this.configuration = slot(props?.configuration) as SchemaSlot | undefined
    this.configurations = resolveSection(props?.configurations, slot)
    this.events = resolveSection(props?.events, slot)
    this.actions = resolveSection(props?.actions, (action) => resolveInputOutput(action))
    this.channels = resolveSection(props?.channels, (channel) => resolveChannel(channel))
    this.states = resolveSection(props?.states, slot)
    this.user = props?.user
    this.entities = resolveSection(props?.entities, slot)
  }
}
