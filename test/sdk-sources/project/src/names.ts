/** The names that sources import, of sections with entries and of empty ones. */
import type * as bp from '.botpress'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const yes = <T extends true>(value: T): T => value
type Empty = {}

export const proofs: true[] = [
  yes<Same<bp.tables.Tables, Empty>>(true),
  yes<Same<bp.integrations.Integrations, Empty>>(true),
  yes<Same<keyof bp.interfaces.Interfaces, 'carrier' | 'shop'>>(true),
  yes<Same<bp.interfaces.carrier.TInterface['name'], 'carrier'>>(true),
  yes<Same<bp.interfaces.carrier.entities.Entities['parcel'], { weight: number }>>(true),
  yes<Same<bp.interfaces.carrier.entities.parcel.Parcel, { weight: number }>>(true),
  yes<Same<bp.interfaces.shop.entities.parcel.Parcel, { price: number }>>(true),
  yes<Same<bp.interfaces.carrier.actions._delete.input.Input, { parcelId: string }>>(true),
  yes<Same<bp.interfaces.carrier.actions._delete.Delete['output'], { deleted: boolean }>>(true),
  yes<Same<keyof bp.interfaces.carrier.actions.Actions, 'delete'>>(true),
  yes<Same<keyof bp.interfaces.shop.actions.Actions, never>>(true),
  yes<Same<bp.interfaces.carrier.events.delivered.Delivered, { parcelId: string }>>(true),
  yes<Same<bp.interfaces.carrier.events.Events['delivered'], { parcelId: string }>>(true),
  yes<Same<bp.interfaces.carrier.channels.Channels['desk']['messages']['text'], { text: string }>>(
    true,
  ),
  yes<Same<bp.interfaces.carrier.channels.desk.Desk['messages']['text'], { text: string }>>(true),
  yes<Same<bp.interfaces.carrier.channels.desk.text.Text, { text: string }>>(true),
  yes<Same<bp.events.tick.Tick, { n: number }>>(true),
  yes<Same<bp.events.Events['tick'], { n: number }>>(true),
  yes<Same<bp.actions.track.Track['input'], { code: string }>>(true),
  yes<Same<bp.actions.Actions['weigh']['input'], bp.actions.weigh.input.Input>>(true),
  yes<Same<bp.states.States['job']['payload'], { key: string }>>(true),
  yes<Same<bp.workflows.send.input.Input, { jobId: string }>>(true),
  yes<Same<bp.workflows.pack.tags.Tags, { depot?: string }>>(true),
  yes<Same<bp.workflows.pack.Pack['input'], { jobId: string; boxes: number }>>(true),
  yes<Same<keyof bp.workflows.Workflows, 'send' | 'pack'>>(true),
  yes<Same<bp.user.User['tags'], { upstream?: string }>>(true),
  yes<Same<bp.conversation.Conversation['tags'], { topic?: string }>>(true),
  yes<Same<bp.message.Message['tags'], { seen?: string }>>(true),
  yes<Same<bp.configuration.Configuration, Empty>>(true),
  yes<Same<bp.AnyEventHandler, bp.EventHandlers['*']>>(true),
  yes<Same<bp.AnyActionHandler, bp.ActionHandlers['track' | 'weigh']>>(true),
  yes<
    Same<bp.AnyHookHanders['before_incoming_event'], bp.HookHandlers['before_incoming_event']['*']>
  >(true),
]
