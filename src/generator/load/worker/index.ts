/** What there is to know of the thread that definitions are evaluated in: what it is told, and says. */
export type { Answer, Order, Outcome, Preparation, Reads, Thrown } from './protocol.js'
export type { Made, TaskName } from './tasks.js'
