/** `workflows.<name>`, and workflows with methods. Their names and tags stand without the alias. */
import type { Call, Part } from './context.js'
import { runHandler } from './dispatch.js'
import { filled } from './installation.js'
import { getOwn, withValues } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { type ChangeOf, type InputOf, listRecords, request } from './requests.js'
import type { AnyRecord, Event, Workflow } from './types/index.js'

/** What is known of one instance, shared by all that stands for it within one call. */
interface Progress {
  /** The newest record. */
  workflow: Workflow
  /** The event that asks for the start of processing to be acknowledged: only a handler's own workflow has one. */
  event?: Event | undefined
}

/** The `workflows` accessor, and what runs workflow handlers: it resolves to the newest record. */
export const workflows: Part = {
  prop: () => (call) => proxyByName((name) => starter(call, name)),
  async run(plugin, handler, host) {
    const progress: Progress = { workflow: host.workflow!, event: host.event }
    const workflow = wrapWorkflow({ plugin, host }, progress)
    await runHandler(plugin, handler, { ...host, workflow })
    return progress.workflow
  },
}

function starter(call: Call, name: string): object {
  return {
    startNewInstance: (input: Omit<InputOf<'createWorkflow'>, 'name' | 'status'>) =>
      changeWorkflow(call, 'createWorkflow', { name, status: 'pending', ...input }),
    listInstances: (input?: InputOf<'listWorkflows'>) =>
      listRecords(
        withoutPrefix(call),
        'listWorkflows',
        { ...input, name },
        'workflows',
        (_, workflow) => wrapWorkflow(call, { workflow }),
      ),
  }
}

/** A workflow instance, which tells `progress` of its changes. */
function wrapWorkflow(call: Call, progress: Progress): Workflow {
  const { plugin } = call
  const { workflow } = progress
  const { id, name, status, input, output } = workflow
  const fills = getOwn(plugin.spec.workflows, name)
  const update = (change: ChangeOf<'updateWorkflow'>): Promise<object> =>
    changeWorkflow(call, 'updateWorkflow', { id, ...change }, progress)
  return withValues(workflow, {
    input: filled(plugin, fills?.input, input),
    output: filled(plugin, fills?.output, output),
    update,
    async acknowledgeStartOfProcessing() {
      const { event } = progress
      if (!event || status !== 'pending') return { workflow: wrapWorkflow(call, progress) }
      const acknowledged = await update({ status: 'in_progress', eventId: event.id })
      progress.event = undefined
      return acknowledged
    },
    setFailed: ({ failureReason }: { readonly failureReason: string }) =>
      update({ status: 'failed', failureReason }),
    setCompleted: ({ output }: { readonly output?: AnyRecord } = {}) =>
      update({ status: 'completed', output }),
    cancel: () => update({ status: 'cancelled' }),
  })
}

async function changeWorkflow<O extends 'createWorkflow' | 'updateWorkflow'>(
  call: Call,
  operation: O,
  input: InputOf<O>,
  progress: Partial<Progress> = {},
): Promise<object> {
  const { workflow } = await request(withoutPrefix(call), operation, input)
  return { workflow: wrapWorkflow(call, Object.assign(progress, { workflow })) }
}

/** The platform knows a workflow's tags by their own names. */
function withoutPrefix(call: Call): Call {
  return { ...call, plugin: { ...call.plugin, prefix: '' } }
}
