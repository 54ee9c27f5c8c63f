/**
 * What a test of the support desk's plugin can get wrong: each line below an expectation is an
 * error, at what is wrong, and no other is.
 */
import { createBot } from 'botpress-plugin-kit/testing'
import type { Plugin as Analytics } from '../../fixtures/analytics/.botpress/index.js'
import type { Plugin } from '../../fixtures/support-desk/.botpress/index.js'

declare const plugin: Plugin
declare const analytics: Analytics
const configuration = { queues: { first: { email: 'a@b.ch' } } }

/** All that is right. */
export const bot = createBot({
  plugin,
  alias: 'desk',
  configuration,
  users: ['ann', { id: 'bob', tags: { 'desk#tier': 'gold' } }],
  integrations: {
    desk: {
      actions: {
        openTicket: async ({ subject, priority }) => ({
          ticket: { id: subject, subject, rank: priority?.toFixed() },
        }),
        closeTicket: () => ({}),
      },
    },
    mail: { actions: { send: ({ to }) => ({ messageId: to }) } },
  },
})
export const mapped = createBot({
  plugin,
  configuration,
  dependencies: { desk: { integrationAlias: 'zendesk', actions: { openTicket: 'create' } } },
  integrations: {
    zendesk: { actions: { create: (input) => ({ ticket: input.anything }) } },
    mail: { actions: { send: ({ to }) => ({ messageId: to.trim() }) } },
  },
})
export const several = createBot({
  plugins: { a: { plugin, configuration }, stats: { plugin: analytics, configuration: {} } },
  integrations: {
    analytics: { actions: { trackEvent: ({ event }) => event.trim() } },
    desk: { actions: { closeTicket: () => ({}) } },
  },
})
export const severalMapped = createBot({
  plugins: {
    a: { plugin, configuration, dependencies: { mail: 'post' } },
    stats: { plugin: analytics, configuration: {} },
  },
  integrations: {
    post: { actions: { anything: (input) => input.anything } },
    desk: {
      actions: { openTicket: ({ subject }) => ({ ticket: { id: subject.trim(), subject } }) },
    },
  },
})
export const shared = createBot({
  plugins: { a: { plugin, configuration }, b: { plugin, configuration } },
  integrations: { mail: { actions: { send: ({ to }) => ({ messageId: to.trim() }) } } },
})
export const beside = createBot({
  plugin,
  configuration,
  botDefinition: { integrations: { slack: {} } },
  integrations: { slack: { actions: { anything: (input) => input.anything } } },
})
export const unnamed = createBot({ plugin, configuration })
declare const alias: string
export const anyAlias = createBot({ plugin, alias, configuration })
export const withOwn = createBot({
  plugin,
  configuration,
  botDefinition: { states: {}, tables: {}, events: {} },
})

export async function right(): Promise<void> {
  const { ticketId } = await bot.callAction('openTicket', { subject: 's', userId: 'ann' })
  await bot.callAction('desk#closeTicket', { ticketId })
  await bot.callAction('closeTicket', { ticketId, notify: false })
  await bot.sendMessage('hi')
  await bot.sendMessage({ type: 'note', payload: { text: 'psst' } })
  await bot.sendMessage({ type: 'of another bot', payload: { anything: 1 } })
  await bot.emitEvent({ type: 'desk#ticketOpened', payload: { ticketId } })
  await bot.emitEvent({ type: 'slack:anything', payload: { any: 1 } })
  await bot.startWorkflow({ name: 'escalation', input: { ticketId }, tags: { stage: '1' } })
  await mapped.callAction('closeTicket', { ticketId })
  await several.callAction('a#closeTicket', { ticketId })
  await several.callAction('trackEvent', { event: 'e', userId: 'ann' })
  await several.emitEvent({ type: 'a#ticketOpened', payload: { ticketId } })
  await several.emitEvent({
    type: 'stats#orderPlaced',
    payload: { orderId: 'o', userId: 'ann', amount: 1 },
  })
  await bot.emitEvent({ type: 'desk:ticketClosed', payload: { ticketId } })
  await bot.emitEvent({ type: 'mail:bounced', payload: { messageId: 'm', reason: 'full' } })
  await unnamed.emitEvent({ type: 'support-desk#ticketOpened', payload: { ticketId } })
  await anyAlias.emitEvent({ type: 'any#ticketOpened', payload: { ticketId } })
  await bot.expireState({ type: 'user', id: 'ann', name: 'desk#profile' })
  bot.setTags({ type: 'conversation', id: 'c' }, { 'slack:thread': '1' })
  bot.setTags({ type: 'user', id: 'ann' }, { 'desk#tier': '' })
  anyAlias.setTags({ type: 'user', id: 'ann' }, { 'any#tier': 'gold' })
  withOwn.setTags({ type: 'user', id: 'ann' }, { own: '1' })
  await bot.sendMessage({
    type: 'text',
    payload: { text: 'hi' },
    tags: { 'desk#handled': 'true', 'slack:ts': '1' },
    user: { id: 'bob', tags: { 'desk#tier': 'gold' } },
  })
}

/** What is read is typed, too. */
export function read(): (number | string | boolean | undefined)[] {
  const session = bot.states.find((state) => state.name === 'desk#session')
  const step: number | undefined = session?.payload.step
  const profile = bot.states.find((state) => state.name === 'desk#profile')
  const name: string | undefined = profile?.payload.name
  const total = several.states.find((state) => state.name === 'stats#analytics')
  const events: number | undefined = total?.payload.totalEvents
  const row = bot.tables.ticketsTable?.[0]
  const open: boolean | undefined = row?.open
  const id: number | undefined = row?.id
  const theirs = withOwn.states.find((state) => state.name === 'own')
  return [step, name, events, open, id, theirs?.payload['any'], withOwn.tables['ownTable']?.length]
}

/** What is wrong when a bot is made. */
export function made(): void {
  createBot({
    plugin,
    // @ts-expect-error no configuration that is required
    configuration: {},
  })
  createBot({
    plugin,
    // @ts-expect-error a configuration of another type
    configuration: { queues: [] },
  })
  createBot({
    plugin,
    // @ts-expect-error a value of the wrong type
    configuration: { queues: {}, greeting: 1 },
  })
  createBot({
    plugin,
    // @ts-expect-error a tuple that is too long
    configuration: { queues: {}, hours: [9, 12, 17] },
  })
  createBot({
    plugin,
    // @ts-expect-error a value deep inside
    configuration: { queues: { first: { email: 1 } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error a name is a string
    alias: 1,
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error no dependency has the alias
    integrations: { dsek: {} },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error no action has the name
    integrations: { mail: { actions: { sned: () => ({ messageId: '' }) } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an action of another dependency
    integrations: { mail: { actions: { openTicket: () => ({}) } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an output without what is required
    integrations: { mail: { actions: { send: () => ({}) } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an output of the wrong type
    integrations: { mail: { actions: { send: () => ({ messageId: 1 }) } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an output of the wrong type, deep inside
    integrations: { desk: { actions: { openTicket: () => ({ ticket: { id: 1, subject: '' } }) } } },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error an asynchronous one is blamed as a whole
    integrations: { mail: { actions: { send: async () => ({ messageId: 1 }) } } },
  })
  createBot({
    plugin,
    configuration,
    integrations: {
      mail: {
        actions: {
          // @ts-expect-error an input that there is not
          send: ({ recipient }) => ({ messageId: recipient }),
        },
      },
    },
  })
  createBot({
    plugin,
    configuration,
    integrations: {
      mail: {
        actions: {
          // @ts-expect-error an input of another type
          send: (input: { to: number }) => ({ messageId: String(input.to) }),
        },
      },
    },
  })
  createBot({
    plugin,
    configuration,
    integrations: {
      desk: {
        actions: {
          // @ts-expect-error a default that is not filled in on the way out may be missing
          openTicket: ({ subject, priority }) => ({ ticket: { id: priority.toFixed(), subject } }),
        },
      },
    },
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error a page is a number of elements
    pageSize: '10',
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error a user has an id
    users: [{ name: 'Ann' }],
  })
  createBot({
    plugin,
    configuration,
    // @ts-expect-error no such setting of the clock
    now: true,
  })
}

/** What is wrong when a bot is used. */
export async function used(): Promise<void> {
  // @ts-expect-error no such action
  await bot.callAction('opnTicket', { subject: 's', userId: 'u' })
  // @ts-expect-error no such action, with an alias
  await bot.callAction('desk#opnTicket', { subject: 's', userId: 'u' })
  // @ts-expect-error an action of a dependency
  await bot.callAction('send', {})
  // @ts-expect-error no input
  await bot.callAction('openTicket')
  // @ts-expect-error an input without what is required
  await bot.callAction('openTicket', { subject: 's' })
  // @ts-expect-error a value of the wrong type
  await bot.callAction('openTicket', { subject: 's', userId: 1 })
  // @ts-expect-error a name that there is not
  await bot.callAction('openTicket', { subject: 's', userId: 'u', urgent: true })
  // @ts-expect-error a value of the wrong type, with an alias
  await bot.callAction('desk#closeTicket', { ticketId: 't', notify: 'yes' })
  // @ts-expect-error an output that there is not
  ;(await bot.callAction('openTicket', { subject: 's', userId: 'u' })).id
  // @ts-expect-error an output of another type
  ;(await bot.callAction('closeTicket', { ticketId: 't' })).closed.toFixed()

  // @ts-expect-error no such event
  await bot.emitEvent({ type: 'desk#tiketOpened', payload: { ticketId: 't' } })
  // @ts-expect-error no alias
  await bot.emitEvent({ type: 'ticketOpened', payload: { ticketId: 't' } })
  // @ts-expect-error a payload of the wrong type
  await bot.emitEvent({ type: 'desk#ticketOpened', payload: { ticketId: 1 } })
  // @ts-expect-error a payload without what is required
  await bot.emitEvent({ type: 'desk#ticketOpened', payload: { urgent: true } })
  // @ts-expect-error a name that there is not
  await bot.emitEvent({ type: 'desk#reminderDue', payload: { ticketId: 't', at: 1 } })
  // @ts-expect-error no payload
  await bot.emitEvent({ type: 'desk#reminderDue' })
  // @ts-expect-error an id is a string
  await bot.emitEvent({ type: 'desk#reminderDue', payload: { ticketId: 't' }, userId: 1 })

  // @ts-expect-error a payload of the wrong type
  await bot.sendMessage({ type: 'text', payload: { text: 1 } })
  // @ts-expect-error a payload of another message
  await bot.sendMessage({ type: 'image', payload: { text: 'hi' } })
  // @ts-expect-error a value of the wrong type
  await bot.sendMessage({ type: 'note', payload: { text: 'hi', internal: 'yes' } })
  // @ts-expect-error no payload
  await bot.sendMessage({ type: 'text' })
  // @ts-expect-error tags are strings
  await bot.sendMessage({ type: 'text', payload: { text: 'hi' }, tags: { 'desk#handled': 1 } })

  // @ts-expect-error no such workflow
  await bot.startWorkflow({ name: 'esclation', input: { ticketId: 't' } })
  // @ts-expect-error no input
  await bot.startWorkflow({ name: 'escalation' })
  // @ts-expect-error an input of the wrong type
  await bot.startWorkflow({ name: 'escalation', input: { ticketId: 1 } })
  // @ts-expect-error a name that there is not
  await bot.startWorkflow({ name: 'escalation', input: { ticketId: 't', lvl: 1 } })
  // @ts-expect-error a tag that there is not
  await bot.startWorkflow({ name: 'escalation', input: { ticketId: 't' }, tags: { stge: '1' } })

  // @ts-expect-error no such operation
  bot.fail('setStat', 'RateLimited')
  // @ts-expect-error no such error
  bot.fail('setState', 'TooMany')
  // @ts-expect-error an input that the operation does not take
  bot.fail('getUser', 'RateLimited', { when: ({ userId }) => userId === 'u' })
  // @ts-expect-error the type of a state
  await bot.expireState({ type: 'users', id: 'u', name: 'desk#profile' })
  // @ts-expect-error whose tags
  bot.setTags({ type: 'bot', id: 'b' }, {})
  // @ts-expect-error milliseconds
  await bot.advance('1 day')
}

/** What is wrong when states, tables and events of dependencies are used. */
export async function stored(): Promise<void> {
  // @ts-expect-error no such state
  bot.states.find((state) => state.name === 'desk#sesion')
  // @ts-expect-error another alias
  bot.states.find((state) => state.name === 'dsek#session')
  // @ts-expect-error the payload of another state
  bot.states.find((state) => state.name === 'desk#session')?.payload.open
  // @ts-expect-error a payload of another type
  bot.states.find((state) => state.name === 'desk#totals')?.payload.open.trim()
  // @ts-expect-error no such state, under any alias
  anyAlias.states.find((state) => state.name === 'desk#sesion')
  // @ts-expect-error another alias than the plugin's name
  unnamed.states.find((state) => state.name === 'desk#session')
  // @ts-expect-error the payload of another state
  unnamed.states.find((state) => state.name === 'support-desk#session')?.payload.open
  // @ts-expect-error another alias than the plugin's name
  await unnamed.emitEvent({ type: 'desk#ticketOpened', payload: { ticketId: 't' } })
  // @ts-expect-error another alias than the plugin's name
  await unnamed.callAction('desk#closeTicket', { ticketId: 't' })
  // @ts-expect-error no such state to end
  await bot.expireState({ type: 'user', id: 'u', name: 'desk#profil' })
  // @ts-expect-error no such table
  bot.tables.ticketTable
  // @ts-expect-error a table may have no rows yet
  bot.tables.ticketsTable.length
  // @ts-expect-error no such column
  bot.tables.ticketsTable?.[0]?.title
  // @ts-expect-error a column of another type
  bot.tables.ticketsTable?.[0]?.subject.toFixed()

  // @ts-expect-error a payload of the wrong type
  await bot.emitEvent({ type: 'desk:ticketClosed', payload: { ticketId: 1 } })
  // @ts-expect-error a name that there is not
  await bot.emitEvent({ type: 'desk:ticketClosed', payload: { tiketId: 't' } })
  // @ts-expect-error a payload of another event
  await bot.emitEvent({ type: 'mail:bounced', payload: { ticketId: 't' } })
  // @ts-expect-error no payload
  await bot.emitEvent({ type: 'mail:bounced' })
  // @ts-expect-error an own event of another alias
  await bot.emitEvent({ type: 'dsek#ticketOpened', payload: { ticketId: 't' } })
}

/** What is wrong with tags, where they are named as stored. */
export async function tagged(): Promise<void> {
  createBot({
    plugin,
    alias: 'desk',
    configuration,
    // @ts-expect-error no such tag
    users: [{ id: 'bob', tags: { 'desk#teir': 'gold' } }],
  })
  createBot({
    plugin,
    alias: 'desk',
    configuration,
    // @ts-expect-error a tag of users
    conversations: [{ id: 'c', tags: { 'desk#tier': 'gold' } }],
  })
  const text = { type: 'text', payload: { text: 'hi' } } as const
  // @ts-expect-error no such tag
  await bot.sendMessage({ ...text, tags: { 'desk#handeld': 'true' } })
  // @ts-expect-error no alias
  await bot.sendMessage({ ...text, tags: { handled: 'true' } })
  // @ts-expect-error another alias
  await bot.sendMessage({ ...text, tags: { 'dsek#handled': 'true' } })
  // @ts-expect-error another alias than the plugin's name
  await unnamed.sendMessage({ ...text, tags: { 'desk#handled': 'true' } })
  // @ts-expect-error a tag of messages
  await bot.sendMessage({ ...text, user: { id: 'bob', tags: { 'desk#handled': 'true' } } })
  // @ts-expect-error no such tag
  bot.setTags({ type: 'user', id: 'bob' }, { 'desk#teir': 'gold' })
  // @ts-expect-error a tag of users
  bot.setTags({ type: 'message', id: 'm' }, { 'desk#tier': 'gold' })
  // @ts-expect-error no such tag, under any alias
  anyAlias.setTags({ type: 'user', id: 'bob' }, { 'any#teir': 'gold' })
  // @ts-expect-error a tag of another plugin
  several.setTags({ type: 'user', id: 'bob' }, { 'stats#tier': 'gold' })
}

/** What is wrong with stand-ins, where the bot has several plugins or dependencies are mapped. */
export function stoodIn(): void {
  const plugins = {
    a: { plugin, configuration },
    stats: { plugin: analytics, configuration: {} },
  }
  createBot({
    plugins,
    // @ts-expect-error no plugin has the dependency
    integrations: { malil: { actions: {} } },
  })
  createBot({
    plugins,
    // @ts-expect-error an output of the wrong type
    integrations: { mail: { actions: { send: () => ({ messageId: 1 }) } } },
  })
  createBot({
    plugins,
    // @ts-expect-error no such action
    integrations: { analytics: { actions: { track: () => '' } } },
  })
  createBot({
    plugins: { ...plugins, b: { plugin, configuration } },
    // @ts-expect-error an output that does for none of the two
    integrations: { mail: { actions: { send: () => ({}) } } },
  })
  createBot({
    plugins: { a: { plugin, configuration, dependencies: { desk: 'zendesk' } } },
    // @ts-expect-error the dependency has been mapped to another integration
    integrations: { desk: { actions: {} } },
  })
  createBot({
    plugins: { a: { plugin, configuration, dependencies: { desk: 'zendesk' } } },
    // @ts-expect-error an output of the wrong type, of one that is not mapped
    integrations: { mail: { actions: { send: () => ({ messageId: 1 }) } } },
  })
  createBot({
    plugin,
    configuration,
    dependencies: { desk: 'zendesk' },
    // @ts-expect-error an output of the wrong type, of one that is not mapped
    integrations: { mail: { actions: { send: () => ({ messageId: 1 }) } } },
  })
  createBot({
    plugin,
    configuration,
    dependencies: { desk: 'zendesk' },
    // @ts-expect-error no dependency, and none is mapped to it
    integrations: { zendisk: { actions: {} } },
  })
}

/** What is wrong with several plugins. */
export async function withSeveral(): Promise<void> {
  createBot({
    plugins: {
      // @ts-expect-error a configuration of another type
      a: { plugin, configuration: { queues: [] } },
      stats: { plugin: analytics, configuration: {} },
    },
  })
  // @ts-expect-error no such action of any
  await several.callAction('opnTicket', { subject: 's', userId: 'u' })
  // @ts-expect-error an action of another
  await several.callAction('a#trackEvent', { event: 'e', userId: 'u' })
  // @ts-expect-error no such alias
  await several.callAction('b#closeTicket', { ticketId: 't' })
  // @ts-expect-error an input of the wrong type
  await several.callAction('stats#trackEvent', { event: 1, userId: 'u' })
  // @ts-expect-error an event of another
  await several.emitEvent({ type: 'stats#ticketOpened', payload: { ticketId: 't' } })
  // @ts-expect-error a payload of another event
  await several.emitEvent({ type: 'stats#orderPlaced', payload: { ticketId: 't' } })
  // @ts-expect-error a payload of the wrong type
  await several.sendMessage({ type: 'note', payload: { text: 1 } })
  // @ts-expect-error no such workflow of any
  await several.startWorkflow({ name: 'esclation', input: { ticketId: 't' } })
  // @ts-expect-error a state of another
  several.states.find((state) => state.name === 'stats#session')
  // @ts-expect-error a column that there is not
  several.tables.ticketsTable?.[0]?.title
}
