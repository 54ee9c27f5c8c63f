/** The types of the analytics fixture's definition, as the SDK's generics want them. */

export interface TrackEventInput {
  /** The name of the event */
  event: string
  userId: string
  /** Anything worth keeping about the event */
  properties?: { [key: string]: any }
}

export interface TrackEventOutput {
  tracked: boolean
  /** The service's id for the event */
  eventId?: string
}

export interface GetStatsInput {
  period?: 'day' | 'week' | 'all'
}

export interface GetStatsOutput {
  totalEvents: number
  period: string
}

export type Actions = {
  trackEvent: { input: TrackEventInput; output: TrackEventOutput }
  getStats: { input: GetStatsInput; output: GetStatsOutput }
}

export interface Configuration {
  /** Whether anything is counted */
  enabled: boolean
  /** The share of events that are counted, from 0 to 1 */
  sampleRate: number
  /** Events that are never counted */
  excludeEvents?: string[]
}

export interface EventTracked {
  eventName: string
  userId: string
  /** Anything worth keeping about the event */
  properties: { [key: string]: any }
  timestamp: string
}

export interface OrderPlaced {
  orderId: string
  userId: string
  amount: number
}

export type Events = {
  eventTracked: EventTracked
  orderPlaced: OrderPlaced
}

export interface AnalyticsState {
  totalEvents: number
  /** When counting began */
  lastReset: string
}

export interface UserSession {
  eventCount: number
  lastEvent?: string
}

export type States = {
  analytics: { type: 'bot'; payload: AnalyticsState }
  userSession: { type: 'user'; payload: UserSession }
}

export interface AnalyticsItem {
  id: string
  label?: string
}

export type Analytics = {
  name: 'analytics'
  version: '2.1.0'
  actions: {
    trackEvent: {
      input: { event: string; userId: string; properties: { [key: string]: any } }
      /** The id that the service gave the event */
      output: string
    }
  }
  channels: {}
  events: { itemCreated: { item: AnalyticsItem } }
  entities: { item: AnalyticsItem }
}

export type Interfaces = { analytics: Analytics }

export type TPlugin = {
  name: 'analytics'
  version: '1.2.0'
  user: { tags: { segment?: string } }
  conversation: { tags: {} }
  message: { tags: { segment?: string } }
  configuration: Configuration
  interfaces: Interfaces
  integrations: {}
  actions: Actions
  events: Events
  states: States
  tables: {}
  workflows: {}
}
