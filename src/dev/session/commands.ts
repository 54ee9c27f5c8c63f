/** What the page can ask for, done on the bot; what goes in is validated by the definition's schemas. */
import { createCheck } from '../../runtime/index.js'
import type { Answer, Commands, FieldProblem, Problem } from '../protocol.js'
import type { Running } from './running.js'

/** What the commands work on, as it is now. */
export interface CommandContext extends Pick<
  Running,
  'bot' | 'alias' | 'definition' | 'integration'
> {
  setClock(mode: Commands['setClock']['mode']): void
  reset(): void
  /** Tells of what the author's code threw. */
  problem(code: string, error: unknown): Promise<Problem>
}

type Perform = { readonly [K in keyof Commands]: (input: Commands[K]) => Promise<unknown> }

/** What a command that fails is called. */
const failures: { readonly [K in keyof Commands]: string } = {
  sendMessage: 'message_failed',
  callAction: 'action_failed',
  emitEvent: 'event_failed',
  startWorkflow: 'workflow_failed',
  advance: 'advance_failed',
  setClock: 'clock_failed',
  expireState: 'expiry_failed',
  reset: 'reset_failed',
}

/** The values of a form do not fit the definition. */
class WrongValues extends Error {
  override readonly name = 'WrongValues'
  readonly fields: readonly FieldProblem[]

  constructor(fields: readonly FieldProblem[]) {
    super('Not every value is right')
    this.fields = fields
  }
}

/** What was done, although something failed in the end. */
class HalfDone extends Error {
  override readonly name = 'HalfDone'
  readonly output: unknown

  constructor(output: unknown, cause: unknown) {
    super('It was done, and then something failed', { cause })
    this.output = output
  }
}

/**
 * @param context what there is; `undefined` while the plugin cannot be run
 * @returns does a command: `undefined` for one that does not exist
 */
export function createCommands(
  context: () => CommandContext | undefined,
): (name: string, input: unknown) => Promise<Answer> | undefined {
  return (name, input) => {
    if (!Object.hasOwn(failures, name)) return undefined
    return runCommand(name as keyof Commands, input, context())
  }
}

async function runCommand(
  name: keyof Commands,
  input: unknown,
  context: CommandContext | undefined,
): Promise<Answer> {
  if (context === undefined) {
    return refusal(
      'not_running',
      'The plugin does not run: its definition or its code has an error',
    )
  }
  try {
    const perform = performers(context)[name] as (input: unknown) => Promise<unknown>
    const output = await perform(Object(input))
    return output === undefined ? { ok: true } : { ok: true, output }
  } catch (error) {
    if (error instanceof WrongValues) {
      return { ...refusal('wrong_values', error.message), fields: error.fields }
    }
    if (error instanceof HalfDone) {
      const problem = await context.problem(failures[name], error.cause)
      return { ok: false, problem, output: error.output }
    }
    return { ok: false, problem: await context.problem(failures[name], error) }
  }
}

function refusal(code: string, message: string): Extract<Answer, { ok: false }> {
  return { ok: false, problem: { severity: 'error', code, message } }
}

function performers(context: CommandContext): Perform {
  const { bot, alias, definition, integration, setClock, reset } = context
  const check = createCheck(definition)
  /** @param place section, entry and slot, which the paths of the problems are told without */
  const validate = async (place: readonly string[], value: unknown): Promise<void> => {
    try {
      await check(place, value)
    } catch (error) {
      const { issues } = error as { readonly issues?: readonly FieldProblem[] }
      if (issues === undefined) throw error
      throw new WrongValues(
        issues.map(({ path, message }) => ({ path: path.slice(place.length), message })),
      )
    }
  }
  const newUser = async () => (await bot.client.createUser({ tags: {} })).user.id
  const newConversation = async () => {
    const input = { channel: 'channel', integrationName: integration, tags: {} }
    return (await bot.client.createConversation(input)).conversation.id
  }
  return {
    async sendMessage({ type, payload, ...given }) {
      const userId = given.userId ?? (await newUser())
      const conversationId = given.conversationId ?? (await newConversation())
      const place = { userId, conversationId }
      try {
        await bot.sendMessage({
          type,
          payload: payload as never,
          user: userId,
          conversation: conversationId,
        })
      } catch (error) {
        throw new HalfDone(place, error)
      }
      return place
    },
    async callAction({ name, input = {} }) {
      await validate(['actions', name, 'input'], input)
      return bot.callAction(`${alias}#${name}`, input)
    },
    async emitEvent({ name, payload = {}, ...given }) {
      await validate(['events', name], payload)
      await bot.emitEvent({ type: `${alias}#${name}`, payload, ...placeOf(given) })
    },
    async startWorkflow({ name, input = {}, ...given }) {
      await validate(['workflows', name, 'input'], input)
      const { workflow } = await bot.startWorkflow({ name, input, ...placeOf(given) })
      return { id: workflow.id, status: workflow.status }
    },
    async advance({ ms }) {
      await bot.advance(ms)
    },
    async setClock({ mode }) {
      setClock(mode)
    },
    async expireState({ type, ownerId, name }) {
      await bot.expireState({ type: type as never, id: ownerId, name })
    },
    async reset() {
      reset()
    },
  }
}

/** Who and where, as far as the page says so. */
function placeOf({
  userId,
  conversationId,
}: Pick<Commands['emitEvent'], 'userId' | 'conversationId'>) {
  return {
    ...(userId !== undefined && { userId }),
    ...(conversationId !== undefined && { conversationId }),
  }
}
