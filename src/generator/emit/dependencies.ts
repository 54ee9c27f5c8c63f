/** The files of interfaces and integrations. */
import { integrationMappingNames, mappingNames } from '../model/index.js'
import type { ChannelModel, DependencyModel, Model } from '../model/index.js'
import { compoundName, pascalCase } from '../names.js'
import type { Type } from '../schema/index.js'
import { callNamespace, entryNamespace, mapNamespace, typeName } from './namespace.js'
import type { Namespace } from './namespace.js'
import { createSectionFile } from './section-file.js'
import type { SectionFile, SlotNames } from './section-file.js'
import type { Section } from './sections.js'
import { anyOf, hasText, indexed, literal, member, object, ref } from './type-builders.js'
import { actionMembers, payloadMaps } from './section.js'
import type { Reference } from './type-builders.js'

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
  return dependencySection(model, 'interfaces', 'Interface')
}

export function integrationsSection(model: Model): DependencySection | undefined {
  return dependencySection(model, 'integrations', 'Integration')
}

function dependencySection(
  model: Model,
  section: 'interfaces' | 'integrations',
  word: string,
): DependencySection | undefined {
  if (model[section].length === 0) return undefined
  const map = `${word}s`
  const mappings = `${word}sMapping`
  const proxies = `${word}Proxies`
  const file = createSectionFile(model.named, [map, mappings, proxies])
  const declared = model[section].map((dependency) => declareDependency(file, dependency))
  file.object({
    name: map,
    members: declared.map(({ dependency, namespace }) =>
      member(dependency.name, ref(`${namespace}.T${word}`)),
    ),
  })
  file.object({
    name: proxies,
    members: declared.map(({ dependency, proxy }) =>
      member(dependency.name, ref(proxy), dependency.doc),
    ),
  })
  file.object({
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

  const entityTypes = entities.map(({ name, payload }) => ({
    name,
    type: ref(file.slot(compoundName(alias, name, 'entity'), payload).read),
  }))

  const actionMap = actions.length > 0 ? file.claim(compoundName(alias, 'actions')) : undefined
  const { members, slots: calls } = actionMembers(file, actions, (name) => [alias, name])
  if (actionMap !== undefined) file.object({ name: actionMap, members })

  const eventMap = events.length > 0 ? file.claim(compoundName(alias, 'events')) : undefined
  const eventSlots =
    eventMap === undefined
      ? []
      : payloadMaps(file, events, { map: eventMap, words: (name) => [alias, name, 'payload'] })
          .slots

  file.object({
    name: mapping,
    extends: [
      kind === 'integration'
        ? ref('runtime.IntegrationMapping')
        : ref('runtime.InterfaceMapping', ...[entities, actions, events, channels].map(namesOf)),
    ],
  })
  file.object({
    name: proxy,
    doc: {
      ...dependency.doc,
      title: `The ${kind} \`${dependency.packageName}\` ${dependency.version}`,
      ...(hasText(dependency.doc) ? { description: docText(dependency) } : {}),
    },
    extends: [ref(mapping), ...callsOf(dependency, actionMap)],
  })
  const { messages, ...channelMaps } = declareChannels(file, alias, channels)
  file.namespace({
    name: namespace,
    types: [[`T${pascalCase(kind)}`, describedAs(dependency)]],
    namespaces: [
      mapNamespace(
        'entities',
        entityTypes.map(({ name, type }) => [name, (inner) => entryNamespace(name, inner, type)]),
      ),
      mapNamespace(
        'actions',
        calls.map(({ name, input, output }) => [
          name,
          (inner) =>
            callNamespace(name, inner, { input: ref(input.write), output: ref(output.read) }),
        ]),
      ),
      mapNamespace(
        'events',
        events.map(({ name }, at) => [
          name,
          (inner) => entryNamespace(name, inner, ref((eventSlots[at] as SlotNames).read)),
        ]),
      ),
      mapNamespace(
        'channels',
        messages.map(({ name, types }) => [name, (inner) => channelNamespace(name, inner, types)]),
      ),
    ],
  })
  return {
    dependency,
    namespace,
    mapping,
    proxy,
    ...(actionMap === undefined ? {} : { actions: actionMap }),
    ...(eventMap === undefined ? {} : { events: eventMap }),
    ...channelMaps,
  }
}

/** A dependency as the SDK's types describe it, by the names in its own namespace. */
function describedAs({ packageName, version }: DependencyModel): Type {
  return object([
    ['name', literal(packageName)],
    ['version', literal(version)],
    ['entities', ref('entities.Entities')],
    ['actions', ref('actions.Actions')],
    ['events', ref('events.Events')],
    ['channels', ref('channels.Channels')],
  ])
}

/** `Messages`, the type of the channel, and a namespace for each message. */
function channelNamespace(
  name: string,
  namespace: string,
  messages: readonly (readonly [name: string, type: Type])[],
): Namespace {
  const { types, namespaces = [] } = mapNamespace(
    'messages',
    messages.map(([message, type]) => [message, (inner) => entryNamespace(message, inner, type)]),
  )
  const channel = typeName(name)
  // A channel of the name `messages` is what its messages are.
  const own: Namespace['types'] =
    channel === 'Messages' ? [] : [[channel, object([['messages', ref('Messages')]])]]
  return { name: namespace, types: [...types, ...own], namespaces }
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
  if (channels.length === 0) return { messages: [] }
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
  file.object({ name, members: map('read') })
  const differ = declared.some(({ messages }) =>
    messages.some(({ slot }) => slot.read !== slot.write),
  )
  const write = differ ? file.claim(`${name}Write`) : name
  if (differ) file.object({ name: write, members: map('write') })
  const messages = declared.map(({ channel, messages }) => ({
    name: channel.name,
    types: messages.map(({ message, slot }) => [message.name, ref(slot.write)] as const),
  }))
  return { messages, channels: name, channelsWrite: write }
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
