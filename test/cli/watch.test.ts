import { afterEach, expect, test } from 'vitest'
import { at, definition, put, read, start } from './plugin-kit.js'
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
