/**
 * What a thread does while it waits for a definition. Code that has never run is several times
 * slower: it is compiled when it is first called. So the thread reads and prints a definition of its
 * own, of what most definitions have.
 */
import { setImmediate } from 'node:timers/promises'
import type { z } from 'zod'
import { tasks } from './tasks.js'

/** How often it does so. */
const rounds = 3

/**
 * @param modules what the thread has imported; without this package's entry among them, nothing is done
 * @param isNeeded whether a definition has come; asked before each round
 */
export async function warmUp(modules: readonly unknown[], isNeeded: () => boolean): Promise<void> {
  const kit = modules.find(isKit)
  if (kit === undefined) return
  for (let round = 0; round < rounds; round++) {
    await setImmediate()
    if (isNeeded()) return
    await import(`data:text/javascript,${round}`)
    await tasks.files(sample(kit), '', 'plugin.definition.ts')
  }
}

/** What is used of this package's entry. */
interface Kit {
  readonly PluginDefinition: new (props: object) => object
  readonly z: typeof z
}

function isKit(module: unknown): module is Kit {
  return typeof module === 'object' && module !== null && 'PluginDefinition' in module
}

/** A definition with something in each section of its own. */
export function sample({ PluginDefinition, z }: Kit): unknown {
  const schema = z.object({
    id: z.string().min(1).describe('Which one'),
    kind: z.enum(['small', 'large']).optional(),
    size: z.union([z.number().int(), z.literal('any')]).default(0),
    list: z.array(z.object({ isDone: z.boolean(), when: z.iso.datetime() })).default([]),
    more: z.record(z.string(), z.unknown()).nullable(),
  })
  return new PluginDefinition({
    name: 'sample',
    version: '1.0.0',
    title: 'Sample',
    configuration: { schema },
    states: { state: { type: 'user', schema, expiry: 1000 } },
    events: { event: { schema } },
    actions: {
      action: { title: 'Action', description: 'Acts', input: { schema }, output: { schema } },
      other: { input: { schema: z.object({}) }, output: { schema } },
    },
    tables: { rowsTable: { schema } },
    workflows: { work: { input: { schema }, output: { schema } } },
    user: { tags: { tag: { title: 'Tag', description: 'Marks' } } },
    conversation: { tags: { tag: {} } },
  })
}
