/**
 * Checks a definition and turns it into the model: plain, serialisable data that `emit` prints.
 * Definitions are recognised by their shape, so that this package's, the SDK's and hand-made ones
 * all do. Nothing is thrown: everything that is wrong is collected with its path.
 */
import type { Fill, RecurringEventSpec, StateType } from '../runtime/index.js'
import type { Issue } from './errors.js'
import { type Form, forms, sectionOf } from './forms.js'
import { nearest } from './nearest.js'
import { createSchemaReader, isSchema, sameType, toJson } from './schema/index.js'
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

/** An event, a state, a table's row or a message: one schema under a name. */
export interface PayloadModel extends Entry {
  readonly payload: Slot
}

export interface StateModel extends PayloadModel {
  readonly type: StateType
  /** Milliseconds from the last write to the end. */
  readonly expiry?: number
}

export interface TableModel extends PayloadModel {
  /** The column that identifies a row. */
  readonly keyColumn?: string
}

/** An event that the platform emits on a schedule; the name is the schedule's. */
export interface RecurringEventModel extends RecurringEventSpec {
  readonly name: string
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
  /** Whether the definition was made with `@botpress/sdk`, whose types its sources then expect. */
  readonly ofSdk: boolean
  readonly configuration?: Slot
  readonly actions: readonly ActionModel[]
  readonly events: readonly PayloadModel[]
  readonly recurringEvents: readonly RecurringEventModel[]
  readonly states: readonly StateModel[]
  readonly tables: readonly TableModel[]
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
  const root = check.root(definition)
  const interfaces = check.dependencies(root, 'interfaces')
  const integrations = check.dependencies(root, 'integrations')
  const model: Model = {
    name: check.text(root, 'name'),
    version: check.version(root),
    doc: docOf(root),
    ofSdk: isOfSdk(definition),
    ...check.configuration(root),
    actions: check.entries(root, 'actions', forms.action, check.action),
    events: check.entries(root, 'events', forms.event, check.payload),
    states: check.entries(root, 'states', forms.state, check.state),
    tables: check.entries(root, 'tables', forms.table, check.table),
    workflows: check.entries(root, 'workflows', forms.workflow, check.workflow),
    interfaces,
    integrations,
    tags: {
      user: check.tags(root, 'user'),
      conversation: check.tags(root, 'conversation'),
      message: check.tags(root, 'message'),
    },
    recurringEvents: check.recurrence(root),
    named: check.reader.named,
    fills: check.reader.fills,
  }
  check.aliases(model)
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

  /** The definition itself. What its constructor was given tells more about what the author wrote. */
  function root(value: unknown): Values {
    const values = record(value, [], forms.definition) ?? {}
    const given = isRecord(values.props) ? values.props : values
    properties(given, forms.definition, [])
    // A constructor makes objects of lists, which have other keys than the author sees.
    const lists = Object.entries(given).filter(([, section]) => Array.isArray(section))
    return lists.length === 0 ? values : { ...values, ...Object.fromEntries(lists) }
  }

  /** A record at a path, or an issue. */
  function record(value: unknown, path: Path, { shape, or = '' }: Form): Values | undefined {
    if (isRecord(value)) return value
    const key = path.at(-1)
    error(
      'not_an_object',
      path,
      `${key === undefined ? 'The definition' : quote(path)} must be an object, but it is ${describe(value)}`,
      `Write \`${key === undefined ? '' : `${key}: `}${shape}\`${or}`,
    )
    return undefined
  }

  /** Reports what is plainly misspelt: it would be left out silently. */
  function properties(values: Values, { names }: Form, path: Path): void {
    // What comes from elsewhere is not the author's to correct, and may be newer.
    if (scope !== undefined) return
    for (const { key, meant } of misspelt(values, names)) {
      const hint = `Did you mean \`${meant}\`?`
      error('unknown_property', [...path, key], `There is no property \`${key}\` here`, hint)
    }
  }

  /** Whether a property is there under a name that was reported: that it is missing is no news. */
  function intends(values: Values, { names }: Form, name: string): boolean {
    return scope === undefined && misspelt(values, names).some(({ meant }) => meant === name)
  }

  function text(values: Values, key: 'name' | 'version'): string {
    const value = values[key]
    if (typeof value === 'string' && value !== '') return value
    const isMisspelt = intends(
      isRecord(values.props) ? values.props : values,
      forms.definition,
      key,
    )
    if (value === undefined && isMisspelt) return ''
    error(
      `missing_${key}`,
      [key],
      value === undefined
        ? `The definition has no \`${key}\``
        : `\`${key}\` must be a non-empty string, but it is ${describe(value)}`,
      key === 'name' ? "Write `name: 'my-plugin'`" : "Write `version: '0.1.0'`",
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
    form: Form,
    read: (entry: Values, name: string, path: Path, form: Form) => T | undefined,
    parent: Path = [],
  ): T[] {
    const value = values[section]
    if (value === undefined || value === null) return []
    const path = [...parent, section]
    return Object.entries(record(value, path, sectionOf(form)) ?? {}).flatMap(([name, entry]) => {
      const at = [...path, name]
      const found = record(entry, at, form)
      const result = found && read(found, name, at, form)
      return result === undefined ? [] : [result]
    })
  }

  /** The schema of `{ schema }`, which may have other properties as well. */
  function slot(holder: unknown, path: Path, form: Form): Slot | undefined {
    if (isSchema(holder)) {
      const hint = `Write \`${path.at(-1)}: { schema: … }\``
      error('missing_schema', path, `${quote(path)} is a schema itself`, hint)
      return undefined
    }
    const values = record(holder, path, form)
    if (values === undefined) return undefined
    properties(values, form, path)
    const { schema } = values
    const at = [...path, 'schema']
    if ('schemaError' in values) {
      const { schemaError } = values
      const reason = schemaError instanceof Error ? schemaError.message : describe(schemaError)
      const hint = 'It is called when the definition is read, and has to return a schema'
      error('schema_function_failed', at, `The function ${quote(at)} throws: ${reason}`, hint)
      return undefined
    }
    if (schema === undefined) {
      if (intends(values, form, 'schema')) return undefined
      const hint = Object.values(values).some(isSchema)
        ? 'Put its properties into one: `schema: z.object({ … })`'
        : 'Add `schema: z.object({ … })`'
      error('missing_schema', path, `${quote(path)} has no \`schema\``, hint)
      return undefined
    }
    const known = reader.issues.length
    const types = reader.read(schema, at)
    issues.push(...reader.issues.slice(known))
    if (types === undefined) return undefined
    return sameType(types.read, types.write) ? { ...types, write: types.read } : types
  }

  function action(entry: Values, name: string, path: Path, form: Form): ActionModel | undefined {
    properties(entry, form, path)
    const side = (key: 'input' | 'output'): Slot | undefined => {
      if (entry[key] !== undefined) return slot(entry[key], [...path, key], forms.slot)
      if (!intends(entry, form, key)) {
        const hint = `Add \`${key}: { schema: z.object({ … }) }\``
        error(`missing_${key}`, [...path, key], `${quote(path)} has no \`${key}\``, hint)
      }
      return undefined
    }
    const input = side('input')
    const output = side('output')
    return input && output && { name, doc: docOf(entry), input, output }
  }

  function payload(entry: Values, name: string, path: Path, form: Form): PayloadModel | undefined {
    const found = slot(entry, path, form)
    return found && { name, doc: docOf(entry), payload: found }
  }

  function state(entry: Values, name: string, path: Path, form: Form): StateModel | undefined {
    const { type, expiry } = entry
    if (!isStateType(type) && !(type === undefined && intends(entry, form, 'type'))) {
      error(
        'invalid_state_type',
        [...path, 'type'],
        type === undefined
          ? `${quote(path)} has no \`type\``
          : `The type of ${quote(path)} is ${describe(type)}, which no state has`,
        choice(type, stateTypes),
      )
    }
    if (expiry !== undefined && !(typeof expiry === 'number' && expiry > 0)) {
      error(
        'invalid_expiry',
        [...path, 'expiry'],
        `${quote([...path, 'expiry'])} must be a positive number, but it is ${describe(expiry)}`,
        'Give milliseconds: an hour is `3_600_000`',
      )
    }
    const found = payload(entry, name, path, form)
    return found && isStateType(type)
      ? { ...found, type, ...(typeof expiry === 'number' && { expiry }) }
      : undefined
  }

  function table(entry: Values, name: string, path: Path, form: Form): TableModel | undefined {
    const found = payload(entry, name, path, form)
    const { keyColumn } = entry
    return found && (typeof keyColumn === 'string' ? { ...found, keyColumn } : found)
  }

  function workflow(
    entry: Values,
    name: string,
    path: Path,
    form: Form,
  ): WorkflowModel | undefined {
    const tags = entries(entry, 'tags', forms.tag, tag, path)
    const found = action(entry, name, path, form)
    return found && { ...found, tags }
  }

  function tag(entry: Values, name: string, path: Path, form: Form): Entry {
    properties(entry, form, path)
    return { name, doc: docOf(entry) }
  }

  function tags(values: Values, owner: TagOwner): Entry[] {
    const value = values[owner]
    if (value === undefined || value === null) return []
    const holder = record(value, [owner], forms.tagged) ?? {}
    properties(holder, forms.tagged, [owner])
    return entries(holder, 'tags', forms.tag, tag, [owner])
  }

  function configuration(values: Values): { configuration?: Slot } {
    if (values.configuration === undefined) return {}
    const found = slot(values.configuration, ['configuration'], forms.slot)
    return found ? { configuration: found } : {}
  }

  function channel(entry: Values, name: string, path: Path): ChannelModel {
    const messages = entries(entry, 'messages', forms.slot, payload, path)
    return { name, doc: docOf(entry), messages }
  }

  function dependencies(values: Values, section: 'interfaces' | 'integrations'): DependencyModel[] {
    const kind = section === 'interfaces' ? 'interface' : 'integration'
    return entries(values, section, forms[kind], (entry, alias, path) => {
      // A package holds its definition; a definition instance is one.
      const packaged = isRecord(entry.definition)
      const body = packaged ? (entry.definition as Values) : entry
      const at = packaged ? [...path, 'definition'] : path
      const { type } = entry
      if (typeof type === 'string' && type !== kind) {
        const isOther = type === 'interface' || type === 'integration'
        error(
          'wrong_dependency',
          path,
          `${quote(path)} is ${isOther ? `an ${type}` : `of the type ${describe(type)}`}, not an ${kind}`,
          isOther
            ? `Move it to \`${type}s\``
            : 'A plugin depends on interfaces and integrations only',
        )
        return undefined
      }
      if (typeof entry.name !== 'string' || typeof entry.version !== 'string') {
        const missing = ['name', 'version'].filter((key) => typeof entry[key] !== 'string')
        const lacks = `it has no ${missing.map((key) => `\`${key}\``).join(' and no ')}`
        const { shape, or } = forms[kind]
        const hint = `Write \`${alias}: ${shape}\`${or}`
        error('invalid_dependency', path, `${quote(path)} is not an ${kind}: ${lacks}`, hint)
        return undefined
      }
      scope = alias
      const model: DependencyModel = {
        name: alias,
        kind,
        packageName: entry.name,
        version: entry.version,
        doc: docOf(body),
        entities: entries(body, 'entities', forms.slot, payload, at),
        actions: entries(body, 'actions', forms.action, action, at),
        events: entries(body, 'events', forms.event, payload, at),
        channels: entries(body, 'channels', forms.channel, channel, at),
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

  /** All that recurs: each `recurrence` of an event under the event's name, then those listed apart. */
  function recurrence(values: Values): RecurringEventModel[] {
    const found: RecurringEventModel[] = []
    const add = (name: string, type: unknown, schedule: unknown, payload: unknown): void => {
      if (typeof type !== 'string' || !hasCron(schedule)) return
      const { cron } = schedule
      // What JSON does not carry does not reach the platform either.
      found.push({ name, type, payload: toJson(payload) ?? {}, schedule: { cron } })
    }
    const events = isRecord(values.events) ? values.events : {}
    // A definition has taken `recurrence` out of its events, but not out of what it was given.
    const given = isRecord(values.props) ? values.props.events : events
    const written = isRecord(given) ? given : {}
    const listed = isRecord(values.recurringEvents) ? values.recurringEvents : {}
    for (const [type, event] of Object.entries(written)) {
      if (!isRecord(event) || event.recurrence === undefined) continue
      const path = ['events', type, 'recurrence']
      const entry = record(event.recurrence, path, forms.recurrence)
      if (entry === undefined) continue
      properties(entry, forms.recurrence, path)
      if (!hasCron(entry) && !intends(entry, forms.recurrence, 'cron')) noCron(path)
      const resolved = Object.hasOwn(events, type) ? events[type] : undefined
      if (isRecord(resolved)) recurring(type, resolved, entry.payload, path)
      add(type, type, entry, entry.payload)
    }
    for (const [key, value] of Object.entries(listed)) {
      // The definition has listed each `recurrence` under its event's name.
      const event = Object.hasOwn(written, key) ? written[key] : undefined
      if (isRecord(event) && event.recurrence !== undefined) continue
      const path = ['recurringEvents', key]
      const entry = record(value, path, forms.recurringEvent)
      if (entry === undefined) continue
      properties(entry, forms.recurringEvent, path)
      const { type, schedule, payload } = entry
      const known =
        typeof type === 'string' && Object.hasOwn(events, type) ? events[type] : undefined
      if (isRecord(known)) recurring(String(type), known, payload, path)
      else unknownEvent(type, Object.keys(events), path)
      if (!hasCron(schedule) && !intends(entry, forms.recurringEvent, 'schedule')) {
        noCron([...path, 'schedule'])
      }
      add(key, type, schedule, payload)
    }
    return found
  }

  function unknownEvent(type: unknown, events: readonly string[], path: Path): void {
    error(
      'unknown_event',
      [...path, 'type'],
      `${quote(path)} is of the type ${describe(type)}, which \`events\` does not have`,
      events.length === 0 ? 'Declare it in `events`' : choice(type, events),
    )
  }

  function noCron(path: Path): void {
    error('missing_cron', path, `${quote(path)} has no \`cron\``, "Add `cron: '0 9 * * *'`")
  }

  function recurring(type: string, event: Values, given: unknown, path: Path): void {
    const problem = mismatch(event.schema, given)
    if (problem === undefined) return
    error(
      'invalid_recurrence_payload',
      [...path, 'payload'],
      `The payload of ${quote(path)} does not fit its event: ${problem}`,
      `Write a payload that ${quote(['events', type, 'schema'])} takes`,
    )
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
    root,
    text,
    version,
    entries,
    action,
    payload,
    state,
    table,
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

function hasCron(schedule: unknown): schedule is Values & { readonly cron: string } {
  return isRecord(schedule) && typeof schedule.cron === 'string'
}

/** A path as it is read: `actions.open.input`. */
function quote(path: Path): string {
  return `\`${path.join('.')}\``
}

/** The keys that nothing has, with the properties that they are typos of. */
function misspelt(values: Values, names: readonly string[]) {
  const unknown = Object.keys(values).filter((key) => !names.includes(key))
  return unknown.flatMap((key) => {
    const meant = nearest(key, names)
    return meant === undefined ? [] : [{ key, meant }]
  })
}

/** Which of some names to use. */
function choice(given: unknown, names: readonly string[]): string {
  const near = typeof given === 'string' ? nearest(given, names) : undefined
  if (near !== undefined) return `Did you mean '${near}'?`
  return `Use ${names.length > 1 ? 'one of ' : ''}${names.map((name) => `'${name}'`).join(', ')}`
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

/** What definitions of this package have, beside the members that the SDK's have as well. */
const ownDefinition: unique symbol = Symbol.for('botpress-plugin-kit.definition') as never

function isOfSdk(definition: unknown): boolean {
  return (
    isRecord(definition) &&
    !(ownDefinition in definition) &&
    typeof definition.dereferenceEntities === 'function' &&
    isRecord(definition.metadata) &&
    typeof definition.metadata.sdkVersion === 'string'
  )
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
