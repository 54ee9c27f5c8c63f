/** Brings types into the form in which they are printed. */
import type { IndexSignature, Type } from '../schema/index.js'

/** One kind of type. */
export type Of<Kind extends Type['kind']> = Extract<Type, { readonly kind: Kind }>

/** What is left to print of a type; its parts may still be anything. */
export type Printable = Exclude<Type, Of<'flat' | 'readonly' | 'file'>>

/**
 * @param type any type
 * @returns the same without what has no text of its own: nested unions and sole members become
 *   flat, `NaN` a number; what takes more than one type to say is named by the runtime's types
 */
export function simplify(type: Type): Printable {
  switch (type.kind) {
    case 'literal':
      return typeof type.value === 'number' && !Number.isFinite(type.value)
        ? { kind: 'keyword', name: 'number' }
        : type
    case 'union':
      return collapse(type, 'never')
    case 'intersection':
      return collapse(type, 'unknown')
    case 'object':
      return splitIndexes(type)
    case 'flat':
      return { kind: 'global', name: 'runtime.Flat', arguments: [type.of] }
    case 'readonly':
      return { kind: 'global', name: 'runtime.ReadonlyOf', arguments: [type.of] }
    case 'file':
      return { kind: 'global', name: 'runtime.HostFile', arguments: [] }
    default:
      return type
  }
}

function collapse(type: Of<'union' | 'intersection'>, empty: 'never' | 'unknown'): Printable {
  const members: Printable[] = []
  const collect = (member: Type): void => {
    const plain = member.kind === type.kind ? member : simplify(member)
    if (plain.kind === type.kind) plain.members.forEach(collect)
    else members.push(plain)
  }
  collect(type)
  const [only] = members
  if (only === undefined) return { kind: 'keyword', name: empty }
  return members.length === 1 ? only : { kind: type.kind, members }
}

/** Keys that an index signature may not have become records beside the object. */
function splitIndexes(type: Of<'object'>): Printable {
  const records = type.indexes.filter((index) => !isIndexKey(index.key))
  if (records.length === 0) return type
  const indexes = type.indexes.filter((index) => isIndexKey(index.key))
  const rest: Type = { kind: 'object', properties: type.properties, indexes }
  return collapse(
    {
      kind: 'intersection',
      members: [
        ...(type.properties.length + indexes.length > 0 ? [rest] : []),
        ...records.map(recordOf),
      ],
    },
    'unknown',
  )
}

function recordOf(index: IndexSignature): Type {
  const record: Type = { kind: 'global', name: 'Record', arguments: [index.key, index.value] }
  return index.readonly ? { kind: 'global', name: 'Readonly', arguments: [record] } : record
}

/** Whether an index signature may have this type as its key. */
function isIndexKey(type: Type): boolean {
  switch (type.kind) {
    case 'keyword':
      return type.name === 'string' || type.name === 'number' || type.name === 'symbol'
    case 'template':
      // Only patterns are keys: one that stands for a few known strings is not.
      return type.parts.some((part) => typeof part !== 'string') && type.parts.every(isPattern)
    case 'union':
      return type.members.length > 0 && type.members.every(isIndexKey)
    default:
      return false
  }
}

function isPattern(part: string | Type): boolean {
  return (
    typeof part === 'string' ||
    (part.kind === 'keyword' && ['string', 'number', 'bigint'].includes(part.name))
  )
}
