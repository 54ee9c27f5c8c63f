/**
 * Hands events and action calls to plugins, in the order of a Botpress bot: hooks before, handlers,
 * hooks after, one after another, and outgoing hooks around what handlers send.
 */
import type {
  AnyRecord,
  BotContext,
  Client,
  ClientInputs,
  Event,
  HookType,
  LogOptions,
  Message,
  PluginHandlers,
} from '../runtime/index.js'
import { createClient, type CallAction, type ClientCall } from './client.js'
import { ApiError, listed } from './errors.js'
import type { InstalledPlugin } from './installation.js'
import { callIntegration, type FakeIntegrations } from './integrations.js'
import { createLogger, type LogLine } from './logger.js'
import { createOperations } from './platform.js'
import type { Notify, Store } from './store.js'
import { overTheWire } from './wire.js'

/** What a host works with. */
export interface HostProps {
  readonly store: Store
  readonly plugins: readonly InstalledPlugin[]
  readonly integrations: FakeIntegrations
  readonly lines: LogLine[]
  readonly calls: ClientCall[]
}

/** A bot's side of the conversation with the platform. */
export interface Host {
  /** Hands over an event; rejects with what a handler throws. */
  dispatch(event: Event, notify: Notify): Promise<void>
  /** Calls a plugin's action by its full name, `<alias>#<action>`; rejects with what it throws. */
  callAction(type: string, input: AnyRecord, notify: Notify): Promise<AnyRecord>
  /** A client without hooks, whose calls are not noted down. */
  plainClient(notify: Notify): Client
}

type Handler = (props: AnyRecord) => Promise<any>

/** What every handler is given. */
interface CommonProps {
  readonly client: Client
  readonly ctx: BotContext
  readonly logger: ReturnType<typeof createLogger>
}

const updates: ReadonlyMap<string, keyof PluginHandlers['workflowHandlers']> = new Map([
  ['workflow_started', 'started'],
  ['workflow_continued', 'continued'],
  ['workflow_timedout', 'timed_out'],
] as const)

/** What of an event the log lines of its handlers say. */
function subject(about: { [K in keyof LogOptions]?: string | undefined }): LogOptions {
  return Object.fromEntries(Object.entries(about).filter(([, id]) => id !== undefined))
}

/** How the result of a hook counts. */
interface HookRules<T> {
  /** Whether `stop` ends the run. */
  readonly mayStop?: boolean
  /** How `data` of a result takes the place of the data before. */
  readonly merge?: (before: T, given: T) => T
}

/**
 * Runs hooks one after another.
 *
 * @returns the data in the end, and whether a hook that may has asked to stop
 */
async function runHooks<T extends object>(
  hooks: readonly Handler[],
  props: AnyRecord,
  data: T,
  { mayStop = false, merge = (_, given) => given }: HookRules<T> = {},
): Promise<{ data: T; stopped: boolean }> {
  for (const hook of hooks) {
    const result = await hook({ ...props, data })
    data = result?.data ? merge(data, result.data) : data
    if (mayStop && result?.stop) return { data, stopped: true }
  }
  return { data, stopped: false }
}

/** Hosts plugins on the local platform. */
export function createHost({ store, plugins, integrations, lines, calls }: HostProps): Host {
  /** The handlers of all plugins, in the order of installation. */
  const all = (list: (handlers: PluginHandlers) => readonly Handler[] | undefined): Handler[] => [
    ...new Set(
      plugins.flatMap(({ handlers }) => {
        const found = list(handlers)
        // A plain object, in place of a map that answers for any key, inherits `constructor`.
        return Array.isArray(found) ? found : []
      }),
    ),
  ]
  const hooks = (type: HookType, name: string) =>
    all((handlers) => handlers.hookHandlers[type]?.[name])

  const callAny =
    (notify: Notify): CallAction =>
    async ({ type, input }) => {
      const [, alias = type, separator, action = ''] = /^([^#:]*)([#:])(.*)$/s.exec(type) ?? []
      if (separator === '#') return callAction(type, input, notify)
      return callIntegration(integrations, alias, action, input, { client: plainClient(notify) })
    }
  const plainClient = (notify: Notify) =>
    createClient(createOperations(store, notify), callAny(notify))

  /** What the handlers of one event or call are given. */
  const request = (
    operation: BotContext['operation'],
    type: string,
    about: LogOptions,
    notify: Notify,
  ): CommonProps => {
    const plain = createClient(createOperations(store, notify), callAny(notify), (call) =>
      calls.push(call),
    )
    const ctx = { botId: store.botId, type, operation, configuration: { payload: '{}' } }
    const props = { client: plain, ctx, logger: createLogger(lines) }
    return {
      ctx,
      logger: createLogger(lines, about),
      client: { ...plain, ...hookedOperations(props) },
    }
  }

  /** The operations that hooks are around. The hooks themselves work with the plain client. */
  const hookedOperations = (props: CommonProps): Pick<Client, 'createMessage' | 'callAction'> => ({
    async createMessage(input) {
      const before = hooks('before_outgoing_message', input.type)
      const { data } = await runHooks<ClientInputs['createMessage']>(before, props, input)
      const output = await props.client.createMessage(data)
      const after = hooks('after_outgoing_message', output.message.type)
      return (await runHooks(after, props, output)).data
    },
    async callAction(input) {
      const before = hooks('before_outgoing_call_action', input.type)
      const { data } = await runHooks<ClientInputs['callAction']>(before, props, input)
      const { type } = data
      const output = await props.client.callAction(data)
      const after = hooks('after_outgoing_call_action', type)
      const { data: called } = await runHooks(
        after,
        props,
        { type, ...output },
        {
          merge: (_, given) => ({ ...given, type }),
        },
      )
      const { type: _, ...result } = called
      return result
    },
  })

  /** Around a call, a bot takes each value that a hook gives, and does not look at `stop`. */
  async function callAction(type: string, input: AnyRecord, notify: Notify): Promise<AnyRecord> {
    const props = request('action_triggered', type, {}, notify)
    const { data: call } = await runHooks(
      hooks('before_incoming_call_action', type),
      props,
      { type, input: overTheWire(input) },
      {
        merge: (old, given) => ({ type: given.type ?? old.type, input: given.input ?? old.input }),
      },
    )
    const output = await actionOf(call.type)({ ...props, ...call })
    const { data: called } = await runHooks(
      hooks('after_incoming_call_action', call.type),
      props,
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

  /** @throws ApiError `ResourceNotFound` with what exists */
  const actionOf = (type: string): Handler => {
    const [, alias, name = ''] = /^([^#]*)#(.+)$/s.exec(type) ?? []
    const action = plugins.find((plugin) => plugin.alias === alias)?.handlers.actionHandlers[name]
    if (typeof action === 'function') return action
    const known = plugins.flatMap((plugin) =>
      plugin.actionNames.map((name) => `${plugin.alias}#${name}`),
    )
    throw new ApiError(
      'ResourceNotFound',
      `There is no action "${type}"; there are: ${listed(known)}`,
    )
  }

  async function onMessage(event: Event, props: CommonProps): Promise<void> {
    const { user, conversation, message: incoming } = event.payload
    // Hooks receive user and conversation as well, as they do since SDK 7.
    const hookProps = { ...props, user, conversation }
    const { data: message, stopped } = await runHooks<Message>(
      hooks('before_incoming_message', incoming.type),
      hookProps,
      incoming,
      { mayStop: true },
    )
    if (stopped) return
    for (const handler of all(({ messageHandlers }) => messageHandlers[message.type])) {
      await handler({ ...hookProps, message, event })
    }
    const after = hooks('after_incoming_message', message.type)
    await runHooks(after, hookProps, message, { mayStop: true })
  }

  async function onEvent(incoming: Event, props: CommonProps): Promise<void> {
    const { data: event, stopped } = await runHooks(
      hooks('before_incoming_event', incoming.type),
      props,
      incoming,
      { mayStop: true },
    )
    if (stopped) return
    for (const handler of all(({ eventHandlers }) => eventHandlers[event.type])) {
      await handler({ ...props, event })
    }
    await runHooks(hooks('after_incoming_event', event.type), props, event, { mayStop: true })
  }

  async function onStateExpired(event: Event, props: CommonProps): Promise<void> {
    const { state } = event.payload
    for (const handler of all((handlers) => handlers.stateExpiredHandlers[state.name])) {
      await handler({ ...props, state })
    }
  }

  async function onWorkflowUpdate(event: Event, props: CommonProps): Promise<void> {
    const { type, workflow, conversation, user } = event.payload
    const update = updates.get(type)
    const handlers = update
      ? all((handlers) => handlers.workflowHandlers[update]?.[workflow.name])
      : []
    if (handlers.length === 0) {
      props.logger.warn(`No handler for "${type}" of workflow "${workflow.name}"`)
      return
    }
    let newest = workflow
    for (const handler of handlers) {
      newest = await handler({ ...props, event, conversation, user, workflow: newest })
    }
    if (newest.status === 'pending') {
      props.logger.warn(
        `Workflow "${workflow.name}" is still pending: no handler acknowledged or ended it`,
      )
    }
  }

  const receivers = new Map([
    ['message_created', onMessage],
    ['state_expired', onStateExpired],
    ['workflow_update', onWorkflowUpdate],
  ])

  return {
    plainClient,
    callAction,
    async dispatch(stored, notify) {
      const event = overTheWire(stored)
      const { conversationId, userId, payload } = event
      const about = subject({
        eventId: event.id,
        messageId: event.messageId,
        conversationId,
        userId,
        workflowId: event.type === 'workflow_update' ? payload.workflow.id : undefined,
      })
      const props = request('event_received', event.type, about, notify)
      await (receivers.get(event.type) ?? onEvent)(event, props)
    },
  }
}
