/** Runs a handler with what the host passed in, and hands back what the host expects. */
import { Call } from './call.js'
import { wrapConversation } from './conversations.js'
import { dependencySpec, filled, splitName } from './installation.js'
import type { Handler, Installation } from './installation.js'
import { wrapMessage } from './messages.js'
import { handlerProps } from './props.js'
import { own } from './record.js'
import type { Fill } from './spec.js'
import { foreignTags, ownTags, storedTags } from './tags.js'
import type { AnyRecord, AnyTags, HookType } from './types/index.js'
import { wrapUser } from './users.js'
import { wrapWorkflow } from './workflows.js'

/** Runs `handler`, which was registered for `name`, with a host's props. */
export type Run = (
  plugin: Installation,
  name: string,
  handler: Handler,
  host: AnyRecord,
) => Promise<unknown>

/** Runs an action: its input gets its defaults, its output goes out as the handler returns it. */
export const runAction: Run = async (plugin, name, handler, host) => {
  const { input } = host
  await plugin.check?.(['actions', name, 'input'], input)
  const fill = own(plugin.spec.actions, name)?.input
  const fields = { input: filled(plugin, fill, input) }
  const output = await handler(handlerProps(new Call(plugin, host), fields))
  await plugin.check?.(['actions', name, 'output'], output)
  return output
}

/** Runs a message handler. */
export const runMessage: Run = async (plugin, _, handler, host) => {
  const call = new Call(plugin, host)
  const message = wrapMessage(call, host.message)
  return handler(handlerProps(call, { ...people(call), message, event: received(host) }))
}

/** Runs an event handler. */
export const runEvent: Run = async (plugin, name, handler, host) => {
  const event = received(host, (payload) => filled(plugin, eventFill(plugin, name), payload))
  return handler(handlerProps(new Call(plugin, host), { event }))
}

/** Runs a handler of expired states. */
export const runStateExpired: Run = async (plugin, name, handler, host) => {
  const { state } = host
  const fill = own(plugin.spec.states, name)?.payload
  const fields = fill && { state: { ...state, payload: filled(plugin, fill, state.payload) } }
  return handler(handlerProps(new Call(plugin, host), fields))
}

/** Runs a workflow handler, and resolves to the newest record of the workflow. */
export const runWorkflow: Run = async (plugin, _, handler, host) => {
  const call = new Call(plugin, host)
  const progress = { workflow: host.workflow, isAcknowledged: false }
  const workflow = wrapWorkflow(call, host.workflow, progress)
  await handler(handlerProps(call, { ...people(call), workflow, event: received(host) }))
  return progress.workflow
}

/** Runs a hook: it sees the plugin's own tags, and what it returns leaves with those of others too. */
export function runHook(type: HookType): Run {
  const slot = slots[type]
  return async (plugin, name, handler, host) => {
    const call = new Call(plugin, host)
    const fill = slot?.fill(plugin, name)
    let stored: AnyTags | undefined
    const data = onCarrier(type, host.data, (carrier) => {
      stored = carrier.tags
      const seen = { ...carrier }
      if (slot && fill) seen[slot.key] = filled(plugin, fill, carrier[slot.key])
      if (stored) seen.tags = ownTags(plugin, stored)
      return seen
    })
    const result = (await handler(handlerProps(call, { ...people(call), data }))) as AnyRecord
    if (!result?.data) return result
    const left = onCarrier(type, result.data, (carrier) => {
      if (!stored && !carrier.tags) return carrier
      const tags = { ...foreignTags(plugin, stored), ...storedTags(plugin, carrier.tags) }
      return { ...carrier, tags }
    })
    return { ...result, data: left }
  }
}

/** `data` with `change` made to the part that has a payload and tags. */
function onCarrier(
  type: HookType,
  data: AnyRecord,
  change: (carrier: AnyRecord) => AnyRecord,
): AnyRecord {
  return type === 'after_outgoing_message'
    ? { ...data, message: change(data.message) }
    : change(data)
}

/** What a kind of hook gets with defaults filled in. What is going out is not. */
interface Slot {
  readonly key: 'payload' | 'input' | 'output'
  fill(plugin: Installation, name: string): Fill | undefined
}

const eventPayload: Slot = { key: 'payload', fill: eventFill }

const messagePayload: Slot = {
  key: 'payload',
  fill: ({ spec }, name) => own(spec.messages, name),
}

const slots: { readonly [K in HookType]?: Slot } = {
  before_incoming_event: eventPayload,
  before_incoming_message: messagePayload,
  before_incoming_call_action: {
    key: 'input',
    fill: ({ spec }, name) => own(spec.actions, name)?.input,
  },
  after_incoming_event: eventPayload,
  after_incoming_message: messagePayload,
  after_incoming_call_action: {
    key: 'output',
    fill: ({ spec }, name) => own(spec.actions, name)?.output,
  },
  after_outgoing_message: messagePayload,
  after_outgoing_call_action: {
    key: 'output',
    fill: (plugin, name) =>
      own(plugin.spec.actions, name)?.output ?? dependencyFill(plugin, 'actions', name),
  },
}

function eventFill(plugin: Installation, name: string): Fill | undefined {
  return own(plugin.spec.events, name) ?? dependencyFill(plugin, 'events', name)
}

function dependencyFill(
  plugin: Installation,
  kind: 'actions' | 'events',
  name: string,
): Fill | undefined {
  const [alias, member] = splitName(name) ?? []
  return alias && member ? own(dependencySpec(plugin, alias)?.[kind], member) : undefined
}

/** The user and the conversation of a call, where it came with them. */
function people(call: Call): AnyRecord {
  const { conversation, user } = call.host
  return {
    ...(conversation && { conversation: wrapConversation(call, conversation) }),
    ...(user && { user: wrapUser(call, user, conversation?.id) }),
  }
}

/** The event of a call, as its handlers receive it. */
function received(
  { ctx, event }: AnyRecord,
  fill = (payload: AnyRecord): AnyRecord => payload,
): AnyRecord {
  return event && { ...event, botId: ctx?.botId, payload: fill(event.payload) }
}
