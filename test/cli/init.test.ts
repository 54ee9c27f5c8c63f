import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { at, install, list, program, put, read, root, run } from './plugin-kit.js'

const files = [
  '.gitignore',
  'README.md',
  'package.json',
  'plugin.definition.ts',
  'plugin.dev.ts',
  'src',
  'test',
  'tsconfig.json',
  'vitest.config.ts',
]

test('makes a project that generates, type-checks and passes its own test', async () => {
  install('typescript', 'vitest')
  const { code, stdout, stderr } = await run(['init', 'My Plugin'])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^✓ My Plugin: the plugin my-plugin\n {2}\+ package\.json\n/)
  expect(stdout).toContain("  cd 'My Plugin'\n  npm install\n  npm test\n")
  expect(list('My Plugin')).toEqual(files)
  const { name, imports, scripts } = JSON.parse(read('My Plugin/package.json'))
  expect([name, imports, Object.keys(scripts)]).toEqual([
    'my-plugin',
    { '#botpress': './.botpress/index.ts' },
    // None of npm's `pre…`: not everything that runs scripts runs these.
    ['build', 'check', 'deploy', 'dev', 'test'],
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
  expect(tested).toMatch(/Tests +2 passed \(2\)/)
  npm('run', 'check', '--ignore-scripts')
  rmSync(at('My Plugin/.botpress'), { recursive: true })
  npm('run', 'build', '--ignore-scripts')
  const cjs = createRequire(import.meta.url)(at('My Plugin/.botpress/dist/index.cjs'))
  const esm = await import(at('My Plugin/.botpress/dist/index.mjs'))
  for (const { default: plugin } of [cjs, esm]) {
    expect(plugin.initialize).toBeTypeOf('function')
  }

  const { code: noTool, stderr: advice } = await run(['deploy', 'My Plugin'])
  expect([noTool, advice]).toEqual([2, expect.stringContaining('@botpress/cli')])
  expect(read('My Plugin/README.md')).toContain('npx bp add plugin:acme/my-plugin')
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
  const made = JSON.parse(packageJsonOf(stdout))
  expect(Object.keys(made)).toEqual([
    'type',
    'imports',
    'scripts',
    'dependencies',
    'devDependencies',
  ])
  expect(stdout).not.toMatch(/Your (?:tsconfig\.json|\.gitignore) needs/)
  expect(list('.')).toEqual([...files, 'node_modules'].sort())
})

test('says all that files lack, and nothing that they have', async () => {
  put('pnpm-lock.yaml', '')
  put(
    'package.json',
    JSON.stringify({
      type: 'commonjs',
      imports: { '#other': './other.js' },
      scripts: { build: 'mine', test: 'echo "Error: no test specified" && exit 1' },
      dependencies: { vitest: '*' },
    }),
  )
  put('base.json', '{ "compilerOptions": { "strict": true, "module": "es2022" } }')
  put(
    'tsconfig.json',
    '{ // mine\n "extends": "./base", "compilerOptions": { "moduleResolution": "bundler", }, }',
  )
  put('.gitignore', '# mine\n/node_modules/\n')
  const { stdout } = await run(['init'])
  const { dependencies, ...rest } = JSON.parse(packageJsonOf(stdout))
  expect(Object.keys(dependencies)).toEqual(['botpress-plugin-kit'])
  expect(rest).toEqual({
    type: 'module',
    imports: { '#botpress': './.botpress/index.ts' },
    scripts: {
      check: 'plugin-kit gen && tsc --noEmit',
      deploy: 'plugin-kit deploy',
      dev: 'plugin-kit dev --open',
      test: 'vitest run && tsc --noEmit',
    },
    devDependencies: { typescript: expect.any(String) },
  })
  expect(stdout).toContain(
    `Your tsconfig.json needs:
{
  "compilerOptions": {
    "allowImportingTsExtensions": true,
    "skipLibCheck": true,
    "noEmit": true
  }
}
`,
  )
  expect(stdout).toContain('Your .gitignore needs:\n.botpress\n')
  expect(stdout).toContain('Next:\n  pnpm install\n  pnpm test')
})

test('run again, has nothing to say', async () => {
  await run(['init'])
  const { code, stdout } = await run(['init'])
  expect([code, stdout.includes('needs:')]).toEqual([0, false])
})

/** The JSON that follows the line that says what package.json needs. */
function packageJsonOf(stdout: string): string {
  return /Your package\.json needs:\n(\{\n[^]*?\n\})\n/.exec(stdout)?.[1] ?? stdout
}

test('where there is no folder to be made', async () => {
  put('file', '')
  const { code, stderr } = await run(['init', 'file'])
  expect([code, stderr.split('\n')[0]]).toEqual([
    2,
    expect.stringMatching(/^plugin-kit: Cannot write file/),
  ])
  expect(stderr).not.toMatch(/\n\s+at /)
})
