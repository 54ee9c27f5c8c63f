/** From a path to what is made of the value that a definition file exports. */
export { buildFailure, buildWarnings } from './build-failure.js'
export { endBundling, installedPackages } from './bundle.js'
export { endEvaluators } from './evaluate.js'
export { tsconfigOptions } from './mapped.js'
export { type LoadOptions, type Loaded, endLoading, load } from './load.js'
export { projects } from './tsconfig.js'
export type { Made } from './worker/index.js'
