/** The running plugin: a bot with the author's present code and the stored records. */
import type { Model } from '../../generator/index.js'
import { type Happening, type LocalBot, type Records, createBotOn } from '../../testing/index.js'
import type { Code } from '../code/index.js'
import { pluginView } from '../plugin-view.js'
import type { PluginView } from '../protocol.js'
import type { SessionClock } from './clock.js'
import { settingsOf } from './installation.js'
import { createPayloadCheck } from './payloads.js'

/** A plugin that runs. */
export interface Running {
  readonly bot: LocalBot
  /** The name under which the bot has installed it. */
  readonly alias: string
  readonly code: Code
  readonly model: Model
  /** The author's definition. */
  readonly definition: object
  /** Where a user speaks who has chosen no conversation. */
  readonly integration: string
  readonly view: PluginView
}

/** Is told of what happens. */
export interface Witness {
  happened(happening: Happening): void
  /** @param code what failed: `handler_failed`, `invalid_value`, … */
  failed(code: string, error: unknown): void
}

/**
 * Makes the bot; handlers that run on the one before finish there.
 *
 * @throws Error for settings that cannot be, and what the plugin throws as it is initialised
 */
export function runPlugin(
  records: Records,
  { code, model }: Pick<Running, 'code' | 'model'>,
  clock: SessionClock,
  witness: Witness,
): Running {
  const settings = settingsOf(code.settings, model)
  const alias = settings.alias ?? model.name
  const definition = Object(code.definition) as object
  const check = createPayloadCheck(definition, alias)
  const record = (happening: Happening): void => {
    witness.happened(happening)
    if (happening.kind === 'run' && happening.run.failure) {
      witness.failed(`${happening.run.kind}_failed`, happening.run.failure.error)
    }
    // Made now: what the check finds later no longer knows who handed the value over.
    const here = new Error()
    check(happening).catch((error: Error) =>
      witness.failed('invalid_value', Object.assign(error, { stack: here.stack })),
    )
  }
  const bot = createBotOn(
    records,
    {
      ...settings,
      alias,
      plugin: code.plugin as never,
      definition,
      now: () => new Date(clock.time()),
    },
    record,
  )
  const integration = Object.keys(settings.integrations ?? {})[0] ?? 'local'
  const view = pluginView(model, alias, settings.configuration ?? {})
  return { bot, alias, code, model, definition, integration, view }
}
