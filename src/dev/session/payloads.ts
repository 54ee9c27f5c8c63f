/**
 * Looks at what the plugin hands to the platform: without `definition` in `new Plugin`, nothing else
 * does, and a wrong value would come up much later, in another bot.
 */
import { createCheck } from '../../runtime/index.js'
import type { Happening } from '../../testing/index.js'

/** A value of the definition's, with its place there. */
interface Value {
  readonly place: readonly string[]
  readonly value: unknown
  readonly isPatch?: boolean
}

/**
 * @param definition the author's
 * @param alias the name under which the bot has installed the plugin
 * @returns rejects with a `RuntimeError` for a value that does not fit
 */
export function createPayloadCheck(
  definition: object,
  alias: string,
): (happening: Happening) => Promise<void> {
  const check = createCheck(definition)
  return async (happening) => {
    for (const { place, value, isPatch } of valuesOf(happening, `${alias}#`)) {
      await check(place, value, isPatch)
    }
  }
}

function valuesOf(happening: Happening, prefix: string): readonly Value[] {
  const own = (name: string): string | undefined =>
    name.startsWith(prefix) ? name.slice(prefix.length) : undefined
  if (happening.kind === 'run') {
    const { kind, name, output, failure } = happening.run
    const action = kind === 'action' ? own(name) : undefined
    if (action === undefined || failure) return []
    return [{ place: ['actions', action, 'output'], value: output }]
  }
  if (happening.kind !== 'call') return []
  const { operation, input } = happening.call
  switch (operation) {
    case 'createEvent': {
      const name = own(input.type)
      return name === undefined ? [] : [{ place: ['events', name], value: input.payload }]
    }
    case 'callAction': {
      const name = own(input.type)
      return name === undefined ? [] : [{ place: ['actions', name, 'input'], value: input.input }]
    }
    case 'setState':
    case 'getOrSetState':
    case 'patchState': {
      const name = own(input.name)
      // Setting `null` takes the state away.
      if (name === undefined || input.payload === null) return []
      const isPatch = operation === 'patchState'
      return [{ place: ['states', name], value: input.payload, isPatch }]
    }
    case 'createTableRows':
      return input.rows.map((row) => ({ place: ['tables', input.table], value: row }))
    case 'createWorkflow':
      return [{ place: ['workflows', input.name, 'input'], value: input.input ?? {} }]
    default:
      return []
  }
}
