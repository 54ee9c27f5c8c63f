/** `actions`, `interfaces` and `integrations`: what a plugin can ask others to do, and itself. */
import type { Call, HostProps, Installation, MakeProp, Mapping, Part } from './context.js'
import { filled, fillOf, isProbe, dependencyOf, unknownName, wireName } from './installation.js'
import { memoize } from './memoize.js'
import { getOwn } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { request } from './requests.js'
import { RuntimeError } from './runtime-error.js'
import type { AnyRecord } from './types/index.js'

/** An action as its caller sees it. */
type Callable = (input: AnyRecord) => Promise<unknown>

/** The `actions` accessor. Where an own action has the name of a dependency, the dependency wins. */
export const actions: Part = {
  prop(plugin) {
    const actionsOf = dependencyActions(plugin)
    return (call) =>
      proxyByName((name) => {
        const found = actionsOf(name)
        if (found) return proxyByName((action) => found(action)?.(call))
        return (
          ownAction(call, name) ??
          unknownName('action', name, {
            ...Object.fromEntries(plugin.actions),
            ...plugin.interfaces,
            ...plugin.integrations,
          })
        )
      })
  },
}

/** What the host says about each interface or integration, and its actions. */
function dependencies(plugin: Installation, kind: 'interfaces' | 'integrations'): MakeProp {
  const mappings = plugin[kind] ?? {}
  const actionsOf = dependencyActions(plugin)
  return (call) =>
    proxyByName(
      (alias) => {
        const mapping = getOwn(mappings, alias)
        return mapping
          ? proxyByName(
              // What the host says wins, and what it may say: an id is never an action.
              (name) =>
                name === 'id' || Object.hasOwn(mapping, name)
                  ? mapping[name as keyof Mapping]
                  : actionsOf(alias)?.(name)?.(call),
              mapping,
            )
          : unknownName('dependency', alias, mappings)
      },
      { ...mappings },
    )
}

/** The `interfaces` accessor. */
export const interfaces: Part = { prop: (plugin) => dependencies(plugin, 'interfaces') }

/** The `integrations` accessor. */
export const integrations: Part = { prop: (plugin) => dependencies(plugin, 'integrations') }

/**
 * By alias and name, what makes a dependency's action for a call. What the language itself looks
 * for has to be mapped to be one.
 */
function dependencyActions(plugin: Installation) {
  return memoize((alias) => {
    const mapping = dependencyOf(plugin, alias)
    return (
      mapping &&
      memoize((action) => {
        if (isProbe(action) && !getOwn(mapping.actions, action)) return undefined
        const type = wireName(mapping, 'actions', action)
        const fill = fillOf(plugin.spec, 'actions', `${alias}:${action}`)
        return (call: Call): Callable =>
          async (input) => {
            const { output } = await request(call, 'callAction', { type, input })
            return filled(plugin, fill, output)
          }
      })
    )
  })
}

/** How deep own actions may call own actions: beyond it, they are taken to do so for ever. */
const depthLimit = 500
/** Where the props of a host say how deep the call is; a symbol, as handlers see all names. */
const depth = Symbol('depth')

function ownAction({ host, plugin }: Call, name: string): Callable | undefined {
  const { client, ctx, logger, [depth]: level = 0 } = host as HostProps & { [depth]?: number }
  const run = plugin.actions.get(name)
  const type = plugin.prefix + name
  const fill = fillOf(plugin.spec, 'actions', name, 'output')
  return (
    run &&
    (async (input) => {
      if (level === depthLimit) {
        const message = `Actions call each other without end: "${host.type}" calls "${type}"`
        throw new RuntimeError(message, { reason: 'endless_calls' })
      }
      const props = { client, ctx, logger, type, input, [depth]: level + 1 }
      return filled(plugin, fill, await run(props, plugin))
    })
  )
}
