/** Tells whether a run has something to do: what the last run remembered, and what has changed. */
export { type Target, recall, remember } from './freshness.js'
export { isChangedSince, untilDated } from './inputs.js'
