/** Drives a local bot, and tells how many milliseconds of the processor's time that took: messages, or states that expire. */
import { createBot } from 'botpress-plugin-kit/testing'

const [what, size] = [process.argv[2], Number(process.argv[3])]

/** A plugin as a host sees it, by its handlers. */
const plugin = (handlers) => ({
  initialize() {
    return this
  },
  actionHandlers: {},
  messageHandlers: {},
  eventHandlers: {},
  stateExpiredHandlers: {},
  hookHandlers: {},
  workflowHandlers: {},
  ...handlers,
})

/** Milliseconds since a moment. */
function processorTime(begin) {
  const { user, system } = process.cpuUsage(begin)
  return (user + system) / 1000
}

const runs = {
  async messages(count) {
    let handled = 0
    const bot = createBot({
      plugin: plugin({ messageHandlers: { text: [() => void handled++] } }),
    })
    await bot.sendMessage('warm')
    const begin = process.cpuUsage()
    for (let sent = 0; sent < count; sent += 100) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => bot.sendMessage(`${index}`)))
    }
    const taken = processorTime(begin)
    if (handled !== count + 1) throw new Error(`${handled} messages were handled`)
    return taken
  },

  async states(count) {
    let expired = 0
    const bot = createBot({
      plugin: plugin({ stateExpiredHandlers: { session: [() => void expired++] } }),
      botDefinition: { states: { session: { type: 'bot' } } },
    })
    const begin = process.cpuUsage()
    for (let id = 0; id < count; id++) {
      const key = { type: 'bot', id: `${id}`, name: 'session' }
      await bot.client.setState({ ...key, payload: {}, expiry: 1 + (id % 1000) })
    }
    await bot.advance(1000)
    const taken = processorTime(begin)
    if (expired !== count) throw new Error(`${expired} states expired`)
    return taken
  },
}

console.log(JSON.stringify(await runs[what](size)))
