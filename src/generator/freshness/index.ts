/** Whether a run has something to do: what it remembers, and what has changed since. */
export { type Target, recall, remember } from './freshness.js'
export { isChangedSince, untilDated } from './inputs.js'
