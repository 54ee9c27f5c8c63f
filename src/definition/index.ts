/** What a definition file imports: the package's main entry. */
export { RuntimeError } from '../runtime/index.js'
export type { RuntimeErrorReason, RuntimeErrorOptions, RuntimeIssue } from '../runtime/index.js'
export type { Advanced } from './deployable.js'
export type {
  DependencyAction,
  DependencyChannel,
  DependencySchema,
  IntegrationDependency,
  IntegrationPackage,
  IntegrationSections,
  InterfaceDependency,
  InterfacePackage,
  InterfaceSections,
} from './dependency.js'
export { authoredSchema, foreignSchema } from './tool-view/index.js'
export type {
  EntityReference,
  EntityReferences,
  InterfaceEntities,
  PluginEntities,
} from './entities.js'
export { IntegrationDefinition } from './integration-definition.js'
export type {
  IntegrationChannel,
  IntegrationDefinitionProps,
  IntegrationState,
} from './integration-definition.js'
export { InterfaceDefinition } from './interface-definition.js'
export type {
  InterfaceAction,
  InterfaceChannel,
  InterfaceDefinitionProps,
} from './interface-definition.js'
export * as messages from './messages.js'
export type {
  Attributed,
  Attributes,
  Described,
  Metadata,
  TagDefinition,
  Tagged,
} from './metadata.js'
export { PluginDefinition } from './plugin-definition.js'
export type {
  ActionDefinition,
  EventDefinition,
  PluginDefinitionProps,
  RecurringEventDefinition,
  Schedule,
  StateDefinition,
  TableDefinition,
  WorkflowDefinition,
} from './plugin-definition.js'
export type {
  Authored,
  FailedSlot,
  Schema,
  SchemaInput,
  SchemaOutput,
  SchemaSlot,
  SchemaUi,
} from './schema.js'
export * as version from './version.js'
export { WELL_KNOWN_ATTRIBUTES } from './well-known-attributes.js'
export * as z from './z.js'
export type { RecordFactory } from './z.js'
