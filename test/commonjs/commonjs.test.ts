/** The package as published, in projects whose modules are CommonJS. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { installPacked } from '../../bench/packed.mjs'

const run = promisify(execFile)

let workspace = ''
let project = ''
let tarball = ''

beforeAll(async () => {
  workspace = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-commonjs-')))
  project = join(workspace, 'project')
  const modules = join(workspace, 'node_modules')
  const compilers = ['typescript-5.9', 'typescript', 'typescript-7']
  tarball = installPacked(modules, [...compilers, 'jest', '@types'])
  cpSync(new URL('project', import.meta.url), project, { recursive: true })
  await run(process.execPath, [
    join(modules, 'botpress-plugin-kit/dist/cli/main.js'),
    ...['gen', project],
  ])
})

afterAll(() => rmSync(workspace, { recursive: true, force: true }))

/** What tsc prints: nothing where all is well. */
async function errors(compiler: string, ...flags: readonly string[]): Promise<string> {
  const tsc = join(workspace, 'node_modules', compiler, 'bin/tsc')
  return run(process.execPath, [tsc, ...flags], { cwd: project }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout || String(error),
  )
}

const node = ['node16', 'node18'].map((module) => ['--module', module])
const bundler = ['--module', 'commonjs', '--moduleResolution', 'bundler']
const classic = [
  '-p',
  'tsconfig.classic.json',
  '--module',
  'commonjs',
  '--moduleResolution',
  'node10',
]

describe.each([
  { compiler: 'typescript-5.9', ways: [...node, classic] },
  { compiler: 'typescript', ways: [...node, bundler, [...classic, '--ignoreDeprecations', '6.0']] },
  { compiler: 'typescript-7', ways: [...node, ['--module', 'nodenext'], bundler] },
])('$compiler', ({ compiler, ways }) => {
  it.each(ways.map((flags) => flags.join(' ')))('accepts a plugin: %s', async (flags) => {
    expect(await errors(compiler, '--noEmit', ...flags.split(' '))).toBe('')
  })
})

it('declares for each way of importing what is there', async () => {
  const { problems } = (await checkPackage(
    createPackageFromTarballData(readFileSync(tarball)),
  )) as { problems: readonly object[] }
  expect(problems).toEqual([
    // Scripts are ES modules.
    { kind: 'CJSResolvesToESM', entrypoint: './generator', resolutionKind: 'node16-cjs' },
  ])
})

test("Jest runs a plugin's tests with its defaults", async () => {
  expect(await errors('typescript')).toBe('')
  const jest = join(workspace, 'node_modules/jest/bin/jest.js')
  const { stderr } = await run(process.execPath, [jest, '--no-cache'], { cwd: project })
  expect(stderr).toMatch(/Tests: +2 passed, 2 total/)
})

test('what is required and what is imported share what they hold', async () => {
  const script = join(workspace, 'both.mjs')
  writeFileSync(script, both)
  const { stdout } = await run(process.execPath, [script])
  expect(JSON.parse(stdout)).toEqual({
    testing: true,
    definition: true,
    registry: 'A name',
    view: true,
    // By this, gen finds what a definition will import.
    beside: true,
    action: { text: 'hi' },
  })
})

/** Loads every entry both ways, as a test does whose plugin is CommonJS and which itself is not. */
const both = `
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import * as kit from 'botpress-plugin-kit'
import * as testing from 'botpress-plugin-kit/testing'

const require = createRequire(import.meta.url)
const required = {
  kit: require('botpress-plugin-kit'),
  runtime: require('botpress-plugin-kit/runtime'),
  testing: require('botpress-plugin-kit/testing'),
}
const named = required.kit.z.string().meta({ title: 'A name' })
const schema = required.kit.z.object({ text: named })
const definition = new kit.PluginDefinition({ name: 'p', version: '1.0.0', configuration: { schema } })
const plugin = new required.runtime.Plugin(
  { definition, actions: { say: async ({ configuration }) => configuration } },
  { name: 'p', version: '1.0.0' },
)
const bot = testing.createBot({ plugin, configuration: { text: 'hi' } })
console.log(JSON.stringify({
  testing: Object.keys(testing).every((name) => testing[name] === required.testing[name]),
  definition: Object.keys(kit).join() === Object.keys(required.kit).sort().join(),
  registry: kit.z.globalRegistry.get(named).title,
  beside: import.meta.resolve('botpress-plugin-kit') === pathToFileURL(require.resolve('botpress-plugin-kit').replace(/\\.cjs$/, '.js')).href,
  view: definition.configuration.schema[kit.authoredSchema] === schema,
  action: await bot.callAction('say', {}),
}))
`
