/** The `client` that handlers get: the host's, which knows the plugin's own events and tables. */
import type { Call } from './call.js'
import { createOwnEvent } from './events.js'
import { localName } from './installation.js'
import { overlay } from './overlay.js'
import { runTableOperation, tableOperations, type TableOperation } from './tables.js'
import type { AnyRecord, Client, ClientInputs, ClientOutputs } from './types/index.js'

/** The host's client: own events by the plugin's name or its alias, rows with their defaults. */
export function pluginClient(call: Call): Client {
  const { client, plugin } = call
  return overlay(client, (key) => {
    if (key === 'createEvent') return (input: ClientInputs['createEvent']) => create(call, input)
    if (plugin.spec.tables && tableOperations.has(key)) {
      return (input: AnyRecord) => runTableOperation(call, key as TableOperation, input)
    }
    return undefined
  })
}

function create(
  call: Call,
  input: ClientInputs['createEvent'],
): Promise<ClientOutputs['createEvent']> {
  const { client, plugin } = call
  const { type } = input
  const definedName = `${plugin.spec.name}#`
  const name = type.startsWith(definedName)
    ? type.slice(definedName.length)
    : localName(plugin, type)
  return name === type ? client.createEvent(input) : createOwnEvent(call, name, input)
}
