/** The local platform: the records of one bot, what can be asked of them, and what is due later. */
import { conversationOperations } from './conversations.js'
import { eventDue, eventOperations } from './events.js'
import { fileOperations } from './files.js'
import { messageDue, messageOperations } from './messages.js'
import type { Operations } from './operations.js'
import { recur } from './recurrence.js'
import { stateDue, stateOperations } from './states.js'
import type { Cause, Store } from './store.js'
import { tableOperations } from './tables.js'
import type { Timer, TimerKind } from './timers.js'
import { workflowOperations, workflowRetriggerDue, workflowTimeoutDue } from './workflows.js'

/** All operations of the platform. */
export const operations: Operations = {
  ...conversationOperations,
  ...eventOperations,
  ...fileOperations,
  ...messageOperations,
  ...stateOperations,
  ...tableOperations,
  ...workflowOperations,
  trackAnalytics: () => ({}),
}

const due: {
  readonly [K in TimerKind]: (store: Store, timer: Timer, cause: Cause) => void
} = {
  event: (store, { key }, cause) => eventDue(store, key, cause),
  message: (store, { key }) => messageDue(store, key),
  recurrence: (store, { key }, cause) => recur(store, key, cause),
  state: (store, { key }, cause) => stateDue(store, key, cause),
  workflow_timeout: (store, { key }, cause) => workflowTimeoutDue(store, key, cause),
  workflow_retrigger: workflowRetriggerDue,
}

/** Lets happen what a timer was set for. */
export function fire(store: Store, timer: Timer, cause: Cause): void {
  due[timer.kind](store, timer, cause)
}

export { createDeclarations, declarationOf } from './declarations.js'
export type { Declaration } from './declarations.js'
export { noticeTypes, recordEvent, updateEvent } from './events.js'
export type { Operations, PlatformOperation } from './operations.js'
export { scheduleRecurring } from './recurrence.js'
export { expire } from './states.js'
export type { StateKey } from './states.js'
export { createRecords, found, mergedTags, newDates, nextId, noChain, timestamp } from './store.js'
export type { Cause, Records, Store } from './store.js'
export type { Chain, Timer } from './timers.js'
export { continueWorkflow, timeOut } from './workflows.js'
