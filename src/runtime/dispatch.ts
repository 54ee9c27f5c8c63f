/** Runs handlers with what the host passed in, and hands back what the host expects. */
import { filled, type Entry, type Handler, type Installation } from './installation.js'
import type { Run } from './parts.js'
import { handlerProps } from './props.js'
import type { Fill } from './spec.js'
import { foreignTags, ownTags, storedTags } from './tags.js'
import type { AnyRecord } from './types/index.js'

/**
 * The host's props with the defaults of the entry that a handler is registered for. `path` leads to
 * the part that gets them; there is none where it is empty.
 */
export function fillHost(
  plugin: Installation,
  entry: Entry,
  path: string,
  host: AnyRecord,
): AnyRecord {
  if (!path) return host
  return filled(plugin, entry, host, (fill) =>
    path.split('.').reduceRight<Fill>((fill, key) => ({ properties: { [key]: fill } }), fill),
  )
}

/** Runs a handler of messages, events or expired states. */
export const runHandler: Run = async (plugin, handler, host) =>
  handler(handlerProps({ plugin, host }))

/** Runs a hook: it sees the plugin's own tags, and what it returns leaves with those of others too. */
export const runHook: Run = async (plugin, handler, host) => {
  const { message, tags = message?.tags } = host.data
  // Once a message was sent, its tags stand on the message in the data.
  const inMessage = !host.data.tags && tags
  const changeTags = (data: AnyRecord, change: (tags: AnyRecord) => AnyRecord): AnyRecord => {
    const carrier = inMessage ? data.message : data
    if (!carrier || !(tags ?? carrier.tags)) return data
    const changed = { ...carrier, tags: change(carrier.tags) }
    return inMessage ? { ...data, message: changed } : changed
  }
  const data = changeTags(host.data, (tags) => ownTags(plugin, tags))
  const result = await runHandler(plugin, handler, { ...host, data })
  if (!result?.data) return result
  const left = changeTags(result.data, (own) => ({
    ...foreignTags(plugin, tags),
    ...storedTags(plugin, own),
  }))
  return { ...result, data: left }
}

/** Runs an action: its input gets its defaults, its output goes out as the handler returns it. */
export async function runAction(
  plugin: Installation,
  handler: Handler,
  host: AnyRecord,
  name: string,
): Promise<unknown> {
  await plugin.check?.(['actions', name, 'input'], host.input)
  const props = fillHost(plugin, ['actions', name, 'input'], 'input', host)
  const output = await runHandler(plugin, handler, props)
  await plugin.check?.(['actions', name, 'output'], output)
  return output
}
