/**
 * The fixtures whose definitions are the SDK's compile on our generated folder with three compilers,
 * as do their tests, and on the SDK's own types: they move both ways.
 */
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sdkFixtures, writeSdkFolder } from '../../bench/sdk-folder.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const modules = join(root, 'node_modules')
let workspace = ''

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'sdk-fixtures-'))
  await mkdir(join(workspace, 'node_modules'))
  for (const name of ['@botpress', '@bpinternal', '@types']) {
    await symlink(join(modules, name), join(workspace, 'node_modules', name))
  }
  await symlink(root, join(workspace, 'node_modules/botpress-plugin-kit'))
  for (const name of ['tsconfig.base.json', 'tsconfig.sdk.json']) {
    await cp(join(root, 'fixtures', name), join(workspace, name))
  }
})

afterAll(() => rm(workspace, { recursive: true, force: true }))

async function errors(compiler: string, project: string): Promise<string> {
  const tsc = join(modules, compiler, 'bin/tsc')
  return await promisify(execFile)(process.execPath, [tsc, '-p', project]).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? String(error),
  )
}

describe.each(sdkFixtures)('%s', (fixture) => {
  const source = join(root, 'fixtures', fixture)

  it.each(['typescript-5.9', 'typescript', 'typescript-7'])(
    'compiles on our folder: %s',
    async (compiler) => {
      expect(await errors(compiler, join(source, 'test'))).toBe('')
    },
  )

  it("compiles on the SDK's own types", async () => {
    const project = join(workspace, fixture)
    for (const path of ['src', 'package.json', 'tsconfig.json']) {
      await cp(join(source, path), join(project, path), { recursive: true })
    }
    writeSdkFolder(join(source, '.botpress'), join(project, '.botpress'))
    expect(await errors('typescript', project)).toBe('')
  })
})
