/** From a path to the value that a definition file exports. */
export { bundle, endBundling, type Bundle, type BundleOptions } from './bundle.js'
export { describe, isPluginDefinition } from './definition.js'
export { evaluate, memoryModule, type Outcome } from './evaluate.js'
export { buildFailure, isBuildFailure } from './build-failure.js'
export { failure } from './failure.js'
export { findDefinition } from './find.js'
export { configurationOf } from './inputs.js'
export { tracer, type Tracer } from './origin.js'
