/** Wrong uses of the support desk plugin: each line below an expectation is an error, no other is. */
import type * as bp from '../../fixtures/support-desk/.botpress/index.js'

export const accessors: bp.ActionHandlers['openTicket'] = async (props) => {
  const { configuration, states, actions, integrations, interfaces, tables, workflows } = props
  const { client, conversations, messages, users } = props

  // @ts-expect-error a tuple of two
  configuration.hours[2]
  // @ts-expect-error with noUncheckedIndexedAccess any key of a record may be missing
  configuration.queues.first.email

  // @ts-expect-error wrong scope
  states.user.session
  // @ts-expect-error no workflow has a state
  states.workflow.session
  // @ts-expect-error wrong type of a property
  await states.conversation.session.set('c', { ticketId: 1 })
  // @ts-expect-error expiry is in milliseconds and called so
  await states.conversation.session.set('c', { ticketId: null }, { expiry: 1 })

  // @ts-expect-error unknown dependency
  actions.chat
  // @ts-expect-error missing property
  await actions.desk.openTicket({ priority: 1 })
  // @ts-expect-error wrong type of a property
  await interfaces.desk.openTicket({ subject: 's', priority: 'high' })
  // @ts-expect-error unknown action of an integration
  integrations.mail.sendAll
  // @ts-expect-error excess property
  await integrations.mail.send({ to: 'a@b.c', subject: 's', body: 'b', cc: '' })
  // @ts-expect-error the mapping's field is a string
  interfaces.desk.integrationAlias.name

  // tables
  // @ts-expect-error unknown table
  tables.tickets
  // @ts-expect-error unknown column
  await tables.ticketsTable.find({ filter: { closed: true } })
  // @ts-expect-error wrong type of a comparison
  await tables.ticketsTable.find({ filter: { ticketId: { $in: [1] } } })
  // @ts-expect-error unknown comparison
  await tables.ticketsTable.find({ filter: { ticketId: { $like: 'a%' } } })
  // @ts-expect-error unknown column
  await tables.ticketsTable.find({ orderBy: 'closed' })
  // @ts-expect-error unknown aggregate
  await tables.ticketsTable.find({ group: { priority: 'median' } })
  // @ts-expect-error missing column
  await tables.ticketsTable.create({ rows: [{ ticketId: 't' }] })
  // @ts-expect-error updating takes the row's id
  await tables.ticketsTable.update({ rows: [{ open: false }] })
  // @ts-expect-error unknown key column
  await tables.ticketsTable.upsert({ rows: [], keyColumn: 'number' })
  // @ts-expect-error wrong type of a column
  await client.createTableRows({ table: 'ticketsTable', rows: [{ ticketId: 1, subject: 's' }] })
  // @ts-expect-error unknown column
  await client.findTableRows({ table: 'ticketsTable', filter: { closed: true } })
  const { rows } = await tables.ticketsTable.find()
  // @ts-expect-error unknown column
  rows[0]?.closed
  // Tables of others are the platform's business.
  await client.findTableRows({ table: 'anyTable', filter: { anything: true } })

  // workflows
  // @ts-expect-error unknown workflow
  workflows.escalate
  // @ts-expect-error missing property
  await workflows.escalation.startNewInstance({ input: {} })
  // @ts-expect-error unknown tag
  await workflows.escalation.startNewInstance({ input: { ticketId: 't' }, tags: { step: '1' } })
  // @ts-expect-error unknown status
  workflows.escalation.listInstances({ statuses: ['open'] })

  // conversations
  // @ts-expect-error unknown dependency
  conversations.chat
  // @ts-expect-error unknown channel
  conversations.desk.thread
  // @ts-expect-error unknown tag
  conversations.desk.desk.list({ tags: { ticket: 't' } })
  const conversation = await conversations.desk.desk.getById({ id: 'c' })
  const common = { userId: 'u', tags: {} }
  // @ts-expect-error not a message of this channel
  await conversation.createMessage({ ...common, type: 'image', payload: { imageUrl: 'i' } })
  // @ts-expect-error wrong type of a property
  await conversation.createMessage({ ...common, type: 'note', payload: { text: 1 } })
  // @ts-expect-error tags are required
  await conversation.createMessage({ userId: 'u', type: 'text', payload: { text: 't' } })
  // @ts-expect-error unknown tag
  await conversation.update({ tags: { ticket: 't' } })
  // @ts-expect-error unknown filter
  messages.list({ userId: 'u' })
  // @ts-expect-error a participant leaves, a user alone cannot
  await (await users.getById({ id: 'u' })).removeFromConversation()
  // @ts-expect-error list needs a conversation's id to have participants
  await users.list({ conversation: 'c' }).takeAll()

  return { ticketId: 't' }
}

// @ts-expect-error missing output property
export const missingOutput: bp.ActionHandlers['openTicket'] = async () => ({})

export function register({ on }: bp.Plugin): void {
  on.message('note', async ({ message }) => {
    // @ts-expect-error a boolean
    message.payload.internal.length
  })
  // @ts-expect-error unknown event of a dependency
  on.event('desk:ticketOpened', async () => {})
  on.event('mail:bounced', async ({ event }) => {
    // @ts-expect-error unknown payload property
    event.payload.by
  })
  // @ts-expect-error unknown workflow
  on.workflowStart('escalate', async () => {})
  on.workflowContinue('escalation', async ({ workflow }) => {
    // @ts-expect-error wrong type of an output property
    await workflow.setCompleted({ output: { resolved: 'yes' } })
    // @ts-expect-error a reason is a text
    await workflow.setFailed({ failureReason: 1 })
    // @ts-expect-error unknown tag
    await workflow.update({ tags: { step: '1' } })
    // @ts-expect-error not yet known
    workflow.output.resolved.valueOf()
  })
  on.beforeOutgoingCallAction('mail:send', async ({ data }) => {
    // @ts-expect-error unknown input property
    data.input.cc
  })
  // @ts-expect-error unknown action of a dependency
  on.beforeOutgoingCallAction('mail:sendAll', async () => undefined)
  on.afterOutgoingCallAction('desk:openTicket', async ({ data }) => {
    // @ts-expect-error an entity has no such property of this type
    data.output.ticket.subject.number
  })
  on.beforeOutgoingMessage('note', async ({ data }) => {
    // @ts-expect-error unknown payload property
    data.payload.title
  })
  on.afterOutgoingMessage('note', async ({ data }) => {
    // @ts-expect-error the sent message is below `message`
    data.payload.text
  })
  on.stateExpired('session', async ({ state }) => {
    // @ts-expect-error unknown payload property
    state.payload.name
  })
}
