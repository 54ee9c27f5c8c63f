/** The files of a plugin's own sections: what each declares, and what the index needs to know of it. */
import { isStateType, stateTypes, tagOwners } from '../model.js'
import type { Model, TagOwner } from '../model.js'
import { compoundName, pascalCase } from '../names.js'
import type { InterfaceMember } from '../print/index.js'
import type { Type } from '../schema/index.js'
import { createSectionFile } from './section-file.js'
import type { SectionFile } from './section-file.js'
import { actionMembers, literal, member, namespaceOf, object, payloadMaps, ref } from './section.js'

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
  file.interface({ name: 'Actions', members })
  for (const { name, input, output } of slots) {
    const namespace = file.claimNamespace(name)
    file.text(namespaceOf([namespace, 'input'], { name: 'Input', type: ref(input.read) }))
    file.text(namespaceOf([namespace, 'output'], { name: 'Output', type: ref(output.write) }))
  }
  return { name: 'actions', body: file.finish(), differ: false }
}

export function eventsSection(model: Model): Section | undefined {
  if (model.events.length === 0) return undefined
  const file = createSectionFile(model.named, ['Events', 'EventsWrite'])
  const { differ } = payloadMaps(file, model.events, {
    map: 'Events',
    words: (name) => [name, 'payload'],
  })
  return { name: 'events', body: file.finish(), differ }
}

export function tablesSection(model: Model): Section | undefined {
  if (model.tables.length === 0) return undefined
  const file = createSectionFile(model.named, ['Tables', 'TablesWrite'])
  const { differ } = payloadMaps(file, model.tables, {
    map: 'Tables',
    words: (name) => [name, 'row'],
  })
  return { name: 'tables', body: file.finish(), differ }
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

  file.interface({
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
  const scoped = stateTypes.flatMap((type): InterfaceMember[] => {
    const members = states
      .filter((state) => state.type === type)
      .map((state) => [state.name, accessor('runtime.StateRepo', state)] as const)
    return members.length === 0 ? [] : [{ key: type, type: object(members) }]
  })
  file.interface({ name: 'StateAccessors', members: [...flat, ...scoped] })

  for (const { name, type, slot } of states) {
    const members = [
      ['type', literal(type)],
      ['payload', ref(slot.read)],
    ] as const
    file.text(
      namespaceOf([file.claimNamespace(name)], { name: pascalCase(name), type: object(members) }),
    )
  }
  return { name: 'states', body: file.finish(), differ: false }
}

export function workflowsSection(model: Model): Section | undefined {
  if (model.workflows.length === 0) return undefined
  const file = createSectionFile(model.named, ['Workflows'])
  const tags = model.workflows.map((workflow) => declareTags(file, workflow.name, workflow.tags))
  const { members } = actionMembers(
    file,
    model.workflows,
    (name) => [name],
    (_, at) => [['tags', tags[at] ?? ref('runtime.NoTags')]],
  )
  file.interface({ name: 'Workflows', members })
  return { name: 'workflows', body: file.finish(), differ: false }
}

export function tagsSection(model: Model): Section | undefined {
  if (tagOwners.every((owner) => model.tags[owner].length === 0)) return undefined
  const file = createSectionFile(model.named, ['Tags'])
  const types = tagOwners.map(
    (owner) => [owner, declareTags(file, owner, model.tags[owner])] as const,
  )
  file.interface({ name: 'Tags', members: types.map(([owner, type]) => member(owner, type)) })
  for (const [owner, type] of types) {
    file.text(namespaceOf([owner], { name: pascalCase(owner), type: object([['tags', type]]) }))
  }
  return { name: 'tags', body: file.finish(), differ: false }
}

/** Declares an interface of optional tags, if there are any. */
function declareTags(file: SectionFile, owner: string, tags: Model['tags'][TagOwner]): Type {
  if (tags.length === 0) return ref('runtime.NoTags')
  const name = file.claim(compoundName(owner, 'tags'))
  const string: Type = { kind: 'keyword', name: 'string' }
  file.interface({
    name,
    members: tags.map((tag) => ({ ...member(tag.name, string, tag.doc), optional: true })),
  })
  return ref(name)
}
