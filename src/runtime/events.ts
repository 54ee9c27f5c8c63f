/** `events.<name>`: senders and finders of the plugin's own events. */
import type { Call } from './call.js'
import { filled } from './installation.js'
import { namespace } from './namespace.js'
import { pages } from './pages.js'
import { own } from './record.js'
import type { AnyRecord, ClientOutputs, Event } from './types/index.js'

/** What an event is about: ids of a conversation, a user, a message. */
interface Subject {
  readonly conversationId?: string
  readonly userId?: string
  readonly messageId?: string
}

/** The `events` accessor. */
export const events = namespace<Call>((call, name) => sender(call, name, {}))

/** Creates one of the plugin's own events. `input` is what the client takes, without the type. */
export async function createOwnEvent(
  { client, plugin }: Call,
  name: string,
  input: AnyRecord & { readonly payload: AnyRecord },
): Promise<ClientOutputs['createEvent']> {
  await plugin.check?.(['events', name, 'payload'], input.payload)
  return client.createEvent({ ...input, type: plugin.prefix + name })
}

function sender(call: Call, name: string, subject: Subject): object {
  const { client, plugin } = call
  const record = (event: Event): AnyRecord =>
    Object.assign({}, event, {
      payload: filled(plugin, own(plugin.spec.events, name), event.payload),
    })
  const schedule = async (payload: AnyRecord, schedule?: AnyRecord): Promise<AnyRecord> =>
    record((await createOwnEvent(call, name, { payload, ...subject, schedule })).event)
  const about = (narrower: Subject): object => sender(call, name, { ...subject, ...narrower })
  return {
    emit: (payload: AnyRecord) => schedule(payload),
    schedule,
    withConversationId: (conversationId: string) => about({ conversationId }),
    withUserId: (userId: string) => about({ userId }),
    withMessageId: (messageId: string) => about({ messageId }),
    list: (input?: AnyRecord) =>
      pages(
        call,
        'listEvents',
        { ...input, type: plugin.prefix + name, ...subject },
        'events',
        record,
      ),
    getById: async ({ id }: { id: string }) => record((await client.getEvent({ id })).event),
  }
}
