/** The names that existing plugins import from their generated folder, and what they mean. */
import type * as bp from '../../fixtures/support-desk/.botpress/index.js'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const yes = <T extends true>(value: T): T => value

type StarProps<K extends keyof bp.HookHandlers> = Parameters<bp.HookHandlers[K]['*']>[0]

export const proofs: true[] = [
  yes<Same<bp.configuration.Configuration['greeting'], string>>(true),
  yes<Same<bp.states.States['session']['payload'], bp.states.session.Session['payload']>>(true),
  yes<Same<bp.actions.openTicket.input.Input, { subject: string; userId: string }>>(true),
  yes<Same<bp.actions.openTicket.output.Output, { ticketId: string }>>(true),
  yes<Same<bp.interfaces.desk.actions.closeTicket.input.Input, { ticketId: string }>>(true),
  yes<Same<bp.interfaces.desk.entities.ticket.Ticket, { id: string; subject: string }>>(true),
  yes<Same<bp.message.Message['tags'], { handled?: string }>>(true),
  yes<Same<bp.user.User['tags'], { tier?: string; lastTicket?: string }>>(true),
  yes<Same<bp.conversation.Conversation['tags'], { ticketId?: string }>>(true),
  yes<Same<bp.events.Events['reminderDue'], { ticketId: string }>>(true),
  yes<Same<bp.tables.Tables['ticketsTable']['open'], boolean>>(true),
  yes<Same<bp.TPlugin['name'], 'support-desk'>>(true),
  yes<Same<bp.ClientOperation, keyof bp.ClientInputs>>(true),
  yes<Same<keyof bp.ClientOutputs, keyof bp.ClientInputs>>(true),
  yes<Same<bp.PluginProps['actions'], bp.ActionHandlers>>(true),
  yes<Same<bp.PluginRuntimeProps['alias'], string>>(true),
  yes<Same<keyof bp.PluginHandlers, Extract<keyof bp.Plugin, `${string}Handlers`>>>(true),
  yes<Same<bp.ActionHandlerProps, Parameters<bp.ActionHandlers['openTicket' | 'closeTicket']>[0]>>(
    true,
  ),
  yes<Same<bp.MessageHandlerProps, Parameters<bp.MessageHandlers['*']>[0]>>(true),
  yes<Same<bp.EventHandlerProps, Parameters<bp.EventHandlers['*']>[0]>>(true),
  yes<Same<bp.StateExpiredHandlerProps, Parameters<bp.StateExpiredHandlers['*']>[0]>>(true),
  yes<Same<bp.HookHandlerProps['before_incoming_message'], StarProps<'before_incoming_message'>>>(
    true,
  ),
  yes<
    Same<bp.WorkflowHandlerProps['escalation'], Parameters<bp.WorkflowHandlers['escalation']>[0]>
  >(true),
]

export const client = (given: bp.Client): Pick<bp.Client, 'getState'> => given
