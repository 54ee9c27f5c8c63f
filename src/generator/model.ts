/**
 * Checks a definition and turns it into the model: plain, serialisable data that `emit` prints.
 * Definitions are recognised by their shape, so that this package's, the SDK's and hand-made ones
 * all do. Nothing is thrown: everything that is wrong is collected with its path.
 */
import type { Fill, StateType } from '../runtime/index.js'
import type { Issue } from './errors.js'
import { createSchemaReader, isSchema, sameType } from './schema/index.js'
import type { Doc, NamedType, SchemaReader, Type } from './schema/index.js'

/** What one schema means. */
export interface Slot {
  /** What the author receives. */
  readonly read: Type
  /** What the author hands over; the same object as `read` when both are one type. */
  readonly write: Type
  readonly fill?: Fill
  readonly doc?: Doc
}

/** A named thing of a section. */
interface Entry {
  readonly name: string
  readonly doc: Doc
}

export interface ActionModel extends Entry {
  readonly input: Slot
  readonly output: Slot
}

/** An event, a table's row or a message: one schema under a name. */
export interface PayloadModel extends Entry {
  readonly payload: Slot
}

export interface StateModel extends PayloadModel {
  readonly type: StateType
}

export interface WorkflowModel extends ActionModel {
  readonly tags: readonly Entry[]
}

export interface ChannelModel extends Entry {
  readonly messages: readonly PayloadModel[]
}

export interface DependencyModel extends Entry {
  readonly kind: 'interface' | 'integration'
  /** The dependency's own name; `name` is the alias. */
  readonly packageName: string
  readonly version: string
  readonly entities: readonly PayloadModel[]
  readonly actions: readonly ActionModel[]
  readonly events: readonly PayloadModel[]
  readonly channels: readonly ChannelModel[]
}

/** Whose tags a definition can declare. */
export const tagOwners = ['user', 'conversation', 'message'] as const
export type TagOwner = (typeof tagOwners)[number]

/** A checked definition. */
export interface Model {
  readonly name: string
  readonly version: string
  readonly doc: Doc
  readonly configuration?: Slot
  readonly actions: readonly ActionModel[]
  readonly events: readonly PayloadModel[]
  readonly states: readonly StateModel[]
  readonly tables: readonly PayloadModel[]
  readonly workflows: readonly WorkflowModel[]
  readonly interfaces: readonly DependencyModel[]
  readonly integrations: readonly DependencyModel[]
  readonly tags: Readonly<Record<TagOwner, readonly Entry[]>>
  /** Declarations of recursive types, which `named` types refer to by id. */
  readonly named: readonly NamedType[]
  /** Fills of recursive types, which `ref` fills refer to. */
  readonly fills: Readonly<Record<string, Fill>>
}

/** @returns the model, to be used only if no issue is an error */
export function toModel(definition: unknown): { model: Model; issues: readonly Issue[] } {
  const check = createChecker(definition)
  const root = check.record(definition, []) ?? {}
  const interfaces = check.dependencies(root, 'interfaces')
  const integrations = check.dependencies(root, 'integrations')
  const model: Model = {
    name: check.text(root, 'name'),
    version: check.version(root),
    doc: docOf(root),
    ...check.configuration(root),
    actions: check.entries(root, 'actions', check.action),
    events: check.entries(root, 'events', check.payload),
    states: check.entries(root, 'states', check.state),
    tables: check.entries(root, 'tables', check.payload),
    workflows: check.entries(root, 'workflows', check.workflow),
    interfaces,
    integrations,
    tags: {
      user: check.tags(root, 'user'),
      conversation: check.tags(root, 'conversation'),
      message: check.tags(root, 'message'),
    },
    named: check.reader.named,
    fills: check.reader.fills,
  }
  check.aliases(model)
  check.recurrence(root)
  check.flatNames(model)
  return { model, issues: check.issues }
}

/** `1.2.3`, with what may follow: https://semver.org */
const semanticVersion = /^\d+\.\d+\.\d+(?:-[\dA-Za-z.-]+)?(?:\+[\dA-Za-z.-]+)?$/

type Values = Readonly<Record<string, unknown>>
type Path = readonly string[]

/** Who states can belong to. */
export const stateTypes = ['conversation', 'user', 'bot', 'workflow'] as const satisfies StateType[]

export function isStateType(value: unknown): value is StateType {
  return stateTypes.some((type) => type === value)
}

/** Names on `interfaces.<alias>` that are the host's. */
export const mappingNames = [
  'id',
  'name',
  'version',
  'integrationAlias',
  'integrationInterfaceAlias',
  'entities',
  'actions',
  'events',
  'channels',
] as const

/** Names on `integrations.<alias>` that are the host's. */
export const integrationMappingNames = mappingNames.slice(0, 4)

function createChecker(definition: unknown) {
  const issues: Issue[] = []
  // The alias of the interface whose schemas are being read: there, a reference without a prefix
  // is to an entity of that interface.
  let scope: string | undefined
  const reader: SchemaReader = createSchemaReader({
    resolveReference: (uri) => resolveEntity(definition, uri, scope),
  })

  function error(code: string, path: Path, message: string, hint?: string): void {
    issues.push({ severity: 'error', code, path, message, ...(hint === undefined ? {} : { hint }) })
  }

  function warn(code: string, path: Path, message: string, hint: string): void {
    issues.push({ severity: 'warning', code, path, message, hint })
  }

  /** A record at a path, or an issue. */
  function record(value: unknown, path: Path): Values | undefined {
    if (isRecord(value)) return value
    const what = path.length === 0 ? 'The definition' : `\`${path.join('.')}\``
    error('not_an_object', path, `${what} must be an object, but it is ${describe(value)}`)
    return undefined
  }

  function text(values: Values, key: string): string {
    const value = values[key]
    if (typeof value === 'string' && value !== '') return value
    error(
      `missing_${key}`,
      [key],
      value === undefined
        ? `The definition has no \`${key}\``
        : `\`${key}\` must be a non-empty string, but it is ${describe(value)}`,
      key === 'name' ? "Add `name: 'my-plugin'`" : "Add `version: '0.1.0'`",
    )
    return ''
  }

  function version(values: Values): string {
    const found = text(values, 'version')
    if (found !== '' && !semanticVersion.test(found)) {
      const hint = "Write it as `'major.minor.patch'`, such as `'0.1.0'`"
      error('invalid_version', ['version'], `The version ${describe(found)} is not semantic`, hint)
    }
    return found
  }

  /** Each entry of a section, in the order of the definition; those that are wrong are left out. */
  function entries<T>(
    values: Values,
    section: string,
    read: (entry: Values, name: string, path: Path) => T | undefined,
    parent: Path = [],
  ): T[] {
    const value = values[section]
    if (value === undefined || value === null) return []
    const path = [...parent, section]
    return Object.entries(record(value, path) ?? {}).flatMap(([name, entry]) => {
      const at = [...path, name]
      const found = record(entry, at)
      const result = found && read(found, name, at)
      return result === undefined ? [] : [result]
    })
  }

  /** The schema of `{ schema }`. */
  function slot(holder: unknown, path: Path): Slot | undefined {
    if (isSchema(holder)) {
      error(
        'missing_schema',
        path,
        `\`${path.join('.')}\` is a schema itself`,
        `Write \`${path.at(-1)}: { schema: … }\``,
      )
      return undefined
    }
    const schema = isRecord(holder) ? holder.schema : undefined
    const at = [...path, 'schema']
    if (isRecord(holder) && 'schemaError' in holder) {
      const reason = holder.schemaError instanceof Error ? holder.schemaError.message : undefined
      const message = `The function \`${at.join('.')}\` threw ${reason ?? describe(holder.schemaError)}`
      error('schema_function_failed', at, message)
      return undefined
    }
    if (schema === undefined) {
      const hint = 'Add `schema: z.object({ … })`'
      error('missing_schema', path, `\`${path.join('.')}\` has no \`schema\``, hint)
      return undefined
    }
    const known = reader.issues.length
    const types = reader.read(schema, at)
    issues.push(...reader.issues.slice(known))
    if (types === undefined) return undefined
    return sameType(types.read, types.write) ? { ...types, write: types.read } : types
  }

  function action(entry: Values, name: string, path: Path): ActionModel | undefined {
    const input = slot(entry.input, [...path, 'input'])
    const output = slot(entry.output, [...path, 'output'])
    return input && output && { name, doc: docOf(entry), input, output }
  }

  function payload(entry: Values, name: string, path: Path): PayloadModel | undefined {
    const found = slot(entry, path)
    return found && { name, doc: docOf(entry), payload: found }
  }

  function state(entry: Values, name: string, path: Path): StateModel | undefined {
    const { type, expiry } = entry
    if (!isStateType(type)) {
      error(
        'invalid_state_type',
        [...path, 'type'],
        `The state \`${name}\` has the type ${describe(type)}`,
        `Use one of ${stateTypes.map((known) => `'${known}'`).join(', ')}`,
      )
    }
    if (expiry !== undefined && !(typeof expiry === 'number' && expiry > 0)) {
      const hint = 'Give a positive number of milliseconds'
      error('invalid_expiry', [...path, 'expiry'], `\`expiry\` is ${describe(expiry)}`, hint)
    }
    const found = payload(entry, name, path)
    return found && isStateType(type) ? { ...found, type } : undefined
  }

  function workflow(entry: Values, name: string, path: Path): WorkflowModel | undefined {
    const tags = entries(entry, 'tags', tag, path)
    const found = action(entry, name, path)
    return found && { ...found, tags }
  }

  function tag(entry: Values, name: string): Entry {
    return { name, doc: docOf(entry) }
  }

  function tags(values: Values, owner: TagOwner): Entry[] {
    const holder = values[owner]
    if (holder === undefined || holder === null) return []
    return entries(record(holder, [owner]) ?? {}, 'tags', tag, [owner])
  }

  function configuration(values: Values): { configuration?: Slot } {
    if (values.configuration === undefined) return {}
    const found = slot(values.configuration, ['configuration'])
    return found ? { configuration: found } : {}
  }

  function channel(entry: Values, name: string, path: Path): ChannelModel {
    return { name, doc: docOf(entry), messages: entries(entry, 'messages', payload, path) }
  }

  function dependencies(values: Values, section: 'interfaces' | 'integrations'): DependencyModel[] {
    const kind = section === 'interfaces' ? 'interface' : 'integration'
    return entries(values, section, (entry, alias, path) => {
      // A package holds its definition; a definition instance is one.
      const packaged = isRecord(entry.definition)
      const body = packaged ? (entry.definition as Values) : entry
      const at = packaged ? [...path, 'definition'] : path
      if (typeof entry.type === 'string' && entry.type !== kind) {
        const hint = `Move it to \`${entry.type}s\``
        error('wrong_dependency', path, `\`${alias}\` is an ${entry.type}, not an ${kind}`, hint)
        return undefined
      }
      if (typeof entry.name !== 'string' || typeof entry.version !== 'string') {
        error(
          'invalid_dependency',
          path,
          `\`${path.join('.')}\` is not an ${kind}: it has no \`name\` and \`version\``,
          `Pass a package or an instance of \`${kind === 'interface' ? 'Interface' : 'Integration'}Definition\``,
        )
        return undefined
      }
      scope = alias
      const model: DependencyModel = {
        name: alias,
        kind,
        packageName: entry.name,
        version: entry.version,
        doc: docOf(body),
        entities: entries(body, 'entities', payload, at),
        actions: entries(body, 'actions', action, at),
        events: entries(body, 'events', payload, at),
        channels: entries(body, 'channels', channel, at),
      }
      scope = undefined
      return model
    })
  }

  function aliases(model: Model): void {
    const taken = new Set(model.interfaces.map(({ name }) => name))
    for (const { name } of model.integrations) {
      if (!taken.has(name)) continue
      error(
        'duplicate_alias',
        ['integrations', name],
        `\`${name}\` is the alias of an interface and of an integration`,
        'Interfaces and integrations share one namespace: rename one of the two',
      )
    }
  }

  function recurrence(values: Values): void {
    const events = isRecord(values.events) ? values.events : {}
    const listed = isRecord(values.recurringEvents) ? values.recurringEvents : {}
    for (const [type, event] of Object.entries(events)) {
      if (!isRecord(event) || event.recurrence === undefined) continue
      const path = ['events', type, 'recurrence']
      const entry = record(event.recurrence, path)
      if (entry) recurring({ type, ...entry, schedule: entry }, path, events)
    }
    for (const [key, value] of Object.entries(listed)) {
      // A definition of this package has listed each `recurrence` under its event's name.
      const event = Object.hasOwn(events, key) ? events[key] : undefined
      if (isRecord(event) && event.recurrence !== undefined) continue
      const path = ['recurringEvents', key]
      const entry = record(value, path)
      if (entry) recurring(entry, path, events)
    }
  }

  function recurring({ type, schedule, payload: given }: Values, path: Path, events: Values): void {
    const event = typeof type === 'string' && Object.hasOwn(events, type) ? events[type] : undefined
    const name = path.join('.')
    if (!isRecord(event)) {
      const known = Object.keys(events).map((key) => `'${key}'`)
      error(
        'unknown_event',
        [...path, 'type'],
        `\`${name}\` is of the type ${describe(type)}, which \`events\` does not have`,
        known.length === 0 ? 'Declare it in `events`' : `Use one of ${known.join(', ')}`,
      )
      return
    }
    if (!isRecord(schedule) || typeof schedule.cron !== 'string') {
      error('missing_cron', path, `\`${name}\` has no \`cron\``, "Add `cron: '0 9 * * *'`")
    }
    const problem = mismatch(event.schema, given)
    if (problem !== undefined) {
      const message = `The payload of \`${name}\` does not fit its event: ${problem}`
      error('invalid_recurrence_payload', [...path, 'payload'], message)
    }
  }

  /** Flat access is left out where the scoped one claims the name. */
  function flatNames(model: Model): void {
    for (const { name } of model.states) {
      if (!isStateType(name)) continue
      const scoped = `states.${name}.<state>`
      flat(['states', name], `states.${name}`, scoped)
    }
    const dependencyList = [...model.interfaces, ...model.integrations]
    const taken = new Set(dependencyList.map(({ name }) => name))
    for (const { name } of model.actions) {
      if (taken.has(name)) flat(['actions', name], `actions.${name}`, `actions.${name}.<action>`)
    }
    for (const { kind, name: alias, actions } of dependencyList) {
      const names: readonly string[] = kind === 'interface' ? mappingNames : integrationMappingNames
      for (const { name } of actions) {
        if (!names.includes(name)) continue
        const access = `${kind}s.${alias}.${name}`
        flat([`${kind}s`, alias, 'actions', name], access, `actions.${alias}.${name}`)
      }
    }
  }

  function flat(path: Path, access: string, other: string): void {
    const message = `\`${access}\` is not available: the name belongs to \`${other}\``
    warn('flat_name_taken', path, message, 'Use the scoped form, or rename the entry')
  }

  return {
    issues,
    reader,
    record,
    text,
    version,
    entries,
    action,
    payload,
    state,
    workflow,
    tags,
    configuration,
    dependencies,
    aliases,
    recurrence,
    flatNames,
  }
}

function isRecord(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function describe(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'string') return JSON.stringify(value)
  if (isSchema(value)) return 'a schema'
  return typeof value === 'object' || typeof value === 'function'
    ? `a${typeof value === 'object' ? 'n object' : ' function'}`
    : String(value)
}

/** What the author says about an entry, for its doc comment. */
function docOf(values: Values): Doc {
  const { title, description } = values
  return {
    ...(typeof title === 'string' && title !== '' ? { title } : {}),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  }
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

/** The schema behind a reference of the SDK's: `interface:<alias>/entities/<entity>`, or `<entity>`. */
function resolveEntity(definition: unknown, uri: string, scope: string | undefined): unknown {
  const [, alias = scope, entity = uri] = /^interface:(.*)\/entities\/(.*)$/s.exec(uri) ?? []
  const at = (value: unknown, key: string | undefined): unknown =>
    key !== undefined && isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined
  const interfaces = isRecord(definition) ? definition.interfaces : undefined
  const dependency = at(interfaces, alias)
  const body = at(dependency, 'definition') ?? dependency
  const entities = isRecord(body) ? body.entities : undefined
  const found = at(entities, entity)
  return isRecord(found) ? found.schema : undefined
}
