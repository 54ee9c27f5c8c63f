/**
 * A stand-in for the folder that the SDK's own generator would make: a definition's types, as our
 * generated folder has them, under the SDK's generics. Written by hand, in the way in which `bp gen`
 * uses them.
 */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The fixtures whose definitions are made with the SDK. */
export const sdkFixtures = ['handoff', 'file-sync', 'table-sync', 'answerer']

/** Section → its map, and its name in the runtime's types where a definition does not have it. */
const sections = {
  configuration: 'Configuration',
  actions: 'Actions',
  events: 'Events',
  states: 'States',
  tables: 'Tables',
  workflows: 'Workflows',
  interfaces: 'Interfaces',
  integrations: 'Integrations',
}
const tagOwners = { user: 'User', conversation: 'Conversation', message: 'Message' }

/**
 * @param {string} from our generated folder, of a definition made with the SDK
 * @param {string} to the folder to write; it may not be `from`
 */
export function writeSdkFolder(from, to) {
  mkdirSync(to, { recursive: true })
  const files = readdirSync(from).filter((name) => name.endsWith('.ts') && name !== 'index.ts')
  for (const name of files) copyFileSync(join(from, name), join(to, name))
  writeFileSync(join(to, 'typings.ts'), typings(new Set(files)))
  writeFileSync(join(to, 'index.ts'), index)
}

function typings(files) {
  const imported = Object.entries(sections).map(([section, map]) =>
    files.has(`${section}.ts`)
      ? `import type * as ${section} from './${section}.js'`
      : `import type { No${map} as ${section} } from 'botpress-plugin-kit/runtime'`,
  )
  const tags = files.has('tags.ts')
    ? `import type { user, conversation, message } from './tags.js'`
    : `import type { NoUser as user, NoConversation as conversation, NoMessage as message } from 'botpress-plugin-kit/runtime'`
  const members = Object.entries({ ...sections, ...tagOwners }).map(
    ([section, map]) => `  ${section}: ${section}.${map}`,
  )
  return `${[...imported, tags].join('\n')}

export type { ${[...Object.keys(sections), ...Object.keys(tagOwners)].join(', ')} }

export type TPlugin = {
  name: string
  version: string
${members.join('\n')}
}
`
}

const index = `import * as sdk from '@botpress/sdk'
import type * as typings from './typings.js'

export type * from './typings.js'

type TPlugin = sdk.DefaultPlugin<typings.TPlugin>

export class Plugin extends sdk.Plugin<TPlugin> {}

export type PluginProps = sdk.PluginProps<TPlugin>
export type PluginRuntimeProps = sdk.PluginRuntimeProps<TPlugin>
export type PluginHandlers = sdk.InjectedPluginHandlers<TPlugin>

type Each<TLists> = Required<{
  [K in keyof TLists]: NonNullable<TLists[K]> extends (infer THandler)[] ? THandler : never
}>

export type ActionHandlers = PluginHandlers['actionHandlers']
export type EventHandlers = Each<PluginHandlers['eventHandlers']>
export type MessageHandlers = Each<PluginHandlers['messageHandlers']>
export type HookHandlers = {
  [K in keyof PluginHandlers['hookHandlers']]: Each<PluginHandlers['hookHandlers'][K]>
}
export type WorkflowHandlers = Each<PluginHandlers['workflowHandlers']['started']>

export type AnyMessageHandler = MessageHandlers['*']
export type AnyEventHandler = EventHandlers['*']
export type AnyActionHandler = ActionHandlers[keyof ActionHandlers]
export type AnyHookHanders = {
  [K in keyof HookHandlers]: HookHandlers[K] extends { '*': infer THandler } ? THandler : never
}

export type MessageHandlerProps = Parameters<AnyMessageHandler>[0]
export type EventHandlerProps = Parameters<AnyEventHandler>[0]
export type ActionHandlerProps = Parameters<AnyActionHandler>[0]
export type HookHandlerProps = {
  [K in keyof AnyHookHanders]: AnyHookHanders[K] extends (props: infer TProps) => unknown
    ? TProps
    : never
}
export type WorkflowHandlerProps = {
  [K in keyof WorkflowHandlers]: Parameters<WorkflowHandlers[K]>[0]
}

export type Client = (MessageHandlerProps | EventHandlerProps)['client']
export type ClientOperation = keyof {
  [K in keyof Client as Client[K] extends (...args: any[]) => Promise<any> ? K : never]: null
}
export type ClientInputs = { [K in ClientOperation]: Parameters<Client[K]>[0] }
export type ClientOutputs = { [K in ClientOperation]: Awaited<ReturnType<Client[K]>> }
`
