/** `events.<name>`: senders and finders of the plugin's own events. */
import type { Place } from './check.js'
import type { Call, Part, Wrap } from './context.js'
import { filled } from './installation.js'
import { memoize } from './memoize.js'
import { getOwn, withValues } from './own-keys.js'
import { proxyByName } from './proxies.js'
import { type InputOf, listRecords, requestRecord, request, storePayload } from './requests.js'
import type { Fill } from './spec.js'
import type { AnyRecord, ClientInputs, Event, Schedule } from './types/index.js'

/** One of the plugin's own events. */
interface OwnEvent {
  /** The name that it is created under. */
  readonly type: string
  readonly place: Place
  /** The defaults of its payload. */
  readonly fill: Fill | undefined
}

/** The `events` accessor, and the client's `createEvent`, which knows own events by the plugin's name too. */
export const events: Part = {
  prop({ prefix, spec }) {
    const eventOf = memoize<OwnEvent>((name) => ({
      type: prefix + name,
      place: ['events', name],
      fill: getOwn(spec.events, name)?.payload,
    }))
    return (call) => proxyByName((name) => sender(call, eventOf(name), {}))
  },
  operation: (call, name) =>
    name === 'createEvent' &&
    (async (input: ClientInputs['createEvent']) => {
      const { prefix, spec } = call.plugin
      const ours = [`${spec.name}#`, prefix].find((each) => input.type.startsWith(each))
      if (!ours) return request(call, 'createEvent', input)
      const event = input.type.slice(ours.length)
      return storePayload(call, 'createEvent', withValues(input, { type: prefix + event }), [
        'events',
        event,
      ])
    }),
}

/** What an event is about. */
type Subject = Pick<ClientInputs['createEvent'], 'conversationId' | 'userId' | 'messageId'>

function sender(call: Call, event: OwnEvent, subject: Subject): object {
  const { type, fill, place } = event
  const wrap: Wrap<Event> = ({ plugin }, record) =>
    fill ? withValues(record, { payload: filled(plugin, fill, record.payload) }) : record
  const schedule = async (payload: AnyRecord, schedule?: Schedule) => {
    const input = { type, payload, schedule, ...subject }
    return wrap(call, (await storePayload(call, 'createEvent', input, place)).event)
  }
  const about = (more: Subject) => sender(call, event, { ...subject, ...more })
  return {
    emit: (payload: AnyRecord) => schedule(payload),
    schedule,
    withConversationId: (conversationId: string) => about({ conversationId }),
    withUserId: (userId: string) => about({ userId }),
    withMessageId: (messageId: string) => about({ messageId }),
    list: (input?: InputOf<'listEvents'>) =>
      listRecords(call, 'listEvents', { ...input, type, ...subject }, 'events', wrap),
    getById: (input: InputOf<'getEvent'>) => requestRecord(call, 'getEvent', input, 'event', wrap),
  }
}
