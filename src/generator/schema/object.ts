/** Makes object types: of shapes, catch-alls and records. */
import { global, isKeyword, keyword, union } from './algebra.js'
import { sameType } from './same.js'
import type { Doc, IndexSignature, Keyword, Property, Type } from './type.js'

/** A key of an object schema with the type of its value. */
export interface Member {
  readonly key: string
  readonly type: Type
  readonly optional: boolean
  readonly doc?: Doc | undefined
}

/** @returns the properties of an object type */
export function properties(members: readonly Member[]): readonly Property[] {
  return members.map(({ key, type, optional, doc }) => ({
    key,
    type,
    optional,
    readonly: false,
    ...(doc && { doc }),
  }))
}

/** @returns `{ [key: string]: value }` */
export function stringIndex(value: Type): Type {
  return { kind: 'object', properties: [], indexes: [index(keyword('string'), value)] }
}

function index(key: Type, value: Type): IndexSignature {
  return { key, value, readonly: false }
}

/** @returns whether `{ …members; [key: string]: rest }` is a type that may be written so */
export function fitsIndex(members: readonly Member[], rest: Type): boolean {
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

/**
 * @param key the type of the keys
 * @param value the type of the values
 * @param partial whether keys may be missing
 * @returns `Record<key, value>` or `Partial` of it, written as an object type where that is the same
 */
export function record(key: Type, value: Type, partial: boolean): Type {
  const keys = isKeyword(key, 'any')
    ? [keyword('string')]
    : isKeyword(key, 'unknown')
      ? [keyword('string'), keyword('number'), keyword('symbol')]
      : isKeyword(key, 'never')
        ? []
        : key.kind === 'union'
          ? key.members
          : [key]
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
    properties: properties([...named].map((key) => ({ key, type: value, optional: partial }))),
    indexes: signatures,
  }
}
