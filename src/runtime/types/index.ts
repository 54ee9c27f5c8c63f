/** The types that generated code names. */
export type * from './handlers.js'
export type * from './messages.js'
export type * from './platform.js'
export type * from './proxies.js'
export type * from './schemas.js'
export type * from './sdk.js'
export type * from './sections.js'
