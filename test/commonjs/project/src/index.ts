/** A plugin in a package without `"type": "module"`, as most published ones are. */
import { RuntimeError } from 'botpress-plugin-kit'
import * as bp from '../.botpress'
import definition from '../plugin.definition'

export const plugin = new bp.Plugin({
  definition,
  actions: {
    count: async ({ input, states, events, ctx }) => {
      if (input.by === 0) throw new RuntimeError('Nothing to count', { reason: 'no_count' })
      const state = { id: ctx.botId, payload: { n: 0 } }
      const before: number = (await states.count.getOrSet(state)).state.payload.n
      const n = before + input.by
      await states.count.set({ id: ctx.botId, payload: { n } })
      await events.counted.emit({ n })
      return { n, at: new Date().toISOString() }
    },
  },
})

export default plugin

// @ts-expect-error: the payload is typed
export const wrong: bp.events.Events['counted'] = { n: '1' }
