/** `actions`, `interfaces` and `integrations`: what a plugin can ask others to do, and itself. */
import type { Call } from './call.js'
import { dependencySpec, filled, mappingOf, unknownName, wireName } from './installation.js'
import type { Mapping } from './installation.js'
import { isProbe, missing, namespace } from './namespace.js'
import { own } from './record.js'
import type { AnyRecord } from './types/index.js'

/** An action as its caller sees it. */
type Callable = (input: AnyRecord) => Promise<unknown>

/** The `actions` accessor. Where an own action has the name of a dependency, the dependency wins. */
export const actions = namespace<Call>((call, name) => {
  const { plugin } = call
  const mapping = mappingOf(plugin, name)
  if (mapping) return dependencyActions({ call, alias: name, mapping })
  if (plugin.actions.has(name)) return ownAction(call, name)
  return missing(name, () => unknownName('action', name, ownNames(call)))
}, ownNames)

function ownNames({ plugin }: Call): string[] {
  return Object.keys({
    ...Object.fromEntries(plugin.actions),
    ...plugin.interfaces,
    ...plugin.integrations,
  })
}

function ownAction({ host, plugin }: Call, name: string): Callable {
  return async (input) => {
    const { client, ctx, logger } = host
    const type = plugin.prefix + name
    const output = await plugin.runAction(name, { client, ctx, logger, type, input })
    return filled(plugin, own(plugin.spec.actions, name)?.output, output)
  }
}

interface DependencyContext {
  readonly call: Call
  readonly alias: string
  readonly mapping: Mapping
}

const dependencyActions = namespace<DependencyContext>(
  (context, name) => dependencyAction(context, name),
  ({ mapping }) => Object.keys(mapping.actions ?? {}),
)

/** The dependency's action of that name. What the language itself looks for has to be known to be one. */
function dependencyAction(
  { call, alias, mapping }: DependencyContext,
  name: string,
): Callable | undefined {
  const { client, plugin } = call
  const fill = own(dependencySpec(plugin, alias)?.actions, name)
  if (isProbe(name) && !fill && !own(mapping.actions, name)) return undefined
  return async (input) => {
    const type = wireName(mapping, 'actions', name)
    const { output } = await client.callAction({ type, input })
    return filled(plugin, fill, output)
  }
}

/** What a mapping says about a dependency; a name that may be there is never an action. */
const mappingKeys: readonly string[] = [
  'id',
  'name',
  'version',
  'integrationAlias',
  'integrationInterfaceAlias',
  'entities',
  'actions',
  'events',
  'channels',
]

function dependencies(kind: 'interfaces' | 'integrations'): (call: Call) => unknown {
  return namespace<Call>(
    (call, alias) => {
      const mapping = own(call.plugin[kind], alias)
      if (!mapping) {
        return missing(alias, () =>
          unknownName('dependency', alias, Object.keys(call.plugin[kind])),
        )
      }
      // The host's own object, so that it looks and serialises like that.
      return new Proxy(mapping, {
        get: (_, key) =>
          typeof key === 'symbol' || Object.hasOwn(mapping, key) || mappingKeys.includes(key)
            ? Reflect.get(mapping, key)
            : (dependencyAction({ call, alias, mapping }, key) ?? Reflect.get(mapping, key)),
      })
    },
    (call) => Object.keys(call.plugin[kind]),
  )
}

/** The `interfaces` accessor: what the host says about each, and its actions. */
export const interfaces = dependencies('interfaces')

/** The `integrations` accessor: what the host says about each, and its actions. */
export const integrations = dependencies('integrations')
