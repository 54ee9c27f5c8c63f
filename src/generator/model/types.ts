/** The model: a checked definition as plain, serialisable data, which `emit` prints. */
import type { Fill, RecurringEventSpec, StateType } from '../../runtime/index.js'
import type { Doc, NamedType, Type } from '../schema/index.js'

/** What one schema means. */
export interface Slot {
  /** What the author receives. */
  readonly read: Type
  /** What the author hands over; the same object as `read` when both are one type. */
  readonly write: Type
  readonly fill?: Fill
  readonly doc?: Doc
}

/** A named thing of a section. */
export interface Entry {
  readonly name: string
  readonly doc: Doc
}

export interface ActionModel extends Entry {
  readonly input: Slot
  readonly output: Slot
}

/** An event, a state, a table's row or a message: one schema under a name. */
export interface PayloadModel extends Entry {
  readonly payload: Slot
}

export interface StateModel extends PayloadModel {
  readonly type: StateType
  /** Milliseconds from the last write to the end. */
  readonly expiry?: number
}

export interface TableModel extends PayloadModel {
  /** The column that identifies a row. */
  readonly keyColumn?: string
}

/** An event that the platform emits on a schedule; the name is the schedule's. */
export interface RecurringEventModel extends RecurringEventSpec {
  readonly name: string
}

export interface WorkflowModel extends ActionModel {
  readonly tags: readonly Entry[]
}

export interface ChannelModel extends Entry {
  readonly messages: readonly PayloadModel[]
}

export interface DependencyModel extends Entry {
  readonly kind: 'interface' | 'integration'
  /** The dependency's own name; `name` is the alias. */
  readonly packageName: string
  readonly version: string
  readonly entities: readonly PayloadModel[]
  readonly actions: readonly ActionModel[]
  readonly events: readonly PayloadModel[]
  readonly channels: readonly ChannelModel[]
}

/** Whose tags a definition can declare. */
export const tagOwners = ['user', 'conversation', 'message'] as const
export type TagOwner = (typeof tagOwners)[number]

/** A checked definition. */
export interface Model {
  readonly name: string
  readonly version: string
  readonly doc: Doc
  /** The plugin's page on the platform's hub: a path from the definition's folder. */
  readonly readme?: string
  /** Whether the definition was made with `@botpress/sdk`, whose types its sources then expect. */
  readonly ofSdk: boolean
  readonly configuration?: Slot
  readonly actions: readonly ActionModel[]
  readonly events: readonly PayloadModel[]
  readonly recurringEvents: readonly RecurringEventModel[]
  readonly states: readonly StateModel[]
  readonly tables: readonly TableModel[]
  readonly workflows: readonly WorkflowModel[]
  readonly interfaces: readonly DependencyModel[]
  readonly integrations: readonly DependencyModel[]
  readonly tags: Readonly<Record<TagOwner, readonly Entry[]>>
  /** Declarations of recursive types, which `named` types refer to by id. */
  readonly named: readonly NamedType[]
  /** Fills of recursive types, which `ref` fills refer to. */
  readonly fills: Readonly<Record<string, Fill>>
}

/** Who states can belong to. */
export const stateTypes = ['conversation', 'user', 'bot', 'workflow'] as const satisfies StateType[]

export function isStateType(value: unknown): value is StateType {
  return stateTypes.some((type) => type === value)
}

/** Names on `interfaces.<alias>` that are the host's. */
export const mappingNames = [
  'id',
  'name',
  'version',
  'integrationAlias',
  'integrationInterfaceAlias',
  'entities',
  'actions',
  'events',
  'channels',
] as const

/** Names on `integrations.<alias>` that are the host's. */
export const integrationMappingNames = mappingNames.slice(0, 4)
