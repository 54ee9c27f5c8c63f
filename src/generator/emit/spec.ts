/** Makes the literal that generated code hands to the runtime: names, scopes and default values. */
import type { DependencySpec, Fill, PluginSpec, TagSpec } from '../../runtime/index.js'
import { tagOwners } from '../model/index.js'
import type {
  ActionModel,
  DependencyModel,
  Model,
  PayloadModel,
  Slot,
  TableModel,
  WorkflowModel,
} from '../model/index.js'

/** @returns what the runtime needs of the model; what is empty is left out */
export function specOf(model: Model): PluginSpec {
  return compact({
    name: model.name,
    version: model.version,
    configuration: model.configuration?.fill,
    actions: record(model.actions, actionFills),
    events: record(model.events, ({ payload }) => compact({ payload: payload.fill })),
    recurringEvents: record(model.recurringEvents, ({ name: _, ...recurring }) => recurring),
    states: record(model.states, ({ type, expiry, payload }) =>
      compact({ type, expiry, payload: payload.fill }),
    ),
    tables: record(model.tables, tableSpec),
    workflows: record(model.workflows, workflowSpec),
    tags: tagSpec(model),
    messages: messageFills(model),
    interfaces: record(model.interfaces, dependencySpec),
    integrations: record(model.integrations, dependencySpec),
    fills: Object.keys(model.fills).length > 0 ? model.fills : undefined,
  })
}

/** Whether any default value is to be filled in. */
export function hasFill(model: Model): boolean {
  const dependencies = [...model.interfaces, ...model.integrations]
  const slots: readonly (Slot | undefined)[] = [
    model.configuration,
    ...[...model.events, ...model.states, ...model.tables].map(({ payload }) => payload),
    ...[...model.actions, ...model.workflows].flatMap(({ input, output }) => [input, output]),
    ...dependencies.flatMap(({ actions, events, channels }) => [
      ...actions.map(({ output }) => output),
      ...[...events, ...channels.flatMap(({ messages }) => messages)].map(({ payload }) => payload),
    ]),
  ]
  return slots.some((slot) => slot?.fill !== undefined)
}

function payloadFill({ payload }: PayloadModel): Fill | undefined {
  return payload.fill
}

function actionFills({ input, output }: ActionModel) {
  return compact({ input: input.fill, output: output.fill })
}

function tableSpec({ keyColumn, payload }: TableModel) {
  return compact({ keyColumn, row: payload.fill })
}

function workflowSpec({ tags, ...workflow }: WorkflowModel) {
  return compact({ tags: namesOf(tags), ...actionFills(workflow) })
}

function tagSpec({ tags }: Model): TagSpec | undefined {
  const names = tagOwners.map((owner) => [owner, namesOf(tags[owner])] as const)
  return orNothing(Object.fromEntries(names.filter(([, owned]) => owned !== undefined)))
}

function namesOf(entries: readonly { readonly name: string }[]): string[] | undefined {
  return entries.length === 0 ? undefined : entries.map(({ name }) => name)
}

function dependencySpec({ version, actions, events }: DependencyModel): DependencySpec {
  return compact({
    version,
    actions: record(actions, ({ output }) => output.fill),
    events: record(events, payloadFill),
  })
}

/** Message types have one namespace: the same type in two channels is filled if both agree. */
function messageFills(model: Model) {
  const slots = new Map<string, Slot[]>()
  for (const { channels } of [...model.interfaces, ...model.integrations]) {
    for (const { name, payload } of channels.flatMap(({ messages }) => messages)) {
      slots.set(name, [...(slots.get(name) ?? []), payload])
    }
  }
  const agreed = [...slots].map(([name, [first, ...others]]) => ({
    name,
    fill: others.every((other) => sameFill(other.fill, first?.fill)) ? first?.fill : undefined,
  }))
  return record(agreed, ({ fill }) => fill && { payload: fill })
}

function sameFill(a: Fill | undefined, b: Fill | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** By name, without entries that have nothing to say; `undefined` if none has. */
function record<T extends { readonly name: string }, V>(
  entries: readonly T[],
  value: (entry: T) => V | undefined,
): Record<string, V> | undefined {
  // Without a prototype, `__proto__` is a key like any other, and many keys are quick to add.
  const found = Object.create(null) as Record<string, V>
  entries.forEach((entry) => {
    const result = value(entry)
    if (result !== undefined) found[entry.name] = result
  })
  return orNothing(found)
}

function orNothing<T extends object>(values: T): T | undefined {
  return Object.keys(values).length === 0 ? undefined : values
}

type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

function compact<T extends object>(values: T): Compact<T> {
  const present = Object.entries(values).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(present) as Compact<T>
}
