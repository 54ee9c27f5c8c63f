/** What has changed between two definitions, for whom it breaks, and the version that it calls for. */
export { type Base, withBase } from './base.js'
export { disposeCheckouts } from './checkout.js'
export { type ModelChange, modelChanges } from './model-changes.js'
export { savedModel } from './saved-model.js'
export type { Verdict } from './slot-changes.js'
export { type VersionCall, versionCall } from './version.js'
