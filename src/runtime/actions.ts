/** `actions`, `interfaces` and `integrations`: what a plugin can ask others to do, and itself. */
import { answers } from './answers.js'
import { request, type Call } from './call.js'
import { filled, isProbe, mappingOf, unknownName, wireNames } from './installation.js'
import type { Part } from './parts.js'
import { own } from './record.js'
import type { AnyRecord } from './types/index.js'

/** An action as its caller sees it. */
type Callable = (input: AnyRecord) => Promise<unknown>

/** The `actions` accessor. Where an own action has the name of a dependency, the dependency wins. */
export const actions: Part = {
  prop: (call) =>
    answers((name) => {
      const { plugin } = call
      if (mappingOf(plugin, name)) return answers((action) => dependencyAction(call, name, action))
      return (
        ownAction(call, name) ??
        unknownName('action', name, {
          ...Object.fromEntries(plugin.actions),
          ...plugin.interfaces,
          ...plugin.integrations,
        })
      )
    }),
}

/** What the host says about each interface or integration, and its actions. */
function dependencies(call: Call, kind: 'interfaces' | 'integrations'): object {
  const mappings = call.plugin[kind]
  return answers((alias) => {
    const mapping: AnyRecord | undefined = own(mappings, alias)
    return mapping
      ? answers(
          // What the host says wins, and what it may say: an id is never an action.
          (name) =>
            name === 'id' || Object.hasOwn(mapping, name)
              ? mapping[name]
              : dependencyAction(call, alias, name),
          mapping,
        )
      : unknownName('dependency', alias, mappings)
  }, mappings)
}

/** The `interfaces` accessor. */
export const interfaces: Part = { prop: (call) => dependencies(call, 'interfaces') }

/** The `integrations` accessor. */
export const integrations: Part = { prop: (call) => dependencies(call, 'integrations') }

/** The dependency's action of that name. What the language itself looks for has to be mapped to be one. */
function dependencyAction(call: Call, alias: string, action: string): Callable | undefined {
  const { plugin } = call
  const name = `${alias}:${action}`
  if (isProbe(action) && !own(mappingOf(plugin, alias)?.actions, action)) return undefined
  return async (input) => {
    const [, type] = wireNames(plugin, 'actions', name)
    const { output } = await request(call, 'callAction', { type, input })
    return filled(plugin, ['actions', name], output)
  }
}

function ownAction({ host, plugin }: Call, name: string): Callable | undefined {
  const { client, ctx, logger } = host
  const run = plugin.actions.get(name)
  const type = plugin.prefix + name
  return (
    run &&
    (async (input) =>
      filled(plugin, ['actions', name, 'output'], await run({ client, ctx, logger, type, input })))
  )
}
