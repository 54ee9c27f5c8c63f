/** Plugins of ours and of the SDK, installed, and what a host passes to their handlers. */
import { Plugin as SdkPlugin } from '@botpress/sdk'
import { Plugin, type PluginSpec } from '../../src/runtime/index.js'
import { recordingClient } from './recording-client.js'
import { mappings } from './scenarios.js'

interface Parts {
  readonly actions?: { [name: string]: (props: any) => unknown }
  readonly on?: (on: any) => void
  readonly definition?: any
  readonly spec?: Partial<PluginSpec>
  /** What the host says in place of the usual. */
  readonly runtime?: { readonly [key: string]: unknown }
}

/** The alias differs from the plugin's name, so that the two cannot be mistaken for each other. */
const installed = { alias: 'sales', configuration: {}, ...mappings }

/** An installed plugin of ours, named `crm`, under the alias `sales`. */
export function ours({ spec, runtime, ...props }: Parts = {}): any {
  const plugin: any = new Plugin(props as never, { name: 'crm', version: '1.0.0', ...spec })
  return plugin.initialize({ ...installed, ...runtime })
}

/** The SDK's with the same parts. */
export function sdks({ actions = {}, on, runtime }: Parts = {}): any {
  const plugin: any = new SdkPlugin({ actions } as never)
  on?.(plugin.on)
  return plugin.initialize({ ...installed, ...runtime })
}

/** What a host passes in, with a client that remembers its requests. */
export function call(props: object = {}, answers?: Parameters<typeof recordingClient>[0]) {
  const { client, requests } = recordingClient(answers)
  const host: any = { client, ctx: { botId: 'bot-1' }, logger: console, ...props }
  return { host, requests }
}

/** Runs `body` with the props of an action of a plugin with these parts; resolves to what was asked of the client. */
export async function inAction(
  body: (props: any) => unknown,
  { make = ours, answers, ...parts }: Parts & { make?: typeof ours; answers?: any } = {},
) {
  const { host, requests } = call({ input: {} }, answers)
  const plugin = make({
    ...parts,
    actions: { ...parts.actions, probe: async (props) => body(props) },
  })
  const output = await plugin.actionHandlers.probe(host)
  return { output, requests }
}

/** The error that a promise or a function ends with. */
export async function errorOf(attempt: () => unknown): Promise<any> {
  try {
    await attempt()
  } catch (error) {
    return error
  }
  throw new Error('Expected an error')
}
