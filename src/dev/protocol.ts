/** What the page of `plugin-kit dev` and its server say to each other. Types only. */
import type { Conversation, Event, File, Message, Row, User, Workflow } from '../runtime/index.js'

/** A place in the author's source, with the lines around it. */
export interface SourcePlace {
  /** Relative to the project. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number
  /** The lines around it, with numbers and a mark. */
  readonly frame?: string
}

/** Something that is wrong, as the author is told. */
export interface Problem {
  /** With a warning, all works as it is. */
  readonly severity: 'error' | 'warning'
  /** A stable word, such as `definition_throws` or `handler_failed`. */
  readonly code: string
  /** What is wrong. */
  readonly message: string
  /** The way out. */
  readonly hint?: string
  /** Where it is written, if that is known. */
  readonly place?: SourcePlace
}

/** A problem with one value of a form; `path` leads to it from the form's root. */
export interface FieldProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/** The part of JSON Schema 2020-12 that forms are made from; `true` takes any value. */
export type FormSchema =
  | true
  | {
      readonly type?: string | readonly string[]
      readonly title?: string
      readonly description?: string
      readonly default?: unknown
      readonly enum?: readonly unknown[]
      readonly const?: unknown
      readonly properties?: { readonly [name: string]: FormSchema }
      readonly required?: readonly string[]
      readonly items?: FormSchema | false
      readonly prefixItems?: readonly FormSchema[]
      readonly additionalProperties?: FormSchema | false
      readonly anyOf?: readonly FormSchema[]
      readonly $ref?: string
      readonly $defs?: { readonly [name: string]: FormSchema }
    }

/** What one can hand to the plugin, with the schema of what it takes. */
export interface Form {
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly schema: FormSchema
}

/** The plugin, as its definition has it. */
export interface PluginView {
  readonly name: string
  readonly version: string
  readonly title?: string
  readonly description?: string
  /** The name under which the bot has installed it. */
  readonly alias: string
  readonly configuration: unknown
  readonly actions: readonly Form[]
  readonly events: readonly Form[]
  readonly workflows: readonly Form[]
}

/** The bot's clock. */
export interface ClockView {
  /** ISO 8601. */
  readonly now: string
  /** Whether it runs with the real one, or stands until it is moved. */
  readonly mode: 'real' | 'fixed'
}

/** One thing that happened. */
export interface TimelineEntry {
  /** Counts up. */
  readonly id: number
  /** By the bot's clock, ISO 8601. */
  readonly at: string
  /** What it is; `dev` is what `plugin-kit dev` itself does. */
  readonly kind:
    'message' | 'event' | 'hook' | 'handler' | 'action' | 'call' | 'log' | 'error' | 'dev'
  /** In one line. */
  readonly title: string
  /** How serious it is. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error'
  /** How long it took, in milliseconds. */
  readonly duration?: number
  /** JSON: inputs, outputs, payloads. */
  readonly detail?: unknown
  /** What is wrong, if it is that which has happened. */
  readonly problem?: Problem
}

/** A state, with what the page knows it by. */
export interface StateView {
  readonly id: string
  readonly type: string
  readonly ownerId: string
  readonly name: string
  readonly payload: unknown
  /** ISO 8601. */
  readonly expiresAt?: string
}

/** A row of a table, with what the page knows it by. */
interface RowView {
  readonly id: string
  readonly table: string
  readonly row: Row
}

/** What the page shows, by collection; each element has an `id` of its own there. */
export interface Collections {
  readonly users: User
  readonly conversations: Conversation & { readonly participants?: readonly string[] }
  readonly messages: Message
  readonly events: Event
  readonly states: StateView
  readonly workflows: Workflow
  readonly files: File
  readonly rows: RowView
  readonly timeline: TimelineEntry
}

/** What the page shows that there is one of. */
export interface Singles {
  /** Missing until the definition could be read. */
  readonly plugin?: PluginView
  /** What is wrong with the project as it is now. */
  readonly problems: readonly Problem[]
  readonly clock: ClockView
}

/** A change of what the page shows. The first one of a connection is all there is. */
export interface Update {
  /** Whether all that was there before is gone. */
  readonly reset?: true
  readonly singles?: Partial<Singles>
  readonly set?: { readonly [K in keyof Collections]?: readonly Collections[K][] }
  /** Ids. */
  readonly remove?: { readonly [K in keyof Collections]?: readonly string[] | 'all' }
}

/** What the page can ask for: the inputs by command. */
export interface Commands {
  sendMessage: {
    readonly type: string
    readonly payload: unknown
    readonly userId?: string
    readonly conversationId?: string
  }
  callAction: { readonly name: string; readonly input?: object }
  emitEvent: {
    readonly name: string
    readonly payload?: object
    readonly userId?: string
    readonly conversationId?: string
  }
  startWorkflow: {
    readonly name: string
    readonly input?: object
    readonly userId?: string
    readonly conversationId?: string
  }
  /** Moves the clock forward, in milliseconds. */
  advance: { readonly ms: number }
  setClock: { readonly mode: ClockView['mode'] }
  expireState: { readonly type: string; readonly ownerId: string; readonly name: string }
  /** Forgets all that the bot holds. */
  reset: object
}

/** What a command is answered with. */
export type Answer =
  | { readonly ok: true; readonly output?: unknown }
  | {
      readonly ok: false
      readonly problem: Problem
      readonly fields?: readonly FieldProblem[]
      /** What had been done before the failure: the message was sent, but handling it failed. */
      readonly output?: unknown
    }
