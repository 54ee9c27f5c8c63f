/** Runs handlers with what the host passed in, and hands back what the host expects. */
import type { HookData, Run } from './context.js'
import { handlerProps } from './handler-props.js'
import { filled } from './installation.js'
import type { Fill } from './spec.js'
import { foreignTags, ownTags, storedTags } from './tags.js'
import type { AnyTags } from './types/index.js'

/** Runs a handler of messages, events or expired states. */
export const runHandler: Run = (plugin, handler, host) => {
  // Not `async`, which takes three more turns of the queue to pass on the handler's promise.
  try {
    return Promise.resolve(handler(handlerProps(plugin, host)))
  } catch (error) {
    return Promise.reject(error)
  }
}

/** Runs a hook: it sees the plugin's own tags, and what it returns leaves with those of others too. */
export const runHook: Run = async (plugin, handler, host) => {
  const { message, tags = message?.tags } = host.data!
  // Once a message was sent, its tags stand on the message in the data.
  const inMessage = !host.data!.tags && tags
  const changeTags = (data: HookData, change: (tags?: AnyTags) => AnyTags): HookData => {
    const carrier = inMessage ? data.message : data
    if (!carrier || !(tags ?? carrier.tags)) return data
    const changed = { ...carrier, tags: change(carrier.tags) }
    return inMessage ? { ...data, message: changed } : changed
  }
  const data = changeTags(host.data!, (tags) => ownTags(plugin, tags))
  const result = (await runHandler(plugin, handler, { ...host, data })) as
    { readonly data?: HookData } | undefined
  if (!result?.data) return result
  const left = changeTags(result.data, (own) => ({
    ...foreignTags(plugin, tags),
    ...storedTags(plugin, own),
  }))
  return { ...result, data: left }
}

/** Runs with the defaults of what a handler is registered for, in the part of the props that `path` leads to. */
export function withDefaults(run: Run, fill: Fill | undefined, path: string | undefined): Run {
  return fill && path
    ? (plugin, handler, host) => run(plugin, handler, filled(plugin, fill, host, path))
    : run
}

/** Runs the action of that name, and checks its input before it gets its defaults, and its output. */
export function withChecks(run: Run, name: string): Run {
  return async (plugin, handler, host) => {
    await plugin.check?.(['actions', name, 'input'], host.input)
    const output = await run(plugin, handler, host)
    await plugin.check?.(['actions', name, 'output'], output)
    return output
  }
}
