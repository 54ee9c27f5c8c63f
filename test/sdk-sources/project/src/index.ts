/** The shapes in which sources use the SDK's generated folder: contract.md §4, by its numbers. */
import type * as client from '@botpress/client'
import type * as sdk from '@botpress/sdk'
import type { CommonHandlerProps } from '@botpress/sdk/dist/plugin'
import * as bp from '.botpress'

// 1. handlers that are called by their types, and whose promises are used
const onTick: bp.EventHandlers['tick'] = async (props) => props.logger.info('tick')
const onAny: bp.AnyMessageHandler = async (props) => props.logger.info(props.message.id)
const afterAny: bp.HookHandlers['after_incoming_message']['*'] = async () => undefined
const onPack: bp.WorkflowHandlers['pack'] = async (props) => props.logger.info(props.workflow.id)
const passOn = (done: Promise<void>): Promise<void> => done

// 2. the SDK's logger
const report = (logger: sdk.BotLogger): void => {
  logger.withUserId('u').info('a report')
  logger.issue({
    type: 'issue',
    code: 'late',
    category: 'other',
    title: 'Late',
    description: 'A parcel is late',
    data: { parcel: { raw: 'p' } },
    groupBy: ['parcel'],
  })
}

// 3. index signatures, the client's records, and the SDK's generics
const copyTags = (tags: Record<string, string>): Record<string, string> => ({ ...tags })
const names = (payload: Record<string, unknown>): string[] => Object.keys(payload)
const show = (message: client.Message): string => message.id
const greet = (user: client.User): string | undefined => user.name
const join = (conversation: client.Conversation): string => conversation.channel
type Described = sdk.DefaultPlugin<bp.TPlugin>
export type SdkProps = sdk.PluginProps<Described>
const logIt = (props: CommonHandlerProps<Described>): void => props.logger.info(props.ctx.botId)

// 4. one action's handler
const track: bp.PluginHandlers['actionHandlers']['track'] = async (props) => {
  logIt(props)
  props.logger.info(props.input.code)
  // @ts-expect-error a string is no number
  const wrong: number = props.input.code
  return { wrong }
}
// @ts-expect-error `weigh` has grams, and no code
export const weigh: bp.PluginHandlers['actionHandlers']['weigh'] = async ({ input: { code } }) => ({
  code,
})

// 5. the props of one action out of those of all
type TrackProps = Extract<bp.ActionHandlerProps, { type?: 'track' }>
const codeOf = (props: TrackProps): string => props.input.code
// @ts-expect-error the props of `track` have no grams
export const gramsOf = (props: TrackProps): number => props.input.grams

// 6. the client inside, and what the client answers
const inner = (given: bp.Client): client.Client => given._inner
const lengthOf = async (given: bp.Client): Promise<number> => {
  const { output } = await given.callAction({ type: 'carrier:count', input: {} })
  return output.items.length
}
export const rows: bp.ClientInputs['findTableRows'] = { table: 'parcelsTable' }
export const operation: bp.ClientOperation = 'getOrSetState'
export const found = (answer: bp.ClientOutputs['getUser']): client.User => answer.user

// 7. any key of a union of workflows
const boxesOf = (props: bp.WorkflowHandlerProps['pack'] | bp.WorkflowHandlerProps['send']) => [
  props.workflow.input.jobId,
  props.workflow.input['boxes'],
]

// 8. states of all four types
export const ofUsers = (props: bp.MessageHandlerProps) => props.states.user
export const ofJobs = (
  props: bp.WorkflowHandlerProps['pack'],
): Promise<bp.states.job.Job['payload']> => props.states.workflow.job.get(props.workflow.id)
// @ts-expect-error `job` belongs to workflows
export const ofBots = (props: bp.MessageHandlerProps) => props.states.bot.job

const plugin = new bp.Plugin({ actions: { track, weigh: async () => ({}) } })

plugin.on.event('tick', async (props) => {
  logIt(props)
  await passOn(onTick(props)).catch(() => {})
  names(props.event.payload)
  // @ts-expect-error a number
  props.event.payload.n.length
})
plugin.on.event('carrier:delivered', (props) => logIt(props))
plugin.on.afterIncomingMessage('*', async (props) => afterAny(props).catch(() => undefined))
plugin.on.workflowStart('pack', async (props) => onPack(props).catch(() => {}))
plugin.on.beforeIncomingMessage('*', async (props) => {
  report(props.logger)
  show(props.data)
  copyTags(props.data.tags)
  return undefined
})
plugin.on.message('*', async (props) => {
  await onAny(props).catch(() => {})
  show(props.message)
  greet(props.user)
  join(props.conversation)
  const user = await props.users.getById({ id: props.message.userId })
  copyTags(user.tags)
  // @ts-expect-error no such tag
  user.tags.downstream
})

export { boxesOf, codeOf, inner, lengthOf }
export default plugin
