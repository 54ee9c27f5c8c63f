/**
 * Checks a definition and turns it into the model: plain, serialisable data that `emit` prints.
 * Definitions are recognised by their shape, so that this package's, the SDK's and hand-made ones
 * all do. Nothing is thrown: everything that is wrong is collected with its path.
 */
import { forms } from './expected-forms.js'
import { createChecker } from './checker.js'
import { dependencies } from './dependencies.js'
import { isOfSdk, pluginName, pluginVersion, readme, rootOf } from './head.js'
import { checkAliases, checkFlatNames, checkNames, checkPluginName, checkTags } from './names.js'
import { recurrence } from './recurrence.js'
import { action, configuration, payload, state, table, tags, workflow } from './sections.js'
import { docOf } from './text.js'
import type { Issue } from '../errors.js'
import type { Schedule } from './schedule.js'
import type { Model, Slot } from './types.js'

export { platformMessages } from './platform-messages.js'
export { checkSchedules } from './schedule.js'
export {
  integrationMappingNames,
  isStateType,
  mappingNames,
  stateTypes,
  tagOwners,
} from './types.js'
export type {
  ActionModel,
  ChannelModel,
  DependencyModel,
  Model,
  PayloadModel,
  Slot,
  TableModel,
  TagOwner,
  WorkflowModel,
} from './types.js'

/** What became of a definition. */
export interface Modelled {
  /** To be used only if no issue is an error. */
  readonly model: Model
  readonly issues: readonly Issue[]
  /** The schemas that slots were read from: live objects. */
  readonly schemas: ReadonlyMap<Slot, unknown>
  /** Still to be checked, by `checkSchedules`. */
  readonly schedules: readonly Schedule[]
}

/**
 * Reads a definition, whatever it is.
 * @param code the module that it comes from, as JavaScript, for what schemas do not tell themselves
 */
export function toModel(definition: unknown, code = ''): Modelled {
  const check = createChecker(definition, code)
  const root = rootOf(check, definition)
  const interfaces = dependencies(check, root, 'interfaces')
  const integrations = dependencies(check, root, 'integrations')
  const { entries } = check
  const sections = {
    name: pluginName(check, root),
    version: pluginVersion(check, root),
    doc: docOf(root),
    ...readme(root),
    ofSdk: isOfSdk(definition),
    ...configuration(check, root),
    actions: entries(root, 'actions', forms.action, action),
    events: entries(root, 'events', forms.event, payload),
    states: entries(root, 'states', forms.state, state),
    tables: entries(root, 'tables', forms.table, table),
    workflows: entries(root, 'workflows', forms.workflow, workflow),
    interfaces,
    integrations,
    tags: {
      user: tags(check, root, 'user'),
      conversation: tags(check, root, 'conversation'),
      message: tags(check, root, 'message'),
    },
  }
  const { recurringEvents, schedules } = recurrence(check, root)
  const model: Model = {
    ...sections,
    recurringEvents,
    named: check.reader.named,
    fills: check.reader.fills,
  }
  checkPluginName(check, model.name)
  checkNames(check, root)
  checkAliases(check, model)
  checkTags(check, model)
  checkFlatNames(check, model)
  return { model, issues: check.issues, schemas: check.schemas, schedules }
}
