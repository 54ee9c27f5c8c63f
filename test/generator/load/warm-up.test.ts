/** What a thread of a watch does before the next definition comes. */
import { expect, test } from 'vitest'
import * as kit from '../../../src/definition/index.js'
import { tasks } from '../../../src/generator/load/worker/tasks.js'
import { sample, warmUp } from '../../../src/generator/load/worker/warm-up.js'

const ours = kit as unknown as Parameters<typeof sample>[0]

test('the definition that a thread practises on has each section, and nothing wrong', async () => {
  const { files, issues } = await tasks.files(sample(ours), '', 'plugin.definition.ts')
  expect(issues).toEqual([])
  expect(files.map(({ path }) => path)).toEqual([
    'configuration.ts',
    'actions.ts',
    'events.ts',
    'states.ts',
    'tables.ts',
    'workflows.ts',
    'tags.ts',
    'index.ts',
  ])
})

test('a thread stops practising when a definition has come', async () => {
  let asked = 0
  await warmUp([undefined, { z: 1 }, ours], () => ++asked === 2)
  expect(asked).toBe(2)
})

test('a thread that has not imported the package does not practise', async () => {
  let asked = 0
  await warmUp([undefined, { z: 1 }], () => ++asked < 0)
  expect(asked).toBe(0)
})
