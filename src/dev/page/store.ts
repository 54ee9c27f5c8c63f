/** What the page knows: kept up to date by the server's updates. */
import { batch, signal, type Signal } from '@preact/signals'
import type { Collections, Singles, Update } from '../protocol.js'

type Stored = { readonly [K in keyof Collections]: Signal<ReadonlyMap<string, Collections[K]>> }

/** The elements of each collection, by id, in the order of their creation. */
export const collections: Stored = {
  users: signal(new Map()),
  conversations: signal(new Map()),
  messages: signal(new Map()),
  events: signal(new Map()),
  states: signal(new Map()),
  workflows: signal(new Map()),
  files: signal(new Map()),
  rows: signal(new Map()),
  timeline: signal(new Map()),
}

export const singles: Signal<Singles> = signal({
  problems: [],
  clock: { now: new Date(0).toISOString(), mode: 'fixed' },
})

/** Whether the server can be reached. */
export const isConnected: Signal<boolean> = signal(false)

/** The latest entries of the timeline that the page keeps. */
const maximumEntries = 5000

/** Takes over what has changed. */
export function applyUpdate({ reset, singles: changed, set, remove }: Update): void {
  batch(() => {
    for (const name of Object.keys(collections) as (keyof Collections)[]) {
      change(name, reset, set?.[name], remove?.[name])
    }
    if (changed) singles.value = { ...singles.value, ...changed }
  })
}

function change<K extends keyof Collections>(
  name: K,
  reset: true | undefined,
  set: readonly Collections[K][] = [],
  remove: readonly string[] | 'all' = [],
): void {
  if (!reset && set.length === 0 && remove.length === 0) return
  const stored = collections[name] as Signal<ReadonlyMap<string, Collections[K]>>
  const elements = new Map(reset || remove === 'all' ? [] : stored.value)
  if (remove !== 'all') for (const id of remove) elements.delete(id)
  for (const element of set) elements.set(String(element.id), element)
  if (name === 'timeline') {
    for (const id of elements.keys()) {
      if (elements.size <= maximumEntries) break
      elements.delete(id)
    }
  }
  stored.value = elements
}
