import { describe, expect, test } from 'vitest'
import { applyFill, type Fill } from '../../src/runtime/index.js'

const one: Fill = { default: 1 }
const a: Fill = { properties: { a: one } }

/** A tree whose leaves have a default, by a fill that refers to itself. */
const tree: Fill = { properties: { leaf: one, nodes: { items: { ref: 'tree' } } } }

test.each<[title: string, fill: Fill, given: unknown, want: unknown]>([
  ['a default for nothing', one, undefined, 1],
  ['no default for null', one, null, null],
  ['no default for what is falsy', one, 0, 0],
  ['a value with a default, filled further', { default: {}, of: a }, {}, { a: 1 }],
  ['a default is not filled further', { default: {}, of: a }, undefined, {}],
  ['a key that is missing', a, {}, { a: 1 }],
  ['a key without a value', a, { a: undefined }, { a: 1 }],
  ['a key that is null', a, { a: null }, { a: null }],
  ['other keys stay', a, { b: 2 }, { b: 2, a: 1 }],
  [
    'other keys, filled',
    { properties: { a: one }, rest: a },
    { x: {}, a: 5 },
    { x: { a: 1 }, a: 5 },
  ],
  ['nested objects', { properties: { x: a } }, { x: {} }, { x: { a: 1 } }],
  ['an object that is missing is not made', { properties: { x: a } }, {}, {}],
  ['the values of a record', { values: a }, { x: {}, y: { a: 2 } }, { x: { a: 1 }, y: { a: 2 } }],
  ['the values of a record, without a value', { values: one }, { x: undefined }, { x: 1 }],
  [
    'the values of a record under some keys',
    { values: a, match: [{ source: '^k', flags: '' }] },
    { k1: {}, x: {} },
    { k1: { a: 1 }, x: {} },
  ],
  [
    'the values of a record under keys that a global pattern means',
    { values: a, match: [{ source: '^k', flags: 'g' }] },
    { k1: {}, k2: {} },
    { k1: { a: 1 }, k2: { a: 1 } },
  ],
  ['an empty record', { values: one }, {}, {}],
  ['the elements of an array', { items: a }, [{}, { a: 2 }], [{ a: 1 }, { a: 2 }]],
  ['gaps of an array', { items: one }, [undefined, 3], [1, 3]],
  ['an empty array', { items: one }, [], []],
  ['the elements of a tuple', { tuple: [null, a] }, [{}, {}], [{}, { a: 1 }]],
  ['the end of a tuple', { tuple: [null, one] }, ['x'], ['x', 1]],
  ['the end of a tuple, past a gap', { tuple: [null, null, one] }, ['x'], ['x', undefined, 1]],
  ['a tuple that may end', { tuple: [null, one], open: 0 }, [], []],
  ['a tuple that goes on', { tuple: [null, one], open: 0 }, ['x'], ['x', 1]],
  ['what is behind a tuple', { tuple: [null], rest: a }, [{}, {}, {}], [{}, { a: 1 }, { a: 1 }]],
  ['a tuple without rest', { tuple: [a] }, [{}, {}], [{ a: 1 }, {}]],
  ['an intersection', { all: [a, { properties: { b: one } }] }, {}, { a: 1, b: 1 }],
  ['an object that has a length', { properties: { 5: one } }, { length: 2 }, { length: 2, 5: 1 }],
  ['a name that is unknown', { ref: 'unknown' }, {}, {}],
  ['a name that every object has', { ref: 'constructor' }, {}, {}],
  ['an array for an object', a, [], []],
  ['an object for an array', { items: a }, { 0: {} }, { 0: {} }],
  ['an object for a tuple', { tuple: [one] }, {}, {}],
  ['an array for a record', { values: one }, [undefined], [undefined]],
  ['null for an object', a, null, null],
  ['text for an object', a, 'text', 'text'],
  ['nothing for an object', a, undefined, undefined],
])('%s', (_, fill, given, want) => {
  expect(applyFill(fill, given)).toStrictEqual(want)
})

test('recursion', () => {
  const given = { nodes: [{ nodes: [{}] }, { leaf: 5 }] }
  const want = { leaf: 1, nodes: [{ leaf: 1, nodes: [{ leaf: 1 }] }, { leaf: 5 }] }
  expect(applyFill({ ref: 'tree' }, given, { tree })).toEqual(want)
})

describe('nothing is changed in place', () => {
  test('what is given stays as it is, and its parts are shared', () => {
    const given = { x: { a: 2 }, y: {}, list: [{}, { a: 3 }] }
    const before = structuredClone(given)
    const fill: Fill = { properties: { x: a, y: a, list: { items: a } } }
    const filled: any = applyFill(fill, given)
    expect(given).toEqual(before)
    expect(filled).toEqual({ x: { a: 2 }, y: { a: 1 }, list: [{ a: 1 }, { a: 3 }] })
    expect(filled.x).toBe(given.x)
    expect(filled.list[1]).toBe(given.list[1])
  })

  test('a value with nothing to fill is returned itself', () => {
    const given = { x: { a: 1 }, list: [{ a: 1 }], nothing: undefined }
    const fill: Fill = { properties: { x: a, list: { items: a } }, rest: { values: a } }
    expect(applyFill(fill, given)).toBe(given)
  })

  test('a frozen value is filled as well', () => {
    const given = Object.freeze({ x: Object.freeze({}), list: Object.freeze([Object.freeze({})]) })
    const fill: Fill = { properties: { x: a, list: { items: a } } }
    expect(applyFill(fill, given)).toEqual({ x: { a: 1 }, list: [{ a: 1 }] })
  })

  test('each value has a default of its own', () => {
    const shared: Fill = { default: { list: [1] } }
    const first: any = applyFill(shared, undefined)
    first.list.push(2)
    expect(applyFill(shared, undefined)).toEqual({ list: [1] })
  })
})

describe('keys that every object has', () => {
  const hostile =
    '{"__proto__": {"default": 1}, "constructor": {"default": 2}, "toString": {"default": 3}}'
  const fill: Fill = { properties: JSON.parse(hostile) }

  test('are filled like any other', () => {
    const filled: any = applyFill(fill, {})
    expect(Object.getOwnPropertyDescriptor(filled, '__proto__')?.value).toBe(1)
    expect(filled).toHaveProperty('constructor', 2)
    expect(filled.toString).toBe(3)
    expect(Object.getPrototypeOf(filled)).toBe(Object.prototype)
  })

  test('and kept where they are', () => {
    const given = JSON.parse('{"__proto__": 9, "constructor": 8, "toString": 7}')
    expect(applyFill(fill, given)).toBe(given)
  })

  test('in records and defaults too', () => {
    const given = JSON.parse('{"__proto__": {}}')
    const filled: any = applyFill({ values: a }, given)
    expect(Object.getOwnPropertyDescriptor(filled, '__proto__')?.value).toEqual({ a: 1 })
    const byDefault: any = applyFill({ default: JSON.parse('{"__proto__": 5}') }, undefined)
    expect(Object.getOwnPropertyDescriptor(byDefault, '__proto__')?.value).toBe(5)
    expect(({} as any).a).toBeUndefined()
  })
})
