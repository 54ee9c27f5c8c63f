/** From a path to what is made of the value that a definition file exports. */
export {
  bundle,
  endBundling,
  installedPackages,
  type Bundle,
  type BundleOptions,
} from './bundle.js'
export { buildFailure, buildWarnings } from './build-failure.js'
export { tsconfigOptions } from './mapped.js'
export {
  endEvaluators,
  startEvaluator,
  type Ending,
  type Evaluation,
  type Evaluator,
} from './evaluate.js'
export { configurationOf } from './inputs.js'
export { projects } from './tsconfig.js'
export { tracer, type Tracer } from './origin.js'
export type { Made, TaskName, Thrown } from './worker/index.js'
