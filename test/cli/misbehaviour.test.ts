/** Definitions that print where they must not, do not end, or take others with them. */
import { symlinkSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { at, definition, put, run, start } from './plugin-kit.js'

const imports = [
  "import fs, { writeSync } from 'node:fs'",
  "import { execSync, fork, spawn, spawnSync } from 'node:child_process'",
  "import { WriteStream } from 'node:tty'",
  '',
].join('\n')

describe('what a definition prints does not get into a report', () => {
  test.each([
    ['console.log', "console.log('noise')"],
    ['a stream', "process.stdout.write('noise')"],
    ['the file number', "writeSync(1, 'noise')"],
    ['the file number, by node itself', "fs.appendFileSync(1, 'noise')"],
    [
      'a stream of a file number',
      "fs.createWriteStream('', { fd: 1 }).write('noise'); await new Promise((resolve) => setTimeout(resolve, 50))",
    ],
    ['the device', "fs.writeFileSync('/dev/stdout', 'noise')"],
    ['a child that is waited for', "execSync('echo noise', { stdio: 'inherit' })"],
    [
      'a child with streams of its own',
      "spawnSync('echo', ['noise'], { stdio: ['ignore', 1, 2] })",
    ],
    [
      'a child that is not waited for',
      "await new Promise((resolve) => spawn('echo', ['noise'], { stdio: 'inherit' }).on('close', resolve))",
    ],
    ['a fork', "await new Promise((resolve) => fork('./noise.mjs').on('close', resolve))"],
    ['a timer', "setTimeout(() => console.log('noise'), 0)"],
  ])('%s', async (_, code) => {
    put('noise.mjs', "console.log('noise')")
    put('plugin.definition.ts', `${imports}${code}\n${definition('x')}`)
    const { stdout, stderr } = await run(['--json'])
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0, projects: [{ status: 'written' }] })
    expect([stdout.includes('noise'), stderr]).toEqual([false, expect.stringContaining('noise')])
  })

  test('a schema that is asked for later', async () => {
    const lazy = "z.lazy(() => { console.log('noise'); return z.string() })"
    put('plugin.definition.ts', definition('x').replace('z.string()', lazy))
    const { stdout, stderr } = await run(['--json'])
    expect([JSON.parse(stdout).exitCode, stderr]).toEqual([0, expect.stringContaining('noise')])
  })
})

describe('a definition that ends the process', () => {
  test.each([
    ['process.exit(0)', 'process.exit()'],
    ['setTimeout(() => process.exit(0), 0)', 'process.exit()'],
    ['process.reallyExit(0)', 'process.reallyExit()'],
    ['process.abort()', 'process.abort()'],
    ['process.kill(process.pid)', 'process.kill()'],
  ])('fails, and no other: %s', async (code, call) => {
    put('a/plugin.definition.ts', `${code}\n${definition('a')}`)
    put('b/plugin.definition.ts', definition('b'))
    const { code: exitCode, stdout, stderr } = await run(['a', 'b'])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/^a\/plugin\.definition\.ts:1:\d+ error definition_exits/)
    expect(stderr).toContain(`The definition calls ${call}`)
    expect(stdout).toContain('2 projects: 1 written, 1 failed')
  })
})

test('a definition that is a link to itself is not found', async () => {
  symlinkSync('plugin.definition.ts', at('plugin.definition.ts'))
  for (const args of [[], ['plugin.definition.ts']]) {
    const { code, stderr } = await run(args)
    expect([code === 0, stderr]).toEqual([false, expect.not.stringContaining('bug in plugin-kit')])
  }
  expect((await run([])).code).toBe(1)
})

describe('what does not end', () => {
  let running: ReturnType<typeof start> | undefined
  afterEach(() => running?.child.kill('SIGKILL'))

  const loop = 'for (;;) {}'
  const child = "execFileSync('sleep', ['20'])"
  test.each([
    ['a loop', 'gen', loop, []],
    ['a loop', 'gen --watch', loop, ['--watch']],
    ['a loop', 'build --watch', loop, ['build', '--watch']],
    ['a process', 'gen', child, []],
    ['a process', 'gen --watch', child, ['--watch']],
    ['a process', 'build --watch', child, ['build', '--watch']],
  ])('is ended by an interrupt: %s, %s', async (_, __, code, args) => {
    put(
      'plugin.definition.ts',
      `import { execFileSync } from 'node:child_process'\nconsole.log('begun')\n${code}\n${definition('x')}`,
    )
    running = start(args)
    const { child, output, ended } = running
    await new Promise<void>((resolve) =>
      child.stderr!.on('data', () => output.stderr.includes('begun') && resolve()),
    )
    const before = performance.now()
    child.kill('SIGINT')
    await ended
    // Far less than the 30 seconds that a definition may take.
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})
