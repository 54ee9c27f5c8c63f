/** Intersects types as zod's inference nests them: two at a time, from the inside out. */
import { global, isKeyword, keyword } from './type-operations.js'
import { sameType } from './type-equality.js'
import type { Type } from './type.js'

/** @returns `a & b`; `unknown` says nothing there, `never` says all, `any` says more than all but `never` */
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
      return isEmpty(other) === 'perhaps'
        ? { kind: 'intersection', members: [closed(other), one] }
        : one
    }
  }
  if (sameType(left, right)) return left
  const both: Type = { kind: 'intersection', members: [...operands(left), ...operands(right)] }
  return isEmpty(both) === 'yes' ? keyword('never') : both
}

/** Without parentheses, unless `any` may be about, for which the order counts. */
function operands(type: Type): readonly Type[] {
  if (type.kind !== 'intersection') return [type]
  return mayBeAny(type) ? [closed(type)] : type.members
}

function mayBeAny(type: Type): boolean {
  switch (type.kind) {
    case 'keyword':
      return type.name === 'any'
    case 'union':
    case 'intersection':
      return type.members.some(mayBeAny)
    case 'readonly':
      return mayBeAny(type.of)
    case 'global':
      return wrappers.has(type.name) && type.arguments.some(mayBeAny)
    default:
      return false
  }
}

/** Types of the library that may be what their argument is. */
const wrappers: ReadonlySet<string> = new Set(['Exclude', 'NoInfer', 'Readonly'])

/** What the compiler computes before what is around it; parentheses do not outlive a formatter. */
function closed(type: Type): Type {
  return global('NoInfer', type)
}

/** Whether the compiler makes the type `never` as soon as it sees it. */
function isEmpty(type: Type): 'yes' | 'no' | 'perhaps' {
  const choices = alternatives(type)
  if (!choices) return 'perhaps'
  const open = choices.filter((members) => !members.some((a) => members.some((b) => exclude(a, b))))
  if (!open.length) return 'yes'
  const known = (members: readonly Type[]) => members.every((member) => domainOf(member))
  return open.some((members) => members.length === 1 || known(members)) ? 'no' : 'perhaps'
}

/** More than these are not looked at. */
const maxAlternatives = 1_000

/** The intersections that a union of them consists of. */
function alternatives(type: Type): readonly (readonly Type[])[] | undefined {
  if (type.kind === 'union') {
    const all = type.members.map(alternatives)
    return all.every((choices) => choices !== undefined) ? all.flat() : undefined
  }
  if (type.kind !== 'intersection') return isKeyword(type, 'never') ? [] : [[type]]
  let product: readonly (readonly Type[])[] = [[]]
  for (const choices of type.members.map(alternatives)) {
    if (!choices || product.length * choices.length > maxAlternatives) return undefined
    product = product.flatMap((members) => choices.map((choice) => [...members, ...choice]))
  }
  return product
}

/** Whether no value is of both types. */
function exclude(a: Type, b: Type): boolean {
  const [domainA, domainB] = [domainOf(a), domainOf(b)]
  if (!domainA || !domainB) return false
  if (domainA !== domainB) {
    // Values of other primitive types may well have properties: that is how types are branded.
    const primitive = domainA === 'object' ? b : domainB === 'object' ? a : undefined
    return !primitive || isKeyword(primitive, 'null') || isKeyword(primitive, 'undefined')
  }
  return isUnit(a) && isUnit(b) && !sameType(a, b)
}

function isUnit(type: Type): boolean {
  return type.kind === 'literal' || type.kind === 'bigint'
}

/** The kind of values of a type that is not made of others, if that is known. */
function domainOf(type: Type): string | undefined {
  switch (type.kind) {
    case 'keyword':
      if (type.name === 'undefined') return 'void'
      return ['any', 'unknown', 'never'].includes(type.name) ? undefined : type.name
    case 'literal':
      return typeof type.value
    case 'bigint':
      return 'bigint'
    case 'array':
    case 'tuple':
    case 'object':
    case 'function':
    case 'flat':
    case 'file':
      return 'object'
    case 'global':
      return wrappers.has(type.name) ? undefined : 'object'
    default:
      return undefined
  }
}
