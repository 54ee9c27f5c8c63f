import { expect, it } from 'vitest'
import { z as z3 } from 'zod/v3'
import { z } from '../../../src/definition/index.js'
import { toModel } from '../../../src/generator/model/index.js'

const open = z.object({ id: z.string(), seats: z.number() })

it.each([
  ['a column', open, 'id', []],
  ['none', open, null, []],
  ['any column, where there may be any', z.record(z.string(), z.string()), 'id', []],
  ['a typo', open, 'seat', ["unknown_key_column: Did you mean 'seats'?"]],
  ['another word', open, 'email', ["unknown_key_column: Use one of 'id', 'seats'"]],
  ['a number', open, 1, ["unknown_key_column: Use one of 'id', 'seats'"]],
  [
    'a typo, zod 3',
    z3.object({ id: z3.string() }),
    'idd',
    ["unknown_key_column: Did you mean 'id'?"],
  ],
])('the key column of a table is %s', (_, schema, keyColumn, want) => {
  const { model, issues } = toModel({
    name: 'plugin',
    version: '1.0.0',
    tables: { rooms: { schema, keyColumn } },
  })
  expect(issues.map(({ code, hint }) => `${code}: ${hint}`)).toEqual(want)
  const kept = want.length === 0 && keyColumn !== null
  expect(model.tables.map((table) => table.keyColumn)).toEqual([kept ? keyColumn : undefined])
})
