/**
 * What a plugin of the SDK's has for a generated folder: the same definition as the analytics
 * fixture's, typed by the SDK's generics. Written by hand, in the way in which `bp gen` uses them.
 */
import * as sdk from '@botpress/sdk'
import type * as typings from './typings.js'

export type * from './typings.js'

type TPlugin = sdk.DefaultPlugin<typings.TPlugin>

export class Plugin extends sdk.Plugin<TPlugin> {}

type HandlersOf<TMap> = Required<{
  [K in keyof TMap]: NonNullable<TMap[K]> extends (infer THandler)[] ? THandler : never
}>

export type PluginProps = sdk.PluginProps<TPlugin>
export type PluginRuntimeProps = sdk.PluginRuntimeProps<TPlugin>
export type PluginHandlers = sdk.PluginHandlers<TPlugin>
export type MessageHandlers = HandlersOf<Plugin['messageHandlers']>
export type EventHandlers = HandlersOf<Plugin['eventHandlers']>
export type MessageHandlerProps = Parameters<MessageHandlers['*']>[0]
export type EventHandlerProps = Parameters<EventHandlers['*']>[0]
export type Client = (MessageHandlerProps | EventHandlerProps)['client']
