/** Stand-ins for the integrations that a bot has installed. */
import type { Client, ClientInputs, ClientOutputs } from '../../runtime/index.js'
import { ApiError, listed } from '../errors.js'
import { crossed } from './crossing.js'

/** What a stand-in may use beside the input. */
export interface IntegrationActionContext {
  /** Works on the local platform; its calls are not among `bot.calls`. */
  readonly client: Client
}

/**
 * Does what the integration's action would do. What it throws reaches the caller as an error of the
 * platform's, with what was thrown as its `cause`.
 */
export type IntegrationAction = (input: any, context: IntegrationActionContext) => unknown

/** A stand-in for one integration. */
export interface FakeIntegration {
  /** By the name under which the integration itself has the action. */
  readonly actions?: { readonly [action: string]: IntegrationAction }
}

/** Stand-ins by the alias under which the bot has the integration installed. */
export interface FakeIntegrations {
  readonly [alias: string]: FakeIntegration
}

/**
 * Calls an action of an integration.
 *
 * @throws ApiError `ResourceNotFound` with what exists, when there is no such integration or action,
 * and what becomes of an error of the stand-in's on its way
 */
export async function callIntegration(
  integrations: FakeIntegrations,
  alias: string,
  action: string,
  input: ClientInputs['callAction']['input'],
  context: IntegrationActionContext,
): Promise<ClientOutputs['callAction']['output']> {
  const way = `createBot({ integrations: { ${JSON.stringify(alias)}: { actions: { ${JSON.stringify(action)}: (input) => … } } } })`
  if (!Object.hasOwn(integrations, alias)) {
    throw new ApiError(
      'ResourceNotFound',
      `The bot has no integration "${alias}" (it has: ${listed(Object.keys(integrations))}). Give it one: ${way}`,
    )
  }
  const actions = integrations[alias]?.actions ?? {}
  const perform = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!perform) {
    throw new ApiError(
      'ResourceNotFound',
      `Integration "${alias}" has no action "${action}" (it has: ${listed(Object.keys(actions))}). Give it one: ${way}`,
    )
  }
  try {
    return (await perform(input, context)) ?? {}
  } catch (error) {
    throw crossed(error, `${alias}:${action}`)
  }
}
