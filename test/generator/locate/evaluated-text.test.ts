/** What is shown of a file is what was evaluated, whatever has become of it since. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Issue, codeFrame } from '../../../src/generator/index.js'
import { keepSources } from '../../../src/generator/locate/evaluated-text.js'

let folder: string
beforeEach(() => (folder = realpathSync(mkdtempSync(join(tmpdir(), 'text-')))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function issueIn(name: string) {
  const location = { file: join(folder, name), line: 1, column: 1 }
  return { severity: 'error', code: 'wrong', path: [], message: 'wrong', location } satisfies Issue
}

test('a file that was changed afterwards is shown as it was', async () => {
  const issue = issueIn('a.ts')
  writeFileSync(issue.location.file, 'evaluated')
  await sleep(15)
  keepSources([issue], Date.now())
  writeFileSync(issue.location.file, 'changed')
  expect(await codeFrame(issue.location)).toContain('evaluated')
})

test('a file that was changed meanwhile is not shown at all', async () => {
  const issue = issueIn('a.ts')
  writeFileSync(issue.location.file, 'changed')
  keepSources([issue], Date.now() - 1000)
  expect(await codeFrame(issue.location)).toBe('')
})

test('a file of which nothing was kept is shown as it is', async () => {
  const { location } = issueIn('a.ts')
  writeFileSync(location.file, 'there')
  expect(await codeFrame(location)).toContain('there')
})
