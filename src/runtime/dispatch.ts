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
  let stored: AnyRecord | undefined
  const data = changeTags(host.data, (tags) => ownTags(plugin, (stored = tags)))
  const result = await runHandler(plugin, handler, { ...host, data })
  if (!result?.data) return result
  return {
    ...result,
    data: changeTags(result.data, (tags) => ({
      ...foreignTags(plugin, stored),
      ...storedTags(plugin, tags),
    })),
  }
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

/** Hook data with other tags, which stand on it or, once a message was sent, on the message in it. */
function changeTags(data: AnyRecord, change: (tags: AnyRecord) => AnyRecord): AnyRecord {
  if (data.tags) return { ...data, tags: change(data.tags) }
  return data.message?.tags ? { ...data, message: changeTags(data.message, change) } : data
}
