/** The front door of `emit/`. */
export { emit } from './emit/index.js'
export type { EmitContext, File } from './emit/index.js'
