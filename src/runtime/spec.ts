/** What generated code hands to the runtime: plain literals, made from the definition. */

/** Anything that JSON can carry. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** Where default values go in a value of one schema. */
export type Fill =
  /** `undefined` becomes a copy of `default`; any other value is filled by `of`. */
  | { readonly default: Json; readonly of?: Fill }
  /** An object: its known keys, and all other keys. */
  | { readonly properties: { readonly [key: string]: Fill }; readonly rest?: Fill }
  /** The values of a record; those under keys that do not match are left alone. */
  | {
      readonly values: Fill
      readonly match?: readonly { readonly source: string; readonly flags: string }[]
    }
  /** The elements of an array. */
  | { readonly items: Fill }
  /**
   * The elements of a tuple, `null` where there is nothing to fill, and those behind them. From
   * `open` on, an element that stays missing ends the tuple.
   */
  | { readonly tuple: readonly (Fill | null)[]; readonly rest?: Fill; readonly open?: number }
  /** Each in turn: an intersection. */
  | { readonly all: readonly Fill[] }
  /** A fill of `PluginSpec.fills`: recursion. */
  | { readonly ref: string }

/** Who a state belongs to. */
export type StateType = 'conversation' | 'user' | 'bot' | 'workflow'

/** A dependency, with the fills of its members; members without defaults are left out. */
export interface DependencySpec {
  /** A version, or a range of versions. */
  readonly version?: string
  /** By action name: the output that the caller receives. */
  readonly actions?: { readonly [action: string]: Fill }
  /** By event name: the payload that handlers receive. */
  readonly events?: { readonly [event: string]: Fill }
}

/** The names of the tags that a plugin puts on each kind of record. */
export interface TagSpec {
  readonly user?: readonly string[]
  readonly conversation?: readonly string[]
  readonly message?: readonly string[]
}

/** An event that the platform emits on a schedule. */
export interface RecurringEventSpec {
  /** The name of one of the plugin's events. */
  readonly type: string
  readonly payload: Json
  readonly schedule: { readonly cron: string }
}

/**
 * The part of a definition that the runtime and the local bot need: every action, event, state,
 * table, workflow, tag and dependency, and of messages those with defaults.
 */
export interface PluginSpec {
  /** The name in the definition; the installed alias may differ. */
  readonly name: string
  readonly version: string
  readonly configuration?: Fill
  readonly actions?: {
    readonly [action: string]: { readonly input?: Fill; readonly output?: Fill }
  }
  readonly events?: { readonly [event: string]: { readonly payload?: Fill } }
  /** By the name of the schedule, which is the event's own for its `recurrence`. */
  readonly recurringEvents?: { readonly [schedule: string]: RecurringEventSpec }
  readonly states?: {
    readonly [state: string]: {
      readonly type: StateType
      /** How long the state is kept after its last write, in milliseconds. */
      readonly expiry?: number
      readonly payload?: Fill
    }
  }
  readonly workflows?: {
    readonly [workflow: string]: {
      readonly tags?: readonly string[]
      readonly input?: Fill
      readonly output?: Fill
    }
  }
  readonly tables?: {
    readonly [table: string]: {
      /** The column that identifies a row. */
      readonly keyColumn?: string
      readonly row?: Fill
    }
  }
  readonly tags?: TagSpec
  readonly messages?: { readonly [message: string]: { readonly payload: Fill } }
  readonly interfaces?: { readonly [alias: string]: DependencySpec }
  readonly integrations?: { readonly [alias: string]: DependencySpec }
  /** Fills of recursive schemas, by the name that `ref` gives. */
  readonly fills?: { readonly [name: string]: Fill }
}
