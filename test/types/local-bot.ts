/**
 * What a test of the support desk's plugin can get wrong: each line below an expectation is an
 * error, at what is wrong, and no other is.
 */
import { createBot } from 'botpress-plugin-kit/testing'
import type { Plugin } from '../../fixtures/support-desk/.botpress/index.js'

declare const plugin: Plugin
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
  integrations: { zendesk: { actions: { create: (input) => ({ ticket: input.anything }) } } },
})
export const several = createBot({ plugins: { a: { plugin, configuration } } })

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
