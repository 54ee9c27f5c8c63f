/**
 * The user's own document: its complete example, with only its two import lines changed, type-checks
 * against a definition that fits it and behaves as it reads. The document is not part of this
 * repository; where it is not at hand (outside the project's workplace), there is nothing to check.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBot } from '../src/testing/index.js'
import type { HostedPlugin } from '../src/testing/index.js'

const document = new URL('../../shared/docs/seed-plugin-implementation.txt', import.meta.url)
const fixtures = new URL('../fixtures/', import.meta.url).pathname
const tsc = new URL('../node_modules/typescript/bin/tsc', import.meta.url).pathname

/** The complete example, with its import lines changed. */
async function example(): Promise<string> {
  const text = await readFile(document, 'utf8')
  const [, code = ''] = /Complete Example\n([^]*?)See Also/.exec(text) ?? []
  return code
    .replace("'@botpress/sdk'", "'#botpress'")
    .replace("'./plugin.definition'", "'../plugin.definition.js'")
}

describe.skipIf(!existsSync(document))('the complete example of the seed document', () => {
  let project: string

  beforeAll(async () => {
    await mkdir(`${fixtures}node_modules`, { recursive: true })
    // Below node_modules the copy finds the package as the fixtures do, and git does not see it.
    project = await mkdtemp(`${fixtures}node_modules/seed-`)
    await cp(`${fixtures}analytics`, project, { recursive: true })
    await writeFile(join(project, 'src/index.ts'), await example())
    const config = JSON.parse(await readFile(join(project, 'tsconfig.json'), 'utf8')) as object
    const extended = { ...config, extends: '../../tsconfig.base.json' }
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(extended))
  })

  afterAll(() => rm(project, { recursive: true }))

  it('type-checks', async () => {
    const result = promisify(execFile)(process.execPath, [tsc, '-p', project])
    await expect(result).resolves.toMatchObject({ stdout: '' })
  })

  it.each(['analytics', 'statistics'])(
    'behaves as it reads when installed as %s',
    async (alias) => {
      const outfile = join(project, `dist/${alias}.mjs`)
      await build({
        entryPoints: [join(project, 'src/index.ts')],
        outfile,
        bundle: true,
        format: 'esm',
        platform: 'neutral',
      })
      const { default: plugin } = (await import(outfile)) as { default: HostedPlugin }
      const tracked: unknown[] = []
      const bot = createBot({
        plugin,
        alias,
        configuration: { excludeEvents: ['secret'] },
        users: ['ann'],
        dependencies: { analytics: 'service' },
        integrations: {
          service: {
            actions: {
              trackEvent: (input) => {
                tracked.push(input.event)
                return 'evt-1'
              },
            },
          },
        },
      })
      const state = (type: 'bot' | 'user', id: string, name: string, payload: object) =>
        bot.client.setState({ type, id, name: `${alias}#${name}`, payload })
      await state('bot', 'global', 'analytics', { totalEvents: 7, lastReset: 'Monday' })
      await state('user', 'ann', 'userSession', { eventCount: 0 })

      // A message is tracked when it comes in and when it has been handled.
      await bot.sendMessage({
        type: 'text',
        payload: { text: 'hi' },
        user: { id: 'ann', tags: { [`${alias}#segment`]: 'vip' } },
      })
      expect(tracked).toEqual(['message_received', 'message_processed'])
      // The event goes out under the installed alias, whatever the source calls it.
      expect(bot.events.map(({ type }) => type)).toEqual(
        Array<string>(2).fill(`${alias}#eventTracked`),
      )
      expect(bot.events[0]?.payload).toMatchObject({ eventName: 'message_received', userId: 'ann' })

      await bot.emitEvent({
        type: `${alias}#orderPlaced`,
        payload: { orderId: 'o', userId: 'ann', amount: 3 },
      })
      expect(tracked.at(-1)).toBe('order_placed')
      expect(bot.states.find(({ id }) => id === 'ann')?.payload).toEqual({ eventCount: 3 })

      await bot.emitEvent({ type: 'service:itemCreated', payload: { item: { id: 'i' } } })
      expect(bot.log.filter(({ level }) => level === 'info')).toHaveLength(5)

      await expect(
        bot.callAction('trackEvent', { event: 'signed_up', userId: 'ann' }),
      ).resolves.toEqual({ tracked: true, eventId: 'evt-1' })
      await expect(
        bot.callAction('trackEvent', { event: 'secret', userId: 'ann' }),
      ).resolves.toEqual({ tracked: false })
      await expect(bot.callAction('getStats', {})).resolves.toEqual({
        totalEvents: 7,
        period: 'since Monday',
      })
    },
  )
})
