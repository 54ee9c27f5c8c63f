/** A plugin as a host sees it, written by hand. */
import type { HostedPlugin } from '../../src/testing/index.js'

/** A plugin by its handler maps; those that are not given are empty. */
export function plainPlugin(maps: Partial<Record<keyof HostedPlugin, object>> = {}): HostedPlugin {
  return {
    initialize() {
      return this
    },
    actionHandlers: {},
    messageHandlers: {},
    eventHandlers: {},
    stateExpiredHandlers: {},
    hookHandlers: {},
    workflowHandlers: {},
    ...maps,
  } as HostedPlugin
}
