/** `z` is zod, and its records take a single argument. */
import { expect, test } from 'vitest'
import * as zod from 'zod'
import { z } from '../../src/definition/index.js'

test('has everything that zod has', () => {
  for (const [name, value] of Object.entries(zod)) {
    if (name !== 'record' && name !== 'z' && name !== 'default') {
      expect((z as Record<string, unknown>)[name], name).toBe(value)
    }
  }
})

test.each([
  [z.record(z.number()), { a: 1 }, { a: 'x' }],
  [z.record(z.string(), z.number()), { a: 1 }, { a: 'x' }],
  [z.record(z.enum(['a']), z.number()), { a: 1 }, { b: 1 }],
  [z.record(z.record(z.boolean())), { a: { b: true } }, { a: true }],
])('a record, row %#', (schema, right, wrong) => {
  expect(schema.parse(right)).toEqual(right)
  expect(schema.safeParse(wrong).success).toBe(false)
})

test('a record says what it was told to say', () => {
  expect(z.record(z.number(), 'numbers, please').safeParse(1).error?.issues[0]?.message).toBe(
    'numbers, please',
  )
})
