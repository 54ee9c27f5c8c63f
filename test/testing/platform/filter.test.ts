import { expect, test } from 'vitest'
import { passes } from '../../../src/testing/platform/filter.js'

const row = {
  id: 1,
  computed: {},
  name: 'Ann',
  age: 30,
  tags: ['a', 'b'],
  home: { city: 'Bern' },
  gone: null,
  ['__proto__']: 'own',
}

const cases: [object, boolean][] = [
  [{}, true],
  [{ name: 'Ann' }, true],
  [{ name: 'Bob' }, false],
  [{ name: 'Ann', age: 31 }, false],
  [{ home: { city: 'Bern' } }, true],
  [{ tags: ['a', 'b'] }, true],
  [{ gone: null }, true],
  [{ missing: null }, true],
  [{ constructor: null }, true],
  [{ age: { $eq: 30 } }, true],
  [{ age: { $eq: '30' } }, false],
  [{ age: { $ne: 30 } }, false],
  [{ missing: { $ne: 30 } }, true],
  [{ age: { $gt: 29 } }, true],
  [{ age: { $gt: 30 } }, false],
  [{ age: { $gte: 30 } }, true],
  [{ age: { $lt: 30 } }, false],
  [{ age: { $lt: 31 } }, true],
  [{ age: { $lte: 30 } }, true],
  [{ age: { $lte: 29 } }, false],
  [{ age: { $gt: 20, $lt: 30 } }, false],
  [{ name: { $gt: 'Aaa' } }, true],
  [{ name: { $gt: 0 } }, false],
  [{ gone: { $lt: 1 } }, false],
  [{ missing: { $gte: 0 } }, false],
  [{ name: { $in: ['Ann', 'Bob'] } }, true],
  [{ name: { $in: [] } }, false],
  [{ name: { $nin: ['Ann'] } }, false],
  [{ missing: { $nin: ['Ann'] } }, true],
  [{ name: { $exists: true } }, true],
  [{ gone: { $exists: true } }, false],
  [{ missing: { $exists: false } }, true],
  [{ tags: { $size: 2 } }, true],
  [{ tags: { $size: 1 } }, false],
  [{ name: { $size: 3 } }, false],
  [{ age: { $mod: [7, 2] } }, true],
  [{ age: { $mod: [7, 3] } }, false],
  [{ $and: [{ age: 30 }, { name: 'Ann' }] }, true],
  [{ $and: [{ age: 30 }, { name: 'Bob' }] }, false],
  [{ $or: [{ age: 1 }, { name: 'Ann' }] }, true],
  [{ $or: [{ age: 1 }, { name: 'Bob' }] }, false],
  [{ $not: { age: 30 } }, false],
  [{ $not: { $or: [{ age: 1 }, { name: 'Bob' }] } }, true],
  [JSON.parse('{"__proto__":"own"}'), true],
  [JSON.parse('{"__proto__":"other"}'), false],
]

test.each(cases)('%j: %j', (filter, wanted) => {
  expect(passes(row, filter)).toBe(wanted)
})

test('an unknown operator is refused with those that exist', () => {
  expect(() => passes(row, { age: { $near: 1 } })).toThrow(
    'There is no operator "$near"; there are $eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists, $size, $mod',
  )
})
