/** An ES module of the same package: both kinds of modules have the same types. */
import type { LeanPlugin } from 'botpress-plugin-kit/runtime'
import { createBot } from 'botpress-plugin-kit/testing'
import { plugin } from './index.js'

// Fields that are private would tell apart two declarations of the same class.
export const base: LeanPlugin<any, any, 'counter'> = plugin
export const bot = createBot({ plugin })
export const counted: Promise<{ n: number }> = bot.callAction('count', { by: 1 })
// @ts-expect-error: the input is typed
void bot.callAction('count', { by: '1' })
