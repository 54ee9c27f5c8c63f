/** `plugin.dev.ts` is typed by the plugin: mistakes are told at the property that is wrong. */
import type { Backings, DevOptions } from 'botpress-plugin-kit/testing'
import type { Plugin as Analytics } from '../../fixtures/analytics/.botpress/index.ts'
import type { Plugin as SupportDesk } from '../../fixtures/support-desk/.botpress/index.ts'

export const nothing = {} satisfies DevOptions<Analytics>

// @ts-expect-error: what the configuration requires has to be there
export const required = {} satisfies DevOptions<SupportDesk>

export const wrong = {
  configuration: {
    // @ts-expect-error: a share is a number
    sampleRate: 'half',
  },
  users: [{ id: 'ann', tags: { 'analytics#segment': 'a' } }],
  now: '2026-01-01T00:00Z',
  integrations: {
    analytics: {
      actions: {
        // @ts-expect-error: the id of an event is a string
        trackEvent: ({ event }) => event.length,
      },
    },
  },
} satisfies DevOptions<Analytics>

export const misspelt = {
  integrations: {
    // @ts-expect-error: there is no such dependency
    analitics: {},
  },
} satisfies DevOptions<Analytics>

export const withPlugin = {
  // @ts-expect-error: it is the project's own
  plugin: {},
} satisfies DevOptions<Analytics>

export const mapped = {
  dependencies: { analytics: 'segment' },
  integrations: { segment: { actions: { trackEvent: () => 'id' } } },
} satisfies DevOptions<Analytics, Backings>
