/** Checks events on a schedule: each `recurrence` of an event, and `recurringEvents`. */
import { toJson } from '../schema/index.js'
import { forms } from './expected-forms.js'
import { type Path, type Values, choice, describe, isRecord, quote } from './text.js'
import type { Checker } from './checker.js'
import type { Schedule } from './schedule.js'
import type { RecurringEventModel } from './types.js'

/** What recurs, and where its schedules were written, for `checkSchedules`. */
export interface Recurrence {
  readonly recurringEvents: readonly RecurringEventModel[]
  readonly schedules: readonly Schedule[]
}

/** All that recurs: each `recurrence` of an event under the event's name, then those listed apart. */
export function recurrence(check: Checker, values: Values): Recurrence {
  const found: RecurringEventModel[] = []
  const schedules: Schedule[] = []
  const add = (name: string, type: unknown, given: unknown, payload: unknown, at: Path): void => {
    if (typeof type !== 'string' || !hasCron(given)) return
    const { cron } = given
    schedules.push({ cron, path: [...at, 'cron'] })
    // What JSON does not carry does not reach the platform either.
    found.push({ name, type, payload: toJson(payload) ?? {}, schedule: { cron } })
  }
  const events = isRecord(values.events) ? values.events : {}
  const written = writtenEvents(values)
  for (const [type, event] of Object.entries(written)) {
    if (!isRecord(event) || event.recurrence === undefined) continue
    const path = ['events', type, 'recurrence']
    const entry = check.record(event.recurrence, path, forms.recurrence)
    if (entry === undefined) continue
    check.properties(entry, forms.recurrence, path)
    if (!hasCron(entry) && !check.intends(entry, forms.recurrence, 'cron')) noCron(check, path)
    const resolved = Object.hasOwn(events, type) ? events[type] : undefined
    if (isRecord(resolved)) recurring(check, type, resolved, entry.payload, path)
    add(type, type, entry, entry.payload, path)
  }
  const listed = listedApart(values)
  for (const [key, value] of Object.entries(listed)) {
    const path = ['recurringEvents', key]
    if (isRecurrent(written, key)) {
      check.error(
        'duplicate_schedule',
        path,
        `${quote(path)} and ${quote(['events', key, 'recurrence'])} are one schedule on the platform`,
        'Rename the one in `recurringEvents`: its name is its own, `type` says which event it is',
      )
      continue
    }
    const entry = check.record(value, path, forms.recurringEvent)
    if (entry === undefined) continue
    check.properties(entry, forms.recurringEvent, path)
    const { type, schedule, payload } = entry
    const known = typeof type === 'string' && Object.hasOwn(events, type) ? events[type] : undefined
    if (isRecord(known)) recurring(check, String(type), known, payload, path)
    else unknownEvent(check, type, Object.keys(events), path)
    if (!hasCron(schedule) && !check.intends(entry, forms.recurringEvent, 'schedule')) {
      noCron(check, [...path, 'schedule'])
    }
    add(key, type, schedule, payload, [...path, 'schedule'])
  }
  return { recurringEvents: found, schedules }
}

/** Events as they were written: a definition has taken `recurrence` out of those that it shows. */
function writtenEvents({ props, events }: Values): Values {
  const written = isRecord(props) ? props.events : events
  return isRecord(written) ? written : {}
}

/** What the author listed: definition classes add each `recurrence` under its event's name. */
function listedApart({ props, recurringEvents, events }: Values): Values {
  if (isRecord(props)) return isRecord(props.recurringEvents) ? props.recurringEvents : {}
  const listed = isRecord(recurringEvents) ? Object.entries(recurringEvents) : []
  return Object.fromEntries(
    listed.filter(([key]) => !(isRecord(events) && isRecurrent(events, key))),
  )
}

function isRecurrent(events: Values, name: string): boolean {
  const event = Object.hasOwn(events, name) ? events[name] : undefined
  return isRecord(event) && event.recurrence !== undefined
}

function hasCron(schedule: unknown): schedule is Values & { readonly cron: string } {
  return isRecord(schedule) && typeof schedule.cron === 'string'
}

function unknownEvent(check: Checker, type: unknown, events: readonly string[], path: Path): void {
  check.error(
    'unknown_event',
    [...path, 'type'],
    `${quote(path)} is of the type ${describe(type)}, which \`events\` does not have`,
    events.length === 0 ? 'Declare it in `events`' : choice(type, events),
  )
}

function noCron(check: Checker, path: Path): void {
  check.error('missing_cron', path, `${quote(path)} has no \`cron\``, "Add `cron: '0 9 * * *'`")
}

function recurring(check: Checker, type: string, event: Values, given: unknown, path: Path): void {
  const problem = mismatch(event.schema, given)
  if (problem === undefined) return
  check.error(
    'invalid_recurrence_payload',
    [...path, 'payload'],
    `The payload of ${quote(path)} does not fit its event: ${problem}`,
    `Write a payload that ${quote(['events', type, 'schema'])} takes`,
  )
}

/** Why a value does not fit a schema of any zod; `undefined` when it does, or cannot be asked. */
function mismatch(schema: unknown, value: unknown): string | undefined {
  const parse = isRecord(schema) ? schema.safeParse : undefined
  if (typeof parse !== 'function') return undefined
  try {
    const result: unknown = parse.call(schema, value)
    if (!isRecord(result) || result.success === true || !isRecord(result.error)) return undefined
    const found = result.error.issues
    const [first] = (Array.isArray(found) ? found : []) as {
      path: PropertyKey[]
      message: string
    }[]
    return first && [first.path.map(String).join('.'), first.message].filter(Boolean).join(': ')
  } catch {
    // Asynchronous refinements: only a run of the plugin can tell.
    return undefined
  }
}
