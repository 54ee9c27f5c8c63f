/**
 * A plugin of the SDK's, definition and sources, compiles on our generated folder as it is, and what
 * is wrong in it is an error: with all three compilers, and without a type of the SDK's for others.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generate } from '../../src/generator/index.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
let workspace = ''
let project = ''

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'sdk-sources-'))
  project = join(workspace, 'project')
  const installed = join(workspace, 'node_modules')
  await mkdir(installed)
  for (const name of ['@botpress', '@bpinternal']) {
    await symlink(join(modules, name), join(installed, name))
  }
  await symlink(root, join(installed, 'botpress-plugin-kit'))
  await cp(fileURLToPath(new URL('project', import.meta.url)), project, { recursive: true })
  const report = await generate({ path: project })
  expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([])
})

afterAll(() => rm(workspace, { recursive: true, force: true }))

describe.each(['typescript-5.9', 'typescript', 'typescript-7'])('%s', (compiler) => {
  it('accepts the sources, and finds what is wrong in them', async () => {
    const tsc = join(modules, compiler, 'bin/tsc')
    const printed = await promisify(execFile)(process.execPath, [tsc, '-p', project]).then(
      ({ stdout }) => stdout,
      (error: { stdout?: string }) => error.stdout ?? String(error),
    )
    expect(printed).toBe('')
  })
})

it('names the SDK in the index alone, and only its types', async () => {
  const folder = join(project, '.botpress')
  const files = (await readdir(folder)).filter((name) => name.endsWith('.ts'))
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  expect(texts.join('').match(/.*@botpress\/.*/g)).toEqual([
    "import type * as sdk from '@botpress/sdk'",
  ])
})

it('names nothing of the SDK for a definition of this package', async () => {
  for (const fixture of ['analytics', 'support-desk']) {
    const text = await readFile(join(root, 'fixtures', fixture, '.botpress/index.ts'), 'utf8')
    expect(text).not.toContain('@botpress')
  }
})
