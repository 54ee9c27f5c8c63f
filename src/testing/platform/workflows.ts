/** The platform's operations on workflows, and what the bot hears of them. */
import type { Workflow, WorkflowStatus } from '../../runtime/index.js'
import { ApiError, listed } from '../errors.js'
import { recordEvent } from './events.js'
import type { Operation, Operations, PlatformOperation } from './operations.js'
import {
  checkReferences,
  found,
  hasTags,
  matches,
  mergedTags,
  nextId,
  page,
  sameTags,
  sorted,
  timestamp,
  type Cause,
  type Store,
} from './store.js'
import type { Timer } from './timers.js'

/** What the bot may hear of a workflow. */
type WorkflowUpdate = 'workflow_started' | 'workflow_continued' | 'workflow_timedout'

const finished: ReadonlySet<WorkflowStatus> = new Set([
  'failed',
  'completed',
  'timedout',
  'cancelled',
])

/** Statuses that a workflow can be created with, and be given later: as the client's types have them. */
const first: ReadonlySet<string> = new Set(['pending', 'in_progress', 'listening'])
const later: ReadonlySet<string> = new Set([
  'failed',
  'in_progress',
  'listening',
  'completed',
  'paused',
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
function sendUpdate(store: Store, id: string, type: WorkflowUpdate, cause: Cause): void {
  const workflow = found(store.workflows, 'workflow', id)
  const { conversationId, userId } = workflow
  const conversation = conversationId && store.conversations.get(conversationId)
  const user = userId && store.users.get(userId)
  cause.tell(
    recordEvent(store, {
      type: 'workflow_update',
      payload: { type, workflow, ...(conversation && { conversation }), ...(user && { user }) },
      ...(conversationId !== undefined && { conversationId }),
      ...(userId !== undefined && { userId }),
      workflowId: id,
    }),
  )
}

/**
 * Tells the bot that a workflow goes on.
 *
 * @throws ApiError `InvalidPayload` for one that has ended
 */
export function continueWorkflow(store: Store, id: string, cause: Cause): void {
  const { status } = found(store.workflows, 'workflow', id)
  if (finished.has(status)) {
    throw new ApiError('InvalidPayload', `Workflow "${id}" is ${status}: it cannot go on`)
  }
  sendUpdate(store, id, 'workflow_continued', cause)
}

/** Ends a workflow as timed out and tells the bot; nothing happens to one that is finished. */
export function timeOut(store: Store, id: string, cause: Cause): void {
  const workflow = found(store.workflows, 'workflow', id)
  if (finished.has(workflow.status)) return
  store.workflows.set(id, { ...workflow, status: 'timedout', updatedAt: timestamp(store) })
  clearTimers(store, id)
  sendUpdate(store, id, 'workflow_timedout', cause)
}

function clearTimers(store: Store, id: string): void {
  store.timers.clear('workflow_timeout', id)
  store.timers.clear('workflow_retrigger', id)
}

function scheduleTimeout(store: Store, { id, timeoutAt }: Workflow, { chain }: Cause): void {
  const at = Date.parse(timeoutAt)
  if (Number.isNaN(at)) {
    throw new ApiError('InvalidPayload', `\`timeoutAt\` is not an ISO 8601 time: ${timeoutAt}`)
  }
  store.timers.set({ kind: 'workflow_timeout', key: id, at, chain })
}

function scheduleRetrigger(store: Store, id: string, round: number, { chain }: Cause): void {
  const at = store.time() + retriggerDelay
  store.timers.set({ kind: 'workflow_retrigger', key: id, at, round, chain })
}

/** A workflow's time is over. */
export function workflowTimeoutDue(store: Store, id: string, cause: Cause): void {
  if (store.workflows.has(id)) timeOut(store, id, cause)
}

/** Triggers a workflow that stays pending again, and fails it in the end. */
export function workflowRetriggerDue(store: Store, { key: id, round }: Timer, cause: Cause): void {
  const workflow = store.workflows.get(id)
  if (workflow?.status !== 'pending') return
  if (round === retriggerLimit) {
    store.workflows.set(id, {
      ...workflow,
      status: 'failed',
      failureReason: 'The workflow was never acknowledged',
      updatedAt: timestamp(store),
    })
    clearTimers(store, id)
    return
  }
  sendUpdate(store, id, 'workflow_started', cause)
  scheduleRetrigger(store, id, round + 1, cause)
}

/** @throws ApiError `InvalidPayload` for a status that cannot be given, or not without an event */
function checkStatus(
  status: string | undefined,
  possible: ReadonlySet<string>,
  eventId: string | undefined,
): void {
  if (status !== undefined && !possible.has(status)) {
    throw new ApiError(
      'InvalidPayload',
      `A workflow cannot be given the status "${status}"; it can be given: ${listed(possible)}`,
    )
  }
  // Work that is in progress is tied to an event (documented by the platform).
  if (status === 'in_progress' && eventId === undefined) {
    throw new ApiError('InvalidPayload', 'A workflow that is in progress needs an `eventId`')
  }
}

/**
 * What has ended stays so. One that timed out can still be said to have ended otherwise, as
 * handlers of timeouts do.
 *
 * @throws ApiError `InvalidPayload`
 */
function checkTransition({ id, status: old }: Workflow, status: WorkflowStatus | undefined): void {
  if (status === undefined || status === old || !finished.has(old)) return
  if (old === 'timedout' && finished.has(status)) return
  throw new ApiError('InvalidPayload', `Workflow "${id}" is ${old}: it cannot become ${status}`)
}

const createWorkflow: Operation<'createWorkflow'> = (store, given, cause) => {
  const { eventId, input, tags, ...fields } = given
  checkStatus(fields.status, first, eventId)
  store.declarations.checkWorkflow(fields.name, tags)
  checkReferences(store, { ...fields, workflowId: fields.parentWorkflowId })
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
  scheduleTimeout(store, workflow, cause)
  store.workflows.set(workflow.id, workflow)
  if (workflow.status === 'pending') {
    sendUpdate(store, workflow.id, 'workflow_started', cause)
    scheduleRetrigger(store, workflow.id, 0, cause)
  }
  return { workflow }
}

/** Operations on the workflows of a store. */
export const workflowOperations: Operations<
  Extract<PlatformOperation, `${string}Workflow${'' | 's'}`>
> = {
  createWorkflow,
  getWorkflow: (store, { id }) => ({ workflow: found(store.workflows, 'workflow', id) }),
  getOrCreateWorkflow: (store, given, cause) => {
    const { discriminateByTags, discriminateByStatusGroup, ...input } = given
    const workflow = [...store.workflows.values()].find(
      ({ name, tags, status }) =>
        name === input.name &&
        (discriminateByStatusGroup === undefined ||
          finished.has(status) === (discriminateByStatusGroup === 'finished')) &&
        sameTags(tags, input.tags ?? {}, discriminateByTags),
    )
    return workflow ? { workflow } : createWorkflow(store, input, cause)
  },
  updateWorkflow: (store, { id, tags, eventId, ...fields }, cause) => {
    const old = found(store.workflows, 'workflow', id)
    checkStatus(fields.status, later, eventId)
    checkTransition(old, fields.status)
    store.declarations.checkWorkflow(old.name, tags)
    checkReferences(store, { userId: fields.userId })
    const now = timestamp(store)
    const workflow: Workflow = {
      ...old,
      ...fields,
      ...(fields.status === 'cancelled' && { output: {} }),
      ...(fields.status && finished.has(fields.status) && { completedAt: now }),
      tags: mergedTags(old.tags, tags),
      updatedAt: now,
    }
    if (finished.has(workflow.status)) clearTimers(store, id)
    else if (workflow.timeoutAt !== old.timeoutAt) scheduleTimeout(store, workflow, cause)
    store.workflows.set(id, workflow)
    return { workflow }
  },
  deleteWorkflow: (store, { id }) => {
    store.workflows.delete(found(store.workflows, 'workflow', id).id)
    clearTimers(store, id)
    return {}
  },
  listWorkflows: (store, { nextToken, tags, statuses, ...wanted }) => {
    const listed = [...store.workflows.values()].filter(
      (workflow) =>
        matches<Workflow>(workflow, wanted) &&
        hasTags(workflow.tags, tags) &&
        (statuses?.includes(workflow.status) ?? true),
    )
    const { items, meta } = page(store, sorted(listed), nextToken)
    return { workflows: items, meta }
  },
}
