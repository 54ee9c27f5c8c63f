import { afterEach, expect, test } from 'vitest'
import { at, definition, put, read, run, start } from './plugin-kit.js'
import { existsSync } from 'node:fs'

let running: ReturnType<typeof start>
afterEach(() => running.child.kill('SIGKILL'))

/** Resolves once the program has printed a text. */
const printed = (text: string | RegExp, stream: 'stdout' | 'stderr' = 'stdout') =>
  new Promise<void>((resolve, reject) => {
    const look = () => {
      if (running.output[stream].search(text) >= 0) resolve()
    }
    running.child[stream]!.on('data', look)
    void running.ended.then((ended) => reject(new Error(JSON.stringify(ended))))
    look()
  })

test('generates on every change, survives mistakes, and leaves on an interrupt', async () => {
  put('name.ts', "export const name = 'first'\n")
  put(
    'plugin.definition.ts',
    `import { name } from './name'\n${definition('x').replace('"x"', '[name]')}`,
  )
  running = start(['--watch'])
  await printed('.botpress written, 3 files')

  put('name.ts', "export const name = 'second'\n")
  await printed(/written, \d files? .*\n {2}~ actions/)
  expect(read('.botpress/actions.ts')).toContain('SecondInput')

  put('name.ts', "import { name } from './new/name'\nexport { name }\n")
  await printed(/name\.ts:1:\d+ error/, 'stderr')
  expect(read('.botpress/actions.ts')).toContain('SecondInput')
  put('new/name.ts', "export const name = 'third'\n")
  await printed(/(?:written[^]*){3}/)
  expect(read('.botpress/actions.ts')).toContain('ThirdInput')

  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

test('follows the folders that match a glob, and those that begin to', async () => {
  put('plugins/a/plugin.definition.ts', definition('a'))
  running = start(['plugins/*', '--watch'])
  await printed('plugins/a/.botpress written')
  put('plugins/b/plugin.definition.ts', definition('b'))
  await printed('plugins/b/.botpress written')
  put('plugins/b/plugin.definition.ts', definition('c'))
  await printed(/(?:plugins\/b\/\.botpress written[^]*){2}/)
  expect(read('plugins/b/.botpress/actions.ts')).toContain('CInput')
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

test('takes a package as it is after it was upgraded', async () => {
  const upgrade = (version: string, name: string) => {
    put('node_modules/shared/package.json', `{ "type": "module", "version": "${version}" }`)
    put('node_modules/shared/index.js', `export const name = '${name}'`)
  }
  upgrade('1.0.0', 'first')
  put(
    'plugin.definition.ts',
    `import { name } from 'shared'\n${definition('x').replace('"x"', '[name]')}`,
  )
  running = start(['--watch'])
  await printed('.botpress written, 3 files')
  upgrade('2.0.0', 'second')
  await printed(/written, \d files? .*\n {2}~ actions/)
  expect(read('.botpress/actions.ts')).toContain('SecondInput')
  // Other processes agree: what was remembered is what was read.
  expect((await run(['--check'])).code).toBe(0)
  expect((await run([])).stdout).toContain('up to date')
})

test('notices that settings above the project are right again', async () => {
  put('package.json', '{ "plugin-kit": { "outDir": 5 } }')
  put('plugins/a/plugin.definition.ts', definition('a'))
  running = start(['plugins/a', '--watch'])
  await printed('The setting "outDir" is 5', 'stderr')
  put('package.json', '{ "plugin-kit": { "outDir": "generated" } }')
  await printed('plugins/a/generated written')
})

test('watches several projects, and reports as one JSON document per line', async () => {
  put('a/plugin.definition.ts', definition('a'))
  put('b/plugin.definition.ts', 'export default 1\n')
  running = start(['gen', 'a', 'b', '--watch', '--json'])
  await printed(/\n.*\n/)
  put('b/plugin.definition.ts', definition('b'))
  await printed(/\n.*\n.*\n/)
  running.child.kill('SIGINT')
  const { code, stdout } = await running.ended
  const documents = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const statuses = documents.map(({ projects: [{ project, status }] }) => [project, status])
  expect(statuses.sort()).toEqual([
    [at('a'), 'written'],
    [at('b'), 'failed'],
    [at('b'), 'written'],
  ])
  expect([code, existsSync(at('b/.botpress/index.ts'))]).toEqual([0, true])
})
