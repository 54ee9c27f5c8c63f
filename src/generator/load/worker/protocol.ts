/** What is said between the thread that asks for a definition and the one that evaluates it. */
import type { Input, Variables } from '../../input.js'
import type { TaskName } from './tasks.js'

/** What a worker begins with, before there is a definition. */
export interface Preparation {
  /** Modules that the definition will most likely import, as URLs. */
  readonly modules: readonly string[]
  /** Whether the definition will be a while in coming. */
  readonly hasTime: boolean
}

/** A definition to evaluate. */
export interface Order {
  /** The bundled module. */
  readonly code: string
  /** What stack traces call that module. */
  readonly name: string
  /** The file name of the definition. */
  readonly definitionFile: string
  /** What is to be made of its default export. */
  readonly task: TaskName
  /** Whether it imports more than this package: then there is more to look for. */
  readonly isPlain: boolean
}

/** Something that was thrown, as data. */
export interface Thrown {
  readonly isError: boolean
  /** Whether it is a `SyntaxError`, be it of another realm. */
  readonly isSyntaxError: boolean
  readonly code: string | undefined
  readonly name: string
  readonly message: string
  readonly stack: string
  /** As `util.inspect` shows it. */
  readonly text: string
  readonly cause: Thrown | undefined
  /** The errors of an `AggregateError`. */
  readonly errors: readonly Thrown[]
}

/** How an evaluation ended. */
export type Outcome =
  /** With what the task has made of the definition: plain data. */
  | { readonly kind: 'done'; readonly value: unknown }
  /** With an error: thrown, or rejected and caught by nobody. */
  | { readonly kind: 'threw' | 'rejected'; readonly error: Thrown }
  /** With the wish to end the process; `error` tells where it was. */
  | { readonly kind: 'exited'; readonly call: string; readonly error?: Thrown }
  /** Without a default export. */
  | {
      readonly kind: 'unnamed'
      readonly names: readonly string[]
      readonly meant: string | undefined
    }
  /** With a default export that is something else. */
  | { readonly kind: 'unknown'; readonly is: string; readonly hint: string }
  /** Not at all: there is nothing left to wait for. */
  | { readonly kind: 'idle' }

/** What a definition has read while it was evaluated. */
export interface Reads {
  readonly inputs: readonly Input[]
  readonly variables: Variables
  /** Whether it asked for the current folder. */
  readonly usesFolder: boolean
  /** What cannot be known of it, in words: `the clock`, `a process`. */
  readonly unseen: readonly string[]
}

/** What a worker says, once; it is of no more use then. */
export interface Answer {
  readonly outcome: Outcome
  readonly reads: Reads
}
