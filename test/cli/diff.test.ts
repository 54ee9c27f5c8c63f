/** `plugin-kit diff`: against revisions of git, folders and saved models, and nothing is left behind. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { at, program, put, run, start } from './plugin-kit.js'

/** Temporary files of the program go where the test sees them. */
const env = () => ({ TMPDIR: at('tmp') })
const diff = (...args: readonly string[]) => run(['diff', ...args], { env: env() })

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com']
  return execFileSync('git', [...identity, ...args], { cwd: at(), encoding: 'utf8' })
}

const commit = (): void => {
  git('add', '--all')
  git('commit', '--quiet', '--allow-empty', '--message', 'x')
}

const plugin = (version: string, configuration: string, imports = ''): string =>
  `import { PluginDefinition, z } from 'botpress-plugin-kit'
${imports}
export default new PluginDefinition({
  name: 'demo',
  version: '${version}',
  configuration: { schema: z.object({ ${configuration} }) },
})
`

beforeEach(() => {
  mkdirSync(at('tmp'))
  put('.gitignore', 'node_modules\ntmp\ndist\n')
  put('plugin.definition.ts', plugin('1.0.0', 'a: z.string()'))
  git('init', '--quiet', '--initial-branch', 'main')
  commit()
})

/** All that a repository keeps for itself, but for what a look at it may refresh. */
const repository = () => readdirSync(at('.git'), { recursive: true }).sort()

test('compares with a revision, and leaves nothing behind', async () => {
  put('.git/hooks/post-index-change', '#!/bin/sh\ntouch hooked\n')
  execFileSync('chmod', ['+x', at('.git/hooks/post-index-change')])
  git('config', 'core.splitIndex', 'true')
  put('plugin.definition.ts', plugin('1.0.1', 'a: z.number()'))
  const [before, index] = [repository(), readFileSync(at('.git/index'))]
  const { code, stderr, stdout } = await diff('HEAD')
  expect(stderr).toBe(`✗ breaking configuration.schema.a plugin.definition.ts:6:39
    before  string
    after   number
    Breaks bots that configure the plugin: not all that was taken still is.

✗ demo: 1 change (1 breaking) since HEAD (1.0.0), which calls for 2.0.0; the version is 1.0.1
  → Write \`version: '2.0.0'\` in plugin.definition.ts
`)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(readdirSync(at('tmp'))).toEqual([])
  expect(repository()).toEqual(before)
  expect(readFileSync(at('.git/index')).equals(index)).toBe(true)
  expect(existsSync(at('hooked'))).toBe(false)
})

test('is content with a version that is high enough', async () => {
  put('plugin.definition.ts', plugin('2.0.0', 'a: z.number()'))
  const { code, stdout } = await diff('main')
  expect(stdout).toContain('since main (1.0.0), which calls for 2.0.0; the version is 2.0.0')
  expect(code).toBe(0)
  expect(await diff('main', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' })
})

test('says that nothing has changed', async () => {
  const { code, stdout } = await diff('HEAD')
  expect(stdout).toBe('✓ demo: nothing has changed since HEAD (1.0.0); the version is 1.0.0\n')
  expect(code).toBe(0)
})

test('evaluates all that the revision has, with the packages that are installed', async () => {
  put('packages/shared/package.json', '{ "name": "@acme/shared", "type": "module", "exports": "./dist/index.js" }')
  put('packages/shared/dist/index.js', "export { limit } from '../limit.js'")
  put('packages/shared/limit.js', "import { z } from 'zod-of-ours'\nexport const limit = z.string()")
  put('packages/shared/node_modules/zod-of-ours/package.json', '{ "name": "zod-of-ours", "type": "module", "exports": "./index.js" }')
  put('packages/shared/node_modules/zod-of-ours/index.js', "export { z } from 'botpress-plugin-kit'")
  mkdirSync(at('plugins/a/node_modules/@acme'), { recursive: true })
  symlinkSync('../../../../packages/shared', at('plugins/a/node_modules/@acme/shared'))
  put('plugins/a/package.json', '{ "name": "a", "type": "module" }')
  put('plugins/a/plugin.definition.ts', plugin('0.1.0', 'limit, ...own', "import { limit } from '@acme/shared'\nimport { own } from '../own.js'"))
  put('plugins/own.ts', "import { z } from 'botpress-plugin-kit'\nexport const own = { b: z.string() }")
  commit()
  put('packages/shared/limit.js', "import { z } from 'zod-of-ours'\nexport const limit = z.number()")
  put('plugins/own.ts', "import { z } from 'botpress-plugin-kit'\nexport const own = { b: z.string(), c: z.string().optional() }")
  const { code, stdout, stderr } = await diff('HEAD', 'plugins/a', '--json')
  expect(stderr).toContain('packages/shared/dist is not in HEAD: it was read as it is now')
  const [project] = (JSON.parse(stdout) as { projects: { changes: { path: string[] }[] }[] }).projects
  // The build output is that of now, and so is what it imports.
  expect(project!.changes.map(({ path }) => path.at(-1))).toEqual(['c'])
  expect(code).toBe(1)
}) // prettier-ignore

test('takes other packages of the repository as the revision has them', async () => {
  put('packages/shared/package.json', '{ "name": "shared", "type": "module", "exports": "./index.js" }')
  put('packages/shared/index.js', "import { z } from 'botpress-plugin-kit'\nexport const limit = z.string()")
  symlinkSync('../packages/shared', at('node_modules/shared'))
  put('plugin.definition.ts', plugin('1.0.0', 'limit', "import { limit } from 'shared'"))
  commit()
  put('packages/shared/index.js', "import { z } from 'botpress-plugin-kit'\nexport const limit = z.number()")
  const { code, stderr } = await diff('HEAD')
  expect(stderr).toContain('✗ breaking configuration.schema.limit')
  expect(code).toBe(1)
}) // prettier-ignore

test('reads files by the current folder as the revision has them', async () => {
  put('key.txt', 'old')
  put('plugin.definition.ts', plugin('1.0.0', '[key]: z.string()', "import { readFileSync } from 'node:fs'\nconst key = readFileSync('key.txt', 'utf8')")) // prettier-ignore
  commit()
  put('key.txt', 'new')
  const { stderr } = await diff('HEAD')
  expect(stderr).toContain('✗ breaking configuration.schema.old removed')
})

test('follows a plugin to where it was, and knows one that is new', async () => {
  git('mv', 'plugin.definition.ts', 'old.definition.ts')
  put('moved/plugin.definition.ts', plugin('1.0.0', 'a: z.number()'))
  const isNew = await diff('HEAD', 'moved')
  expect(isNew).toMatchObject({ code: 0, stdout: '✓ demo 1.0.0 is new: HEAD does not have it\n' })
  const followed = await diff('HEAD:plugin.definition.ts', 'moved')
  expect(followed.stderr).toContain('✗ breaking configuration.schema.a')
  expect(await diff('HEAD:nowhere', 'moved')).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no nowhere in HEAD') }) // prettier-ignore
})

test('shows what is wrong with the revision, where it is wrong', async () => {
  put('plugin.definition.ts', plugin('1.0.0', 'a: z.string()').replace("'demo'", "''"))
  commit()
  put('plugin.definition.ts', plugin('1.0.0', 'a: z.string()'))
  const { code, stderr } = await diff('HEAD')
  expect(stderr).toContain('HEAD:plugin.definition.ts:4:3 error name missing_name')
  expect(stderr).toContain("> 4 |   name: '',")
  expect(stderr).not.toContain(at('tmp'))
  expect(code).toBe(1)
})

test('compares with a folder, and with a saved model', async () => {
  put('old/plugin.definition.ts', plugin('0.9.0', 'a: z.string(), b: z.string().optional()'))
  const folder = await diff('old')
  expect(folder.code).toBe(0)
  expect(folder.stdout).toContain('✗ breaking configuration.schema.b removed')
  expect(await diff('old', 'old', '--save', 'model.json')).toMatchObject({ code: 0 })
  const saved = await diff('model.json')
  expect(saved.stdout).toBe(folder.stdout.replace('since old', 'since model.json'))
  put('model.json', '{ "format": "botpress-plugin-kit/model@999", "model": {} }')
  expect(await diff('model.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('another version') }) // prettier-ignore
  put('model.json', '{}')
  expect(await diff('model.json')).toMatchObject({ code: 2, stderr: expect.stringContaining('diff --save') }) // prettier-ignore
})

test('asks when a name is a revision and a folder', async () => {
  put('main/plugin.definition.ts', plugin('1.0.0', 'a: z.string(), b: z.string().optional()'))
  expect(await diff('main')).toMatchObject({ code: 2, stderr: expect.stringContaining('./main for the one') }) // prettier-ignore
  expect((await diff('./main')).stderr).toContain('configuration.schema.b removed')
  expect((await diff('main^0')).stdout).toContain('nothing has changed')
  expect(await diff('nobody')).toMatchObject({ code: 2, stderr: expect.stringContaining('no file, folder or git revision nobody') }) // prettier-ignore
})

test('annotates what breaks in a workflow, at its line', async () => {
  put('plugin.definition.ts', plugin('1.0.1', 'a: z.number()'))
  const { stderr } = await run(['diff', 'HEAD'], { env: { ...env(), GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: at() } }) // prettier-ignore
  expect(stderr).toContain(
    '::error file=plugin.definition.ts,line=6,col=39,title=breaking_change configuration.schema.a::Not all that was taken still is: this matters to bots that configure the plugin',
  )
  expect(stderr).toContain('::error file=plugin.definition.ts,title=version_too_low version::')
})

test('an interrupt takes the checkout away', async () => {
  put('plugin.definition.ts', plugin('1.0.0', 'a: z.string()', "import { existsSync } from 'node:fs'\nif (existsSync('slow')) for (;;) {}")) // prettier-ignore
  put('slow', '')
  commit()
  git('rm', '--quiet', 'slow')
  const { child, ended } = start(['diff', 'HEAD'], { env: env() })
  const isEvaluated = () => readdirSync(at('tmp')).some((name) => existsSync(join(at('tmp'), name, 'checkout/slow'))) // prettier-ignore
  while (!isEvaluated()) await sleep(20)
  child.kill('SIGINT')
  expect((await ended).code).toBe(null)
  expect(readdirSync(at('tmp'))).toEqual([])
})

test('works from a hook, which has git look elsewhere', async () => {
  put('.git/hooks/pre-commit', `#!/bin/sh\nexec "${process.execPath}" "${program}" diff HEAD plugins/a\n`)
  execFileSync('chmod', ['+x', at('.git/hooks/pre-commit')])
  put('plugins/a/plugin.definition.ts', plugin('1.0.0', 'a: z.string()'))
  git('add', '--all')
  git('commit', '--quiet', '--no-verify', '--message', 'x')
  put('plugins/a/plugin.definition.ts', plugin('1.0.0', 'a: z.number()'))
  git('add', '--all')
  expect(() => git('commit', '--quiet', '--message', 'y')).toThrow('which calls for 2.0.0')
}) // prettier-ignore
