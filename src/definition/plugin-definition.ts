/** `PluginDefinition`: what a plugin consists of, the default export of `plugin.definition.ts`. */
import { checkDefinition } from '../runtime/index.js'
import type { PluginSpec } from '../runtime/index.js'
import { Deployable } from './deployable.js'
import type { InterfaceDependency, IntegrationDependency } from './dependency.js'
import {
  isObject,
  pluginEntities,
  resolveInputOutput,
  resolveSection,
  resolveSlot,
  type PluginEntities,
} from './entities.js'
import type { Attributed, Attributes, Described, Metadata, Tagged } from './metadata.js'
import type { Authored, RootSchema, SchemaInput, SchemaSlot } from './schema.js'

type Schemas = Readonly<Record<string, RootSchema>>
type Interfaces = Readonly<Record<string, InterfaceDependency>>
type Integrations = Readonly<Record<string, IntegrationDependency>>

/** When something happens again and again. */
export interface Schedule {
  /** Five fields: minute, hour, day of the month, month, day of the week; `0 9 * * 1` is Mondays at 9:00. */
  readonly cron: string
}

/** What a plugin remembers. */
export interface StateDefinition<S = RootSchema> extends SchemaSlot<S> {
  /** Who the state belongs to: there is one value for each of them. */
  readonly type: 'conversation' | 'user' | 'bot' | 'workflow'
  /** How long the value is kept after it was last written, in milliseconds. Default: for ever. */
  readonly expiry?: number
}

/** What a plugin announces. The schema is the payload's. */
export interface EventDefinition<S = RootSchema, Payload = unknown>
  extends Attributed, SchemaSlot<S> {
  /** The platform emits the event on this schedule. */
  readonly recurrence?: Schedule & {
    /** What each of these events carries. */
    readonly payload: Payload
  }
}

/** An event that the platform emits on a schedule. */
export interface RecurringEventDefinition<Type = string, Payload = unknown> {
  /** The name of one of the plugin's events. */
  readonly type: Type
  /** What each of these events carries. */
  readonly payload: Payload
  readonly schedule: Schedule
}

/** What a plugin can be asked to do. */
export interface ActionDefinition<Input = RootSchema, Output = RootSchema> extends Attributed {
  /** What the caller hands over: an object schema. */
  readonly input: SchemaSlot<Input>
  /** What the caller gets back: an object schema. */
  readonly output: SchemaSlot<Output>
}

/** A table of the bot that the plugin reads and writes. */
export interface TableDefinition<S = RootSchema> extends SchemaSlot<S> {
  /** Multiplies the storage of a row, 4 kB by default, and what the row counts towards the quota. */
  readonly factor?: number
  /** The table's name and columns can no longer be changed. */
  readonly frozen?: boolean
  /** Columns may be computed. */
  readonly isComputeEnabled?: boolean
  readonly tags?: { readonly [name: string]: string }
  /** The column that identifies a row: its values are unique, and upserts by it are fast. */
  readonly keyColumn?: string | null
}

/** Work of the plugin that goes on over several events. */
export interface WorkflowDefinition<Input = RootSchema, Output = RootSchema>
  extends Described, Tagged {
  /** What the workflow starts with: an object schema. */
  readonly input: SchemaSlot<Input>
  /** What the workflow ends with: an object schema. */
  readonly output: SchemaSlot<Output>
}

/**
 * What `new PluginDefinition()` takes. Each `schema` is an object schema, or a function
 * `({ entities }) => schema` that refers to entities of the plugin's interfaces as
 * `entities.<interface alias>.<entity>`.
 */
export interface PluginDefinitionProps<
  I extends Interfaces = Interfaces,
  Configuration extends RootSchema = RootSchema,
  States extends Schemas = Schemas,
  Events extends Schemas = Schemas,
  ActionInputs extends Schemas = Schemas,
  ActionOutputs extends Schemas = Schemas,
  Tables extends Schemas = Schemas,
  WorkflowInputs extends Schemas = Schemas,
  WorkflowOutputs extends Schemas = Schemas,
> extends Metadata {
  /** What a bot sets when it installs the plugin. Handlers read it with its defaults filled in. */
  readonly configuration?: SchemaSlot<Authored<Configuration, PluginEntities<I>>>
  /** What the plugin remembers, by name. Stored as `<alias>#<state>`. */
  readonly states?: {
    readonly [Name in keyof States]: StateDefinition<Authored<States[Name], PluginEntities<I>>>
  }
  /** What the plugin announces, by name. Emitted as `<alias>#<event>`. */
  readonly events?: {
    readonly [Name in keyof Events]: EventDefinition<
      Authored<Events[Name], PluginEntities<I>>,
      NoInfer<SchemaInput<Events[Name]>>
    >
  }
  /**
   * Events on a schedule, by a name of the schedule's own.
   * `recurrence` of an event does the same and is shorter.
   */
  readonly recurringEvents?: {
    readonly [name: string]: {
      readonly [Name in keyof Events]: RecurringEventDefinition<
        Name,
        NoInfer<SchemaInput<Events[Name]>>
      >
    }[keyof Events]
  }
  /** What the plugin can be asked to do, by name. Known to the bot as `<alias>#<action>`. */
  readonly actions?: {
    readonly [Name in keyof ActionInputs]: Attributed & {
      /** What the caller hands over. */
      readonly input: SchemaSlot<Authored<ActionInputs[Name], PluginEntities<I>>>
    }
  } & {
    readonly [Name in keyof ActionOutputs]: {
      /** What the caller gets back. */
      readonly output: SchemaSlot<Authored<ActionOutputs[Name], PluginEntities<I>>>
    }
  }
  /** Interfaces that the plugin uses, by alias: packages or definitions. */
  readonly interfaces?: I
  /** Integrations that the plugin uses, by alias: packages or definitions. No alias may also be an interface's. */
  readonly integrations?: Integrations
  /** What the plugin marks users with. */
  readonly user?: Tagged
  /** What the plugin marks conversations with. */
  readonly conversation?: Tagged
  /** What the plugin marks messages with. */
  readonly message?: Tagged
  /** Tables of the bot, by name. They keep their own names, without the plugin's alias. */
  readonly tables?: {
    readonly [Name in keyof Tables]: TableDefinition<Authored<Tables[Name], PluginEntities<I>>>
  }
  /** Work that goes on over several events, by name. Workflows keep their own names. */
  readonly workflows?: {
    readonly [Name in keyof WorkflowInputs]: Described &
      Tagged & {
        /** What the workflow starts with. */
        readonly input: SchemaSlot<Authored<WorkflowInputs[Name], PluginEntities<I>>>
      }
  } & {
    readonly [Name in keyof WorkflowOutputs]: {
      /** What the workflow ends with. */
      readonly output: SchemaSlot<Authored<WorkflowOutputs[Name], PluginEntities<I>>>
    }
  }
}

/**
 * A plugin: what it is called, what it needs, what it remembers and what it can do.
 *
 * Schema functions are called here, once. One that throws leaves a `FailedSlot` in place of its
 * slot; nothing else is checked before the generator reads the definition.
 */
export class PluginDefinition<
  I extends Interfaces = {},
  Configuration extends RootSchema = RootSchema,
  States extends Schemas = {},
  Events extends Schemas = {},
  ActionInputs extends Schemas = {},
  ActionOutputs extends Schemas = {},
  Tables extends Schemas = {},
  WorkflowInputs extends Schemas = {},
  WorkflowOutputs extends Schemas = {},
> extends Deployable<
  PluginDefinitionProps<
    I,
    Configuration,
    States,
    Events,
    ActionInputs,
    ActionOutputs,
    Tables,
    WorkflowInputs,
    WorkflowOutputs
  >
> {
  readonly name: string
  readonly version: string
  readonly title: string | undefined
  readonly description: string | undefined
  readonly icon: string | undefined
  readonly readme: string | undefined
  readonly attributes: Attributes | undefined
  readonly configuration: SchemaSlot<Configuration> | undefined
  readonly states: { readonly [Name in keyof States]: StateDefinition<States[Name]> }
  readonly events: { readonly [Name in keyof Events]: Attributed & SchemaSlot<Events[Name]> }
  /** Those of `props`, and each `recurrence` of an event under the event's name. */
  readonly recurringEvents: { readonly [name: string]: RecurringEventDefinition }
  readonly actions: {
    readonly [Name in keyof ActionInputs & keyof ActionOutputs]: ActionDefinition<
      ActionInputs[Name],
      ActionOutputs[Name]
    >
  }
  readonly interfaces: I
  readonly integrations: Integrations
  readonly user: Tagged | undefined
  readonly conversation: Tagged | undefined
  readonly message: Tagged | undefined
  readonly tables: { readonly [Name in keyof Tables]: TableDefinition<Tables[Name]> }
  readonly workflows: {
    readonly [Name in keyof WorkflowInputs & keyof WorkflowOutputs]: WorkflowDefinition<
      WorkflowInputs[Name],
      WorkflowOutputs[Name]
    >
  }

  constructor(
    props: PluginDefinitionProps<
      I,
      Configuration,
      States,
      Events,
      ActionInputs,
      ActionOutputs,
      Tables,
      WorkflowInputs,
      WorkflowOutputs
    >,
  ) {
    super(props)
    const given = pluginEntities(props?.interfaces)
    const slot = (entry: unknown): unknown => resolveSlot(entry, given)
    const inputOutput = (entry: unknown): unknown => resolveInputOutput(entry, given)
    this.name = props?.name
    this.version = props?.version
    this.title = props?.title
    this.description = props?.description
    this.icon = props?.icon
    this.readme = props?.readme
    this.attributes = props?.attributes
    this.configuration = slot(props?.configuration) as SchemaSlot<Configuration> | undefined
    this.states = resolveSection(props?.states, slot)
    this.events = resolveSection(props?.events, (event) => slot(withoutRecurrence(event)))
    this.recurringEvents = recurringEvents(props?.recurringEvents, props?.events)
    this.actions = resolveSection(props?.actions, inputOutput)
    this.interfaces = props?.interfaces ?? ({} as I)
    this.integrations = props?.integrations ?? {}
    this.user = props?.user
    this.conversation = props?.conversation
    this.message = props?.message
    this.tables = resolveSection(props?.tables, slot)
    this.workflows = resolveSection(props?.workflows, inputOutput)
  }

  /**
   * Looks whether a plugin was generated from this definition.
   * @throws RuntimeError `other_definition` if it was not
   * @internal
   */
  check(spec: object): void {
    checkDefinition(this, spec as PluginSpec)
  }

  /**
   * What the tool asks for before it generates code of its own.
   * @throws Error always: that code would be written over this package's
   */
  dereferenceEntities(): never {
    throw new Error(
      '`bp gen`, `bp build` and plain `bp deploy` would write another folder over .botpress: run `plugin-kit build`, then `bp deploy --noBuild`',
    )
  }
}

/** The platform has a list of its own for what recurs. */
function withoutRecurrence(event: unknown): unknown {
  if (!isObject(event) || !('recurrence' in event)) return event
  const { recurrence: _, ...rest } = event
  return rest
}

function recurringEvents(
  declared: unknown,
  events: unknown,
): { readonly [name: string]: RecurringEventDefinition } {
  const merged = Object.entries(isObject(declared) ? declared : {})
  for (const [type, event] of Object.entries(isObject(events) ? events : {})) {
    if (!isObject(event) || !isObject(event.recurrence)) continue
    const { cron, payload } = event.recurrence
    merged.push([type, { type, payload, schedule: { cron } }])
  }
  return Object.fromEntries(merged) as { [name: string]: RecurringEventDefinition }
}
