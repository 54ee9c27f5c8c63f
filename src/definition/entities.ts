/**
 * Entity references, `({ entities }) => schema`: what the function is given, and the resolution of
 * such functions to schemas. Nothing here throws for an authoring mistake: values that are not what
 * they should be stay as they are, for the generator to report.
 */
import type { EntitySchemas } from './dependency.js'
import type { FailedSlot, SchemaInput, SchemaOutput } from './schema.js'
import { authored, entityUri, foreignSchema, toolView } from './tool-view/index.js'
import * as z from './z.js'

/** The schema of an entity, and whatever properties an integration has added to it. */
export type EntityReference<S> = z.ZodType<
  SchemaOutput<S> & Record<string, unknown>,
  SchemaInput<S> & Record<string, unknown>
>

/** By entity name, references to entities whose schemas are `Schemas`. */
export type EntityReferences<Schemas> = {
  readonly [Name in keyof Schemas]: EntityReference<Schemas[Name]>
}

/** What a schema function of a plugin is given, `Interfaces` being its dependencies by alias. */
export interface PluginEntities<Interfaces> {
  /** `entities.<interface alias>.<entity>`: a schema that stands for the entity. */
  readonly entities: {
    readonly [Alias in keyof Interfaces]: EntityReferences<EntitySchemas<Interfaces[Alias]>>
  }
}

/**
 * What a schema function of an interface is given, `Entities` being the interface's own.
 * They are reached as `({ entities }) => entities.item` and, as `@botpress/sdk` passes them, as
 * `({ item }) => item`.
 */
export type InterfaceEntities<Entities> = {
  /** `entities.<entity>`: a schema that stands for the entity. */
  readonly entities: EntityReferences<Entities>
} & Omit<EntityReferences<Entities>, 'entities'>

/** What the schema functions of a plugin with these `interfaces` receive. */
export function pluginEntities(interfaces: unknown): { readonly entities: object } {
  const aliases = entriesOf(interfaces).map(([alias, dependency]) => {
    const sections =
      isObject(dependency) && isObject(dependency.definition) ? dependency.definition : dependency
    const entities = isObject(sections) ? sections.entities : undefined
    const missing = `the interface ${JSON.stringify(alias)} has no entity`
    const uri = (entity: string): string => `interface:${alias}/entities/${entity}`
    return [alias, references(entities, uri, missing)] as const
  })
  return { entities: strict(aliases, 'the plugin declares no interface') }
}

/** What the schema functions of an interface with these `entities` receive. */
export function interfaceEntities(entities: unknown): { readonly entities: object } {
  const own = references(entities, (entity) => entity, 'the interface has no entity')
  return strict([...Object.entries(own), ['entities', own]], 'the interface has no entity') as {
    readonly entities: object
  }
}

/** `{ schema }` with its schema function called, as the platform's tool reads it; anything else as it is. */
export function resolveSlot(slot: unknown, given: object = {}): unknown {
  if (!isObject(slot) || !('schema' in slot)) return slot
  const { schema } = slot
  try {
    return { ...slot, schema: toolView(typeof schema === 'function' ? schema(given) : schema) }
  } catch (schemaError) {
    return { ...slot, schema: undefined, schemaError } satisfies FailedSlot
  }
}

/** `{ input, output }` with both slots resolved; anything else as it is. */
export function resolveInputOutput(entry: unknown, given: object = {}): unknown {
  if (!isObject(entry)) return entry
  const resolved = { ...entry }
  for (const slot of ['input', 'output']) {
    if (slot in entry) resolved[slot] = resolveSlot(entry[slot], given)
  }
  return resolved
}

/** `{ messages }` with the slots of all messages resolved; anything else as it is. */
export function resolveChannel(channel: unknown, given: object = {}): unknown {
  if (!isObject(channel)) return channel
  const messages = resolveSection(channel.messages, (message) => resolveSlot(message, given))
  return { ...channel, messages }
}

/** A section with each of its entries resolved; an absent one is empty. */
export function resolveSection<Section>(
  section: unknown,
  resolve: (entry: unknown) => unknown,
): Section {
  const resolved = isObject(section)
    ? Object.fromEntries(Object.entries(section).map(([name, entry]) => [name, resolve(entry)]))
    : (section ?? {})
  return resolved as Section
}

/** True for what has properties of its own to look at; arrays included, they are harmless here. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/** @param uri what the platform's tool calls an entity */
function references(entities: unknown, uri: (entity: string) => string, missing: string): object {
  const own = entriesOf(entities).flatMap(([name, entity]) =>
    isObject(entity) && isObject(entity.schema)
      ? [[name, reference(authored(entity.schema), uri(name))] as const]
      : [],
  )
  return strict(own, missing)
}

function reference(entity: object, uri: string): z.ZodType {
  const base = '_zod' in entity ? (entity as z.ZodType) : adopted(entity)
  const schema = z.intersection(base, z.record(z.unknown()))
  // On the definition, which copies of the schema share.
  Object.assign(schema._zod.def, { [entityUri]: uri })
  return schema
}

function adopted(entity: object): z.ZodType {
  const accepts = (value: unknown): boolean =>
    (entity as { safeParse(value: unknown): { success: boolean } }).safeParse(value).success
  return Object.assign(z.custom(accepts), { [foreignSchema]: entity })
}

/** An object whose missing keys are errors that say what there is. */
function strict(entries: readonly (readonly [string, unknown])[], missing: string): object {
  const values = Object.assign(Object.create(null) as object, Object.fromEntries(entries))
  return new Proxy(values, {
    get(target, key) {
      if (typeof key === 'symbol' || key in target) return Reflect.get(target, key) as unknown
      const names = Object.keys(target).map((name) => JSON.stringify(name))
      throw new Error(
        `${missing} ${JSON.stringify(key)}; ${names.length > 0 ? `there is ${names.join(', ')}` : 'there is none at all'}`,
      )
    },
  })
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}
