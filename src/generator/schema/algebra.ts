/** Makes types from types, as the compiler would: unions, optional values, records, `readonly`. */
import { sameType } from './same.js'
import type { Doc, IndexSignature, Keyword, Property, Type } from './type.js'

/** @returns the type of a word of the language */
export function keyword(name: Keyword): Type {
  return { kind: 'keyword', name }
}

/** @returns a type of the language's library */
export function global(name: string, ...args: readonly Type[]): Type {
  return { kind: 'global', name, arguments: args }
}

/** @returns `element[]` */
export function array(element: Type): Type {
  return { kind: 'array', element, readonly: false }
}

/** @returns the narrowest type that can be written for a value: `'a'`, `1`, `1n`, `null`, `symbol` */
export function literal(value: unknown): Type {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return { kind: 'literal', value }
    case 'number':
      // `NaN` and `Infinity` have no literal type; `-0` and `0` share theirs.
      return Number.isFinite(value) ? { kind: 'literal', value: value || 0 } : keyword('number')
    case 'bigint':
      return { kind: 'bigint', value: String(value) }
    case 'symbol':
      return keyword('symbol')
    case 'undefined':
      return keyword('undefined')
    default:
      return value === null ? keyword('null') : keyword('unknown')
  }
}

/** @returns `a | b`, without repeated words and literals; `unknown` and `any` take in all others */
export function union(members: readonly Type[]): Type {
  const flat = members.flatMap((member) => (member.kind === 'union' ? member.members : [member]))
  for (const name of ['any', 'unknown'] as const) {
    if (flat.some((member) => isKeyword(member, name))) return keyword(name)
  }
  const seen = new Set<string>()
  const kept = flat.filter((member) => {
    const key = simpleKey(member)
    if (key === 'keyword never' || seen.has(key)) return false
    if (key) seen.add(key)
    return true
  })
  return kept.length === 1
    ? kept[0]!
    : kept.length
      ? { kind: 'union', members: kept }
      : keyword('never')
}

/** @returns `a & b`; `unknown` says nothing there, `never` says all, `any` says more than most */
export function intersection(members: readonly Type[]): Type {
  return members.reduce(intersect, keyword('unknown'))
}

function intersect(left: Type, right: Type): Type {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    if (isKeyword(one, 'unknown') || isKeyword(other, 'never')) return other
    if (isKeyword(one, 'any')) {
      return mayBeNever(other) ? { kind: 'intersection', members: [closed(other), one] } : one
    }
  }
  if (exclude(left, right)) return keyword('never')
  return { kind: 'intersection', members: [...operands(left), ...operands(right)] }
}

/** Whether the compiler knows at once that no value is of both types; a "no" may be wrong. */
function exclude(a: Type, b: Type): boolean {
  if (a.kind === 'union') return a.members.every((member) => exclude(member, b))
  if (a.kind === 'intersection') return a.members.some((member) => exclude(member, b))
  if (b.kind === 'union' || b.kind === 'intersection') return exclude(b, a)
  const [domainA, domainB] = [domainOf(a), domainOf(b)]
  if (!domainA || !domainB) return false
  if (domainA !== domainB) {
    // Values of other primitive types may well have properties: that is how types are branded.
    const object = domainA === 'object' ? b : domainB === 'object' ? a : undefined
    return !object || isKeyword(object, 'null') || isKeyword(object, 'undefined')
  }
  const units = ['literal', 'bigint']
  return units.includes(a.kind) && units.includes(b.kind) && !sameType(a, b)
}

function domainOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'keyword':
      if (type.name === 'undefined') return 'void'
      return ['any', 'unknown', 'never'].includes(type.name) ? undefined : type.name
    case 'literal':
      return typeof type.value
    case 'bigint':
      return 'bigint'
    case 'template':
      return 'string'
    case 'array':
    case 'tuple':
    case 'object':
    case 'function':
      return 'object'
    default:
      return undefined
  }
}

/** Without parentheses, unless `any` is about: it takes in all but `never`, so the order counts. */
function operands(type: Type): readonly Type[] {
  if (type.kind !== 'intersection') return [type]
  const open = type.members.some(
    (member) => isKeyword(member, 'any') || isGlobal(member, 'NoInfer'),
  )
  return open ? [closed(type)] : type.members
}

/** What the compiler computes before what is around it; parentheses do not outlive a formatter. */
function closed(type: Type): Type {
  return global('NoInfer', type)
}

/** Whether members of the type may exclude each other. */
function mayBeNever(type: Type): boolean {
  switch (type.kind) {
    case 'intersection':
      return true
    case 'union':
      return type.members.every(mayBeNever)
    case 'readonly':
      return mayBeNever(type.of)
    case 'global':
      return (
        ['Exclude', 'NoInfer', 'Readonly'].includes(type.name) && type.arguments.some(mayBeNever)
      )
    default:
      return false
  }
}

function isGlobal(type: Type, name: string): boolean {
  return type.kind === 'global' && type.name === name
}

/** @returns whether it is this word of the language */
export function isKeyword(type: Type, name: Keyword): boolean {
  return type.kind === 'keyword' && type.name === name
}

function simpleKey(type: Type): string {
  if (type.kind === 'keyword') return `keyword ${type.name}`
  if (type.kind === 'literal') return `${typeof type.value} ${type.value}`
  return type.kind === 'bigint' ? `bigint ${type.value}` : ''
}

/**
 * @param named whether the type of this id has `undefined` among its values
 * @returns what the compiler says to `undefined extends type`
 */
export function admitsUndefined(type: Type, named: (id: string) => boolean): boolean {
  switch (type.kind) {
    case 'keyword':
      return ['any', 'unknown', 'undefined', 'void'].includes(type.name)
    case 'union':
      return type.members.some((member) => admitsUndefined(member, named))
    case 'intersection':
      return (
        type.members.some((member) => isKeyword(member, 'any')) ||
        type.members.every((member) => admitsUndefined(member, named))
      )
    case 'readonly':
      return admitsUndefined(type.of, named)
    case 'named':
      return named(type.id)
    default:
      return false
  }
}

/** @returns `T extends undefined ? never : T` */
export function withoutUndefined(type: Type, named: (id: string) => boolean): Type {
  switch (type.kind) {
    case 'keyword':
      return type.name === 'undefined' ? keyword('never') : type
    case 'union':
      return union(type.members.map((member) => withoutUndefined(member, named)))
    default:
      return admitsUndefined(type, named) ? global('Exclude', type, keyword('undefined')) : type
  }
}

/** What `.readonly()` makes of a type: readonly properties, arrays, tuples, maps and sets. */
export function readonlyOf(type: Type): Type {
  switch (type.kind) {
    case 'keyword':
      // A mapped type over them is `{}`, over all other words it is the word.
      return type.name === 'unknown' || type.name === 'object' ? global('Readonly', type) : type
    case 'literal':
    case 'bigint':
    case 'template':
    case 'function':
    case 'file':
      return type
    case 'array':
      return { ...type, readonly: true }
    case 'tuple':
      return type.readonly || type.elements[0]?.optional === false
        ? { ...type, readonly: true }
        : // Without a first element it is taken for an array, for which `undefined` is a value.
          { kind: 'array', element: elementOf(type), readonly: true }
    case 'object':
      return {
        ...type,
        properties: type.properties.map((property) => ({ ...property, readonly: true })),
        indexes: type.indexes.map((index) => ({ ...index, readonly: true })),
      }
    case 'union':
      return union(type.members.map(readonlyOf))
    case 'global':
      return readonlyGlobal(type)
    case 'flat':
      return global('Readonly', type.of)
    case 'intersection':
      return type.members.every(isPlainObject)
        ? global('Readonly', type)
        : { kind: 'readonly', of: type }
    case 'named':
    case 'readonly':
      return { kind: 'readonly', of: type }
  }
}

function elementOf(tuple: Type & { readonly kind: 'tuple' }): Type {
  const elements = tuple.elements.flatMap(({ type, optional }) =>
    optional ? [type, keyword('undefined')] : [type],
  )
  return union(tuple.rest ? [...elements, tuple.rest] : elements)
}

function readonlyGlobal(type: Type & { readonly kind: 'global' }): Type {
  switch (type.name) {
    case 'Map':
      return { ...type, name: 'ReadonlyMap' }
    case 'Set':
      return { ...type, name: 'ReadonlySet' }
    case 'Date':
    case 'Promise':
    case 'Readonly':
    case 'ReadonlyMap':
    case 'ReadonlySet':
      return type
    default:
      return isPlainObject(type) ? global('Readonly', type) : { kind: 'readonly', of: type }
  }
}

/** Whether `.readonly()` only has properties to make readonly in it. */
export function isPlainObject(type: Type): boolean {
  if (type.kind === 'intersection' || type.kind === 'union')
    return type.members.every(isPlainObject)
  if (type.kind !== 'global') return type.kind === 'object' || type.kind === 'flat'
  if (type.name === 'Record') return true
  return ['Partial', 'Readonly'].includes(type.name) && type.arguments.every(isPlainObject)
}

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
