/** The files of a plugin's own sections: what each declares, and what the index needs to know of it. */
import { isStateType, stateTypes, tagOwners } from '../model/index.js'
import type { Model, PayloadModel, TagOwner } from '../model/index.js'
import { compoundName } from '../names.js'
import type { ObjectMember } from '../print/index.js'
import type { Type } from '../schema/index.js'
import { createSectionFile } from './section-file.js'
import { callNamespace, entryNamespace } from './namespace.js'
import { literal, member, object, ref } from './type-builders.js'
import { actionMembers, payloadMaps } from './section.js'
import type { SectionFile, SlotNames } from './section-file.js'

/** A section of the output. */
export interface Section {
  /** The file's name without its ending, and the name of its import. */
  readonly name: string
  /** Everything under the header. */
  readonly body: string
  /** Whether the section has a second map, `<Map>Write`. */
  readonly differ: boolean
}

export function configurationSection(model: Model): Section | undefined {
  if (model.configuration === undefined) return undefined
  const file = createSectionFile(model.named, [])
  const { read, write } = file.slot('Configuration', model.configuration)
  return {
    name: 'configuration',
    body: file.finish(),
    differ: read !== write,
  }
}

export function actionsSection(model: Model): Section | undefined {
  if (model.actions.length === 0) return undefined
  const file = createSectionFile(model.named, ['Actions'])
  const { members, slots } = actionMembers(file, model.actions, (name) => [name])
  file.object({ name: 'Actions', members })
  for (const { name, input, output } of slots) {
    const namespace = file.claimNamespace(name)
    file.namespace(
      callNamespace(name, namespace, { input: ref(input.read), output: ref(output.write) }),
    )
  }
  return { name: 'actions', body: file.finish(), differ: false }
}

export function eventsSection(model: Model): Section | undefined {
  if (model.events.length === 0) return undefined
  const file = createSectionFile(model.named, ['Events', 'EventsWrite'])
  const { differ, slots } = payloadMaps(file, model.events, {
    map: 'Events',
    words: (name) => [name, 'payload'],
  })
  payloadNamespaces(file, model.events, slots)
  return { name: 'events', body: file.finish(), differ }
}

export function tablesSection(model: Model): Section | undefined {
  if (model.tables.length === 0) return undefined
  const file = createSectionFile(model.named, ['Tables', 'TablesWrite'])
  const { differ, slots } = payloadMaps(file, model.tables, {
    map: 'Tables',
    words: (name) => [name, 'row'],
  })
  payloadNamespaces(file, model.tables, slots)
  return { name: 'tables', body: file.finish(), differ }
}

function payloadNamespaces(
  file: SectionFile,
  entries: readonly PayloadModel[],
  slots: readonly SlotNames[],
): void {
  entries.forEach(({ name }, at) => {
    const { read } = slots[at] as SlotNames
    file.namespace(entryNamespace(name, file.claimNamespace(name), ref(read)))
  })
}

export function statesSection(model: Model): Section | undefined {
  if (model.states.length === 0) return undefined
  const file = createSectionFile(model.named, ['States', 'StateAccessors'])
  const states = model.states.map((state) => ({
    ...state,
    slot: file.slot(compoundName(state.name, 'payload'), state.payload),
  }))
  const accessor = (type: string, { slot }: (typeof states)[number]) =>
    ref(type, ref(slot.read), ...(slot.read === slot.write ? [] : [ref(slot.write)]))

  file.object({
    name: 'States',
    members: states.map((state) => {
      const { name, type, slot, doc } = state
      return member(
        name,
        object([
          ['type', literal(type)],
          ['payload', ref(slot.read)],
        ]),
        doc,
      )
    }),
  })

  const flat = states
    .filter(({ name }) => !isStateType(name))
    .map((state) => member(state.name, accessor('runtime.StateAccessor', state), state.doc))
  const scoped = stateTypes.flatMap((type): ObjectMember[] => {
    const members = states
      .filter((state) => state.type === type)
      .map((state) => [state.name, accessor('runtime.StateRepo', state)] as const)
    return [{ key: type, type: object(members) }]
  })
  file.object({ name: 'StateAccessors', members: [...flat, ...scoped] })

  for (const { name, type, slot } of states) {
    const record = object([
      ['type', literal(type)],
      ['payload', ref(slot.read)],
    ])
    file.namespace(entryNamespace(name, file.claimNamespace(name), record))
  }
  return { name: 'states', body: file.finish(), differ: false }
}

export function workflowsSection(model: Model): Section | undefined {
  if (model.workflows.length === 0) return undefined
  const file = createSectionFile(model.named, ['Workflows'])
  const tags = model.workflows.map((workflow) => declareTags(file, workflow.name, workflow.tags))
  const tagsAt = (at: number): Type => tags[at] ?? ref('runtime.NoTags')
  const { members, slots } = actionMembers(
    file,
    model.workflows,
    (name) => [name],
    (_, at, { input }) => [
      ...(model.ofSdk ? [['input', anyKeyOf(ref(input.read))] as const] : []),
      ['tags', tagsAt(at)],
    ],
  )
  file.object({ name: 'Workflows', members })
  slots.forEach(({ name, input, output }, at) => {
    file.namespace(
      callNamespace(name, file.claimNamespace(name), {
        input: ref(input.read),
        output: ref(output.write),
        tags: tagsAt(at),
      }),
    )
  })
  return { name: 'workflows', body: file.finish(), differ: false }
}

export function tagsSection(model: Model): Section | undefined {
  if (tagOwners.every((owner) => model.tags[owner].length === 0)) return undefined
  const file = createSectionFile(model.named, ['Tags'])
  const types = tagOwners.map(
    (owner) => [owner, declareTags(file, owner, model.tags[owner])] as const,
  )
  file.object({ name: 'Tags', members: types.map(([owner, type]) => member(owner, type)) })
  for (const [owner, type] of types) {
    file.namespace(entryNamespace(owner, owner, object([['tags', type]])))
  }
  return { name: 'tags', body: file.finish(), differ: false }
}

/** A type that may be asked for any key, as sources written for the SDK ask a union of workflows' inputs. */
function anyKeyOf(type: Type): Type {
  return { kind: 'intersection', members: [ref('runtime.AnyRecord'), type] }
}

/** Declares an object type of optional tags, if there are any. */
function declareTags(file: SectionFile, owner: string, tags: Model['tags'][TagOwner]): Type {
  if (tags.length === 0) return ref('runtime.NoTags')
  const name = file.claim(compoundName(owner, 'tags'))
  const string: Type = { kind: 'keyword', name: 'string' }
  file.object({
    name,
    members: tags.map((tag) => ({ ...member(tag.name, string, tag.doc), optional: true })),
  })
  return ref(name)
}
