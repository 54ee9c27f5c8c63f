/** What the bot of a project is made of: what `plugin.dev.ts` says, and defaults for what it does not. */
import type { DependencyModel, Model } from '../../generator/index.js'
import { createCheck } from '../../runtime/index.js'
import type { FakeIntegrations } from '../../testing/index.js'
import type { Code } from '../code/index.js'
import type { Problem } from '../protocol.js'

/** What `plugin.dev.ts` exports: what `createBot` takes, without the plugin. */
interface Settings {
  readonly alias?: string
  readonly configuration?: object
  readonly integrations?: FakeIntegrations
  readonly dependencies?: {
    readonly [alias: string]: string | { readonly integrationAlias: string }
  }
}

/** The file that says it, beside the definition. */
export const settingsName = 'plugin.dev.ts'

/** @returns the settings with a stand-in for each dependency that has none: its actions fail and say so */
export function settingsOf(given: unknown, model: Model): Settings {
  const settings = Object(given) as Settings
  const missing = withoutStandIn(settings, model)
  const standIns = missing.map((dependency) => [dependency.name, failing(dependency)])
  return {
    ...settings,
    integrations: { ...settings.integrations, ...Object.fromEntries(standIns) },
  }
}

/** What is missing in the settings, and how to write it. */
export async function missingSettings(
  { settings: given, definition }: Code,
  model: Model,
): Promise<readonly Problem[]> {
  const settings = Object(given) as Settings
  const problems = withoutStandIn(settings, model).map(({ name, kind, actions }): Problem => ({
    severity: 'warning',
    code: 'no_stand_in',
    message: `Nothing stands in for the ${kind} ${JSON.stringify(name)}: its actions fail when they are called`,
    hint: `Write in ${settingsName}: ${standIn(name, actions[0]?.name)}`,
  }))
  try {
    const check = createCheck(Object(definition) as object)
    await check(['configuration'], settings.configuration ?? {})
    return problems
  } catch (error) {
    const wrong: Problem = {
      severity: 'warning',
      code: 'wrong_configuration',
      message: (error as Error).message,
      hint: `Write in ${settingsName}: export default { configuration: { … } }`,
    }
    return [wrong, ...problems]
  }
}

function withoutStandIn(
  { integrations = {}, dependencies = {} }: Settings,
  model: Model,
): readonly DependencyModel[] {
  return [...model.interfaces, ...model.integrations].filter(
    ({ name }) => !Object.hasOwn(integrations, name) && !Object.hasOwn(dependencies, name),
  )
}

function failing({ name, actions }: DependencyModel): FakeIntegrations[string] {
  const entries = actions.map((action) => [
    action.name,
    () => {
      throw new Error(
        `Nothing stands in for ${name}:${action.name}. Write in ${settingsName}: ${standIn(name, action.name)}`,
      )
    },
  ])
  return { actions: Object.fromEntries(entries) }
}

function standIn(alias: string, action = 'action'): string {
  return `export default { integrations: { ${JSON.stringify(alias)}: { actions: { ${JSON.stringify(action)}: async (input) => ({ … }) } } } }`
}
