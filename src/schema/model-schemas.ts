/** All slots of a definition as JSON Schema 2020-12. */
import type { DependencyModel, Model, Slot } from '../generator/index.js'
import { filledSchema } from './filled.js'
import { type JsonSchema, typeSchema } from './type-schema.js'

/** A slot, in both directions. */
interface SlotSchemas {
  /** What is handed over. */
  readonly write: JsonSchema
  /** What is received, once defaults are filled in. */
  readonly read: JsonSchema
}

type BySlot = Readonly<Record<string, SlotSchemas>>

/** The slots of an action or a workflow. */
interface CallSchemas {
  /** What it is called with. */
  readonly input: SlotSchemas
  /** What it returns. */
  readonly output: SlotSchemas
}

type ByAction = Readonly<Record<string, CallSchemas>>

/** The slots of an interface or an integration. */
interface DependencySchemas {
  /** Entities by name. */
  readonly entities: BySlot
  /** Actions by name. */
  readonly actions: ByAction
  /** Events by name. */
  readonly events: BySlot
  /** Messages by channel and type. */
  readonly channels: Readonly<Record<string, BySlot>>
}

/** The slots of a definition, by section and name. */
export interface ModelSchemas {
  /** Missing without a configuration. */
  readonly configuration?: SlotSchemas
  /** Actions by name. */
  readonly actions: ByAction
  /** Events by name: the payload. */
  readonly events: BySlot
  /** States by name: the payload. */
  readonly states: BySlot
  /** Tables by name: a row. */
  readonly tables: BySlot
  /** Workflows by name. */
  readonly workflows: ByAction
  /** Interfaces by alias. */
  readonly interfaces: Readonly<Record<string, DependencySchemas>>
  /** Integrations by alias. */
  readonly integrations: Readonly<Record<string, DependencySchemas>>
}

/**
 * @param model a checked definition
 * @param written what zod says of slots; the types tell the rest
 */
export function modelSchemas(model: Model, written: ReadonlyMap<Slot, JsonSchema>): ModelSchemas {
  const { named, fills } = model
  const slot = (of: Slot): SlotSchemas => {
    const typed = (type: Slot['read']): JsonSchema =>
      typeSchema({ type, fill: of.fill, doc: of.doc, named, fills })
    const own = written.get(of)
    // A definition that is referred to may be filled in one place only.
    const isInline = own !== undefined && (!of.fill || !JSON.stringify(own).includes('"$ref"'))
    return {
      write: own ?? typed(of.write),
      read: isInline ? (filledSchema(own, of.fill) as JsonSchema) : typed(of.read),
    }
  }
  const payload = (entry: { readonly payload: Slot }) => slot(entry.payload)
  const call = ({ input, output }: { readonly input: Slot; readonly output: Slot }) => ({
    input: slot(input),
    output: slot(output),
  })
  const dependency = ({ entities, actions, events, channels }: DependencyModel) => ({
    entities: by(entities, payload),
    actions: by(actions, call),
    events: by(events, payload),
    channels: by(channels, ({ messages }) => by(messages, payload)),
  })
  return {
    ...(model.configuration && { configuration: slot(model.configuration) }),
    actions: by(model.actions, call),
    events: by(model.events, payload),
    states: by(model.states, payload),
    tables: by(model.tables, payload),
    workflows: by(model.workflows, call),
    interfaces: by(model.interfaces, dependency),
    integrations: by(model.integrations, dependency),
  }
}

/** Entries as keep `__proto__` as a key of its own. */
function by<Entry extends { readonly name: string }, Value>(
  entries: readonly Entry[],
  valueOf: (entry: Entry) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(entries.map((entry) => [entry.name, valueOf(entry)]))
}
