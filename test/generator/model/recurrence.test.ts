import { describe, expect, it } from 'vitest'
import { PluginDefinition, z } from '../../../src/definition/index.js'
import { issuesOf } from './issues.js'

const schema = z.object({})

describe('a cron expression', () => {
  it.each([
    ['0 9 * * 1', []],
    ['*/5 * * * *', []],
    ['5/15 * * * *', []],
    ['0 9 * * MON-FRI', []],
    ['0 0 * * 7', []],
    ['0 0 29 2 *', []],
    ['  0 9  * * * ', []],
    ['0 0 31 2 *', ['warning never_due']],
    ['0 0 9 * * *', ['warning unusual_cron']],
    ['@daily', ['warning unusual_cron']],
    ['every day', ['error invalid_cron']],
    ['', ['error invalid_cron']],
    ['* * * *', ['error invalid_cron']],
    ['61 * * * *', ['error invalid_cron']],
    ['@sometimes', ['error invalid_cron']],
    ['2030-01-01T00:00:00', ['error invalid_cron']],
  ])('%j', async (cron, want) => {
    const recurrence = { cron, payload: {} }
    expect(await issuesOf({ events: { tick: { schema, recurrence } } })).toEqual(
      want.map((issue) => `${issue} events.tick.recurrence.cron`),
    )
    const daily = { type: 'tick', payload: {}, schedule: { cron } }
    expect(await issuesOf({ events: { tick: { schema } }, recurringEvents: { daily } })).toEqual(
      want.map((issue) => `${issue} recurringEvents.daily.schedule.cron`),
    )
  })
})

describe('a schedule of the name of an event that recurs', () => {
  const recurrence = { cron: '0 9 * * *', payload: {} }
  const noon = { type: 'tock', payload: {}, schedule: { cron: '0 12 * * *' } } as const
  const events = { tick: { schema, recurrence }, tock: { schema } }

  it('is refused: one of the two would be lost', async () => {
    const definition = new PluginDefinition({
      name: 'plugin',
      version: '1.0.0',
      events,
      recurringEvents: { tick: noon },
    })
    expect(await issuesOf(definition)).toEqual(['error duplicate_schedule recurringEvents.tick'])
  })

  it('is fine under another name', async () => {
    const definition = new PluginDefinition({
      name: 'plugin',
      version: '1.0.0',
      events,
      recurringEvents: { noon },
    })
    expect(await issuesOf(definition)).toEqual([])
  })
})
