/** `botpress-plugin-kit/testing`: a local bot for trying and testing plugins. */
export { createBot } from './bot.js'
export type {
  BotSettings,
  IncomingEventInput,
  IncomingMessage,
  LocalBot,
  SeveralPlugins,
  SinglePlugin,
  StoredState,
  TagOwner,
} from './local-bot.js'
export type { ClientCall } from './client.js'
export type { Backing, HostedPlugin, PluginInstallation } from './installation.js'
export type { FakeIntegration, FakeIntegrations, IntegrationAction } from './integrations.js'
export type { LogLine } from './logger.js'
export type { StateKey } from './states.js'
