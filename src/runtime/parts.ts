/** The parts of the runtime that only some plugins need: a plugin carries those that it is given. */
import type { Call } from './call.js'
import type { applyFill } from './fill.js'
import type { Handler, Installation, Installed } from './installation.js'
import type { AnyRecord } from './types/index.js'

/** Runs a handler with the props that the host passed in, or with some made from them. */
export type Run = (plugin: Installed, handler: Handler, host: AnyRecord) => Promise<any>

/** What a part adds to a plugin. */
export interface Part {
  /** Makes what makes the prop that has the part's name: the former once for a plugin, the latter for each call. */
  readonly prop: (plugin: Installation) => (call: Call) => unknown
  /** The part's own operation of that name, where it takes the place of the client's. */
  readonly operation?: (call: Call, name: string) => unknown
  /** Runs the part's handlers. */
  readonly run?: Run
}

/** Parts by the props that they add, and the one that fills in defaults. */
export interface Parts {
  readonly applyFill?: typeof applyFill
  readonly actions?: Part
  readonly interfaces?: Part
  readonly integrations?: Part
  readonly states?: Part
  readonly events?: Part
  readonly workflows?: Part
  readonly tables?: Part
}
