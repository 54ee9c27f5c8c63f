/** Emits `index.ts`: what handlers receive, the handler types, and the plugin's class. */
import renderIndex from '../../../templates/index.ts.hbs'
import { platformMessages, tagOwners } from '../model/index.js'
import type { Model } from '../model/index.js'
import { pascalCase } from '../names.js'
import {
  docComment,
  importStatement,
  printDeclaration,
  printType,
  printValue,
  stringLiteral,
} from '../print/index.js'
import type { Doc, Type } from '../schema/index.js'
import { channelFinder } from './dependencies.js'
import type { DependencyNames, DependencySection } from './dependencies.js'
import { declareObject, indexed, literal, member, object, ref } from './type-builders.js'
import type { Reference } from './type-builders.js'
import type { ObjectMember } from '../print/index.js'
import type { Section } from './sections.js'
import { hasFill, specOf } from './spec.js'

/** The sections that a definition has. */
export interface Sections {
  readonly configuration: Section | undefined
  readonly actions: Section | undefined
  readonly events: Section | undefined
  readonly states: Section | undefined
  readonly tables: Section | undefined
  readonly workflows: Section | undefined
  readonly tags: Section | undefined
  readonly interfaces: DependencySection | undefined
  readonly integrations: DependencySection | undefined
}

const none = ref('runtime.None')

/** @returns the text under the header */
export function emitIndex(model: Model, sections: Sections): string {
  const present = Object.values(sections).filter((section) => section !== undefined)
  const names = present.map(({ name }) => name).sort()
  const dependencies = [
    ...heldBy('interfaces', sections.interfaces),
    ...heldBy('integrations', sections.integrations),
  ]
  const types = typesOf(sections)
  const spec = specOf(model)
  const messages = messageMaps(dependencies)
  const messagesWrite = messages.differ ? ref('MessagesWrite') : ref('Messages')
  const { ofSdk } = model
  return renderIndex({
    ofSdk,
    imports: names.map((name) => `import type * as ${name} from './${name}.js'`),
    exports: names.map((name) =>
      name === 'tags'
        ? "export type { conversation, message, user } from './tags.js'"
        : `export type * as ${name} from './${name}.js'`,
    ),
    absent: absentSections(sections),
    actionHandlers: declareType(
      'ActionHandlers',
      ref(
        'runtime.ActionHandlers',
        ref('HandlerProps'),
        types.actions,
        ...(ofSdk ? [ref('never')] : []),
      ),
    ),
    registered: registeredHandlers(types, messages.differ ? messagesWrite : undefined),
    types: {
      ...Object.fromEntries(Object.entries(types).map(([key, type]) => [key, nameOf(type)])),
      messagesWrite: nameOf(messagesWrite),
    },
    client: ofSdk ? '' : declare('Client', [clientType(model, sections, types)]),
    incomingEvents: declare(
      'IncomingEvents',
      sections.events ? [types.events] : [],
      dependencies.flatMap(({ holder, dependency, events }) =>
        events === undefined
          ? []
          : dependency.events.map(({ name, doc }) =>
              member(`${dependency.name}:${name}`, indexed(`${holder}.${events}`, name), doc),
            ),
      ),
    ),
    messages: [
      declare('Messages', messages.bases, messages.read),
      ...(messages.differ ? [declare('MessagesWrite', messages.bases, messages.write)] : []),
    ].join('\n\n'),
    callableActions: declare(
      'CallableActions',
      sections.actions ? [types.actions] : [],
      dependencies.flatMap(({ holder, dependency, actions }) =>
        actions === undefined
          ? []
          : dependency.actions.map(({ name, doc }) =>
              member(`${dependency.name}:${name}`, indexed(`${holder}.${actions}`, name), doc),
            ),
      ),
    ),
    actionCalls: declare(
      'ActionCalls',
      ownCalls(model, types.actions),
      dependencies.flatMap(({ holder, dependency, actions }) =>
        actions === undefined
          ? []
          : [
              member(
                dependency.name,
                ref('runtime.Calls', ref(`${holder}.${actions}`)),
                dependency.doc,
              ),
            ],
      ),
    ),
    conversations: declare('Conversations', [], finders(dependencies, types, messagesWrite)),
    runtimeProps: declare('PluginRuntimeProps', [
      ref(
        'runtime.RuntimeProps',
        sections.configuration?.differ === true
          ? ref('configuration.ConfigurationWrite')
          : types.configuration,
        sections.interfaces ? ref('interfaces.InterfacesMapping') : none,
        sections.integrations ? ref('integrations.IntegrationsMapping') : none,
      ),
    ]),
    actionsProp: sections.actions
      ? 'actions: ActionHandlers'
      : 'actions?: { [action: string]: never }',
    tPlugin: declare('TPlugin', [], pluginMembers(model, sections, types)),
    ...partsOf(sections, model),
    spec: printValue(spec, { column: 'const spec = '.length }),
    pluginDoc: docComment(pluginDoc(model), 0).trimEnd(),
  })
}

type Types = Record<
  | 'configuration'
  | 'interfaces'
  | 'integrations'
  | 'actions'
  | 'events'
  | 'eventsWrite'
  | 'states'
  | 'stateAccessors'
  | 'eventSenders'
  | 'tags'
  | 'workflows'
  | 'workflowStarters'
  | 'tables'
  | 'tablesWrite'
  | 'tableAccessors',
  Reference
>

/** The types of the sections, as the index file uses them. */
function typesOf(sections: Sections): Types {
  const events = sections.events ? ref('events.Events') : none
  const tables = sections.tables ? ref('tables.Tables') : none
  const workflows = sections.workflows ? ref('workflows.Workflows') : none
  const eventsWrite = sections.events?.differ === true ? ref('events.EventsWrite') : events
  const tablesWrite = sections.tables?.differ === true ? ref('tables.TablesWrite') : tables
  return {
    configuration: sections.configuration ? ref('configuration.Configuration') : none,
    interfaces: sections.interfaces ? ref('interfaces.InterfaceProxies') : none,
    integrations: sections.integrations ? ref('integrations.IntegrationProxies') : none,
    actions: sections.actions ? ref('actions.Actions') : none,
    events,
    eventsWrite,
    states: sections.states ? ref('states.States') : none,
    stateAccessors: sections.states
      ? ref('states.StateAccessors')
      : ref('runtime.NoStateAccessors'),
    eventSenders: sections.events ? readWrite('runtime.EventSenders', events, eventsWrite) : none,
    tags: sections.tags ? ref('tags.Tags') : ref('runtime.NoTagTypes'),
    workflows,
    workflowStarters: sections.workflows ? ref('runtime.WorkflowStarters', workflows) : none,
    tables,
    tablesWrite,
    tableAccessors: sections.tables ? readWrite('runtime.Tables', tables, tablesWrite) : none,
  }
}

/** `name<read, write>`, or `name<read>` where both are one. */
function readWrite(name: string, read: Type, write: Type): Reference {
  return read === write ? ref(name, read) : ref(name, read, write)
}

/** The text of a reference that has no user's name in it. */
function nameOf({ name, arguments: args }: Reference): string {
  return args.length === 0
    ? name
    : `${name}<${args.map((arg) => nameOf(arg as Reference)).join(', ')}>`
}

interface HeldDependency extends DependencyNames {
  /** The import that holds the dependency's types. */
  readonly holder: string
}

function heldBy(holder: string, section: DependencySection | undefined): HeldDependency[] {
  return (section?.dependencies ?? []).map((names) => ({ ...names, holder }))
}

function clientType(model: Model, sections: Sections, types: Types): Reference {
  return ref(
    'runtime.PluginClient',
    literal(model.name),
    types.eventsWrite,
    types.tables,
    ...(sections.tables?.differ === true ? [types.tablesWrite] : []),
  )
}

/** Own actions as functions, without those whose names are aliases. */
function ownCalls(model: Model, actions: Type): Reference[] {
  if (model.actions.length === 0) return []
  const aliases = new Set([...model.interfaces, ...model.integrations].map(({ name }) => name))
  const taken = model.actions.map(({ name }) => name).filter((name) => aliases.has(name))
  const calls = ref('runtime.Calls', actions)
  return [
    taken.length === 0
      ? calls
      : ref('Omit', calls, { kind: 'union', members: taken.map((name) => literal(name)) }),
  ]
}

/** The payload types of each message type: a dependency's own take the place of the platform's. */
function messageMaps(dependencies: readonly HeldDependency[]) {
  const read = new Map<string, Type[]>()
  const write = new Map<string, Type[]>()
  let differ = false
  for (const { holder, dependency, channels, channelsWrite } of dependencies) {
    differ ||= channels !== channelsWrite
    for (const channel of dependency.channels) {
      for (const { name } of channel.messages) {
        const at = (map: string | undefined) =>
          indexed(`${holder}.${map}[${stringLiteral(channel.name)}]`, name)
        read.set(name, [...(read.get(name) ?? []), at(channels)])
        write.set(name, [...(write.get(name) ?? []), at(channelsWrite)])
      }
    }
  }
  const replaced = platformMessages.filter((name) => read.has(name))
  const platform = ref('runtime.DefaultMessages')
  const members = (map: ReadonlyMap<string, readonly Type[]>) =>
    [...map].map(([name, types]) => member(name, unionOf(types)))
  return {
    bases: [
      replaced.length === 0
        ? platform
        : ref('Omit', platform, unionOf(replaced.map((name) => literal(name)))),
    ],
    read: members(read),
    write: members(write),
    differ,
  }
}

function unionOf(members: readonly Type[]): Type {
  const [only] = members
  return only !== undefined && members.length === 1 ? only : { kind: 'union', members }
}

function finders(
  dependencies: readonly HeldDependency[],
  types: Types,
  messagesWrite: Type,
): ObjectMember[] {
  const any = ref('runtime.ConversationFinder', types.tags, messagesWrite)
  return [
    member('*', object([['*', any]])),
    ...dependencies.map((names) =>
      member(
        names.dependency.name,
        object([
          ['*', any],
          ...names.dependency.channels.map(
            ({ name }) => [name, channelFinder(names.holder, names, name, types.tags)] as const,
          ),
        ]),
      ),
    ),
  ]
}

/** The parts of the runtime that the definition calls for: their import, and the object that holds them. */
function partsOf(sections: Sections, model: Model) {
  const sectionParts = (
    ['actions', 'events', 'integrations', 'interfaces', 'states', 'tables', 'workflows'] as const
  ).filter((name) => sections[name] !== undefined)
  const calls = sections.interfaces ?? sections.integrations
  const parts = [...new Set([...(calls ? ['actions'] : []), ...sectionParts])].sort()
  const isChecked = (['configuration', 'actions', 'events', 'states'] as const).some(
    (name) => sections[name] !== undefined,
  )
  const tools = [...(hasFill(model) ? ['applyFill'] : []), ...(isChecked ? ['checks'] : [])]
  // Definitions of this package bring the check of themselves along.
  const check = model.ofSdk ? ['checkDefinition'] : []
  const members = [...tools, ...parts.map((name) => `${name}: ${name}Part`)]
  return {
    runtimeImport: importStatement({
      from: 'botpress-plugin-kit/runtime',
      names: [
        'LeanPlugin',
        ...tools,
        ...check,
        ...parts.map((name) => ({ name, as: `${name}Part` })),
      ],
    }).trimEnd(),
    parts: members.length === 0 ? '{}' : `{\n${members.map((text) => `  ${text},\n`).join('')}}`,
  }
}

/** The definition as the SDK's own types describe a plugin. */
function pluginMembers(model: Model, sections: Sections, types: Types): ObjectMember[] {
  const tags = (owner: string) => object([['tags', ref(`${nameOf(types.tags)}['${owner}']`)]])
  return [
    member('name', literal(model.name)),
    member('version', literal(model.version)),
    member('configuration', types.configuration),
    member('interfaces', sections.interfaces ? ref('interfaces.Interfaces') : none),
    member('integrations', sections.integrations ? ref('integrations.Integrations') : none),
    member('actions', types.actions),
    member('events', types.events),
    member('states', types.states),
    member('tables', types.tables),
    member('workflows', types.workflows),
    member('user', tags('user')),
    member('conversation', tags('conversation')),
    member('message', tags('message')),
  ]
}

/**
 * The maps of handlers as they are registered.
 *
 * @param messagesWrite where messages that are sent differ from those that are received
 */
function registeredHandlers(types: Types, messagesWrite: Reference | undefined) {
  const props = ref('HandlerProps')
  const messages = ref('Messages')
  const member = (key: string, map: string, ...args: Type[]) =>
    [
      key,
      printType(ref(`runtime.${map}`, props, ...args), {
        nameOf: (id) => id,
        indent: 2,
        column: `  ${key}: `.length,
      }),
    ] as const
  const written = messagesWrite ? [messagesWrite] : []
  return Object.fromEntries([
    member('messages', 'MessageHandlers', messages, types.tags, ...written),
    member('workflows', 'WorkflowHandlers', types.workflows, messagesWrite ?? messages, types.tags),
  ])
}

/** Re-exports for the sections that the definition does not have, under the names that they would have. */
function absentSections(sections: Sections): string {
  const { tags, ...others } = sections
  const absent = [
    ...Object.entries(others).flatMap(([name, section]) => (section ? [] : [name])),
    ...(tags ? [] : tagOwners),
  ]
  const [first, ...more] = absent
    .sort()
    .map((name) => ({ name: `No${pascalCase(name)}`, as: name }))
  return first === undefined
    ? ''
    : importStatement({
        from: 'botpress-plugin-kit/runtime',
        names: [first, ...more],
        type: true,
        export: true,
      }).trimEnd()
}

function pluginDoc({ name, version, doc }: Model): Doc {
  const title = `The plugin \`${name}\` ${version}`
  const description = [doc.title, doc.description].filter((text) => text !== undefined).join('\n\n')
  return description === '' ? { title } : { title, description }
}

function declare(
  name: string,
  bases: readonly Reference[],
  members: readonly ObjectMember[] = [],
): string {
  return declareObject({ name, extends: bases, members })
}

function declareType(name: string, type: Type): string {
  return printDeclaration({ name, type }, { nameOf: (id) => id }).trimEnd()
}
