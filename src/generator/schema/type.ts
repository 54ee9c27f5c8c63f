/** A TypeScript type as data: what a schema means, before it is text. Serialisable. */

export type Keyword =
  | 'any'
  | 'bigint'
  | 'boolean'
  | 'never'
  | 'null'
  | 'number'
  | 'object'
  | 'string'
  | 'symbol'
  | 'undefined'
  | 'unknown'
  | 'void'

export interface Property {
  readonly key: string
  readonly type: Type
  readonly optional: boolean
  readonly readonly: boolean
  readonly doc?: Doc
}

/** `[key: K]: V` */
export interface IndexSignature {
  readonly key: Type
  readonly value: Type
  readonly readonly: boolean
}

export type Type =
  | { readonly kind: 'keyword'; readonly name: Keyword }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** `value` in decimal digits, without the `n`. */
  | { readonly kind: 'bigint'; readonly value: string }
  /** Text and types in turn. */
  | { readonly kind: 'template'; readonly parts: readonly (string | Type)[] }
  | { readonly kind: 'array'; readonly element: Type; readonly readonly: boolean }
  | {
      readonly kind: 'tuple'
      readonly elements: readonly { readonly type: Type; readonly optional: boolean }[]
      readonly rest?: Type
      readonly readonly: boolean
    }
  | {
      readonly kind: 'object'
      readonly properties: readonly Property[]
      readonly indexes: readonly IndexSignature[]
    }
  | { readonly kind: 'union'; readonly members: readonly Type[] }
  | { readonly kind: 'intersection'; readonly members: readonly Type[] }
  /** A type of the language's library: `Date`, `Map<K, V>`, `Partial<T>`, `Record<K, V>`, … */
  | { readonly kind: 'global'; readonly name: string; readonly arguments: readonly Type[] }
  /** A declaration of its own, by the id that the reader gave it: a recursive schema. */
  | { readonly kind: 'named'; readonly id: string }
  /** `(...args: parameters) => returns`; the parameters are a tuple or an array. */
  | { readonly kind: 'function'; readonly parameters: Type; readonly returns: Type }
  /**
   * The properties of an intersection as one object type, for keys whose types conflict with an index
   * signature, which no object literal type may say: `A & B extends infer T ? { [K in keyof T]: T[K] } : never`
   */
  | { readonly kind: 'flat'; readonly of: Type }
  /** What `.readonly()` makes of a type that only the compiler can take apart; see `print`. */
  | { readonly kind: 'readonly'; readonly of: Type }
  /** The host's `File`, or `{}` where there is none, with the members that zod promises. */
  | { readonly kind: 'file' }

/** What a doc comment says, as the author wrote it; quoting is the printer's work. */
export interface Doc {
  readonly title?: string
  readonly description?: string
  /** `true`, or why. */
  readonly deprecated?: boolean | string
  /** Each becomes an `@example`; JSON values. */
  readonly examples?: readonly unknown[]
}

/** A type that has a name of its own, as it refers to itself. */
export interface NamedType {
  readonly id: string
  /** A wish: the schema's `meta.id` or the place where it was met first. Made unique by the emitter. */
  readonly hint: string
  readonly type: Type
  readonly doc?: Doc
}
