/** `workflows.<name>`, and workflows with methods. Their names and tags stand without the alias. */
import type { Call } from './call.js'
import { filled } from './installation.js'
import { namespace } from './namespace.js'
import { pages } from './pages.js'
import { isRecord, own } from './record.js'
import type { AnyRecord, Workflow } from './types/index.js'

/** What is known of one instance, shared by all that stands for it within one call. */
export interface Progress {
  /** The newest record. */
  workflow: Workflow
  isAcknowledged: boolean
}

/** The `workflows` accessor. */
export const workflows = namespace<Call>((call, name) => ({
  async startNewInstance(input: AnyRecord) {
    const request = { name, status: 'pending' as const, ...input }
    const { workflow } = await call.client.createWorkflow(request)
    return { workflow: wrapWorkflow(call, workflow) }
  },
  listInstances: (input?: AnyRecord) =>
    pages(call, 'listWorkflows', { ...input, name }, 'workflows', (workflow: Workflow) =>
      wrapWorkflow(call, workflow),
    ),
}))

/** A workflow instance. `progress` is told of every change. */
export function wrapWorkflow(
  call: Call,
  workflow: Workflow,
  progress: Progress = { workflow, isAcknowledged: false },
): AnyRecord {
  const { client, host, plugin } = call
  const { id, name, status, input, output } = workflow
  const spec = own(plugin.spec.workflows, name)
  const update = async (change: AnyRecord): Promise<AnyRecord> => {
    const updated = await client.updateWorkflow({ id, ...change })
    progress.workflow = updated.workflow
    return { workflow: wrapWorkflow(call, updated.workflow, progress) }
  }
  return Object.assign({}, workflow, {
    input: filled(plugin, spec?.input, input),
    output: isRecord(output) ? present(output, filled(plugin, spec?.output, output)) : output,
    update: (change: AnyRecord) => update(change),
    async acknowledgeStartOfProcessing() {
      if (!host.event || status !== 'pending' || progress.isAcknowledged) {
        return { workflow: wrapWorkflow(call, workflow, progress) }
      }
      const acknowledged = await update({ status: 'in_progress', eventId: host.event.id })
      progress.isAcknowledged = true
      return acknowledged
    },
    setFailed: ({ failureReason }: AnyRecord) => update({ status: 'failed', failureReason }),
    setCompleted: ({ output }: AnyRecord = {}) => update({ status: 'completed', output }),
    cancel: () => update({ status: 'cancelled' }),
  })
}

/** The keys of `filled` that `output` has too: a workflow under way has set only some. */
function present(output: AnyRecord, filled: AnyRecord): AnyRecord {
  if (filled === output) return output
  return Object.fromEntries(Object.entries(filled).filter(([key]) => Object.hasOwn(output, key)))
}
