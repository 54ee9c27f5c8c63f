/** A plugin with all parts. */
import { actions, integrations, interfaces } from './actions.js'
import { checks } from './check.js'
import { events } from './events.js'
import { applyFill } from './fill.js'
import { LeanPlugin, type PluginProps } from './lean-plugin.js'
import type { PluginSpec } from './spec.js'
import { states } from './states.js'
import { tables } from './tables.js'
import type { HandlerTypes, RuntimeProps } from './types/index.js'
import { workflows } from './workflows.js'

/** The base of a plugin class that need not be small. */
export class Plugin<
  T extends HandlerTypes,
  TRuntimeProps = RuntimeProps,
  TName extends string = string,
> extends LeanPlugin<T, TRuntimeProps, TName> {
  /**
   * @param props the author's part
   * @param spec what is generated from the definition
   * @throws RuntimeError `invalid_handler` for an action that is not a function
   */
  constructor(props: PluginProps<T>, spec: PluginSpec) {
    const parts = {
      actions,
      applyFill,
      checks,
      events,
      integrations,
      interfaces,
      states,
      tables,
      workflows,
    }
    super(props, spec, parts)
  }
}
