/** Handlers of one kind, by what they were registered for. */
import type { HostHandler, Installation, Section } from './context.js'
import { wireNames } from './installation.js'

/** Lists handlers in the order of registration. Lists are made at first use and kept. */
export class HandlerTable {
  readonly #section: Section
  readonly #entries: { readonly name: string; readonly handler: HostHandler }[] = []
  /** What the lists are made for: another installation has other names. */
  #plugin: Installation | undefined
  #lists = new Map<string, HostHandler[]>()

  /** `section` is where dependencies have what these handlers are registered for. */
  constructor(section: Section) {
    this.#section = section
  }

  add(name: string, handler: HostHandler): void {
    this.#entries.push({ name, handler })
    this.#plugin = undefined
  }

  /** The handlers for `name` and those for `*`, each once for each time that it was registered. */
  list(plugin: Installation, name: string): HostHandler[] {
    if (this.#plugin !== plugin) {
      const entries = this.#entries.map(({ name, handler }) => ({
        names: wireNames(plugin, this.#section, name),
        handler,
      }))
      this.#lists = new Map(
        ['*', ...entries.flatMap(({ names }) => names)].map((name) => [
          name,
          entries
            .filter(({ names }) => names.includes(name) || names.includes('*'))
            .map(({ handler }) => handler),
        ]),
      )
      this.#plugin = plugin
    }
    return [...((this.#lists.get(name) ?? this.#lists.get('*')) as HostHandler[])]
  }
}
