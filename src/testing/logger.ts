/** The bot's logger: keeps what handlers log instead of printing it. */
import type { Logger, LogOptions } from '../runtime/index.js'

/** One line of the bot's log, with what it is about. */
export interface LogLine extends LogOptions {
  readonly level: 'info' | 'debug' | 'warn' | 'error'
  /** The arguments as text, separated by spaces. */
  readonly message: string
}

/**
 * @param lines where lines are added
 * @param about what every line of this logger is about
 * @returns a logger without `forBot`, which the platform's own logger does not have either
 */
export function createLogger(lines: LogLine[], about: LogOptions = {}): Omit<Logger, 'forBot'> {
  const write =
    (level: LogLine['level']) =>
    (...args: readonly unknown[]) =>
      void lines.push({ level, message: args.map(toText).join(' '), ...about })
  const aboutMore = (more: LogOptions) => createLogger(lines, { ...about, ...more }) as Logger
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: aboutMore,
    withUserId: (userId) => aboutMore({ userId }),
    withConversationId: (conversationId) => aboutMore({ conversationId }),
    withWorkflowId: (workflowId) => aboutMore({ workflowId }),
    withEventId: (eventId) => aboutMore({ eventId }),
    withMessageId: (messageId) => aboutMore({ messageId }),
  }
}

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Error) return `${value.name}: ${value.message}`
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Cycles and bigints are no reason to fail in the middle of a handler.
    return String(value)
  }
}
