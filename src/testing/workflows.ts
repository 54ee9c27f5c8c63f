/** The platform's operations on workflows, and what the bot hears of them. */
import type { Workflow, WorkflowStatus } from '../runtime/index.js'
import { ApiError } from './errors.js'
import { recordEvent } from './events.js'
import type { Operations } from './platform.js'
import {
  found,
  hasTags,
  matches,
  mergedTags,
  nextId,
  page,
  sameTags,
  sorted,
  timestamp,
  type Notify,
  type Store,
} from './store.js'

/** What the bot may hear of a workflow. */
export type WorkflowUpdate = 'workflow_started' | 'workflow_continued' | 'workflow_timedout'

const finished: ReadonlySet<WorkflowStatus> = new Set([
  'failed',
  'completed',
  'timedout',
  'cancelled',
])

const minute = 60_000
/** How long a workflow may take that was created without `timeoutAt`; a choice of the local bot. */
const defaultTimeout = 24 * 60 * minute
/** How long a pending workflow waits until it is triggered again; a choice of the local bot. */
const retriggerDelay = minute
/** How often a pending workflow is triggered again before it fails (documented by the platform). */
const retriggerLimit = 3

/** Tells the bot what happened to a workflow, with its conversation and user. */
export function sendUpdate(store: Store, id: string, type: WorkflowUpdate, notify: Notify): void {
  const workflow = found(store.workflows, 'workflow', id)
  const { conversationId, userId } = workflow
  const conversation = conversationId && store.conversations.get(conversationId)
  const user = userId && store.users.get(userId)
  notify(
    recordEvent(store, {
      type: 'workflow_update',
      payload: { type, workflow, ...(conversation && { conversation }), ...(user && { user }) },
      ...(conversationId !== undefined && { conversationId }),
      ...(userId !== undefined && { userId }),
    }),
  )
}

/** Ends a workflow as timed out and tells the bot; nothing happens to one that is finished. */
export function timeOut(store: Store, id: string, notify: Notify): void {
  const workflow = found(store.workflows, 'workflow', id)
  if (finished.has(workflow.status)) return
  store.workflows.set(id, { ...workflow, status: 'timedout', updatedAt: timestamp(store) })
  sendUpdate(store, id, 'workflow_timedout', notify)
}

function scheduleTimeout(store: Store, { id, timeoutAt }: Workflow): void {
  store.timers.push({
    at: Date.parse(timeoutAt),
    fire: (notify) => {
      // An update may have moved the time.
      if (store.workflows.get(id)?.timeoutAt === timeoutAt) timeOut(store, id, notify)
    },
  })
}

/** Triggers a workflow that stays pending again, and fails it in the end. */
function scheduleRetrigger(store: Store, id: string, count: number): void {
  store.timers.push({
    at: store.time() + retriggerDelay,
    fire: (notify) => {
      const workflow = store.workflows.get(id)
      if (workflow?.status !== 'pending') return
      if (count === retriggerLimit) {
        store.workflows.set(id, {
          ...workflow,
          status: 'failed',
          failureReason: 'The workflow was never acknowledged',
          updatedAt: timestamp(store),
        })
        return
      }
      sendUpdate(store, id, 'workflow_started', notify)
      scheduleRetrigger(store, id, count + 1)
    },
  })
}

/** @throws ApiError `InvalidPayload`: work that is in progress is tied to an event */
function checkEventId(status: string | undefined, eventId: string | undefined): void {
  if (status === 'in_progress' && eventId === undefined) {
    throw new ApiError('InvalidPayload', 'A workflow that is in progress needs an `eventId`')
  }
}

/** Operations on the workflows of a store; `notify` takes what the bot is to hear. */
export function workflowOperations(
  store: Store,
  notify: Notify,
): Pick<Operations, Extract<keyof Operations, `${string}Workflow` | 'listWorkflows'>> {
  const { workflows } = store

  const createWorkflow: Operations['createWorkflow'] = ({ eventId, input, tags, ...fields }) => {
    checkEventId(fields.status, eventId)
    const now = timestamp(store)
    const workflow: Workflow = {
      id: nextId(store, 'workflow'),
      timeoutAt: timestamp(store, store.time() + defaultTimeout),
      ...fields,
      input: input ?? {},
      output: {},
      tags: mergedTags(tags ?? {}),
      createdAt: now,
      updatedAt: now,
    }
    workflows.set(workflow.id, workflow)
    scheduleTimeout(store, workflow)
    if (workflow.status === 'pending') {
      sendUpdate(store, workflow.id, 'workflow_started', notify)
      scheduleRetrigger(store, workflow.id, 0)
    }
    return { workflow }
  }

  return {
    createWorkflow,
    getWorkflow: ({ id }) => ({ workflow: found(workflows, 'workflow', id) }),
    getOrCreateWorkflow: ({ discriminateByTags, discriminateByStatusGroup, ...input }) => {
      const workflow = [...workflows.values()].find(
        ({ name, tags, status }) =>
          name === input.name &&
          (discriminateByStatusGroup === undefined ||
            finished.has(status) === (discriminateByStatusGroup === 'finished')) &&
          sameTags(tags, input.tags ?? {}, discriminateByTags),
      )
      return workflow ? { workflow } : createWorkflow(input)
    },
    updateWorkflow: ({ id, tags, eventId, ...fields }) => {
      checkEventId(fields.status, eventId)
      const old = found(workflows, 'workflow', id)
      const now = timestamp(store)
      const workflow: Workflow = {
        ...old,
        ...fields,
        ...(fields.status === 'cancelled' && { output: {} }),
        ...(fields.status && finished.has(fields.status) && { completedAt: now }),
        tags: mergedTags(old.tags, tags),
        updatedAt: now,
      }
      workflows.set(id, workflow)
      if (workflow.timeoutAt !== old.timeoutAt) scheduleTimeout(store, workflow)
      return { workflow }
    },
    deleteWorkflow: ({ id }) => {
      workflows.delete(found(workflows, 'workflow', id).id)
      return {}
    },
    listWorkflows: ({ nextToken, tags, statuses, ...wanted }) => {
      const listed = [...workflows.values()].filter(
        (workflow) =>
          matches<Workflow>(workflow, wanted) &&
          hasTags(workflow.tags, tags) &&
          (statuses?.includes(workflow.status) ?? true),
      )
      const { items, meta } = page(store, sorted(listed), nextToken)
      return { workflows: items, meta }
    },
  }
}
