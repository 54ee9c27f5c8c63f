/** Makes object types: of shapes, catch-alls and records. */
import { global, isKeyword, keyword, literal, textsOf, union } from './type-operations.js'
import { isOptional } from './dialect-reader.js'
import { sameType } from './type-equality.js'
import type { Direction, Meaning } from './dialect-reader.js'
import type { Doc, IndexSignature, Keyword, Property, Type } from './type.js'

export type ObjectType = Extract<Type, { readonly kind: 'object' }>

/** A key of an object schema, and what its value is. */
export interface Member {
  readonly key: string
  readonly part: Meaning
}

/** @returns the object type that has these properties, and no others */
export function objectOf(members: readonly Member[], direction: Direction): ObjectType {
  const properties = members.map(({ key, part }) =>
    property(key, part[direction], isOptional(part, direction), part.doc),
  )
  return { kind: 'object', properties, indexes: [] }
}

function property(key: string, type: Type, optional: boolean, doc?: Doc): Property {
  const plain = { key, type, optional, readonly: false }
  return doc ? { ...plain, doc } : plain
}

/** @returns `{ [key: string]: value }` */
export function stringIndex(value: Type): ObjectType {
  return { kind: 'object', properties: [], indexes: [index(keyword('string'), value)] }
}

function index(key: Type, value: Type): IndexSignature {
  return { key, value, readonly: false }
}

/** @returns whether `{ …members; [key: string]: rest }` is a type that may be written so */
export function fitsIndex(members: readonly Property[], rest: Type): boolean {
  if (isKeyword(rest, 'any') || isKeyword(rest, 'unknown')) return true
  return members.every(({ type, optional }) => !optional && covers(rest, type))
}

/** Whether surely all values of `part` are values of `whole`; a "no" may be wrong. */
function covers(whole: Type, part: Type): boolean {
  if (sameType(whole, part)) return true
  if (part.kind === 'union') return part.members.every((member) => covers(whole, member))
  if (whole.kind === 'union') return whole.members.some((member) => covers(member, part))
  if (whole.kind !== 'keyword') return isKeyword(part, 'never')
  if (part.kind === 'literal') return typeof part.value === whole.name
  return (
    isKeyword(part, 'never') ||
    (part.kind === 'template' && whole.name === 'string') ||
    (part.kind === 'bigint' && whole.name === 'bigint')
  )
}

/** The keys that a type stands for, one by one. */
function keysOf(key: Type): readonly Type[] {
  if (isKeyword(key, 'any')) return [keyword('string')]
  if (isKeyword(key, 'unknown')) return [keyword('string'), keyword('number'), keyword('symbol')]
  if (isKeyword(key, 'never')) return []
  if (key.kind === 'union') return key.members.flatMap(keysOf)
  return (key.kind === 'template' && textsOf(key)?.map(literal)) || [key]
}

/**
 * @param key the type of the keys
 * @param value the type of the values
 * @param partial whether keys may be missing
 * @returns `Record<key, value>` or `Partial` of it, written as an object type where that is the same
 */
export function record(key: Type, value: Type, partial: boolean): Type {
  const keys = keysOf(key)
  const words = new Set(keys.flatMap((member) => (member.kind === 'keyword' ? [member.name] : [])))
  const literals = keys.flatMap((member) => (member.kind === 'literal' ? [member.value] : []))
  const templates = keys.filter((member) => member.kind === 'template')
  const simple =
    words.size + literals.length + templates.length === keys.length &&
    [...words].every((word) => word === 'string' || word === 'number' || word === 'symbol') &&
    literals.every((word) => typeof word !== 'boolean')
  // Only the compiler knows which literals a template takes in.
  const clear = !templates.length || !literals.some((word) => typeof word === 'string')
  if (!simple || !(clear || words.has('string'))) {
    const full = global('Record', key, value)
    return partial ? global('Partial', full) : full
  }
  const all = partial ? union([value, keyword('undefined')]) : value
  const signatures = [...words].map((word) => index(keyword(word), all))
  if (!words.has('string')) signatures.push(...templates.map((template) => index(template, all)))
  // As keys, `1` and `'1'` are the same.
  const named = new Set(
    literals.filter((word) => !words.has(typeof word as Keyword)).map((word) => String(word)),
  )
  return {
    kind: 'object',
    properties: [...named].map((name) => property(name, value, partial)),
    indexes: signatures,
  }
}
