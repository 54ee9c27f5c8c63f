/** What generated code imports. Depends on nothing, and runs wherever JavaScript does. */
export { applyFill } from './fill.js'
export type { Fills } from './fill.js'
export { Plugin } from './plugin.js'
export type { PluginProps } from './plugin.js'
export { RuntimeError } from './runtime-error.js'
export type { RuntimeErrorCode, RuntimeErrorOptions, RuntimeIssue } from './runtime-error.js'
export type * from './spec.js'
export type * from './types/index.js'
