/** What the readers of the dialects share: what they are given, and what they make of a schema. */
import type { Fill, Fills } from '../../runtime/index.js'
import { keyword } from './type-operations.js'
import type { Doc, Type } from './type.js'

/** Where a schema stands. */
export interface Place {
  /** Keys from the definition's root. */
  readonly path: readonly string[]
  /** How many schemas are around it. */
  readonly depth: number
  /** What keeps the runtime from filling defaults in here, if anything does. */
  readonly unfilled?: Unfilled | undefined
  /** Whether the platform's tool does not look at what stands here. */
  readonly unseen?: boolean | undefined
  /** Whether the schema is zui's: the tool reads it as it is, and we do not come in between. */
  readonly isZui?: boolean
  /** How the schema around it is made, which applies it; not there if none does. */
  readonly appliedBy?: Internals | undefined
}

/** Schemas apply the ones inside of them by internals, which zui has taken over from zod 3. */
export type Internals = 'zod 3' | 'zod 4'

export type Unfilled = 'map' | 'promise' | 'set' | 'transform' | 'union'

export type Direction = 'write' | 'read'

/** What a schema means, in one place. */
export interface Meaning {
  readonly write: Type
  readonly read: Type
  /** Whether a key with this value may be missing. */
  readonly writeOptional: boolean
  readonly readOptional: boolean
  readonly fill?: Fill | undefined
  readonly doc?: Doc | undefined
  /** Whether the schema replaces `undefined`, so that `.optional()` around it hands `undefined` on to it. */
  readonly defaulted: boolean
  /** Whether something in it would change values if zod ran on the platform. */
  readonly transforms: boolean
}

/** Which of its transformers to JSON Schema the platform's tool uses when it deploys the schema. */
export type Transformer = 'current' | 'legacy'

/** What the reader offers to the dialects. */
export interface Context {
  /** Reads a schema inside the one at hand. */
  readonly read: (schema: unknown, at: Place) => Meaning
  readonly warn: (at: Place, warning: Warning) => void
  readonly error: (at: Place, warning: Warning) => void
  /** Whether the recursive type of this id has `undefined` among its values. */
  readonly namedAdmitsUndefined: (id: string) => boolean
  /** The fills of the recursive schemas read so far. */
  readonly fills: Fills
  readonly resolveReference: ((uri: string) => unknown) | undefined
  /** Whether the author's module, as JavaScript without spaces, has this text in it. */
  readonly mentions: (text: string) => boolean
  /** Absent where the schema at hand is not deployed. */
  readonly transformer: Transformer | undefined
}

export interface Warning {
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** How to read the schemas of one library. */
export interface Dialect<Schema> {
  readonly internals: Internals
  /** @returns the value, if it is a schema of this library */
  readonly recognise: (value: object) => Schema | undefined
  /** @returns what stays the same when the schema is copied to carry another description */
  readonly identity: (schema: Schema) => object
  /** @returns whether there is surely no other schema in it, itself least of all */
  readonly isLeaf: (schema: Schema) => boolean
  /** @returns whether it is a union of others, in which no defaults are filled */
  readonly isUnion: (schema: Schema) => boolean
  /** @returns whether the platform's tool reads it as it is */
  readonly isZui: (schema: Schema) => boolean
  /** @returns what the author says about the schema itself, wrappers and contents aside */
  readonly doc: (schema: Schema) => Doc | undefined
  /** @returns the name that the author gave the schema */
  readonly id: (schema: Schema) => string | undefined
  readonly read: (schema: Schema, at: Place, context: Context) => Meaning
}

/** @returns a meaning that is the same for reading and writing, and is always there */
export function leaf(type: Type): Meaning {
  return {
    write: type,
    read: type,
    writeOptional: false,
    readOptional: false,
    fill: undefined,
    doc: undefined,
    defaulted: false,
    transforms: false,
  }
}

/** @returns what is known about something unknown */
export const unknownMeaning: Meaning = leaf(keyword('unknown'))

/** @returns the place of a schema inside the one at `at` */
export function inside(at: Place, key?: string): Place {
  return {
    path: key === undefined ? at.path : [...at.path, key],
    depth: at.depth + 1,
    unfilled: at.unfilled,
    unseen: at.unseen,
    appliedBy: at.appliedBy,
  }
}

/** @returns the place of a schema inside the one at `at`, where no defaults are filled in */
export function unfilled(at: Place, by: Unfilled): Place {
  return { ...inside(at), unfilled: at.unfilled ?? by }
}

/**
 * @returns the place of a schema inside the one at `at`, to which zod itself would be applied: the
 *   arguments and the result of a function
 */
export function parsed(at: Place): Place {
  return { ...inside(at), unfilled: undefined }
}

/** @returns the same place, for a schema that stands for itself */
export function apart(at: Place): Place {
  return { ...at, appliedBy: undefined }
}

/** @returns the same place, at which the platform's tool does not look */
export function unseen(at: Place): Place {
  return { ...at, unseen: true }
}

/** @returns the meaning of a schema that contains others, and is always there */
export function containing(
  parts: readonly Meaning[],
  { write, read }: Pick<Meaning, Direction>,
  fill?: Fill,
): Meaning {
  const transforms = parts.some((part) => part.transforms)
  return { ...leaf(write), read, fill, transforms }
}

/**
 * @param parts what the types are made from
 * @param make makes the type of one direction
 * @returns the types of both directions: one and the same where there is nothing to tell them apart
 */
export function bothWays(
  parts: readonly Meaning[],
  make: (direction: Direction) => Type,
): Pick<Meaning, Direction> {
  const write = make('write')
  const isOne = parts.every(
    (part) => part.write === part.read && part.writeOptional === part.readOptional,
  )
  return { write, read: isOne ? write : make('read') }
}

/** @returns whether a key with this value may be missing */
export function isOptional(part: Meaning, direction: Direction): boolean {
  return direction === 'write' ? part.writeOptional : part.readOptional
}

/** @returns the doc comment of a wrapper: what is said outside goes before what is said inside */
export function mergeDoc(outer: Doc | undefined, inner: Doc | undefined): Doc | undefined {
  return outer && inner ? { ...inner, ...outer } : (outer ?? inner)
}
