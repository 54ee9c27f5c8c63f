/** What each realistic fixture says that its local bot is made of, as `plugin-kit dev` finds it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { type TimelineEntry, startDev } from '../../src/dev/index.js'

const fixtures = fileURLToPath(new URL('../../fixtures', import.meta.url))

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const calls = {
  answerer: { name: 'ask', input: { question: 'When do you open?' } },
  analytics: { name: 'trackEvent', input: { event: 'page_seen', userId: 'ann' } },
  'file-manager': { name: 'enqueue', input: { file: { id: 'f1', name: 'plan.txt' } } },
  // Its work is a workflow's.
  'file-sync': undefined,
  handoff: {
    name: 'start',
    input: { conversationId: 'chat', userId: 'ann', subject: 'A refund' },
  },
  'support-desk': { name: 'openTicket', input: { subject: 'Broken', userId: 'ann' } },
  // Its events come by the clock.
  'table-sync': undefined,
}

test.each(Object.entries(calls))('%s: nothing is missing, and it answers', async (name, call) => {
  // Elsewhere: what runs the fixture at the same time is not to meet this one.
  const outDir = mkdtempSync(join(tmpdir(), 'plugin-kit-dev-'))
  folders.push(outDir)
  const entries: TimelineEntry[] = []
  const dev = await startDev({
    definition: join(fixtures, name, 'plugin.definition.ts'),
    outDir,
    port: 0,
    fresh: true,
    onEntry: (entry) => entries.push(entry),
  })
  try {
    const ask = async (command: string, input: object): Promise<unknown> => {
      const init = { method: 'POST', body: JSON.stringify(input) }
      return (await fetch(`${dev.url}api/${command}`, init)).json()
    }
    const wrong = entries.flatMap(({ problem }) => problem?.code ?? [])
    expect(wrong.filter((code) => /stand_in|configuration|fails/.test(code))).toEqual([])
    if (call) expect(await ask('callAction', call)).toMatchObject({ ok: true })
    const message = { type: 'text', payload: { text: 'hi' } }
    expect(await ask('sendMessage', message)).toMatchObject({ ok: true })
    expect(entries.filter(({ level }) => level === 'error')).toEqual([])
  } finally {
    await dev.close()
  }
})
