/** What happens in the bot as entries of the timeline. */
import type { Event } from '../../runtime/index.js'
import type { HandlerRun, Happening } from '../../testing/index.js'
import type { NewEntry } from './timeline.js'

/** One happening; errors are told apart, with their place. */
export function entryOf(happening: Happening): NewEntry {
  switch (happening.kind) {
    case 'call': {
      const { operation, input } = happening.call
      return { kind: 'call', title: operation, detail: input }
    }
    case 'log': {
      const { level, message, ...about } = happening.line
      return {
        kind: 'log',
        level,
        title: message,
        ...(Object.keys(about).length > 0 && { detail: about }),
      }
    }
    case 'event':
      return eventEntry(happening.event)
    case 'run':
      return runEntry(happening.run)
  }
}

function eventEntry({ type, payload, id }: Event): NewEntry {
  if (type !== 'message_created') return { kind: 'event', title: type, detail: { id, payload } }
  const { message } = payload
  const text: unknown = message.payload.text
  const said = typeof text === 'string' ? `: ${text}` : ''
  return { kind: 'message', title: `${message.type} of ${message.userId}${said}`, detail: message }
}

function runEntry({ kind, name, alias, duration, output, failure }: HandlerRun): NewEntry {
  const title = kind === 'action' ? name : `${name} of ${alias}`
  return {
    kind,
    title: failure ? `${title} failed` : title,
    duration,
    ...(failure && { level: 'error' }),
    ...(output !== undefined && kind !== 'handler' && { detail: output }),
  }
}
