/** What kinds of objects a type stands for: its keys, whichever way they were written. */
import { type NamedType, type Type, sameType, textsOf } from '../../generator/schema/index.js'

/** The value under one key. */
export interface Member {
  readonly type: Type
  readonly optional: boolean
}

/** The keys of an object. */
export interface Shape {
  readonly properties: ReadonlyMap<string, Member>
  /** What all keys of one form have: `string`, `number`, `symbol` or a template. */
  readonly indexes: readonly { readonly key: Type; readonly value: Type }[]
  /** Whether different types met under one key: there may be no values of such a type at all. */
  readonly isMixed: boolean
}

const empty: Shape = { properties: new Map(), indexes: [], isMixed: false }

/** Declarations of recursive types, by id. */
export type Names = ReadonlyMap<string, NamedType>

/** @returns the type itself, or what a recursive type's name stands for */
export function resolved(type: Type, names: Names): Type {
  return type.kind === 'named' ? (names.get(type.id)?.type ?? type) : type
}

/**
 * Records, partial and readonly ones, and intersections of objects are objects like any other.
 *
 * @returns `undefined` for what is no object, and for what only the compiler could take apart
 */
export function shapeOf(given: Type, names: Names): Shape | undefined {
  const type = resolved(given, names)
  switch (type.kind) {
    case 'object': {
      const own = new Map(
        type.properties.map(({ key, type, optional }) => [key, { type, optional }]),
      )
      return type.indexes.reduce<Shape | undefined>(
        (shape, { key, value }) => merged(shape, recordShape(key, value)),
        { ...empty, properties: own },
      )
    }
    case 'intersection':
    case 'flat': {
      const members = type.kind === 'flat' ? membersOf(type.of, names) : type.members
      return members
        .map((member) => shapeOf(member, names))
        .reduce<Shape | undefined>(merged, empty)
    }
    case 'global':
      return globalShape(type.name, type.arguments, names)
    default:
      return undefined
  }
}

function membersOf(given: Type, names: Names): readonly Type[] {
  const type = resolved(given, names)
  return type.kind === 'intersection' ? type.members : [type]
}

function globalShape(
  name: string,
  [first, second]: readonly Type[],
  names: Names,
): Shape | undefined {
  if (first === undefined) return undefined
  switch (name) {
    case 'Record':
      return second && recordShape(first, second)
    case 'Readonly':
      return shapeOf(first, names)
    case 'Partial':
    case 'Required': {
      const shape = shapeOf(first, names)
      const optional = name === 'Partial'
      // What becomes of `undefined` there, and of index signatures, the compiler's options decide.
      if (shape === undefined || shape.indexes.length > 0 || !optional) return undefined
      return {
        ...shape,
        properties: new Map(
          Array.from(shape.properties, ([key, member]) => [key, { ...member, optional }]),
        ),
      }
    }
    default:
      return undefined
  }
}

/** `Record<key, value>` */
function recordShape(key: Type, value: Type): Shape | undefined {
  const texts = textsOf(key)
  if (texts !== undefined) {
    const member = { type: value, optional: false }
    return { ...empty, properties: new Map(texts.map((text) => [text, member])) }
  }
  if (key.kind === 'union') {
    return key.members.reduce<Shape | undefined>(
      (shape, member) => merged(shape, recordShape(member, value)),
      empty,
    )
  }
  const isForm =
    key.kind === 'template' ||
    (key.kind === 'keyword' && ['string', 'number', 'symbol'].includes(key.name))
  return isForm ? { ...empty, indexes: [{ key, value }] } : undefined
}

/** The keys of `a & b`. */
function merged(a: Shape | undefined, b: Shape | undefined): Shape | undefined {
  if (a === undefined || b === undefined) return undefined
  let isMixed = a.isMixed || b.isMixed
  const both = (x: Type, y: Type): Type => {
    if (sameType(x, y)) return x
    isMixed = true
    return { kind: 'intersection', members: [x, y] }
  }
  const properties = new Map(a.properties)
  for (const [key, member] of b.properties) {
    const other = properties.get(key)
    properties.set(
      key,
      other === undefined
        ? member
        : {
            type: both(other.type, member.type),
            optional: other.optional && member.optional,
          },
    )
  }
  const indexes = [...a.indexes]
  for (const index of b.indexes) {
    const at = indexes.findIndex(({ key }) => sameType(key, index.key))
    if (at < 0) indexes.push(index)
    else indexes[at] = { key: index.key, value: both(indexes[at]!.value, index.value) }
  }
  return { properties, indexes, isMixed }
}
