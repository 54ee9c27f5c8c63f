/** Makes types from types, as the compiler would. */
import type { Keyword, Type } from './type.js'

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
  const seen = new Set<string>()
  const kept: Type[] = []
  let all: Type | undefined
  const add = (member: Type): void => {
    if (member.kind === 'union') return member.members.forEach(add)
    const key = simpleKey(member)
    if (key === 'any' || (key === 'unknown' && !all)) all = member
    if (key === 'never' || (key !== undefined && seen.has(key))) return
    if (key !== undefined) seen.add(key)
    kept.push(member)
  }
  members.forEach(add)
  if (all) return all
  if (kept.length > 1) return { kind: 'union', members: kept }
  return kept[0] ?? keyword('never')
}

/** @returns whether it is this word of the language */
export function isKeyword(type: Type, name: Keyword): boolean {
  return type.kind === 'keyword' && type.name === name
}

/** What tells a word or a literal from others: words bare, strings with a quote in front. */
function simpleKey(type: Type): string | undefined {
  switch (type.kind) {
    case 'keyword':
      return type.name
    case 'literal':
      return typeof type.value === 'string' ? `'${type.value}` : String(type.value)
    case 'bigint':
      return `${type.value}n`
    default:
      return undefined
  }
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
      // With `any` in it, it most probably is `any`.
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

/** As many literals are written out; a longer list is left to the compiler. */
const maximumTexts = 1_000

/** @returns the texts that a type in a template stands for, if they are a list that can be written out */
export function textsOf(type: Type): readonly string[] | undefined {
  switch (type.kind) {
    case 'literal':
    case 'bigint':
      return [String(type.value)]
    case 'keyword':
      return wordTexts.get(type.name)
    case 'union': {
      const lists = type.members.map(textsOf)
      return lists.every((list) => list !== undefined) ? lists.flat() : undefined
    }
    case 'template':
      return type.parts.reduce<readonly string[] | undefined>(
        (heads, part) => {
          const tails = typeof part === 'string' ? [part] : textsOf(part)
          return heads && tails && heads.length * tails.length <= maximumTexts
            ? heads.flatMap((head) => tails.map((tail) => head + tail))
            : undefined
        },
        [''],
      )
    default:
      return undefined
  }
}

const wordTexts: ReadonlyMap<Keyword, readonly string[]> = new Map([
  ['boolean', ['false', 'true']],
  ['null', ['null']],
  ['undefined', ['undefined']],
])
