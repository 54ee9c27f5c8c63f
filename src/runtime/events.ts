/** `events.<name>`: senders and finders of the plugin's own events. */
import { answers } from './answers.js'
import { list, one, request, type Call, type Wrap } from './call.js'
import { filled } from './installation.js'
import type { Part } from './parts.js'
import { replace } from './record.js'
import type { AnyRecord } from './types/index.js'

/** The `events` accessor, and the client's `createEvent`, which knows own events by the plugin's name too. */
export const events: Part = {
  prop: (call) => answers((name) => sender(call, name, {})),
  operation: (call, name) =>
    name === 'createEvent' &&
    (async (input: AnyRecord) => {
      const { prefix, spec } = call.plugin
      const own = [`${spec.name}#`, prefix].find((each) => input.type.startsWith(each))
      return own
        ? createEvent(call, input.type.slice(own.length), input)
        : request(call, 'createEvent', input)
    }),
}

/** Creates one of the plugin's own events. `input` is what the client takes, without the type. */
async function createEvent(call: Call, name: string, input: AnyRecord): Promise<AnyRecord> {
  const { check, prefix } = call.plugin
  await check?.(['events', name], input.payload)
  return request(call, 'createEvent', { ...input, type: prefix + name })
}

/** `subject` is what the event is about: ids of a conversation, a user, a message. */
function sender(call: Call, name: string, subject: AnyRecord): object {
  const wrap: Wrap = ({ plugin }, event) =>
    replace(event, { payload: filled(plugin, ['events', name], event.payload) })
  const schedule = async (payload: unknown, schedule?: unknown) =>
    wrap(call, (await createEvent(call, name, { payload, schedule, ...subject })).event)
  const about = (key: string) => (id: string) => sender(call, name, { ...subject, [key]: id })
  return {
    emit: (payload: unknown) => schedule(payload),
    schedule,
    withConversationId: about('conversationId'),
    withUserId: about('userId'),
    withMessageId: about('messageId'),
    list: (input?: AnyRecord) =>
      list(
        call,
        'listEvents',
        { ...input, type: call.plugin.prefix + name, ...subject },
        'events',
        wrap,
      ),
    getById: (input: AnyRecord) => one(call, 'getEvent', input, 'event', wrap),
  }
}
