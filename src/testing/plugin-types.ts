/** What a bot takes and gives, by the types that its plugin's class carries. */
import type { AnyRecord, AnyTags } from '../runtime/index.js'
import type { FakeIntegrations, HostedPlugin, IntegrationActionContext } from './host/index.js'

/** What is typed of a bot with one plugin. Where nothing is known, names and values are open. */
export interface PluginTypes {
  /** The sections of which nothing is known. */
  open: string
  /** Name → `{ input, output }`. */
  actions: object
  /** Own event → payload, as it is handed over. */
  events: object
  /** Message type → payload, as it is handed over. */
  messages: object
  /** Name → `{ input, tags }`. */
  workflows: object
  /** Alias → action → function. */
  dependencies: object
}

/** Of a plugin that says nothing of its types. */
export interface UntypedPlugin {
  open: any
  actions: any
  events: any
  messages: object
  workflows: any
  dependencies: any
}

type Fn = (...args: any[]) => any
type First<T> = T extends (first: infer A, ...rest: any[]) => any ? A : AnyRecord
type Result<T> = 0 extends 1 & T
  ? AnyRecord
  : T extends (...args: any[]) => Promise<infer R>
    ? R
    : AnyRecord
type At<T, K> = K extends keyof T ? T[K] : never

/** Handler types of a generated class; `any` where they were left open. */
interface Handlers {
  actions: any
  messages: any
  hooks: any
}

/** What every handler of a generated class receives. */
type PropsOf<H extends Handlers> = H['messages'] extends { '*': (props: infer X) => any }
  ? X
  : never

interface GeneratedTypes<H extends Handlers, X> extends PluginTypes {
  open: never
  actions: {
    [K in keyof H['actions']]: {
      input: At<At<X, 'actions'>, K> extends Fn ? First<At<At<X, 'actions'>, K>> : AnyRecord
      output: Result<H['actions'][K]>
    }
  }
  events: {
    [K in keyof At<X, 'events'>]: First<At<At<X, 'events'>[K], 'emit'>>
  }
  messages: {
    [K in keyof H['hooks']['before_outgoing_message'] as K extends '*' ? never : K]: At<
      At<First<H['hooks']['before_outgoing_message'][K]>, 'data'>,
      'payload'
    >
  }
  workflows: {
    [K in keyof At<X, 'workflows'>]: First<At<At<X, 'workflows'>[K], 'startNewInstance'>>
  }
  dependencies: Omit<At<X, 'actions'>, keyof H['actions']>
}

interface SdkTypes<A> extends UntypedPlugin {
  open:
    | (string extends keyof A ? 'actions' : never)
    | 'events'
    | 'messages'
    | 'workflows'
    | 'dependencies'
  actions: {
    [K in keyof A]: {
      input: First<A[K]> extends { input: infer I } ? I : AnyRecord
      output: Result<A[K]>
    }
  }
}

/** What a plugin's class says of its types: a generated one all, one of the SDK's its actions. */
export type TypesOf<P extends HostedPlugin> = 0 extends 1 & P
  ? UntypedPlugin
  : P extends { readonly '~types': infer H extends Handlers }
    ? [PropsOf<H>] extends [never]
      ? P extends { props: { actions?: infer A } }
        ? SdkTypes<NonNullable<A>>
        : UntypedPlugin
      : GeneratedTypes<H, PropsOf<H>>
    : P extends { props: { actions?: infer A } }
      ? SdkTypes<NonNullable<A>>
      : UntypedPlugin

type Awaitable<T> = T | Promise<T>

interface StandIn<TActions> {
  /** By the action's name in the definition. */
  readonly actions?: {
    readonly [K in keyof TActions]?: (
      input: First<TActions[K]>,
      context: IntegrationActionContext,
    ) => Awaitable<Result<TActions[K]>>
  }
}

/** Stand-ins by the aliases of a plugin's dependencies. */
export type StandIns<T extends PluginTypes> = 'dependencies' extends T['open']
  ? FakeIntegrations
  : { readonly [K in keyof T['dependencies']]?: StandIn<T['dependencies'][K]> }

/** An action's name, with or without the plugin's alias. */
export type ActionName<T extends PluginTypes> = 'actions' extends T['open']
  ? string
  : (keyof T['actions'] & string) | `${string}#${keyof T['actions'] & string}`

type ActionOf<T extends PluginTypes, K> = K extends keyof T['actions']
  ? T['actions'][K]
  : K extends `${string}#${infer N}`
    ? N extends keyof T['actions']
      ? T['actions'][N]
      : unknown
    : unknown

/** What follows an action's name: its input, which may be left out where nothing in it is required. */
export type ActionInput<T extends PluginTypes, K> =
  ActionOf<T, K> extends { input: infer I }
    ? object extends I
      ? [input?: I]
      : [input: I]
    : [input?: AnyRecord]

/** What an action resolves to. */
export type ActionOutput<T extends PluginTypes, K> = 'actions' extends T['open']
  ? AnyRecord
  : ActionOf<T, K> extends { output: infer O }
    ? O
    : AnyRecord

/** The type of an event: an own one as `<alias>#<event>`, or one of an integration's. */
export type EventType<T extends PluginTypes> = 'events' extends T['open']
  ? string
  : `${string}#${keyof T['events'] & string}` | `${string}:${string}`

/** What an event carries; that of an own one has to be there. */
export type EventPayload<T extends PluginTypes, K> = 'events' extends T['open']
  ? { readonly payload?: AnyRecord }
  : K extends `${string}#${infer N}`
    ? N extends keyof T['events']
      ? { readonly payload: T['events'][N] }
      : { readonly payload?: AnyRecord }
    : { readonly payload?: AnyRecord }

/** What a message carries: open for types that the plugin does not know. */
export type MessagePayload<T extends PluginTypes, K> = K extends keyof T['messages']
  ? T['messages'][K]
  : AnyRecord

/** A workflow of the plugin's. */
export type WorkflowName<T extends PluginTypes> = 'workflows' extends T['open']
  ? string
  : keyof T['workflows'] & string

/** What a workflow starts with. */
export type WorkflowStart<T extends PluginTypes, K> = 'workflows' extends T['open']
  ? { readonly input?: AnyRecord; readonly tags?: AnyTags }
  : K extends keyof T['workflows']
    ? Pick<T['workflows'][K], Extract<keyof T['workflows'][K], 'input' | 'tags'>>
    : never
