/** Handlers of one kind, by what they were registered for. */
import type { PluginHandlers } from './types/index.js'

/** A handler as the host calls it. */
export type HostHandler = PluginHandlers['messageHandlers'][string][number]

/** What a handler is registered for to get all there is. */
const anything = '*'

/** Lists handlers in the order of registration. Lists are made at first use and kept. */
export class HandlerTable {
  readonly #wireNames: (name: string) => readonly string[]
  readonly #entries: { readonly name: string; readonly handler: HostHandler }[] = []
  #lists: ReadonlyMap<string, readonly HostHandler[]> | undefined

  /** `wireNames` gives the names under which a host looks for what an author calls `name`. */
  constructor(wireNames: (name: string) => readonly string[]) {
    this.#wireNames = wireNames
  }

  add(name: string, handler: HostHandler): void {
    this.#entries.push({ name, handler })
    this.forget()
  }

  /** Makes the lists anew at their next use, as wire names have changed. */
  forget(): void {
    this.#lists = undefined
  }

  /** The handlers for `name` and those for `*`, each once for each time that it was registered. */
  list(name: string): HostHandler[] {
    this.#lists ??= this.#makeLists()
    return [...(this.#lists.get(name) ?? this.#lists.get(anything) ?? [])]
  }

  #makeLists(): ReadonlyMap<string, readonly HostHandler[]> {
    const entries = this.#entries.map(({ name, handler }) => {
      return { names: this.#wireNames(name), handler }
    })
    const names = new Set([anything, ...entries.flatMap((entry) => entry.names)])
    const handlersFor = (name: string): HostHandler[] =>
      entries.flatMap((entry) =>
        entry.names.includes(name) || entry.names.includes(anything) ? [entry.handler] : [],
      )
    return new Map([...names].map((name) => [name, handlersFor(name)]))
  }
}
