/** Intersects types as zod's inference nests them: two at a time, from the inside out. */
import { global, isKeyword, keyword } from './algebra.js'
import { sameType } from './same.js'
import type { Type } from './type.js'

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
  if (sameType(left, right)) return left
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
      return ['Exclude', 'NoInfer', 'Readonly'].includes(type.name) && type.arguments.some(mayBeAny)
    default:
      return false
  }
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
