/**
 * The types that the runtime's files share: an installed plugin, one call of a handler, and the parts
 * that a plugin is put together from. They refer to each other, and so they stand in one file.
 */
import type { Check, checks } from './check.js'
import type { applyFill } from './fill.js'
import type { PluginSpec } from './spec.js'
import type {
  AnyRecord,
  AnyTags,
  BotContext,
  Client,
  Conversation,
  Event,
  InterfaceMapping,
  Logger,
  Message,
  PluginHandlers,
  State,
  User,
  Workflow,
} from './types/index.js'

/** What the host says about a dependency; only interfaces have members mapped. */
export type Mapping = Partial<InterfaceMapping>

/** What there is for each dependency, by its alias. */
export interface Dependencies<T> {
  readonly interfaces?: { readonly [alias: string]: T } | undefined
  readonly integrations?: { readonly [alias: string]: T } | undefined
}

/** What a host passes in: always a client, a context and a logger; the rest depends on what is handled. */
export interface HostProps {
  readonly client: Client
  readonly ctx: BotContext
  readonly logger: Logger
  /** Of actions: the name that the host knows the action by. */
  readonly type?: string
  /** Of actions. */
  readonly input?: AnyRecord
  readonly event?: Event
  readonly message?: Message
  readonly user?: User
  readonly conversation?: Conversation
  readonly state?: State
  readonly workflow?: Workflow
  /** Of hooks. */
  readonly data?: HookData
}

/** The `data` of a hook. Its tags are its own, or those of the message in it. */
export interface HookData {
  readonly tags?: AnyTags
  readonly message?: { readonly tags?: AnyTags }
}

/** A handler as its author has written it. */
export type Handler = (props: object) => unknown

/**
 * A handler as the host calls it, and as a plugin calls its own actions: for the installation of
 * the caller, as another bot may have installed the plugin since.
 */
export type HostHandler = (
  host: HostProps,
  plugin?: Installed,
) => ReturnType<PluginHandlers['messageHandlers'][string][number]>

/** A plugin as installed in one bot. */
export interface Installation extends Dependencies<Mapping> {
  readonly spec: PluginSpec
  readonly parts: Parts
  /** The name under which the bot knows the plugin. */
  readonly alias: string
  /** What the plugin's own names begin with: `<alias>#`. */
  readonly prefix: string
  /** As the host has passed it in. */
  readonly configuration: unknown
  /** Set if the definition was passed in and has schemas. */
  readonly check: Check | undefined
  /** The plugin's own actions, as the host calls them. */
  readonly actions: ReadonlyMap<string, HostHandler>
}

/** An installed plugin, with what is made once for all its calls. */
export interface Installed extends Installation {
  /** What the plugin adds to the props of its handlers. */
  readonly props: ReadonlyMap<string, MakeProp>
}

/** A section of a spec that has entries with fills. */
export type Section = Exclude<
  keyof PluginSpec,
  'name' | 'version' | 'configuration' | 'recurringEvents' | 'tags' | 'fills'
>

/** One call of a handler. */
export interface Call {
  readonly plugin: Installed
  /** The props that the host passed in. */
  readonly host: HostProps
}

/** Makes a record of the platform what handlers receive. */
export type Wrap<T> = (call: Call, record: T, conversationId?: string) => object

/** Makes one of the props that a plugin adds. */
export type MakeProp = (call: Call) => unknown

/** Runs a handler with the props that the host passed in, or with some made from them. */
export type Run = (plugin: Installed, handler: Handler, host: HostProps) => Promise<unknown>

/** One part of the runtime that only some plugins need, such as states. */
export interface Part {
  /** Makes what makes the prop that has the part's name: the former once for a plugin, the latter for each call. */
  readonly prop: (plugin: Installation) => (call: Call) => unknown
  /** The part's own operation of that name, where it takes the place of the client's. */
  readonly operation?: (call: Call, name: string) => unknown
  /** Runs the part's handlers. */
  readonly run?: Run
}

/** The parts that a plugin has, by the props that they add; what fills in defaults; what checks values. */
export interface Parts {
  readonly applyFill?: typeof applyFill
  readonly checks?: typeof checks
  readonly actions?: Part
  readonly interfaces?: Part
  readonly integrations?: Part
  readonly states?: Part
  readonly events?: Part
  readonly workflows?: Part
  readonly tables?: Part
}
