/** What a handler receives: what the host passed in, and what the plugin adds to it. */
import { actions, integrations, interfaces } from './actions.js'
import type { Call } from './call.js'
import { pluginClient } from './client.js'
import { conversations } from './conversations.js'
import { events } from './events.js'
import { pluginLogger } from './logger.js'
import { messages } from './messages.js'
import { states } from './states.js'
import { tables } from './tables.js'
import type { AnyRecord } from './types/index.js'
import { users } from './users.js'
import { workflows } from './workflows.js'

/** The props of one handler; `fields` take the place of the host's. */
export function handlerProps(call: Call, fields: AnyRecord | undefined): AnyRecord {
  const { client, host, plugin } = call
  const { configuration, alias } = plugin
  // Not a spread: V8 is slow to add keys to an object that began as one.
  return Object.assign(
    {},
    host,
    {
      client: client && pluginClient(call),
      logger: host.logger && pluginLogger(host.logger),
      configuration,
      alias,
      interfaces: interfaces(call),
      integrations: integrations(call),
      actions: actions(call),
      states: states(call),
      events: events(call),
      users: users(call),
      conversations: conversations(call),
      messages: messages(call),
      workflows: workflows(call),
      tables: tables(call),
    },
    fields,
  )
}
