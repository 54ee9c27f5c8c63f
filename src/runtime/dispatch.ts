/** Runs handlers with what the host passed in, and hands back what the host expects. */
import { filled, type Entry, type Handler, type Installation } from './installation.js'
import { handlerProps } from './props.js'
import type { Fill } from './spec.js'
import { foreignTags, ownTags, storedTags } from './tags.js'
import type { AnyRecord } from './types/index.js'
import { wrapWorkflow, type Progress } from './workflows.js'

/** Runs a handler with the props that the host passed in, or with some made from them. */
export type Run = (plugin: Installation, handler: Handler, host: AnyRecord) => Promise<any>

/**
 * The host's props with the defaults of the entry that a handler is registered for; `path` leads to
 * the part that gets them.
 */
export function fillHost(
  plugin: Installation,
  entry: Entry,
  path: readonly string[],
  host: AnyRecord,
): AnyRecord {
  return filled(plugin, entry, host, (fill) =>
    path.reduceRight<Fill>((fill, key) => ({ properties: { [key]: fill } }), fill),
  )
}

/** Runs a handler of messages, events or expired states. */
export const runHandler: Run = async (plugin, handler, host) =>
  handler(handlerProps({ plugin, host }))

/** Runs a workflow handler, and resolves to the newest record of the workflow. */
export const runWorkflow: Run = async (plugin, handler, host) => {
  const progress: Progress = { workflow: host.workflow }
  const workflow = wrapWorkflow({ plugin, host }, progress)
  await runHandler(plugin, handler, { ...host, workflow })
  return progress.workflow
}

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
  const { check } = plugin
  if (check) await check(['actions', name, 'input'], host.input)
  const props = fillHost(plugin, ['actions', name, 'input'], ['input'], host)
  const output = await runHandler(plugin, handler, props)
  if (check) await check(['actions', name, 'output'], output)
  return output
}

/** Hook data with other tags, which stand on it or, once a message was sent, on the message in it. */
function changeTags(data: AnyRecord, change: (tags: AnyRecord) => AnyRecord): AnyRecord {
  if (data.tags) return { ...data, tags: change(data.tags) }
  return data.message?.tags ? { ...data, message: changeTags(data.message, change) } : data
}
