/**
 * Hands events and action calls to plugins, in the order of a Botpress bot: hooks before, handlers,
 * hooks after, one after another, and outgoing hooks around what handlers send.
 */
import type {
  BotContext,
  Client,
  ClientInputs,
  ClientOutputs,
  Event,
  HookType,
  LogOptions,
  Message,
  PluginHandlers,
} from '../../runtime/index.js'
import type { RunByClock } from '../dates.js'
import { ApiError, isApiError, listed } from '../errors.js'
import type { Failures } from '../failures.js'
import type { Cause, Store } from '../platform/index.js'
import { overTheWire } from '../wire.js'
import { createClient, type CallAction, type ClientCall } from './client.js'
import { crossed } from './crossing.js'
import { runHooks } from './hooks.js'
import type { HostedHandler, InstalledPlugin } from './installation.js'
import { callIntegration, type FakeIntegrations } from './integrations.js'
import { createLogger, type HostLogger, type LogLine } from './logger.js'

/** One run of a plugin's function, once it is over. */
export interface HandlerRun {
  readonly kind: 'hook' | 'handler' | 'action'
  /** What it was registered for: `before_incoming_message text`, `message text`, an action's full name. */
  readonly name: string
  /** The alias of its plugin. */
  readonly alias: string
  /** In milliseconds. */
  readonly duration: number
  /** What it returned. */
  readonly output?: unknown
  /** What it threw. */
  readonly failure?: { readonly error: unknown }
}

/** Something that happened in a bot. */
export type Happening =
  | { readonly kind: 'call'; readonly call: ClientCall }
  | { readonly kind: 'log'; readonly line: LogLine }
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'run'; readonly run: HandlerRun }

/** What a host works with. */
export interface HostParts {
  readonly store: Store
  readonly plugins: readonly InstalledPlugin[]
  readonly integrations: FakeIntegrations
  readonly failures: Failures
  /** Runs a handler, with the `Date` that it is to have. */
  readonly run: RunByClock
  /** Is told what happens, in order. */
  readonly record: (happening: Happening) => void
}

/** What a host does something for; action calls within action calls are remembered. */
interface HostCause extends Cause {
  /** Full names of the actions that are under way, the outermost first. */
  readonly actions?: readonly string[]
}

type ActionInput = ClientInputs['callAction']['input']
type ActionOutput = ClientOutputs['callAction']['output']

/** A bot's side of the conversation with the platform. */
export interface Host {
  /**
   * Hands over an event; rejects with what a handler throws.
   *
   * @param isExpected whether somebody is expected to handle it: if nobody does, the log says so
   */
  dispatch(event: Event, cause: Cause, isExpected: boolean): Promise<void>
  /** Calls a plugin's action by its full name, `<alias>#<action>`; rejects with what it throws. */
  callAction(type: string, input: ActionInput, cause: Cause): Promise<ActionOutput>
  /** A client without hooks, whose calls are not noted down. */
  plainClient(cause: Cause): Client
}

/** What a handler is called for. */
type Role = Pick<HandlerRun, 'kind' | 'name'>

/** What every handler is given. */
interface CommonProps {
  readonly client: Client
  readonly ctx: BotContext
  readonly logger: HostLogger
}

const updates: ReadonlyMap<string, keyof PluginHandlers['workflowHandlers']> = new Map([
  ['workflow_started', 'started'],
  ['workflow_continued', 'continued'],
  ['workflow_timedout', 'timed_out'],
] as const)

/** Actions that call actions deeper than this are taken to do so for ever. */
const depthLimit = 100

/** The platform's own types of messages, to tell which of them a bot handles. */
const messageTypes = [
  'text',
  'image',
  'audio',
  'video',
  'file',
  'location',
  'card',
  'carousel',
  'choice',
  'dropdown',
  'bloc',
  'markdown',
]

/** What log lines are about, without ids that are not there. */
function about(ids: { [K in keyof LogOptions]?: string | undefined }): LogOptions {
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined))
}

/** Hosts plugins on the local platform. */
export function createHost(props: HostParts): Host {
  const { store, plugins, integrations, failures, run } = props
  const record = (line: LogLine) => props.record({ kind: 'log', line })

  /** A handler, called for this bot: another may have installed the same plugin since. */
  const hosted =
    (plugin: InstalledPlugin, handler: HostedHandler, role: Role): HostedHandler =>
    async (given) => {
      const begin = performance.now()
      const tell = (ending: Pick<HandlerRun, 'output' | 'failure'>) => {
        const duration = performance.now() - begin
        props.record({ kind: 'run', run: { ...role, alias: plugin.alias, duration, ...ending } })
      }
      try {
        const output: unknown = await run(async () => {
          plugin.claim()
          return handler(given)
        })
        tell({ output })
        return output
      } catch (error) {
        tell({ failure: { error } })
        throw error
      }
    }

  /** The handlers of all plugins, in the order of installation, each once. */
  const all = (
    role: Role,
    list: (handlers: PluginHandlers) => readonly HostedHandler[] | undefined,
  ): HostedHandler[] => {
    const seen = new Set<HostedHandler>()
    return plugins.flatMap((plugin) => {
      plugin.claim()
      const found = list(plugin.handlers)
      // A plain object, in place of a map that answers for any key, inherits `constructor`.
      return (Array.isArray(found) ? (found as HostedHandler[]) : []).flatMap((handler) => {
        if (seen.has(handler)) return []
        seen.add(handler)
        return [hosted(plugin, handler, role)]
      })
    })
  }
  const hooks = (type: HookType, name: string) =>
    all(
      { kind: 'hook', name: `${type} ${name}` },
      (handlers) => handlers.hookHandlers[type]?.[name],
    )
  const handlersOf = (kind: 'message' | 'event', type: string) =>
    all(
      { kind: 'handler', name: `${kind} ${type}` },
      (handlers) => handlers[`${kind}Handlers`][type],
    )

  const callAny =
    (cause: HostCause): CallAction =>
    async ({ type, input }) => {
      const [, alias = type, separator, action = ''] = /^([^#:]*)([#:])(.*)$/s.exec(type) ?? []
      if (separator !== '#') {
        return callIntegration(integrations, alias, action, input, { client: plainClient(cause) })
      }
      try {
        return await callAction(type, input, cause)
      } catch (error) {
        throw crossed(error, type)
      }
    }
  const plainClient = (cause: Cause) => createClient({ store, cause, callAction: callAny(cause) })

  /** What the handlers of one event or call are given. */
  const request = (
    operation: BotContext['operation'],
    type: string,
    cause: HostCause,
  ): CommonProps => {
    const plain = createClient({
      store,
      cause,
      callAction: callAny(cause),
      onCall: (call) => {
        props.record({ kind: 'call', call })
        return failures.meet(call.operation, call.input)
      },
    })
    const ctx: BotContext = {
      botId: store.botId,
      type,
      operation,
      configuration: { payload: '{}' },
    }
    const common = { client: { ...plain, _inner: plain }, ctx, logger: createLogger(record) }
    return { ...common, client: { ...common.client, ...hookedOperations(common) } }
  }

  /** The operations that hooks are around. The hooks themselves work with the plain client. */
  const hookedOperations = (common: CommonProps): Pick<Client, 'createMessage' | 'callAction'> => ({
    async createMessage(input) {
      const { conversationId, userId } = input
      const logger = common.logger.with(about({ conversationId, userId }))
      const { data } = await runHooks<ClientInputs['createMessage']>(
        hooks('before_outgoing_message', input.type),
        { ...common, logger },
        input,
      )
      const output = await common.client.createMessage(data)
      const { id: messageId, ...sent } = output.message
      const place = about({
        messageId,
        conversationId: sent.conversationId,
        userId: sent.userId,
      })
      const after = hooks('after_outgoing_message', sent.type)
      const { data: result } = await runHooks(
        after,
        { ...common, logger: common.logger.with(place) },
        output,
      )
      return result
    },
    async callAction(input) {
      const before = hooks('before_outgoing_call_action', input.type)
      const { data } = await runHooks<ClientInputs['callAction']>(before, common, input)
      const { type } = data
      const output = await common.client.callAction(data)
      const after = hooks('after_outgoing_call_action', type)
      // A type that a hook gives stays, for the hooks after it and in the answer.
      const show = (data: ClientOutputs['callAction']) => ({ type, ...data })
      return (await runHooks(after, common, output, { show })).data
    },
  })

  /** Around a call, a bot takes each value that a hook gives, and does not look at `stop`. */
  async function performAction(
    type: string,
    input: ActionInput,
    common: CommonProps,
  ): Promise<ActionOutput> {
    const { data: call } = await runHooks(
      hooks('before_incoming_call_action', type),
      common,
      { type, input: overTheWire(input) },
      {
        merge: (old, given) => ({ type: given.type ?? old.type, input: given.input ?? old.input }),
      },
    )
    const output = await actionOf(call.type)({ ...common, ...call })
    const { data: called } = await runHooks(
      hooks('after_incoming_call_action', call.type),
      common,
      { type: call.type, output },
      {
        merge: (old, given) => ({
          type: given.type ?? old.type,
          output: given.output ?? old.output,
        }),
      },
    )
    return overTheWire(called.output)
  }

  async function callAction(
    type: string,
    input: ActionInput,
    cause: HostCause,
  ): Promise<ActionOutput> {
    const { actions = [] } = cause
    if (actions.length === depthLimit) {
      const circle = [...actions.slice(actions.lastIndexOf(type)), type].join(' → ')
      throw new ApiError('Runtime', `Actions call each other without end: ${circle}`)
    }
    const common = request('action_triggered', type, { ...cause, actions: [...actions, type] })
    return reported(common.logger, () => performAction(type, input, common))
  }

  /** As hosts do, says in the log what a handler threw. */
  async function reported<T>(logger: HostLogger, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      logger.error(isApiError(error) ? error.message : error)
      throw error
    }
  }

  /** @throws ApiError `InvalidPayload`, as hosts do, with what exists */
  const actionOf = (type: string): HostedHandler => {
    const [, alias, name = ''] = /^([^#]*)#(.+)$/s.exec(type) ?? []
    const plugin = plugins.find((plugin) => plugin.alias === alias)
    plugin?.claim()
    const action = plugin?.handlers.actionHandlers[name]
    if (plugin && typeof action === 'function') {
      return hosted(plugin, action, { kind: 'action', name: type })
    }
    const known = plugins.flatMap((plugin) =>
      plugin.actionNames.map((name) => `${plugin.alias}#${name}`),
    )
    throw new ApiError(
      'InvalidPayload',
      `There is no action "${type}"; there are: ${listed(known)}`,
    )
  }

  async function onMessage(event: Event, common: CommonProps, isExpected: boolean): Promise<void> {
    const { user, conversation, message: incoming } = event.payload
    const { id: messageId, conversationId, userId } = incoming
    const logger = common.logger.with(about({ messageId, conversationId, userId }))
    // Hooks receive user and conversation as well, as they do since SDK 6.9.
    const hookProps = { ...common, logger, user, conversation }
    const before = hooks('before_incoming_message', incoming.type)
    const { data: message, stopped } = await runHooks<Message>(before, hookProps, incoming, {
      mayStop: true,
    })
    if (stopped) return
    const handlers = handlersOf('message', message.type)
    for (const handler of handlers) await handler({ ...hookProps, message, event })
    const after = hooks('after_incoming_message', message.type)
    if (isExpected && before.length + handlers.length + after.length === 0) {
      const handled = messageTypes.filter((type) => handlersOf('message', type).length > 0)
      logger.warn(
        `Nobody handles messages of the type "${message.type}"; handled are: ${listed(handled)}`,
      )
    }
    await runHooks(after, hookProps, message, { mayStop: true })
  }

  async function onEvent(incoming: Event, common: CommonProps, isExpected: boolean): Promise<void> {
    const before = hooks('before_incoming_event', incoming.type)
    const { data: event, stopped } = await runHooks(before, common, incoming, { mayStop: true })
    if (stopped) return
    const handlers = handlersOf('event', event.type)
    for (const handler of handlers) await handler({ ...common, event })
    const after = hooks('after_incoming_event', event.type)
    if (isExpected && before.length + handlers.length + after.length === 0) {
      const handled = store.declarations.events.filter(
        (type) => handlersOf('event', type).length > 0,
      )
      common.logger.warn(
        `Nobody handles events of the type "${event.type}"; of the plugins' own, handled are: ${listed(handled)}`,
      )
    }
    await runHooks(after, common, event, { mayStop: true })
  }

  async function onStateExpired(event: Event, common: CommonProps): Promise<void> {
    const { state } = event.payload
    const role = { kind: 'handler', name: `state_expired ${state.name}` } as const
    for (const handler of all(role, (handlers) => handlers.stateExpiredHandlers[state.name])) {
      await handler({ ...common, state })
    }
  }

  async function onWorkflowUpdate(event: Event, common: CommonProps): Promise<void> {
    const { type, workflow, conversation, user } = event.payload
    const update = updates.get(type)
    const handlers = update
      ? all(
          { kind: 'handler', name: `workflow ${update} ${workflow.name}` },
          (handlers) => handlers.workflowHandlers[update]?.[workflow.name],
        )
      : []
    if (handlers.length === 0) {
      common.logger.warn(`No handler for "${type}" of workflow "${workflow.name}"`)
      return
    }
    let newest = structuredClone(workflow)
    for (const handler of handlers) {
      newest = await handler({ ...common, event, conversation, user, workflow: newest })
    }
    if (newest.status === 'pending') {
      common.logger.warn(
        `Workflow "${workflow.name}" is still pending: no handler acknowledged or ended it`,
      )
    }
  }

  const receivers = new Map<string, typeof onEvent>([
    ['message_created', onMessage],
    ['state_expired', onStateExpired],
    ['workflow_update', onWorkflowUpdate],
  ])

  return {
    plainClient,
    callAction,
    async dispatch(stored, cause, isExpected) {
      const event = overTheWire(stored)
      const { id: eventId, messageId, conversationId, userId, payload } = event
      const workflowId = event.type === 'workflow_update' ? payload['workflow'].id : undefined
      props.record({ kind: 'event', event })
      const common = request('event_received', event.type, cause)
      const logger = common.logger.with(
        about({ eventId, messageId, conversationId, userId, workflowId }),
      )
      const receive = receivers.get(event.type) ?? onEvent
      await reported(common.logger, () => receive(event, { ...common, logger }, isExpected))
    },
  }
}
