/** Builds types, members and declarations of generated code, as data. */
import { printObject, stringLiteral } from '../print/index.js'
import type { ObjectMember } from '../print/index.js'
import type { Doc, Type } from '../schema/index.js'

/** A type that has a name in generated code. */
export type Reference = Extract<Type, { readonly kind: 'global' }>

/** An object type to declare. */
export interface ObjectDeclaration {
  readonly name: string
  readonly doc?: Doc | undefined
  readonly extends?: readonly Reference[]
  readonly members?: readonly ObjectMember[]
}

/** @returns the declaration without a line break behind it */
export function declareObject(
  { members = [], ...declaration }: ObjectDeclaration,
  nameOf: (id: string) => string = (id) => id,
): string {
  return printObject({ ...declaration, members }, { nameOf }).trimEnd()
}

/** A type by its name in generated code, such as `runtime.StateRepo` or `TrackEventInput`. */
export function ref(name: string, ...args: readonly Type[]): Reference {
  return { kind: 'global', name, arguments: args }
}

export function literal(value: string): Type {
  return { kind: 'literal', value }
}

/** `'a' | 'b'`, `never` for none */
export function anyOf(names: readonly string[]): Type {
  const [only] = names
  if (only === undefined) return { kind: 'keyword', name: 'never' }
  return names.length === 1 ? literal(only) : { kind: 'union', members: names.map(literal) }
}

/** `Holder['key']` */
export function indexed(holder: string, key: string): Reference {
  return ref(`${holder}[${stringLiteral(key)}]`)
}

/** A member of an object type, without a doc comment when there is nothing to say. */
export function member(key: string, type: Type, doc?: Doc): ObjectMember {
  return doc !== undefined && hasText(doc) ? { key, type, doc } : { key, type }
}

/** An object type with plain members. */
export function object(members: readonly (readonly [key: string, type: Type])[]): Type {
  return {
    kind: 'object',
    properties: members.map(([key, type]) => ({ key, type, optional: false, readonly: false })),
    indexes: [],
  }
}

export function hasText(doc: Doc | undefined): boolean {
  return doc?.title !== undefined || doc?.description !== undefined
}
