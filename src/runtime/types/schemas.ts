/** What a few kinds of schema mean, where it takes the compiler to say it. */

/** The properties of an intersection as one object type. */
export type Flat<T> = { [K in keyof T]: T[K] }

/** Objects that `readonly` properties would not make read-only, and functions. */
type BuiltIn =
  | ((...args: any[]) => any)
  | (new (...args: any[]) => any)
  | { readonly [Symbol.toStringTag]: string }
  | Date
  | Error
  | RegExp

/** What zod's `.readonly()` makes of a type. */
export type ReadonlyOf<T> =
  T extends Map<infer K, infer V>
    ? ReadonlyMap<K, V>
    : T extends Set<infer V>
      ? ReadonlySet<V>
      : T extends [infer Head, ...infer Tail]
        ? readonly [Head, ...Tail]
        : T extends (infer V)[]
          ? readonly V[]
          : T extends BuiltIn
            ? T
            : Readonly<T>

/** The host's `File`; where there is none, what zod promises of it. */
export type HostFile = (typeof globalThis extends {
  File: infer F extends new (...args: any[]) => any
}
  ? InstanceType<F>
  : unknown) & { readonly type: string; readonly size: number }
