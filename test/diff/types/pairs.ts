/** Random types, and types that differ from them in a place or two. */
import fc from 'fast-check'
import type { NamedType, Property, Type } from '../../../src/generator/schema/index.js'
import { union } from '../../../src/generator/schema/type-operations.js'

const word = (name: string): Type => ({ kind: 'keyword', name }) as Type
const literal = (value: string | number | boolean): Type => ({ kind: 'literal', value })

const leaf: fc.Arbitrary<Type> = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      ...['string', 'number', 'boolean', 'null'].map(word),
      literal('a'), literal('b'), literal('x-1'), literal(1), literal(true),
    ),
    weight: 14,
  },
  {
    arbitrary: fc.constantFrom<Type>(
      ...['any', 'bigint', 'never', 'object', 'symbol', 'undefined', 'unknown', 'void'].map(word),
      { kind: 'bigint', value: '3' },
      { kind: 'template', parts: ['x-', word('number')] },
      { kind: 'template', parts: ['x-', word('string'), '-', word('string')] },
      { kind: 'template', parts: [{ kind: 'union', members: [literal('a'), literal('b')] }, word('boolean')] },
      { kind: 'global', name: 'Date', arguments: [] },
      { kind: 'file' },
      { kind: 'object', properties: [], indexes: [] },
    ),
    weight: 3,
  },
  { arbitrary: fc.constantFrom('Tree', 'Tree2', 'List', 'List2').map((id): Type => ({ kind: 'named', id })), weight: 2 },
) // prettier-ignore

/** Recursive types that differ in what they hold, or in how they refer to themselves. */
export const named: readonly NamedType[] = [
  tree('Tree', word('string'), false),
  tree('Tree2', { kind: 'union', members: [word('string'), word('null')] }, true),
  list('List', word('number'), 'List2'),
  list('List2', literal(1), 'List'),
]

function tree(id: string, value: Type, optional: boolean): NamedType {
  const children: Type = { kind: 'array', element: { kind: 'named', id }, readonly: false }
  return {
    id,
    hint: id,
    type: {
      kind: 'object',
      properties: [property('value', value, false), property('children', children, optional)],
      indexes: [],
    },
  }
}

function list(id: string, value: Type, next: string): NamedType {
  const rest: Type = { kind: 'union', members: [{ kind: 'named', id: next }, word('null')] }
  return {
    id,
    hint: id,
    type: {
      kind: 'object',
      properties: [property('value', value, false), property('next', rest, false)],
      indexes: [],
    },
  }
}

function property(key: string, type: Type, optional: boolean): Property {
  return { key, type, optional, readonly: false }
}

const keys = fc.constantFrom('a', 'b', 'c', 'x-1', '1', 'length')

const objectOf = (type: fc.Arbitrary<Type>): fc.Arbitrary<Type> =>
  fc
    .record({
      properties: fc.uniqueArray(fc.tuple(keys, type, fc.boolean(), fc.boolean()), {
        maxLength: 3,
        selector: ([key]) => key,
      }),
    })
    .map(({ properties }) => ({
      kind: 'object',
      indexes: [],
      properties: properties.map(([key, of, optional, readonly]) => ({
        ...property(key, of, optional),
        readonly,
      })),
    }))

/** Objects that a key tells apart. */
const discriminated = (type: fc.Arbitrary<Type>): fc.Arbitrary<Type> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), type, fc.boolean()), {
      minLength: 1,
      maxLength: 3,
      selector: ([tag]) => tag,
    })
    .map((members) => ({
      kind: 'union',
      members: members.map(([tag, of, optional]) => ({
        kind: 'object',
        properties: [property('t', literal(tag), false), property('a', of, optional)],
        indexes: [],
      })),
    }))

const indexKey: fc.Arbitrary<Type> = fc.constantFrom<Type>(
  word('string'),
  word('number'),
  word('symbol'),
  { kind: 'template', parts: ['x-', word('number')] },
)

const anyType: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => {
  const type = tie('type')
  return {
    type: fc.oneof(
      { maxDepth: 3, depthSize: 'large' },
      { arbitrary: leaf, weight: 3 },
      { arbitrary: objectOf(type), weight: 6 },
      { arbitrary: discriminated(type), weight: 2 },
      {
        arbitrary: fc.array(type, { minLength: 2, maxLength: 4 }).map(union),
        weight: 4,
      },
      {
        arbitrary: fc.array(objectOf(type), { minLength: 2, maxLength: 2 }).map((members): Type => ({ kind: 'intersection', members })),
        weight: 1,
      },
      {
        arbitrary: fc.tuple(type, fc.boolean()).map(([element, readonly]): Type => ({ kind: 'array', element, readonly })),
        weight: 3,
      },
      {
        arbitrary: fc
          .tuple(fc.array(fc.tuple(type, fc.boolean()), { maxLength: 3 }), fc.option(type, { nil: undefined }), fc.boolean())
          .map(([elements, rest, readonly]): Type => ({
            kind: 'tuple',
            readonly,
            // An element may be left out only if all behind it may.
            elements: elements.map(([of, optional], index) => ({
              type: of,
              optional: optional && elements.slice(index).every(([, is]) => is),
            })),
            ...(rest && { rest }),
          })),
        weight: 2,
      },
      {
        arbitrary: fc.tuple(indexKey, type).map(([key, value]): Type => ({ kind: 'global', name: 'Record', arguments: [key, value] })),
        weight: 2,
      },
      {
        arbitrary: fc.tuple(fc.constantFrom('Partial', 'Readonly', 'Required'), objectOf(type)).map(([name, of]): Type => ({ kind: 'global', name, arguments: [of] })),
        weight: 1,
      },
      {
        arbitrary: fc.tuple(fc.constantFrom('Set', 'Promise'), type).map(([name, of]): Type => ({ kind: 'global', name, arguments: [of] })),
        weight: 1,
      },
      {
        arbitrary: type.map((returns): Type => ({ kind: 'function', parameters: { kind: 'tuple', elements: [], readonly: false }, returns })),
        weight: 1,
      },
    ),
  }
}).type // prettier-ignore

/** A type, and one that was made from it by some changes. */
export const anyPair: fc.Arbitrary<readonly [Type, Type]> = fc
  .tuple(anyType, anyType, fc.infiniteStream(fc.nat(1_000_000)), fc.integer({ min: 0, max: 9 }))
  .map(([type, other, stream, kind]) => {
    // One in ten has nothing to do with the first.
    if (kind === 0) return [type, other]
    const draw = (below: number): number => (stream.next().value as number) % below
    let changed = mutate(type, other, draw)
    if (kind > 6) changed = mutate(changed, other, draw)
    return kind % 2 ? [type, changed] : [changed, type]
  })

/** Changes a type in one place. */
function mutate(type: Type, other: Type, draw: (below: number) => number): Type {
  const inner = (each: Type) => mutate(each, other, draw)
  const one = <T>(list: readonly T[], change: (item: T) => T): T[] => {
    const chosen = draw(list.length)
    return list.map((item, index) => (index === chosen ? change(item) : item))
  }
  if (draw(6) === 0) {
    switch (draw(5)) {
      case 0:
        return union([type, other])
      case 1:
        return union([type, word('null')])
      case 2:
        return { kind: 'array', element: type, readonly: false }
      default:
        return other
    }
  }
  switch (type.kind) {
    case 'object': {
      const { properties } = type
      const free = ['a', 'b', 'c', 'd', 'x-1'].find((key) =>
        properties.every((own) => own.key !== key),
      )!
      switch (draw(properties.length === 0 ? 2 : 6)) {
        case 0:
        case 1:
          return {
            ...type,
            properties: [...properties, property(free, other, draw(2) === 0)],
          }
        case 2:
          return { ...type, properties: properties.slice(1) }
        case 3:
          return {
            ...type,
            // The compiler takes a missing key for any of the values that tell members apart.
            properties: one(properties, (own) => ({
              ...own,
              optional: own.key !== 't' && !own.optional,
            })),
          }
        default:
          return {
            ...type,
            properties: one(properties, (own) => ({ ...own, type: inner(own.type) })),
          }
      }
    }
    case 'union':
      if (draw(3) === 0 && type.members.length > 1) return union(type.members.slice(1))
      return draw(2) === 0
        ? union([...type.members, other])
        : union(one(type.members, inner))
    case 'intersection':
      return { ...type, members: one(type.members, inner) }
    case 'array':
      return draw(4) === 0 ? { ...type, readonly: !type.readonly } : { ...type, element: inner(type.element) }
    case 'tuple':
      if (type.elements.length === 0 || draw(3) === 0) {
        return { ...type, elements: [{ type: other, optional: false }, ...type.elements] }
      }
      if (draw(4) === 0) return { ...type, elements: type.elements.slice(1) }
      return { ...type, elements: one(type.elements, (own) => ({ ...own, type: inner(own.type) })) }
    case 'global': {
      const last = type.arguments.at(-1)
      if (last === undefined) return other
      return { ...type, arguments: [...type.arguments.slice(0, -1), inner(last)] }
    }
    case 'literal':
      return draw(2) === 0 ? word(typeof type.value) : literal('b')
    case 'keyword':
      return draw(2) === 0 ? literal('a') : word('string')
    case 'named':
      return { kind: 'named', id: type.id.endsWith('2') ? type.id.slice(0, -1) : `${type.id}2` }
    default:
      return other
  }
} // prettier-ignore
