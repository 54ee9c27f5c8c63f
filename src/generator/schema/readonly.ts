/** Makes types readonly as zod's `.readonly()` does. */
import { global, keyword, union } from './type-operations.js'
import type { Type } from './type.js'

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
