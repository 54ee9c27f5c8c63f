/** How the compiler is asked whether a printed type is the inferred one. */

/**
 * A module's text. `Exact<A, B>` is `true` if each can be assigned to the other, with `any`, `unknown`
 * and readonly properties told apart; to a depth, as recursive types have no end.
 */
export const exact = `
declare const isAny: unique symbol
declare const isUnknown: unique symbol
declare const isReadonly: unique symbol

type Same<A, B> =
  (<V>() => V extends A ? 1 : 2) extends <V>() => V extends B ? 1 : 2 ? true : false
type ReadonlyKeys<T> = {
  [K in keyof T]-?: Same<Pick<T, K>, Readonly<Pick<T, K>>> extends true ? K : never
}[keyof T]
type Leaf = string | number | bigint | boolean | symbol | null | undefined | void | Date | Function

type Marked<T, Depth extends 0[] = []> =
  0 extends 1 & T ? typeof isAny
  : unknown extends T ? typeof isUnknown
  : Depth['length'] extends 4 ? T
  : T extends Leaf ? T
  : T extends ReadonlyMap<infer K, infer V> ? [T extends Map<K, V> ? 'map' : 'readonly map', Marked<K, [...Depth, 0]>, Marked<V, [...Depth, 0]>]
  : T extends ReadonlySet<infer V> ? [T extends Set<V> ? 'set' : 'readonly set', Marked<V, [...Depth, 0]>]
  : T extends Promise<infer V> ? ['promise', Marked<V, [...Depth, 0]>]
  : T extends readonly unknown[] ? { [K in keyof T]: Marked<T[K], [...Depth, 0]> }
  : { [K in keyof T]: Marked<T[K], [...Depth, 0]> } & { [isReadonly]: [ReadonlyKeys<T>] }

type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

export type Exact<A, B> =
  Mutual<A, B> extends true ? Mutual<Marked<A>, Marked<B>> : false
`
