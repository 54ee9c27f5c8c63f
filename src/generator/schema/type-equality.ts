/** When two types are the same, and the same type with other names in it. */
import type { Type } from './type.js'

/**
 * @param a a type
 * @param b another
 * @param sameNamed decides for two different ids; by default different ids are different types
 * @returns whether both are built alike, doc comments aside
 */
export function sameType(
  a: Type,
  b: Type,
  sameNamed: (a: string, b: string) => boolean = () => false,
): boolean {
  const same = (x: Type, y: Type) => sameType(x, y, sameNamed)
  if (a === b) return true
  switch (a.kind) {
    case 'keyword':
      return b.kind === a.kind && a.name === b.name
    case 'literal':
    case 'bigint':
      return b.kind === a.kind && a.value === b.value
    case 'template':
      return b.kind === a.kind && all(a.parts, b.parts, samePart(same))
    case 'array':
      return b.kind === a.kind && a.readonly === b.readonly && same(a.element, b.element)
    case 'tuple':
      return (
        b.kind === a.kind &&
        a.readonly === b.readonly &&
        all(a.elements, b.elements, (x, y) => x.optional === y.optional && same(x.type, y.type)) &&
        (a.rest && b.rest ? same(a.rest, b.rest) : a.rest === b.rest)
      )
    case 'object':
      return (
        b.kind === a.kind &&
        all(
          a.properties,
          b.properties,
          (x, y) =>
            x.key === y.key &&
            x.optional === y.optional &&
            x.readonly === y.readonly &&
            same(x.type, y.type),
        ) &&
        all(
          a.indexes,
          b.indexes,
          (x, y) => x.readonly === y.readonly && same(x.key, y.key) && same(x.value, y.value),
        )
      )
    case 'union':
    case 'intersection':
      return b.kind === a.kind && all(a.members, b.members, same)
    case 'global':
      return b.kind === a.kind && a.name === b.name && all(a.arguments, b.arguments, same)
    case 'named':
      return b.kind === a.kind && (a.id === b.id || sameNamed(a.id, b.id))
    case 'function':
      return b.kind === a.kind && same(a.parameters, b.parameters) && same(a.returns, b.returns)
    case 'flat':
    case 'readonly':
      return b.kind === a.kind && same(a.of, b.of)
    case 'file':
      return b.kind === a.kind
  }
}

function all<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean {
  return a.length === b.length && a.every((x, index) => same(x, b[index]!))
}

function samePart(same: (x: Type, y: Type) => boolean) {
  return (x: string | Type, y: string | Type) =>
    typeof x === 'string' || typeof y === 'string' ? x === y : same(x, y)
}

/**
 * @param type any type
 * @param change applied to each type inside, innermost first; answers the same type to leave it
 * @returns the type with the changes
 */
export function mapType(type: Type, change: (type: Type) => Type): Type {
  const map = (inner: Type) => mapType(inner, change)
  switch (type.kind) {
    case 'keyword':
    case 'literal':
    case 'bigint':
    case 'named':
    case 'file':
      return change(type)
    case 'template':
      return change({
        ...type,
        parts: type.parts.map((part) => (typeof part === 'string' ? part : map(part))),
      })
    case 'array':
      return change({ ...type, element: map(type.element) })
    case 'tuple':
      return change({
        ...type,
        elements: type.elements.map((element) => ({ ...element, type: map(element.type) })),
        ...(type.rest && { rest: map(type.rest) }),
      })
    case 'object':
      return change({
        ...type,
        properties: type.properties.map((property) => ({ ...property, type: map(property.type) })),
        indexes: type.indexes.map((index) => ({
          ...index,
          key: map(index.key),
          value: map(index.value),
        })),
      })
    case 'union':
    case 'intersection':
      return change({ ...type, members: type.members.map(map) })
    case 'global':
      return change({ ...type, arguments: type.arguments.map(map) })
    case 'function':
      return change({ ...type, parameters: map(type.parameters), returns: map(type.returns) })
    case 'flat':
    case 'readonly':
      return change({ ...type, of: map(type.of) })
  }
}
