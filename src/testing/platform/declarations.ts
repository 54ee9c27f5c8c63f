/** What a bot and its plugins declare: the names that the platform knows, and what it does by them. */
import type { AnyTags, PluginSpec } from '../../runtime/index.js'
import { ApiError, listed } from '../errors.js'

/** Whose tags. */
type TaggedKind = 'user' | 'conversation' | 'message'

/** An event that is emitted on a schedule. */
interface Recurring {
  readonly type: string
  readonly payload: unknown
  readonly cron: string
}

/** What one plugin declares, or the bot itself; names are without the alias. */
export interface Declaration {
  readonly events: ReadonlySet<string>
  readonly recurring: ReadonlyMap<string, Recurring>
  readonly states: ReadonlyMap<string, { readonly type: string; readonly expiry?: number }>
  readonly tables: ReadonlyMap<string, { readonly keyColumn?: string }>
  /** The tags of each workflow. */
  readonly workflows: ReadonlyMap<string, ReadonlySet<string>>
  readonly tags: Readonly<Record<TaggedKind, ReadonlySet<string>>>
  /** By alias. */
  readonly dependencies: ReadonlyMap<string, 'interface' | 'integration'>
}

type Entries = { readonly [name: string]: any }

/**
 * Reads a definition of this package or of `@botpress/sdk`, of a plugin or a bot, or what a
 * generated class carries of one.
 */
export function declarationOf(source: PluginSpec | object): Declaration {
  const {
    events = {},
    recurringEvents = {},
    states = {},
    tables = {},
    workflows = {},
    tags = {},
    interfaces = {},
    integrations = {},
    ...definition
  } = source as Record<string, Entries | undefined>
  const schedules = Object.entries<any>(events).flatMap(([type, event]) =>
    event?.recurrence ? [[type, { type, ...event.recurrence }] as const] : [],
  )
  const listedSchedules = Object.entries<any>(recurringEvents ?? {}).map(
    ([name, { type, payload, schedule }]) =>
      [name, { type, payload, cron: schedule.cron }] as const,
  )
  const tagsOf = (kind: TaggedKind) =>
    new Set<string>(tags[kind] ?? Object.keys(definition[kind]?.['tags'] ?? {}))
  return {
    events: new Set(Object.keys(events ?? {})),
    recurring: new Map([...schedules, ...listedSchedules]),
    states: new Map(Object.entries(states ?? {})),
    tables: new Map(Object.entries(tables ?? {})),
    workflows: new Map(
      Object.entries<any>(workflows ?? {}).map(([name, { tags = {} }]) => [
        name,
        new Set<string>(Array.isArray(tags) ? tags : Object.keys(tags)),
      ]),
    ),
    tags: {
      user: tagsOf('user'),
      conversation: tagsOf('conversation'),
      message: tagsOf('message'),
    },
    dependencies: new Map([
      ...Object.keys(interfaces ?? {}).map((alias) => [alias, 'interface'] as const),
      ...Object.keys(integrations ?? {}).map((alias) => [alias, 'integration'] as const),
    ]),
  }
}

/** What is known of the plugins of a bot. Refuses what none of them declares, as far as that is known. */
export interface Declarations {
  /** All events on a schedule, by a name of the schedule's, with the types as they are emitted. */
  readonly recurring: ReadonlyMap<string, Recurring>
  /** The types of all events of plugins, as they are emitted. */
  readonly events: readonly string[]
  /** @throws ApiError `InvalidPayload` for an own event that the plugin does not declare */
  checkEvent(type: string): void
  /**
   * @returns how long the state is kept after its last write (ms), where its declaration says so
   * @throws ApiError `InvalidPayload` for a state that is not declared, or for another owner
   */
  checkState(name: string, type: string): number | undefined
  /** @throws ApiError `InvalidPayload` for a tag that is not declared */
  checkTags(kind: TaggedKind, tags: { readonly [tag: string]: unknown } | undefined): void
  /**
   * @returns the column that identifies a row
   * @throws ApiError `ResourceNotFound` for a table that is not declared
   */
  checkTable(name: string): string
  /** @throws ApiError `InvalidPayload` for a workflow, or a tag of one, that is not declared */
  checkWorkflow(name: string, tags: AnyTags | undefined): void
}

/**
 * @param plugins what each plugin declares, by alias; `undefined` where nobody can tell
 * @param own what the bot itself declares
 */
export function createDeclarations(
  plugins: ReadonlyMap<string, Declaration | undefined>,
  own: Declaration | undefined,
): Declarations {
  const known = [...plugins].flatMap(([alias, declaration]) =>
    declaration ? [[`${alias}#`, declaration] as const] : [],
  )
  const all = own ? [['', own] as const, ...known] : known
  const isComplete = known.length === plugins.size

  /** All names as they are stored. */
  const stored = <T>(names: (declaration: Declaration) => Iterable<readonly [string, T]>) =>
    new Map(
      all.flatMap(([prefix, declaration]) =>
        [...names(declaration)].map(([name, value]) => [prefix + name, value] as const),
      ),
    )
  /** Names that stand for the whole bot, without alias. */
  const shared = <T>(names: (declaration: Declaration) => ReadonlyMap<string, T>) =>
    new Map(all.flatMap(([, declaration]) => [...names(declaration)]))
  const keys = (names: Iterable<string>) => [...names].map((name) => [name, true] as const)

  const states = stored(({ states }) => states)
  const events = stored(({ events }) => keys(events))
  const tables = shared(({ tables }) => tables)
  const workflows = shared(({ workflows }) => workflows)
  const tags = {
    user: stored(({ tags }) => keys(tags.user)),
    conversation: stored(({ tags }) => keys(tags.conversation)),
    message: stored(({ tags }) => keys(tags.message)),
  }
  const recurring = new Map(
    all.flatMap(([prefix, declaration]) =>
      [...declaration.recurring].map(
        ([name, { type, ...rest }]) => [prefix + name, { type: prefix + type, ...rest }] as const,
      ),
    ),
  )

  /** Whether all that could declare a name is known: its plugin, or all plugins. */
  const isKnown = (name: string) => {
    const end = name.indexOf('#')
    const alias = end < 0 ? undefined : name.slice(0, end)
    return alias !== undefined && plugins.has(alias) ? plugins.get(alias) !== undefined : isComplete
  }
  const refuse = (what: string, name: string, names: Iterable<string>): never => {
    throw new ApiError(
      'InvalidPayload',
      `${what} "${name}" is not declared; there are: ${listed(names)}`,
    )
  }

  return {
    recurring,
    events: [...events.keys()],
    checkEvent(type) {
      if (type.includes('#') && isKnown(type) && !events.has(type)) {
        refuse('Event', type, events.keys())
      }
    },
    checkState(name, type) {
      const state = states.get(name)
      if (!state) {
        return isKnown(name) ? refuse('State', name, states.keys()) : undefined
      }
      if (state.type !== type) {
        throw new ApiError(
          'InvalidPayload',
          `State "${name}" is of the type "${state.type}", not "${type}"`,
        )
      }
      return state.expiry
    },
    checkTags(kind, given = {}) {
      for (const tag of Object.keys(given)) {
        // Those of integrations have their alias and a colon, and are theirs to declare.
        if (tag.includes(':') || !isKnown(tag) || tags[kind].has(tag)) continue
        refuse(`Tag of a ${kind}`, tag, tags[kind].keys())
      }
    },
    checkTable(name) {
      if (isComplete && !tables.has(name)) {
        throw new ApiError(
          'ResourceNotFound',
          `Table "${name}" is not declared; there are: ${listed(tables.keys())}`,
        )
      }
      return tables.get(name)?.keyColumn ?? 'id'
    },
    checkWorkflow(name, given = {}) {
      const declared = workflows.get(name)
      if (!declared) {
        if (isComplete) refuse('Workflow', name, workflows.keys())
        return
      }
      for (const tag of Object.keys(given)) {
        if (!declared.has(tag)) refuse(`Tag of workflow "${name}",`, tag, declared)
      }
    },
  }
}
