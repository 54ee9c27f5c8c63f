/** The bot's logger: keeps what handlers log instead of printing it. */
import { format } from 'node:util'
import type { Logger, LogOptions } from '../../runtime/index.js'

/** One line of the bot's log, with what it is about. */
export interface LogLine extends LogOptions {
  readonly level: 'info' | 'debug' | 'warn' | 'error'
  /** The arguments as hosts print them: by `util.format` of Node. */
  readonly message: string
}

/** A logger as hosts have it: without `forBot`, which the plugin adds. */
export type HostLogger = Omit<Logger, 'forBot'>

/**
 * @param record is given each line
 * @param about what every line of this logger is about
 */
export function createLogger(record: (line: LogLine) => void, about: LogOptions = {}): HostLogger {
  const write =
    (level: LogLine['level']) =>
    (...args: readonly unknown[]) =>
      record({ level, message: format(...args), ...about })
  const aboutMore = (more: LogOptions) => createLogger(record, { ...about, ...more }) as Logger
  const logger = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    /** Hosts since 7.1 print it as JSON. */
    issue: (issue: object) => record({ level: 'info', message: JSON.stringify(issue), ...about }),
    with: aboutMore,
    withUserId: (userId: string) => aboutMore({ userId }),
    withConversationId: (conversationId: string) => aboutMore({ conversationId }),
    withWorkflowId: (workflowId: string) => aboutMore({ workflowId }),
    withEventId: (eventId: string) => aboutMore({ eventId }),
    withMessageId: (messageId: string) => aboutMore({ messageId }),
  }
  return logger
}
