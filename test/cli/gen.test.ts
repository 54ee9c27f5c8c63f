import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, test } from 'vitest'
import { at, definition, install, list, program, put, read, run } from './plugin-kit.js'

const output = ['.local', 'actions.ts', 'events.ts', 'index.ts']

beforeEach(() => put('plugin.definition.ts', definition('first')))

describe('gen', () => {
  test.each([[['gen']], [[]], [['.']], [['gen', 'plugin.definition.ts']]])('%j', async (args) => {
    expect(await run(args)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^✓ \.botpress written, 3 files \(.*\)\n {2}\+ actions\.ts {2}added\n {2}\+ events\.ts {3}added\n {2}\+ index\.ts {4}added\n$/,
      ),
      stderr: '',
    })
    expect(list('.botpress')).toEqual(output)
  })

  test('says in one line that nothing happened, and touches nothing', async () => {
    await run([])
    const times = () => list('.botpress').map((name) => statSync(at('.botpress', name)).mtimeMs)
    const before = times()
    expect(await run([])).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^✓ \.botpress is up to date \(\d+ ms\)\n$/),
      stderr: '',
    })
    expect(times()).toEqual(before)
  })

  test('lists what was added, updated, removed and restored', async () => {
    await run([])
    rmSync(at('.botpress/actions.ts'))
    appendFileSync(at('.botpress/events.ts'), '// mine\n')
    put('.botpress/mine.ts', '// mine\n')
    put('plugin.definition.ts', definition('second').replace(/ {2}events.*\n/, '  states: {},\n'))
    const { stdout } = await run([])
    expect(stdout.split('\n').slice(1, 4)).toEqual([
      '  + actions.ts  added',
      '  - events.ts   removed',
      '  ~ index.ts    updated',
    ])
    expect(list('.botpress')).toEqual(['.local', 'actions.ts', 'index.ts', 'mine.ts'])
    appendFileSync(at('.botpress/index.ts'), '// mine\n')
    expect((await run([])).stdout).toContain('  ! index.ts  restored\n')
  })

  test('notices a change of an imported file', async () => {
    put('shared/name.ts', "export const actions = 'one'\n")
    put(
      'plugin.definition.ts',
      `import { actions } from './shared/name'\n${definition('x')}`.replace('"x"', '[actions]'),
    )
    await run([])
    expect(read('.botpress/actions.ts')).toContain('OneInput')
    put('shared/name.ts', "export const actions = 'two'\n")
    expect((await run([])).stdout).toContain('~ actions.ts')
    expect(read('.botpress/actions.ts')).toContain('TwoInput')
  })

  test('--force generates even though nothing has changed', async () => {
    put('plugin.definition.ts', `console.log('evaluated')\n${definition('x')}`)
    await run([])
    expect((await run([])).stderr).toBe('')
    const { stdout, stderr } = await run(['--force'])
    expect([stdout, stderr]).toEqual([expect.stringContaining('up to date'), 'evaluated\n'])
  })

  test('--out-dir', async () => {
    expect((await run(['--out-dir', 'out/deep'])).stdout).toMatch(/^✓ out\/deep written/)
    expect(list('out/deep')).toEqual(output)
    expect(existsSync(at('.botpress'))).toBe(false)
  })

  test("--format uses the project's prettier and its configuration", async () => {
    const missing = await run(['--format'])
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('prettier is not installed')
    expect(missing.stderr).toContain('npm install --save-dev prettier')
    install('prettier')
    put('.prettierrc', '{ "semi": true }')
    expect((await run(['--format'])).code).toBe(0)
    expect(read('.botpress/actions.ts')).toContain('a: string;\n')
    expect((await run(['--format'])).stdout).toContain('up to date')
    expect((await run(['--format', '--check'])).code).toBe(0)
    expect((await run(['--check'])).code).toBe(1)
  })

  test('--verbose tells what the output is made from', async () => {
    expect((await run(['--verbose'])).stdout).toMatch(
      /made from \d+ files?:\n(?: {4}.*\n)* {4}plugin\.definition\.ts\n/,
    )
  })

  test('--quiet prints errors only', async () => {
    expect(await run(['--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' })
    put('plugin.definition.ts', 'export default 1\n')
    const { code, stdout, stderr } = await run(['--quiet'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^plugin\.definition\.ts:1:\d+ error/)
  })
})

describe('a run that has nothing to do', () => {
  /** All scripts that a run loads from the disk, as paths. */
  const scripts = async (...args: readonly string[]) => {
    rmSync(at('coverage'), { recursive: true, force: true })
    await run(args, { env: { NODE_V8_COVERAGE: at('coverage') } })
    // Each thread has a file of its own.
    return list('coverage')
      .flatMap((name) => {
        const { result } = JSON.parse(read('coverage', name)) as { result: { url: string }[] }
        return result.map(({ url }) => url)
      })
      .filter((url) => url.startsWith('file:'))
      .map((url) => fileURLToPath(url))
      .sort()
  }

  test('loads a small part of the program, and no package', async () => {
    const all = await scripts()
    const few = await scripts()
    const size = (paths: readonly string[]) =>
      paths.reduce((sum, path) => sum + statSync(path).size, 0)
    expect(few).toContain(program)
    const inside = few.every((path) => path.startsWith(join(dirname(program), '..')))
    expect([inside, few.length < all.length]).toEqual([true, true])
    expect(size(few)).toBeLessThan(85_000)
  })
})

describe('--check', () => {
  test('tells what is not as gen would leave it, writes nothing, and how to fix it', async () => {
    await run([])
    rmSync(at('.botpress/index.ts'))
    appendFileSync(at('.botpress/actions.ts'), '// mine\n')
    put('plugin.definition.ts', definition('first', 'second').replace(/ {2}events.*\n/, ''))
    const before = list('.botpress')
    expect(await run(['--check'])).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^✗ \.botpress is not up to date, 3 files \(.*\)\n {2}! actions\.ts {2}edited by hand\n {2}- events\.ts {3}superfluous\n {2}\+ index\.ts {4}missing\n {2}→ Run `plugin-kit gen`\n$/,
      ),
    })
    expect(list('.botpress')).toEqual(before)
    await run([])
    put('plugin.definition.ts', definition('third').replace(/ {2}events.*\n/, ''))
    expect((await run(['--check'])).stderr).toContain('  ~ actions.ts  stale\n')
    await run([])
    expect(await run(['--check'])).toMatchObject({ code: 0, stderr: '' })
  })

  test('names the command for this project', async () => {
    put('a b/plugin.definition.ts', definition('x'))
    const { stderr } = await run(['gen', 'a b', '--check', '--out-dir', 'out'])
    expect(stderr).toContain("→ Run `plugin-kit gen 'a b' --out-dir out`\n")
  })

  test('ignores line endings', async () => {
    await run([])
    for (const name of list('.botpress').filter((name) => name.endsWith('.ts'))) {
      writeFileSync(at('.botpress', name), read('.botpress', name).replaceAll('\n', '\r\n'))
    }
    expect((await run(['--check'])).code).toBe(0)
  })

  test('makes no folder', async () => {
    expect((await run(['--check'])).code).toBe(1)
    expect(existsSync(at('.botpress'))).toBe(false)
  })
})

describe('--dry-run', () => {
  test('prints what would change as a diff, and writes nothing', async () => {
    await run([])
    const before = read('.botpress/actions.ts')
    put('plugin.definition.ts', definition('second').replace(/ {2}events.*\n/, ''))
    const { code, stdout, stderr } = await run(['--dry-run'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('\n--- a/.botpress/actions.ts\n+++ b/.botpress/actions.ts\n@@ ')
    expect(stdout).toContain('\n-export type FirstInput = {\n')
    expect(stdout).toContain('\n+export type SecondInput = {\n')
    expect(stdout).toContain('\n--- a/.botpress/events.ts\n+++ /dev/null\n')
    expect(read('.botpress/actions.ts')).toBe(before)
    expect((await run(['--dry-run', '--check'])).code).toBe(1)
  })

  test('is coloured where colours are shown', async () => {
    const colored = await run(['--dry-run'], { env: { FORCE_COLOR: '1' } })
    expect(colored.stdout).toContain('\u001b[32m+export type FirstInput = {\u001b[0m')
  })
})

describe('colours', () => {
  test.each([
    ['no terminal', [], {}, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['NO_COLOR', [], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('%s', async (_, args, env, want) => {
    const { stdout } = await run(args, { env })
    expect(stdout).toContain('.botpress')
    expect(stdout.includes('\u001b[')).toBe(want)
  })
})

describe('--json', () => {
  const report = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run(['--json', ...args])
    return { code, stderr, ...JSON.parse(stdout) }
  }

  test('is one document with everything', async () => {
    const { stderr, ...document } = await report()
    expect(stderr).toMatch(/^✓ \.botpress written/)
    expect(document).toEqual({
      code: 0,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      exitCode: 0,
      projects: [
        {
          status: 'written',
          project: at('.'),
          definition: at('plugin.definition.ts'),
          outDir: at('.botpress'),
          changes: ['actions.ts', 'events.ts', 'index.ts'].map((path) => ({
            path,
            kind: 'missing',
            diff: expect.stringContaining(`+++ b/.botpress/${path}`),
          })),
          issues: [],
          inputs: expect.arrayContaining([at('plugin.definition.ts')]),
          duration: expect.any(Number),
        },
      ],
      problems: [],
    })
  })

  test('for issues, stale output and wrong calls', async () => {
    expect(await report('--check')).toMatchObject({ exitCode: 1, projects: [{ status: 'stale' }] })
    put('plugin.definition.ts', 'export default 1\n')
    expect(await report()).toMatchObject({
      code: 1,
      projects: [
        {
          status: 'failed',
          issues: [{ severity: 'error', location: { file: at('plugin.definition.ts') } }],
        },
      ],
    })
    expect(await report('nowhere')).toMatchObject({
      code: 2,
      projects: [],
      problems: [{ message: 'There is no file or folder nowhere' }],
    })
    expect(await report('--chekc')).toMatchObject({
      code: 2,
      exitCode: 2,
      problems: [{ message: 'There is no option --chekc' }],
    })
  })

  test('what a definition prints does not get into it', async () => {
    put('plugin.definition.ts', `console.log('noise')\n${definition('x')}`)
    expect(await report()).toMatchObject({ code: 0, projects: [{ status: 'written' }] })
  })
})

describe('several projects', () => {
  const error = 'export default 1\n'
  beforeEach(() => {
    rmSync(at('plugin.definition.ts'))
    put('plugins/a/plugin.definition.ts', definition('a'))
    put('plugins/b/plugin.definition.ts', error)
    put('plugins/c/plugin.definition.mts', definition('c'))
    put('plugins/none/index.ts', '')
  })

  test.each([
    [['plugins/a', 'plugins/b', 'plugins/c']],
    [['plugins/*']],
    [['plugins/**']],
    [['plugins/*/plugin.definition.*ts']],
    [['plugins/a', 'plugins/*', 'plugins/a/plugin.definition.ts']],
  ])('%j: one failure does not stop the others', async (paths) => {
    const { code, stdout, stderr } = await run(['gen', ...paths])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^plugins\/b\/plugin\.definition\.ts:1:\d+ error/)
    expect(stdout).toContain('✓ plugins/a/.botpress written')
    expect(stdout).toContain('✓ plugins/c/.botpress written')
    expect(stdout).toMatch(/\n3 projects: 2 written, 1 failed \(.*\)\n$/)
    put('plugins/b/plugin.definition.ts', definition('b'))
    await run(['gen', ...paths])
    expect((await run(['gen', ...paths])).stdout).toMatch(/^3 projects: 3 up to date \(.*\)\n$/)
  })

  test('on a terminal, progress is shown and wiped away', (context) => {
    // The program of util-linux; others of that name take other arguments.
    const command = `'${process.execPath}' '${program}' plugins/a plugins/c`
    const { stdout, status } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: at('.'),
      encoding: 'utf8',
    })
    context.skip(status !== 0, 'this machine has no such terminal')
    const [first, second] = stdout.split('\r\u001b[K')
    expect(first).toBe('1/2 plugins/a')
    expect(second).toContain('plugins/a/.botpress written')
    expect(second).toMatch(/2\/2 plugins\/c$/)
  })

  test('a path that is not there does not stop the others, either', async () => {
    const { code, stdout, stderr } = await run(['plugins/a', 'plugins/nope', 'nope/*'])
    expect(code).toBe(2)
    expect(stdout).toContain('✓ plugins/a/.botpress written')
    expect(stderr).toContain('There is no file or folder plugins/nope\n')
    expect(stderr).toContain('No folder with a plugin definition matches nope/*\n')
  })

  test('do not share an output folder', async () => {
    const { code, stderr } = await run(['plugins/a', 'plugins/c', '--out-dir', 'out'])
    expect(code).toBe(2)
    expect(stderr).toContain('plugins/a and plugins/c would both be written to out')
  })
})

describe('a wrong definition', () => {
  test('is told with place, path and way out; the output is left as it was', async () => {
    await run([])
    const before = read('.botpress/actions.ts')
    put('plugin.definition.ts', definition('ok').replace('input: {', 'input: 5, wrong: {'))
    const { code, stdout, stderr } = await run([])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^plugin\.definition\.ts:6:\d+ error actions\.ok\.input \w+\n/)
    expect(stderr).toMatch(/\n +> 6 \| .*input: 5/)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(read('.botpress/actions.ts')).toBe(before)
  })

  test('warnings are told every time, and are no failure', async () => {
    put('plugin.definition.ts', definition('x').replace('z.string()', 'z.date()'))
    const first = await run([])
    expect(first.code).toBe(0)
    expect(first.stderr).toMatch(/^plugin\.definition\.ts warning events\.happened\S* \w+\n/)
    const second = await run([])
    expect(second.stdout).toContain('up to date')
    expect(second.stderr).toBe(first.stderr)
  })

  test('in a workflow of GitHub, issues are annotations', async () => {
    put('plugin.definition.ts', definition('a,b: 100%').replace('input: {', 'input: 5, wrong: {'))
    const { stderr } = await run([], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: at('..') },
    })
    const [annotation] = stderr.split('\n').filter((line) => line.startsWith('::'))
    expect(annotation).toMatch(
      /^::error file=[^/,]+\/plugin\.definition\.ts,line=6,col=\d+,title=\w+ actions\["a%2Cb%3A 100%25"\]\.input::.+/,
    )
    put('plugin.definition.ts', definition('a'))
    const stale = await run(['--check'], { env: { GITHUB_ACTIONS: 'true' } })
    expect(stale.stderr).toContain('::error title=stale_output::.botpress is not up to date')
  })
})

describe('what a definition leaves running', () => {
  beforeEach(() => put('second/plugin.definition.ts', definition('second')))

  test('does not keep the program', async () => {
    put('plugin.definition.ts', `setInterval(() => {}, 1000)\n${definition('first')}`)
    const { code, stdout, stderr } = await run(['.', 'second'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('2 projects: 2 written')
  })

  test.each([
    ['process.exit(0)', 'calls process.exit()'],
    ["throw new Error('late')", 'throws Error: late'],
  ])('fails its own project only: %s', async (action, message) => {
    put('plugin.definition.ts', `setTimeout(() => { ${action} }, 0)\n${definition('first')}`)
    const { code, stdout, stderr } = await run(['.', 'second'])
    expect([code, stderr]).toEqual([1, expect.stringContaining(`The definition ${message}`)])
    expect(stderr).toContain('plugin.definition.ts:1:')
    expect(stdout).toContain('2 projects: 1 written, 1 failed')
  })
})

describe('what cannot be written', () => {
  test('an output path that is a file', async () => {
    put('.botpress', 'mine')
    const { code, stderr } = await run([])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error output_not_a_folder\n/)
    expect(read('.botpress')).toBe('mine')
  })

  test("a file in the way that is someone else's", async () => {
    put('.botpress/index.ts', '// mine\n')
    const { code, stderr } = await run([])
    expect(code).toBe(1)
    expect(stderr).toContain('.botpress/index.ts was not written by plugin-kit')
    expect(list('.botpress')).toEqual(['index.ts'])
    expect(read('.botpress/index.ts')).toBe('// mine\n')
  })

  test('a folder without permission', async () => {
    mkdirSync(at('.botpress'))
    chmodSync(at('.botpress'), 0o555)
    chmodSync(at('.'), 0o755)
    // The administrator may write anywhere: the run is somebody else's then.
    const user = process.getuid?.() === 0 ? { uid: 65534 } : {}
    const { code, stderr } = await run([], user)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error output_not_writable\n/)
    expect(stderr).not.toMatch(/\n\s+at /)
  })
})

describe('a wrong call', () => {
  test.each([
    [['--chekc'], 'There is no option --chekc', 'Did you mean --check?'],
    [['gen', '--dryrun'], 'There is no option --dryrun', 'Did you mean --dry-run?'],
    [['gen', '--no-check'], 'There is no option --no-check', 'plugin-kit gen --help'],
    [['-x'], 'There is no option -x', 'plugin-kit gen --help'],
    [['init', '--watch'], 'init has no option --watch', 'one of gen, build: see plugin-kit init'],
    [['build', '--check'], 'build has no option --check', 'It is one of gen, stubs'],
    [['gen', '--minify'], 'gen has no option --minify', 'It is one of build, deploy'],
    [['deploy', '-w'], 'deploy has no option -w', 'It is one of gen, build'],
    [['build', '--minfy'], 'There is no option --minfy', 'Did you mean --minify?'],
    [['stubs', '--minfy'], 'There is no option --minfy', 'plugin-kit stubs --help'],
    [['gne'], 'There is no file or folder gne', 'plugin-kit gen?'],
    [['intt'], 'There is no file or folder intt', 'plugin-kit init?'],
    [['some/folder'], 'There is no file or folder some/folder', 'plugin-kit --help'],
    [['*/nothing'], 'No folder with a plugin definition matches */nothing', ''],
    [['--out-dir'], 'out-dir', ''],
    [['--out-dir', ''], '--out-dir needs a folder', ''],
    [['plugin.definition.ts/x'], 'There is no file or folder', ''],
    [['--watch', '--check'], '--watch does not go with --check', ''],
    [['--watch', '--dry-run'], '--watch does not go with --dry-run', ''],
  ])('%j', async (args, message, hint) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([2, ''])
    const [first, second = ''] = stderr.split('\n')
    expect(first).toMatch(/^plugin-kit: /)
    expect(first).toContain(message)
    expect(second).toContain(hint)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect(list('.')).toEqual(['node_modules', 'plugin.definition.ts'])
  })
})

describe('help', () => {
  test('--version', async () => {
    const { version } = JSON.parse(read('node_modules/botpress-plugin-kit/package.json'))
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test.each([[['--help']], [['-h']], [['gen', '--help']]])('%j', async (args) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stderr]).toEqual([0, ''])
    for (const option of [
      'check',
      'dry-run',
      'watch',
      'out-dir',
      'format',
      'json',
      'quiet',
      'verbose',
      'no-color',
    ]) {
      expect(stdout).toContain(`--${option} `)
    }
    expect(stdout).toMatch(/Examples:\n {2}plugin-kit /)
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  test('completion', async () => {
    const script = await run(['completion'], { env: { SHELL: '/bin/bash' } })
    expect([script.code, script.stderr]).toEqual([0, ''])
    expect(script.stdout).toMatch(/^###-begin-plugin-kit-completions-###\n/)
    expect(script.stdout).toContain('complete -o bashdefault -o default -F _plugin-kit')
    const options = await run(['--get-yargs-completions', 'plugin-kit', 'gen', '--'])
    expect(options.stdout.split('\n')).toEqual(expect.arrayContaining(['--check', '--out-dir']))
    const commands = await run(['--get-yargs-completions', 'plugin-kit', ''])
    const names = commands.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(':')[0])
    expect(names).toEqual([
      ...['gen', 'build', 'deploy', 'dev', 'stubs', 'docs', 'schema', 'diff'],
      ...['init', 'completion'],
    ])
    expect(list('.')).not.toContain('.botpress')
  })
})
