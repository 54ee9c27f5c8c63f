/** Checks cron expressions, by a library that is loaded only if there are any. */
import { quote } from './text.js'
import type { Issue } from '../errors.js'
import type { Path } from './text.js'

/** A cron expression, and where it was written. */
export interface Schedule {
  readonly cron: string
  readonly path: Path
}

/**
 * Finds expressions that are none (errors), and those that the platform is not known to take, or
 * that never come round (warnings).
 */
export async function checkSchedules(schedules: readonly Schedule[]): Promise<readonly Issue[]> {
  if (schedules.length === 0) return []
  const { Cron } = await import('croner')
  return schedules.flatMap(({ cron, path }): Issue[] => {
    const shown = JSON.stringify(cron)
    try {
      // In UTC, so that the answer does not depend on where it is asked.
      const schedule = new Cron(cron, { paused: true, timezone: 'UTC', sloppyRanges: true })
      // The library takes a single date as well.
      if (!isNickname(cron) && fieldsOf(cron) < standardFields) throw new Error(tooFew)
      if (isNickname(cron) || fieldsOf(cron) > standardFields) {
        return [
          {
            severity: 'warning',
            code: 'unusual_cron',
            path,
            message: `The platform may not know this kind of cron expression: ${shown}`,
            hint: `Write five fields: ${fields}`,
          },
        ]
      }
      if (schedule.nextRun() !== null) return []
      return [
        {
          severity: 'warning',
          code: 'never_due',
          path,
          message: `The schedule ${shown} never comes round: there is no such day`,
          hint: 'Look at the day of the month and at the month',
        },
      ]
    } catch (error) {
      return [
        {
          severity: 'error',
          code: 'invalid_cron',
          path,
          message: `${quote(path)} is no cron expression: ${reasonOf(error, cron)}`,
          hint: `Write five fields, ${fields}: '0 9 * * 1' is Mondays at 9:00`,
        },
      ]
    }
  })
}

const standardFields = 5
const fields = 'minute, hour, day of the month, month, day of the week'
const tooFew = 'it has fewer than five fields'

/** `@daily` and the like. */
function isNickname(cron: string): boolean {
  return cron.trim().startsWith('@')
}

function fieldsOf(cron: string): number {
  return cron.trim().split(/\s+/).length
}

/** What the library says, without its own name. */
function reasonOf(error: unknown, cron: string): string {
  if (!isNickname(cron) && fieldsOf(cron) < standardFields) return tooFew
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/^Cron\w*: /, '')
}
