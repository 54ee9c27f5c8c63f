/** The worker thread that evaluates definitions: its messages in both directions. */
export type { Answer, Order, Outcome, Preparation, Reads, Thrown } from './protocol.js'
export type { Made, TaskName } from './tasks.js'
