/** The settings in package.json, as each command meets them. */
import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { at, definition, install, list, put, read, run, start } from './plugin-kit.js'

const settle = (settings: unknown, path = 'package.json'): void =>
  put(path, JSON.stringify({ type: 'module', 'plugin-kit': settings }, null, 2))

describe('outDir', () => {
  test('is beside the definition, and stays when nothing has changed', async () => {
    settle({ outDir: 'src/generated' })
    put('plugin.definition.ts', definition('x'))
    expect((await run([])).stdout).toContain('✓ src/generated written')
    expect((await run([])).stdout).toContain('✓ src/generated is up to date')
    expect((await run(['--check'])).code).toBe(0)
    expect(existsSync(at('.botpress'))).toBe(false)
  })

  test('is overridden by --out-dir, which the way out repeats', async () => {
    settle({ outDir: 'src/generated' })
    put('plugin.definition.ts', definition('x'))
    const { stderr } = await run(['--check', '--out-dir', 'other'])
    expect(stderr).toMatch(/✗ other is not up to date[^]*→ Run `plugin-kit gen --out-dir other`\n/)
    expect((await run(['--check'])).stderr).toMatch(/→ Run `plugin-kit gen`\n/)
  })

  test('of several plugins is a folder in each', async () => {
    settle({ outDir: 'generated' })
    put('a/plugin.definition.ts', definition('x'))
    put('b/plugin.definition.ts', definition('x'))
    put('b/package.json', '{ "type": "module", "name": "b" }')
    expect((await run(['a', 'b'])).code).toBe(0)
    expect([list('a/generated'), list('b/generated')]).toEqual([
      expect.arrayContaining(['index.ts']),
      expect.arrayContaining(['index.ts']),
    ])
  })

  test('does not let two plugins write to one folder', async () => {
    settle({ outDir: '../generated' })
    put('a/plugin.definition.ts', definition('x'))
    put('b/plugin.definition.ts', definition('x'))
    const { code, stderr } = await run(['a', 'b'])
    expect(code).toBe(2)
    expect(stderr).toContain('a and b would both be written to generated')
  })
})

describe('format', () => {
  test('is done without being asked for, and hinted at without --format', async () => {
    install('prettier')
    put('.prettierrc', '{ "semi": true }')
    settle({ format: true })
    put('plugin.definition.ts', definition('x'))
    await run([])
    expect(read('.botpress/index.ts')).toMatch(/;\n/)
    expect((await run([])).stdout).toContain('up to date')
    put('plugin.definition.ts', definition('y'))
    expect((await run(['--check'])).stderr).toMatch(/→ Run `plugin-kit gen`\n$/)
  })

  test.each([['--no-format'], ['--format=false']])('is not done with %s', async (option) => {
    settle({ format: true })
    put('plugin.definition.ts', definition('x'))
    // No prettier is installed.
    expect((await run([])).stderr).toContain('prettier_not_found')
    expect((await run([option])).code).toBe(0)
    const stale = await run([option, '--check', '--out-dir', 'other'])
    expect(stale.stderr).toContain('→ Run `plugin-kit gen --out-dir other --no-format`')
  })

  test('is not both done and left', async () => {
    const { code, stderr } = await run(['--format', '--no-format'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--format does not go with')])
  })
})

describe('paths', () => {
  test('are meant where a call names none, in their own folder', async () => {
    settle({ paths: ['plugins/*', 'extra/plugin.definition.ts'] })
    for (const path of ['plugins/a', 'plugins/b', 'extra', '.']) {
      put(`${path}/plugin.definition.ts`, definition('x'))
    }
    expect((await run([])).stdout).toContain('3 projects: 3 written')
    expect((await run(['--check'])).code).toBe(0)
    expect(existsSync(at('.botpress'))).toBe(false)
    const here = await run(['--check', '.'])
    expect(here.stderr).toContain('→ Run `plugin-kit gen .`')
    const inside = await run([], { cwd: at('plugins/a') })
    expect(inside.stdout).toContain('✓ .botpress is up to date')
  })

  test.each(['plugins/*', 'plugins/a'])('that lead nowhere are wrong: %s', async (path) => {
    settle({ paths: [path] })
    const { code, stderr } = await run([])
    expect(code).toBe(2)
    expect(stderr).toContain(`There is no plugin ${path}, which "paths" in the settings`)
  })
})

describe('wrong settings', () => {
  test('are told like wrong options, with their place', async () => {
    settle({ outdir: 'x' })
    put('plugin.definition.ts', definition('x'))
    for (const args of [[], ['--check'], ['--json'], ['gen', '--dry-run']]) {
      const { code, stderr } = await run(args)
      expect(code).toBe(2)
      expect(stderr).toMatch(/package\.json:4:5.* There is no setting "outdir"/)
      expect(stderr).toContain('→ Did you mean "outDir"?')
    }
    expect(existsSync(at('.botpress'))).toBe(false)
  })

  test('of one plugin do not stop the others', async () => {
    settle({ format: 'yes' }, 'a/package.json')
    put('a/plugin.definition.ts', definition('x'))
    put('b/plugin.definition.ts', definition('x'))
    const { code, stdout, stderr } = await run(['a', 'b', '--json'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/a\/package\.json:4:5 error invalid_settings\n[^]*> 4 \|/)
    const { exitCode, projects } = JSON.parse(stdout)
    expect([exitCode, projects.map(({ status }: { status: string }) => status)]).toEqual([
      2,
      ['failed', 'written'],
    ])
  })
})

test('a watch follows the settings', async () => {
  for (const path of ['plugins/a', 'plugins/b']) {
    put(`${path}/plugin.definition.ts`, definition('x'))
    put(`${path}/package.json`, '{ "type": "module" }')
  }
  settle({ paths: ['plugins/a'] })
  const { child, ended, output } = start(['--watch'])
  const printed = (text: string | RegExp, stream: 'stdout' | 'stderr' = 'stdout') =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (output[stream].search(text) >= 0) resolve()
      }
      child[stream]!.on('data', look)
      void ended.then((end) => reject(new Error(JSON.stringify(end))))
      look()
    })
  try {
    await printed('plugins/a/.botpress written')
    settle({ paths: ['plugins/*'], outDir: 'generated' })
    await Promise.all([
      printed('plugins/a/generated written'),
      printed('plugins/b/generated written'),
    ])
    settle({ outDir: 5, paths: ['plugins/*'] })
    await printed(/package\.json:4:5.* The setting "outDir" is 5/, 'stderr')
    settle({ paths: ['plugins/b'], outDir: 'again' })
    await printed('plugins/b/again written')
    child.kill('SIGINT')
    expect((await ended).code).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})
