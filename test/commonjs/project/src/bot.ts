import { createBot } from 'botpress-plugin-kit/testing'
import { plugin } from './index'

export async function tryOut(): Promise<number> {
  const bot = createBot({ plugin })
  // @ts-expect-error: the input is typed
  await bot.callAction('count', { by: '1' })
  const { n } = await bot.callAction('count', { by: 1 })
  return n
}
