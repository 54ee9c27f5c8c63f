/** The files of interfaces and integrations. */
import { integrationMappingNames, mappingNames } from '../model.js'
import type { ChannelModel, DependencyModel, Model } from '../model.js'
import { compoundName, pascalCase } from '../names.js'
import type { Type } from '../schema/index.js'
import { createSectionFile } from './section-file.js'
import type { SectionFile } from './section-file.js'
import type { Section } from './sections.js'
import {
  actionMembers,
  anyOf,
  hasText,
  indexed,
  literal,
  member,
  namespaceOf,
  object,
  payloadMaps,
  ref,
} from './section.js'
import type { Reference } from './section.js'

/** The names that a dependency's maps have in its section's file. */
export interface DependencyNames {
  readonly dependency: DependencyModel
  readonly actions?: string
  readonly events?: string
  readonly channels?: string
  /** The channels as they are written to; the same as `channels` where there is no difference. */
  readonly channelsWrite?: string
}

/** A section of dependencies. */
export interface DependencySection extends Section {
  readonly dependencies: readonly DependencyNames[]
}

export function interfacesSection(model: Model): DependencySection | undefined {
  return dependencySection(model, 'interfaces', 'Interfaces')
}

export function integrationsSection(model: Model): DependencySection | undefined {
  return dependencySection(model, 'integrations', 'Integrations')
}

function dependencySection(
  model: Model,
  section: 'interfaces' | 'integrations',
  map: string,
): DependencySection | undefined {
  if (model[section].length === 0) return undefined
  const mappings = `${map}Mapping`
  const file = createSectionFile(model.named, [map, mappings])
  const declared = model[section].map((dependency) => declareDependency(file, dependency))
  file.interface({
    name: map,
    members: declared.map(({ dependency, proxy }) =>
      member(dependency.name, ref(proxy), dependency.doc),
    ),
  })
  file.interface({
    name: mappings,
    members: declared.map(({ dependency, mapping }) => member(dependency.name, ref(mapping))),
  })
  return {
    name: section,
    body: file.finish(),
    differ: false,
    dependencies: declared,
  }
}

function declareDependency(file: SectionFile, dependency: DependencyModel) {
  const { name: alias, kind, actions, events, channels, entities } = dependency
  const namespace = file.claimNamespace(alias)
  const mapping = file.claim(compoundName(alias, 'mapping'))
  const proxy = file.claim(alias)

  for (const { name, payload } of entities) {
    const { read } = file.slot(compoundName(alias, name, 'entity'), payload)
    const path = [namespace, 'entities', file.claimNamespace(name)]
    file.text(namespaceOf(path, { name: pascalCase(name), type: ref(read) }))
  }

  const actionMap = actions.length > 0 ? file.claim(compoundName(alias, 'actions')) : undefined
  if (actionMap !== undefined) {
    const { members, slots } = actionMembers(file, actions, (name) => [alias, name])
    file.interface({ name: actionMap, members })
    for (const { name, input, output } of slots) {
      const path = [namespace, 'actions', file.claimNamespace(name)]
      file.text(namespaceOf([...path, 'input'], { name: 'Input', type: ref(input.write) }))
      file.text(namespaceOf([...path, 'output'], { name: 'Output', type: ref(output.read) }))
    }
  }

  const eventMap = events.length > 0 ? file.claim(compoundName(alias, 'events')) : undefined
  if (eventMap !== undefined) {
    payloadMaps(file, events, { map: eventMap, words: (name) => [alias, name, 'payload'] })
  }

  file.interface({
    name: mapping,
    extends: [
      kind === 'integration'
        ? ref('runtime.IntegrationMapping')
        : ref('runtime.InterfaceMapping', ...[entities, actions, events, channels].map(namesOf)),
    ],
  })
  file.interface({
    name: proxy,
    doc: {
      ...dependency.doc,
      title: `The ${kind} \`${dependency.packageName}\` ${dependency.version}`,
      ...(hasText(dependency.doc) ? { description: docText(dependency) } : {}),
    },
    extends: [ref(mapping), ...callsOf(dependency, actionMap)],
  })
  return {
    dependency,
    mapping,
    proxy,
    ...(actionMap === undefined ? {} : { actions: actionMap }),
    ...(eventMap === undefined ? {} : { events: eventMap }),
    ...declareChannels(file, alias, channels),
  }
}

function docText({ doc }: DependencyModel): string {
  return [doc.title, doc.description].filter((text) => text !== undefined).join('\n\n')
}

function namesOf(entries: readonly { readonly name: string }[]): Type {
  return anyOf(entries.map(({ name }) => name))
}

/** The actions as functions, without those whose names are the mapping's. */
function callsOf({ kind, actions }: DependencyModel, actionMap: string | undefined): Reference[] {
  if (actionMap === undefined) return []
  const owned: readonly string[] = kind === 'interface' ? mappingNames : integrationMappingNames
  const taken = actions.map(({ name }) => name).filter((name) => owned.includes(name))
  const calls = ref('runtime.Calls', ref(actionMap))
  return [taken.length === 0 ? calls : ref('Omit', calls, anyOf(taken))]
}

/** Declares `{ channel: { message: payload } }`, once or, where writing differs, twice. */
function declareChannels(file: SectionFile, alias: string, channels: readonly ChannelModel[]) {
  if (channels.length === 0) return {}
  const name = file.claim(compoundName(alias, 'channels'))
  const declared = channels.map((channel) => ({
    channel,
    messages: channel.messages.map((message) => ({
      message,
      slot: file.slot(compoundName(alias, channel.name, message.name, 'payload'), message.payload),
    })),
  }))
  const map = (direction: 'read' | 'write') =>
    declared.map(({ channel, messages }) =>
      member(
        channel.name,
        object(messages.map(({ message, slot }) => [message.name, ref(slot[direction])])),
        channel.doc,
      ),
    )
  file.interface({ name, members: map('read') })
  const differ = declared.some(({ messages }) =>
    messages.some(({ slot }) => slot.read !== slot.write),
  )
  const write = differ ? file.claim(`${name}Write`) : name
  if (differ) file.interface({ name: write, members: map('write') })
  return { channels: name, channelsWrite: write }
}

/** `ChannelFinder` of one channel of a dependency. */
export function channelFinder(
  holder: string,
  names: DependencyNames,
  channel: string,
  tags: Type,
): Type {
  const at = (map: string | undefined) => indexed(`${holder}.${map}`, channel)
  return ref(
    'runtime.ChannelFinder',
    tags,
    literal(channel),
    at(names.channels),
    ...(names.channels === names.channelsWrite ? [] : [at(names.channelsWrite)]),
  )
}
