/** `plugin-kit deploy`: builds, then runs the project's own `bp`. */
import { chmodSync, existsSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { at, definition, put, read, run } from './plugin-kit.js'

/** Stands in for the platform's tool: notes down how it was called. */
const tool = `#!/usr/bin/env node
const { writeFileSync, existsSync } = require('node:fs')
const built = existsSync('.botpress/dist/index.cjs')
writeFileSync('called.json', JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), built }))
console.log('deployed')
process.exit(Number(process.env.BP_EXIT ?? 0))
`

function installTool(folder = '.'): void {
  put(`${folder}/node_modules/.bin/bp`, tool)
  put(`${folder}/node_modules/.bin/package.json`, '{ "type": "commonjs" }')
  chmodSync(at(folder, 'node_modules/.bin/bp'), 0o755)
}

beforeEach(() => {
  put(
    'plugin/package.json',
    JSON.stringify({ type: 'module', imports: { '#botpress': './.botpress/index.ts' } }),
  )
  put('plugin/plugin.definition.ts', definition('first'))
  put(
    'plugin/src/index.ts',
    "import { Plugin } from '#botpress'\nexport default new Plugin({ actions: {} as never })\n",
  )
})

test('runs bp in the project, after the build, with what stands behind --', async () => {
  installTool()
  const { code, stdout, stderr } = await run([
    'deploy',
    'plugin',
    '--',
    '--workspaceId',
    'a b',
    '-y',
  ])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/\.botpress\/dist written[^]*\ndeployed\n$/)
  expect(JSON.parse(read('plugin/called.json'))).toEqual({
    args: ['deploy', '--noBuild', '--workspaceId', 'a b', '-y'],
    cwd: at('plugin'),
    built: true,
  })
})

test('the nearest bp is taken, and its exit code passed on', async () => {
  installTool()
  installTool('plugin')
  put('node_modules/.bin/bp', 'not this one')
  const { code } = await run(['deploy', 'plugin'], { env: { BP_EXIT: '7' } })
  expect(code).toBe(7)
  expect(existsSync(at('plugin/called.json'))).toBe(true)
})

test('without bp, says how to install it', async () => {
  expect(await run(['deploy', 'plugin'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'plugin-kit: @botpress/cli, which deploys, is not installed in plugin or above it\n' +
      '  → Install it: `npm install --save-dev @botpress/cli`\n',
  })
})

test('what cannot be built is not deployed', async () => {
  installTool()
  put('plugin/src/index.ts', 'export default {')
  const { code, stderr } = await run(['deploy', 'plugin'])
  expect(code).toBe(1)
  expect(stderr).toContain('syntax_error')
  expect(existsSync(at('plugin/called.json'))).toBe(false)
})

test('bp finds the bundles where it looks for them, also when the types are elsewhere', async () => {
  installTool()
  const manifest = {
    type: 'module',
    imports: { '#botpress': './types/index.ts' },
    'plugin-kit': { outDir: 'types' },
  }
  put('plugin/package.json', JSON.stringify(manifest))
  const { code, stderr } = await run(['deploy', 'plugin'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(JSON.parse(read('plugin/called.json'))).toMatchObject({ built: true })
  expect(existsSync(at('plugin/types/dist'))).toBe(false)
})
