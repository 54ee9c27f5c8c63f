/** What a bot takes and gives, by the types that its plugin's class carries. */
import type { AnyRecord, AnyTags, Row, State } from '../runtime/index.js'
import type {
  FakeIntegration,
  FakeIntegrations,
  HostedPlugin,
  IntegrationActionContext,
} from './host/index.js'

/**
 * What is typed of one plugin of a bot; of a bot with several, it is their union. Where nothing is
 * known, names and values are open.
 */
export interface PluginTypes {
  /** The name under which the plugin is installed. */
  alias: string
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
  /** `<alias>:<event>` → payload, as it is read. */
  dependencyEvents: object
  /** Own state → payload, as it is read. */
  states: object
  /** Own table → row, as it is read. */
  tables: object
  /** Kind of record → the plugin's own tags, without alias. */
  tags: { user: unknown; conversation: unknown; message: unknown }
}

/** Of a plugin that says nothing of its types. */
export interface UntypedPlugin {
  alias: string
  open: any
  actions: any
  events: any
  messages: object
  workflows: any
  dependencies: any
  dependencyEvents: any
  states: any
  tables: any
  tags: any
}

type Fn = (...args: any[]) => any
type First<T> = T extends (first: infer A, ...rest: any[]) => any ? A : AnyRecord
type Result<T> = 0 extends 1 & T
  ? AnyRecord
  : T extends (...args: any[]) => Promise<infer R>
    ? R
    : AnyRecord
type At<T, K> = K extends keyof T ? T[K] : never
/** The names that any of a union has. */
type KeyOfAny<T> = T extends unknown ? keyof T : never
/** What any of a union has under a name. */
type AtAny<T, K> = T extends unknown ? At<T, K> : never

/** Handler types of a generated class; `any` where they were left open. */
interface Handlers {
  actions: any
  messages: any
  events: any
  statesExpired: any
  hooks: any
}

/** What every handler of a generated class receives. */
type PropsOf<H extends Handlers> = H['messages'] extends { '*': (props: infer X) => any }
  ? X
  : never

interface GeneratedTypes<H extends Handlers, X, A extends string> extends PluginTypes {
  alias: A
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
  dependencyEvents: {
    [K in keyof H['events'] as K extends `${string}:${string}` ? K : never]: At<
      At<First<H['events'][K]>, 'event'>,
      'payload'
    >
  }
  states: {
    [K in keyof H['statesExpired'] as K extends '*' ? never : K]: At<
      At<First<H['statesExpired'][K]>, 'state'>,
      'payload'
    >
  }
  tables: {
    [K in keyof At<X, 'tables'>]: At<Result<At<At<X, 'tables'>[K], 'get'>>, 'row'>
  }
  tags: TagsOf<X>
}

/** The tags that handlers of messages see. */
interface TagsOf<X> {
  user: At<At<X, 'user'>, 'tags'>
  conversation: At<At<X, 'conversation'>, 'tags'>
  message: At<At<X, 'message'>, 'tags'>
}

/**
 * What every handler of one of the SDK's classes receives, by the method that registers handlers;
 * `any` where it does not tell.
 */
type SdkPropsOf<P> = P extends {
  readonly on: { readonly message: (type: any, handler: infer H) => any }
}
  ? [First<H>] extends [never]
    ? any
    : First<H>
  : any

/** Own state → payload, from accessors by the type of what the state belongs to. */
type SdkStates<X> = {
  [K in KeyOfAny<At<X, keyof X>>]: Result<At<AtAny<At<X, keyof X>, K>, 'get'>>
}

/** Nothing is known of what may be asked for any name. */
type OpenSection<T, S extends string> = string extends keyof T ? S : never

/** The SDK's class does not tell the messages and events of dependencies, nor the tables. */
interface SdkTypes<A, X, Alias extends string> extends UntypedPlugin {
  alias: Alias
  open:
    | OpenSection<A, 'actions'>
    | OpenSection<At<X, 'events'>, 'events'>
    | OpenSection<At<X, 'workflows'>, 'workflows'>
    | OpenSection<At<X, 'actions'>, 'dependencies'>
    | OpenSection<SdkStates<At<X, 'states'>>, 'states'>
    | OpenSection<At<At<X, 'message'>, 'tags'>, 'tags'>
    | 'tables'
  actions: {
    [K in keyof A]: {
      input: First<A[K]> extends { input: infer I } ? I : AnyRecord
      output: Result<A[K]>
    }
  }
  events: { [K in keyof At<X, 'events'>]: First<At<At<X, 'events'>[K], 'emit'>> }
  workflows: {
    [K in keyof At<X, 'workflows'>]: First<At<At<X, 'workflows'>[K], 'startNewInstance'>>
  }
  dependencies: At<X, 'actions'>
  dependencyEvents: {}
  states: SdkStates<At<X, 'states'>>
  tags: TagsOf<X>
}

/**
 * What a plugin's class says of its types: a generated one all, one of the SDK's what its handlers
 * receive.
 *
 * @typeParam A the name under which the plugin is installed; `string` where it is not known
 */
type TypesOf<P extends HostedPlugin, A extends string = string> = 0 extends 1 & P
  ? UntypedPlugin
  : P extends { readonly '~types': infer H extends Handlers }
    ? [PropsOf<H>] extends [never]
      ? SdkTypesOf<P, A>
      : GeneratedTypes<H, PropsOf<H>, A>
    : SdkTypesOf<P, A>

/** The plugin's own name, under which it is installed where nothing else is said. */
type NameOf<P> = P extends { readonly name: infer N extends string } ? N : string

type SdkTypesOf<P, A extends string> = P extends { props: { actions?: infer T } }
  ? SdkTypes<NonNullable<T>, SdkPropsOf<P>, A>
  : UntypedPlugin

/**
 * Of a bot that is made of one plugin, or of several by alias. What the bot declares itself is not
 * known: names of these sections are open then.
 */
export type BotTypes<
  P extends HostedPlugin,
  A extends string | undefined,
  M extends { [alias: string]: HostedPlugin },
  B extends object | undefined,
> = B extends undefined ? PluginsTypes<P, A, M> : Opened<PluginsTypes<P, A, M>>

type PluginsTypes<
  P extends HostedPlugin,
  A extends string | undefined,
  M extends { [alias: string]: HostedPlugin },
> = [keyof M] extends [never]
  ? HostedPlugin extends P
    ? UntypedPlugin
    : TypesOf<P, A extends string ? A : NameOf<P>>
  : { [K in keyof M & string]: TypesOf<M[K], K> }[keyof M & string]

/** What a bot may declare beside its plugins. */
type BotSection = 'events' | 'workflows' | 'states' | 'tables' | 'tags'

type Opened<T extends PluginTypes> = T extends PluginTypes
  ? Omit<T, 'open'> & { open: T['open'] | BotSection }
  : never

type Awaitable<T> = T | Promise<T>

/** A stand-in for a dependency, of which each plugin that has it knows its own actions. */
interface StandIn<TActions> {
  /** By the action's name in the definition. */
  readonly actions?: {
    readonly [K in KeyOfAny<TActions>]?: (
      input: First<AtAny<TActions, K>>,
      context: IntegrationActionContext,
    ) => Awaitable<ResultOfAll<AtAny<TActions, K>>>
  }
}

/** What does for all functions of a union as their result. */
type ResultOfAll<F> = (F extends unknown ? (result: { of: Result<F> }) => void : never) extends (
  result: infer R,
) => void
  ? At<R, 'of'>
  : never

/** Dependencies, alias → actions, without those that an installation maps. */
type Unmapped<T extends PluginTypes, D> = T extends PluginTypes
  ? Omit<T['dependencies'], keyof D>
  : never

/** The integrations that an installation maps dependencies to. */
type MappedTo<D> = {
  [K in keyof D]: D[K] extends { readonly integrationAlias: infer A } ? A : D[K]
}[keyof D]

/** The integrations that a bot declares itself. */
type IntegrationsOf<B> = B extends { readonly integrations: infer I } ? keyof I : never

/**
 * Stand-ins for the integrations of a bot: typed by the aliases of dependencies that are not mapped,
 * and open for integrations that dependencies are mapped to, or that the bot declares itself.
 *
 * @typeParam D the dependencies that the installation of the one plugin maps
 * @typeParam N the same of several plugins, by alias
 */
export type StandIns<
  P extends HostedPlugin,
  M extends { [alias: string]: HostedPlugin },
  D,
  N,
  B,
> = 'dependencies' extends PluginsTypes<P, undefined, M>['open']
  ? FakeIntegrations
  : StandInsFor<
      [keyof M] extends [never]
        ? Unmapped<TypesOf<P>, D>
        : { [A in keyof M & string]: Unmapped<TypesOf<M[A]>, At<N, A>> }[keyof M & string],
      MappedTo<D> | { [A in keyof N]: MappedTo<N[A]> }[keyof N] | IntegrationsOf<B>
    >

/** Where no plugin has a dependency, an integration is there for who calls it by its name. */
type StandInsFor<TDependencies, TOpen> = [KeyOfAny<TDependencies>] extends [never]
  ? FakeIntegrations
  : {
      readonly [K in KeyOfAny<TDependencies> | (TOpen & string)]?: K extends TOpen
        ? FakeIntegration
        : StandIn<AtAny<TDependencies, K>>
    }

type IsOpen<T extends PluginTypes, S extends string> = S extends T['open'] ? true : false

/** The names of a section with the alias of the plugin that they belong to. */
type FullName<T extends PluginTypes, S extends keyof PluginTypes> = T extends PluginTypes
  ? `${T['alias']}#${keyof T[S] & string}`
  : never

type PlainName<T extends PluginTypes, S extends keyof PluginTypes> = T extends PluginTypes
  ? keyof T[S] & string
  : never

/** What a section has under a name without alias; `never` where there is no such name. */
type ByPlainName<T extends PluginTypes, S extends keyof PluginTypes, K> = T extends PluginTypes
  ? At<T[S], K>
  : never

/** What a section has under `<alias>#<name>`; `never` where there is no such name. */
type ByFullName<T extends PluginTypes, S extends keyof PluginTypes, K> = T extends PluginTypes
  ? K extends `${T['alias']}#${infer N}`
    ? At<T[S], N>
    : never
  : never

/** An action's name, with or without the plugin's alias. */
export type ActionName<T extends PluginTypes> =
  IsOpen<T, 'actions'> extends true ? string : PlainName<T, 'actions'> | FullName<T, 'actions'>

type ActionOf<T extends PluginTypes, K> = ByPlainName<T, 'actions', K> | ByFullName<T, 'actions', K>

/** What follows an action's name: its input, which may be left out where nothing in it is required. */
export type ActionInput<T extends PluginTypes, K> = [ActionOf<T, K>] extends [never]
  ? [input?: AnyRecord]
  : ActionOf<T, K> extends { input: infer I }
    ? object extends I
      ? [input?: I]
      : [input: I]
    : [input?: AnyRecord]

/** What an action resolves to. */
export type ActionOutput<T extends PluginTypes, K> = [ActionOf<T, K>] extends [never]
  ? AnyRecord
  : 0 extends 1 & ActionOf<T, K>
    ? AnyRecord
    : ActionOf<T, K> extends { output: infer O }
      ? O
      : AnyRecord

/** The type of an event: an own one as `<alias>#<event>`, or one of an integration's. */
export type EventType<T extends PluginTypes> =
  IsOpen<T, 'events'> extends true
    ? string
    : FullName<T, 'events'> | PlainName<T, 'dependencyEvents'> | `${string}:${string}`

/**
 * A payload of which only the type that handlers read is known: there, what has a default is always
 * there. An emitter may leave it out.
 */
type Lenient<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Lenient<T[K]> | undefined }
    : T

/** What an event carries; that of an own one has to be there. */
export type EventPayload<T extends PluginTypes, K> =
  IsOpen<T, 'events'> extends true
    ? { readonly payload?: AnyRecord }
    : [ByFullName<T, 'events', K>] extends [never]
      ? [ByPlainName<T, 'dependencyEvents', K>] extends [never]
        ? { readonly payload?: AnyRecord }
        : { readonly payload: Lenient<ByPlainName<T, 'dependencyEvents', K>> }
      : { readonly payload: ByFullName<T, 'events', K> }

/** What a message carries: open for types that the plugin does not know. */
export type MessagePayload<T extends PluginTypes, K> = [ByPlainName<T, 'messages', K>] extends [
  never,
]
  ? AnyRecord
  : ByPlainName<T, 'messages', K>

/** A workflow of the plugin's. */
export type WorkflowName<T extends PluginTypes> =
  IsOpen<T, 'workflows'> extends true ? string : PlainName<T, 'workflows'>

/** What a workflow starts with. */
export type WorkflowStart<T extends PluginTypes, K> =
  IsOpen<T, 'workflows'> extends true
    ? { readonly input?: AnyRecord; readonly tags?: AnyTags }
    : Picked<ByPlainName<T, 'workflows', K>>

type Picked<W> = W extends unknown ? Pick<W, Extract<keyof W, 'input' | 'tags'>> : never

/** A state's name: `<alias>#<state>`. */
export type StateName<T extends PluginTypes> =
  IsOpen<T, 'states'> extends true ? string : FullName<T, 'states'>

/** Name and payload of a state; with literal aliases, the name tells which payload it is. */
export type NamedState<T extends PluginTypes> =
  IsOpen<T, 'states'> extends true
    ? { readonly name: string; readonly payload: State['payload'] }
    : T extends PluginTypes
      ? {
          [K in keyof T['states'] & string]: {
            readonly name: `${T['alias']}#${K}`
            readonly payload: T['states'][K]
          }
        }[keyof T['states'] & string]
      : never

/** Rows by table. */
export type TableRows<T extends PluginTypes> =
  IsOpen<T, 'tables'> extends true
    ? { readonly [table: string]: readonly Row[] }
    : {
        readonly [K in PlainName<T, 'tables'>]?: readonly ByPlainName<T, 'tables', K>[]
      }

/** A kind of record that has tags. */
export type TaggedKind = keyof PluginTypes['tags']

/** Tags as they are stored: the plugins' own as `<alias>#<tag>`, and an integration's, with a colon. */
export type StoredTags<T extends PluginTypes, K extends TaggedKind> =
  IsOpen<T, 'tags'> extends true
    ? AnyTags
    : { readonly [N in TagName<T, K>]?: string } & {
        readonly [tag: `${string}:${string}`]: string
      }

type TagName<T extends PluginTypes, K extends TaggedKind> = T extends PluginTypes
  ? `${T['alias']}#${keyof T['tags'][K] & string}`
  : never
