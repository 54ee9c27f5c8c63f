/** `botpress-plugin-kit/testing`: a local bot for trying and testing plugins. */
export { createBot } from './bot.js'
/** @internal */
export { createBotOn } from './bot.js'
export { ApiError } from './errors.js'
export type { ApiErrorOptions, ApiErrorType } from './errors.js'
export type { Failure, FailureOptions } from './failures.js'
export type {
  Backing,
  ClientCall,
  FakeIntegration,
  FakeIntegrations,
  HostedPlugin,
  IntegrationAction,
  LogLine,
  PluginInstallation,
} from './host/index.js'
export type {
  Backings,
  BotOptions,
  BotSettings,
  DevOptions,
  IncomingEventInput,
  IncomingMessage,
  InitialConversation,
  InitialUser,
  LocalBot,
  StoredState,
  TagOwner,
} from './local-bot.js'
export type { StateKey } from './platform/index.js'
/** @internal */
export type { HandlerRun, Happening } from './host/index.js'
/** @internal */
export { createRecords, type Records } from './platform/index.js'
