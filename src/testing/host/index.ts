/** The bot: its installed plugins, and how it handles events and calls. */
export type { ClientCall } from './client.js'
export { createDelivery } from './delivery.js'
export { createHost } from './host.js'
export type { Happening, HandlerRun } from './host.js'
export { checkIntegrations, declarationIn, install, ownName } from './installation.js'
export type { Backing, HostedPlugin, PluginInstallation } from './installation.js'
export type {
  FakeIntegration,
  FakeIntegrations,
  IntegrationAction,
  IntegrationActionContext,
} from './integrations.js'
export type { LogLine } from './logger.js'
