import { expect, test, vi } from 'vitest'
import { checkSchedules, toModel } from '../../../src/generator/model/index.js'

const loads = vi.hoisted((): string[] => [])
vi.mock('croner', (original) => {
  loads.push('croner')
  return original()
})

test('the library for cron expressions is loaded only where there is one', async () => {
  const event = { schema: {} }
  const plugin = { name: 'p', version: '1.0.0' }
  const quiet = toModel({ ...plugin, events: { tick: event } })
  await checkSchedules(quiet.schedules)
  expect(loads).toEqual([])

  const recurring = { ...event, recurrence: { cron: 'never', payload: {} } }
  const { schedules } = toModel({ ...plugin, events: { tick: recurring } })
  expect(await checkSchedules(schedules)).toMatchObject([{ code: 'invalid_cron' }])
  expect(loads).toEqual(['croner'])
})
