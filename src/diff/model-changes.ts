/** Everything that has changed between two definitions, and what each change means to their users. */
import { isDeepStrictEqual } from 'node:util'
import type { DependencyModel, Model, Slot } from '../generator/index.js'
import { rangeChange } from './ranges.js'
import { type SlotChange, type Use, type Value, type Verdict, slotChanges } from './slot-changes.js'
import { type TypeText, typeTextOf } from './type-text.js'

/** What a change calls for, by https://semver.org. */
export type Level = 'major' | 'minor' | 'patch'

/** A change of a definition. */
export interface ModelChange {
  /** Keys from the definition's root; within a type `[]`, `[0]` and `[key]` are elements and other keys. */
  readonly path: readonly string[]
  /** What has happened to it. */
  readonly kind: 'added' | 'removed' | 'changed'
  readonly verdict: Verdict
  readonly level: Level
  /** What was there, as text; missing if nothing was. */
  readonly before?: string
  /** What is there, as text; missing if nothing is. */
  readonly after?: string
  /** Who uses what has changed: `bots that call the action`. */
  readonly affects: string
  /** What that means to them, in one sentence without a final period. */
  readonly why: string
}

/**
 * @param before a checked definition
 * @param after the same definition later
 * @returns the changes in the order of the sections; the version is none
 */
export function modelChanges(before: Model, after: Model): readonly ModelChange[] {
  const show = { before: typeTextOf(before.named), after: typeTextOf(after.named) }
  const slot = slotComparer(before, after, show)
  const entries = <Entry extends Named>(
    section: readonly string[],
    read: (model: Model) => readonly Entry[],
    kind: EntryKind,
    changes: (was: Entry, is: Entry, path: readonly string[]) => readonly ModelChange[],
  ): readonly ModelChange[] => compareEntries(section, read(before), read(after), kind, changes)

  return [
    ...nameChange(before, after),
    ...slot(['configuration'], before.configuration, after.configuration, 'given', {
      users: 'bots that configure the plugin',
    }),
    ...entries(['actions'], (model) => model.actions, kinds.action, (was, is, path) => [
      ...slot([...path, 'input'], was.input, is.input, 'given', { users: 'bots that call the action' }),
      ...slot([...path, 'output'], was.output, is.output, 'received', {
        users: 'bots that use what the action returns',
      }),
    ]),
    ...entries(['events'], (model) => model.events, kinds.event, (was, is, path) =>
      slot(path, was.payload, is.payload, 'received', { users: kinds.event.users }),
    ),
    ...entries(['recurringEvents'], (model) => model.recurringEvents, kinds.recurringEvent, recurringEventChange),
    ...entries(['states'], (model) => model.states, kinds.state, (was, is, path) => [
      ...stateChanges(was, is, path),
      ...slot(path, was.payload, is.payload, 'stored', { users: kinds.state.users }),
    ]),
    ...entries(['tables'], (model) => model.tables, kinds.table, (was, is, path) => [
      ...keyColumnChange(was.keyColumn, is.keyColumn, path),
      ...slot(path, was.payload, is.payload, 'stored', { users: kinds.table.users }),
    ]),
    ...entries(['workflows'], (model) => model.workflows, kinds.workflow, (was, is, path) => [
      ...slot([...path, 'input'], was.input, is.input, 'given', { users: 'bots that start the workflow' }),
      ...slot([...path, 'output'], was.output, is.output, 'received', {
        users: 'bots that use what the workflow ends with',
      }),
      ...compareEntries([...path, 'tags'], was.tags, is.tags, kinds.tag, () => []),
    ]),
    ...(['user', 'conversation', 'message'] as const).flatMap((owner) =>
      entries([owner, 'tags'], (model) => model.tags[owner], kinds.tag, () => []),
    ),
    ...(['interfaces', 'integrations'] as const).flatMap((section) =>
      entries([section], (model) => model[section], kinds.dependency, dependencyChanges),
    ),
    ...headChange(before, after),
  ]
} // prettier-ignore

interface Named {
  readonly name: string
}

/** What is said of an entry that has come or gone. */
interface EntryKind {
  readonly users: string
  readonly added: string
  readonly removed: string
  /** Whether bots have to do something for an entry that is new. */
  readonly isDemand?: boolean
}

const kinds = {
  action: {
    users: 'bots that call the action',
    added: 'There is one more action to call',
    removed: 'A call of it fails',
  },
  event: {
    users: 'bots that handle the event',
    added: 'There is one more event to handle',
    removed: 'It is never emitted again',
  },
  recurringEvent: {
    users: 'bots that rely on its schedule',
    added: 'It is emitted on a schedule',
    removed: 'It is no longer emitted on a schedule',
  },
  state: {
    users: 'bots that hold the state',
    added: 'There is one more state',
    removed: 'What is stored is no longer read',
  },
  table: {
    users: 'bots that hold the table',
    added: 'There is one more table',
    removed: 'Its rows are no longer read',
  },
  workflow: {
    users: 'bots that start the workflow',
    added: 'There is one more workflow',
    removed: 'It cannot be started any more, and instances that run are lost',
  },
  tag: {
    users: 'bots that read the tag',
    added: 'There is one more tag',
    removed: 'It is never set again, and what was set is no longer read',
  },
  dependency: {
    users: 'bots that install the plugin',
    added: 'A bot that has the plugin must now offer this as well',
    removed: 'A bot that maps this alias is refused',
    isDemand: true,
  },
} satisfies Record<string, EntryKind>

function compareEntries<Entry extends Named>(
  section: readonly string[],
  before: readonly Entry[],
  after: readonly Entry[],
  kind: EntryKind,
  changes: (was: Entry, is: Entry, path: readonly string[]) => readonly ModelChange[],
): readonly ModelChange[] {
  const old = new Map(before.map((entry) => [entry.name, entry]))
  const now = new Map(after.map((entry) => [entry.name, entry]))
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): readonly ModelChange[] => {
    const [was, is] = [old.get(name), now.get(name)]
    const path = [...section, name]
    if (was && is) {
      const found = changes(was, is, path)
      const isSaid = found.length === 0 && !isDeepStrictEqual(was, is)
      return isSaid ? [described(path, kind)] : found
    }
    const { users: affects } = kind
    return is
      ? [{ path, kind: 'added', ...(kind.isDemand ? breaking : addition), affects, why: kind.added }]
      : [{ path, kind: 'removed', ...breaking, affects, why: kind.removed }]
  })
} // prettier-ignore

const breaking = { verdict: 'breaking', level: 'major' } as const
const addition = { verdict: 'compatible', level: 'minor' } as const
const unnoticed = { verdict: 'compatible', level: 'patch' } as const
/** Whoever makes the change has to look: what is not known to break calls for no more than an addition. */
const doubtful = { verdict: 'may-break', level: 'minor' } as const

function described(path: readonly string[], { users }: Pick<EntryKind, 'users'>): ModelChange {
  const why = 'Only what is said about it has changed'
  return { path, kind: 'changed', ...unnoticed, affects: users, why }
}

function nameChange(before: Model, after: Model): readonly ModelChange[] {
  if (before.name === after.name) return []
  return [
    {
      path: ['name'],
      kind: 'changed',
      ...breaking,
      before: before.name,
      after: after.name,
      affects: 'bots that have the plugin installed',
      why: 'Under another name it is another plugin',
    },
  ]
}

function headChange(before: Model, after: Model): readonly ModelChange[] {
  const said = ({ doc, readme }: Model) => ({ doc, readme })
  if (isDeepStrictEqual(said(before), said(after))) return []
  return [described([], { users: 'people who read about the plugin' })]
}

function recurringEventChange(
  was: Model['recurringEvents'][number],
  is: Model['recurringEvents'][number],
  path: readonly string[],
): readonly ModelChange[] {
  if (isDeepStrictEqual(was, is)) return []
  const text = ({ type, payload, schedule }: typeof was) =>
    `${type} ${JSON.stringify(payload)} at ${schedule.cron}`
  const isOther = was.type !== is.type
  return [
    {
      path,
      kind: 'changed',
      ...(isOther ? breaking : addition),
      before: text(was),
      after: text(is),
      affects: kinds.recurringEvent.users,
      why: isOther
        ? 'Another event is emitted'
        : 'It comes at other times, or with another payload',
    },
  ]
}

function stateChanges(
  was: Model['states'][number],
  is: Model['states'][number],
  path: readonly string[],
): readonly ModelChange[] {
  const affects = kinds.state.users
  const changes: ModelChange[] = []
  if (was.type !== is.type) {
    changes.push({
      path: [...path, 'type'],
      kind: 'changed',
      ...breaking,
      before: was.type,
      after: is.type,
      affects,
      why: 'What is stored belongs to others, and is no longer found',
    })
  }
  if (was.expiry !== is.expiry) {
    const isSooner = (is.expiry ?? Infinity) < (was.expiry ?? Infinity)
    const text = (expiry: number | undefined) => (expiry === undefined ? 'never' : `${expiry} ms`)
    changes.push({
      path: [...path, 'expiry'],
      kind: 'changed',
      ...(isSooner ? doubtful : addition),
      before: text(was.expiry),
      after: text(is.expiry),
      affects,
      why: isSooner ? 'Values are gone sooner than before' : 'Values are kept longer than before',
    })
  }
  return changes
}

function keyColumnChange(
  was: string | undefined,
  is: string | undefined,
  path: readonly string[],
): readonly ModelChange[] {
  if (was === is) return []
  return [
    {
      path: [...path, 'keyColumn'],
      kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
      ...(was === undefined ? doubtful : breaking),
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
      affects: kinds.table.users,
      why:
        was === undefined
          ? 'Rows that are there may have the same value in this column'
          : 'Rows are no longer told apart by this column',
    },
  ]
}

function dependencyChanges(
  was: DependencyModel,
  is: DependencyModel,
  path: readonly string[],
): readonly ModelChange[] {
  const affects = kinds.dependency.users
  if (was.packageName !== is.packageName) {
    const text = ({ packageName, version }: DependencyModel) => `${packageName} ${version}`
    const [before, after] = [text(was), text(is)]
    const why = 'What a bot has under this alias no longer fits'
    return [{ path, kind: 'changed', ...breaking, before, after, affects, why }]
  }
  const found = rangeChange(was.version, is.version)
  if (found === undefined) return []
  const { isWider, why } = found
  const verdict = isWider === undefined ? doubtful : isWider ? addition : breaking
  const at = [...path, 'version']
  return [
    { path: at, kind: 'changed', ...verdict, before: was.version, after: is.version, affects, why },
  ]
}

type SlotComparer = (
  path: readonly string[],
  before: Slot | undefined,
  after: Slot | undefined,
  use: Use,
  of: { readonly users: string },
) => readonly ModelChange[]

function slotComparer(
  before: Model,
  after: Model,
  show: { readonly before: TypeText; readonly after: TypeText },
): SlotComparer {
  return (path, was, is, use, { users }) => {
    if (was === undefined && is === undefined) return []
    const found = slotChanges({ ...before, slot: was }, { ...after, slot: is }, use)
    return found.map((change) => ({
      path: [...path, 'schema', ...change.path],
      kind: change.before ? (change.after ? 'changed' : 'removed') : 'added',
      verdict: change.verdict,
      level: levelOf(change, use),
      ...(change.before && { before: valueText(change.before, show.before) }),
      ...(change.after && { after: valueText(change.after, show.after) }),
      affects: users,
      why: whyOf(change, use),
    }))
  }
}

function levelOf({ verdict, isDefault }: SlotChange, use: Use): Level {
  if (isDefault) return use === 'received' ? 'patch' : 'minor'
  return verdict === 'breaking' ? 'major' : 'minor'
}

/** `string (optional, default "Hello")` */
function valueText({ type, optional, default: json }: Value, show: TypeText): string {
  const notes = [optional && 'optional', json !== undefined && `default ${json}`].filter(Boolean)
  return notes.length === 0 ? show(type) : `${show(type)} (${notes.join(', ')})`
}

function whyOf({ verdict, before, after, obstacle, isBack, isDefault }: SlotChange, use: Use): string {
  if (isDefault) {
    return use === 'received'
      ? 'Only what the plugin itself fills in has changed'
      : 'Who leaves it out gets another value'
  }
  if (verdict === 'may-break') return 'The types alone do not tell, so look at it'
  const isMissing = obstacle?.reason === 'missing'
  const where = obstacle && placeText(obstacle.path.slice(1))
  switch (use) {
    case 'given':
      if (before === undefined) {
        return verdict === 'breaking' ? 'It must be given now' : 'It may be given, and may be left out'
      }
      if (after === undefined) return 'It is no longer taken'
      if (verdict === 'compatible') return 'All that was taken still is'
      return isMissing ? `${where ?? 'It'} must be given now` : `Not all that was taken${where ? ` at ${where}` : ''} still is`
    case 'received':
      if (before === undefined) return 'There is more than before'
      if (after === undefined) {
        return verdict === 'breaking' ? 'It is no longer there' : 'It could be missing before, and always is now'
      }
      if (verdict === 'compatible') return 'All that comes could have come before'
      return isMissing ? `${where ?? 'It'} may be missing now` : `There may be values${where ? ` at ${where}` : ''} that there never were before`
    case 'stored':
      if (before === undefined) {
        return verdict === 'breaking' ? 'What is stored already does not have it' : 'What is stored already may do without it'
      }
      if (after === undefined) {
        return verdict === 'breaking' ? 'Who reads it finds it no longer' : 'It could be missing before, and always is now'
      }
      if (verdict === 'compatible') return 'What is stored fits, before and after'
      if (isBack) {
        return isMissing
          ? `Who reads it by the old definition may not find ${where ?? 'it'}`
          : 'Who reads it by the old definition may find values that are not of its type'
      }
      return isMissing ? `What is stored already may lack ${where ?? 'it'}` : 'What is stored already may not be of the new type'
  }
} // prettier-ignore

function placeText(path: readonly string[]): string | undefined {
  if (path.length === 0) return undefined
  return path.reduce((text, key) => (key.startsWith('[') || text === '' ? text + key : `${text}.${key}`), '')
} // prettier-ignore
