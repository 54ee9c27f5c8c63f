import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { at, install, list, program, put, read, root, run } from './plugin-kit.js'

const files = [
  '.gitignore',
  'README.md',
  'package.json',
  'plugin.definition.ts',
  'src',
  'test',
  'tsconfig.json',
]

test('makes a project that generates, type-checks and passes its own test', async () => {
  install('typescript', 'vitest', 'esbuild')
  const { code, stdout, stderr } = await run(['init', 'My Plugin'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^✓ My Plugin: the plugin my-plugin\n {2}\+ package\.json\n/)
  expect(stdout).toContain("  cd 'My Plugin'\n  npm install\n  npm test\n")
  expect(list('My Plugin')).toEqual(files)
  const { name, imports, scripts } = JSON.parse(read('My Plugin/package.json'))
  expect([name, imports, scripts.prebuild]).toEqual([
    'my-plugin',
    { '#botpress': './.botpress/index.ts' },
    'plugin-kit gen',
  ])

  // As after `npm install`: what its scripts call can be called.
  mkdirSync(at('bin'))
  symlinkSync(program, at('bin/plugin-kit'))
  const path = [at('bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const npm = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('npm', args, {
      cwd: at('My Plugin'),
      encoding: 'utf8',
      env: { ...process.env, PATH: path, NO_COLOR: '1' },
    })
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({
      status: 0,
      output: '',
    })
    return stdout
  }
  const tested = npm('test')
  expect(tested).toContain('✓ .botpress written')
  expect(tested).toMatch(/Tests +2 passed \(2\)/)
  npm('run', 'typecheck')
  npm('run', 'build')
  const { default: plugin } = await import(at('My Plugin/dist/index.cjs'))
  expect(plugin.default.initialize).toBeTypeOf('function')
})

test('keeps what is there', async () => {
  put('package.json', '{ "name": "mine" }\n')
  put('src/index.ts', '// mine\n')
  const { code, stdout } = await run(['init'])
  expect(code).toBe(0)
  expect([read('package.json'), read('src/index.ts')]).toEqual([
    '{ "name": "mine" }\n',
    '// mine\n',
  ])
  expect(stdout).toContain('src/index.ts  is there already, kept')
  expect(stdout).toContain('Your package.json needs:')
  expect(stdout).toContain('"#botpress": "./.botpress/index.ts"')
  expect(list('.')).toEqual([...files, 'node_modules'].sort())
})

test('where there is no folder to be made', async () => {
  put('file', '')
  const { code, stderr } = await run(['init', 'file'])
  expect([code, stderr.split('\n')[0]]).toEqual([
    2,
    expect.stringMatching(/^plugin-kit: Cannot write file/),
  ])
  expect(stderr).not.toMatch(/\n\s+at /)
})
