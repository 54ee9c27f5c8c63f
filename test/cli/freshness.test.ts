/** What a definition reads, whatever it is, counts: gen says "up to date" only when it is. */
import { mkdirSync, rmSync, utimesSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { at, list, put, read, run } from './plugin-kit.js'

/** A definition with one event, whose payload is the literal of an expression. */
const literal = (expression: string, imports = '') =>
  `${imports}
import { PluginDefinition, z } from 'botpress-plugin-kit'
console.log('evaluated')
export default new PluginDefinition({
  name: 'demo',
  version: '1.0.0',
  events: { e: { schema: z.object({ value: z.literal(${expression}) }) } },
})
`
const readsFile = `import { readFileSync } from 'node:fs'\n`
const installed = (text: string, name = 'index.js') => {
  put(
    'node_modules/shared/package.json',
    `{ "name": "shared", "type": "module", "exports": "./${name}" }`,
  )
  put(`node_modules/shared/${name}`, text)
}

/** One thing that a definition may depend on, with two values of it. */
const inputs: readonly {
  readonly what: string
  readonly definition: string
  readonly set: (value: string) => void
  readonly env?: (value: string) => Record<string, string>
}[] = [
  {
    what: 'an environment variable',
    definition: literal('process.env.STAGE'),
    set: () => {},
    env: (value) => ({ STAGE: value }),
  },
  {
    what: 'the time zone',
    definition: literal(`new Date(0).getHours() > 1 ? 'two' : 'one'`),
    set: () => {},
    env: (value) => ({ TZ: value === 'two' ? 'Asia/Tokyo' : 'UTC' }),
  },
  {
    what: 'the environment as a whole',
    definition: literal('Object.entries(process.env).find(([key]) => /^STA/.test(key))[1]'),
    set: () => {},
    env: (value) => ({ STAGE: value }),
  },
  {
    what: 'a file that is read',
    definition: literal(`readFileSync(new URL('./v.txt', import.meta.url), 'utf8')`, readsFile),
    set: (value) => put('v.txt', value),
  },
  {
    what: 'a file that is read by promises',
    definition: literal(
      `await readFile('v.txt', 'utf8')`,
      `import { readFile } from 'node:fs/promises'`,
    ),
    set: (value) => put('v.txt', value),
  },
  {
    what: 'a file that is read by callbacks',
    definition: literal(
      `await new Promise((resolve) => fs.readFile('v.txt', 'utf8', (_, text) => resolve(text)))`,
      `import fs from 'fs'`,
    ),
    set: (value) => put('v.txt', value),
  },
  {
    what: 'a stream of a file',
    definition: literal(
      `await new Promise((resolve) => createReadStream('v.txt', 'utf8').on('data', resolve))`,
      `import { createReadStream } from 'fs'`,
    ),
    set: (value) => put('v.txt', value),
  },
  {
    what: '.env',
    definition: `${literal('process.env.VALUE').replace('console', 'process.loadEnvFile()\nconsole')}`,
    set: (value) => put('.env', `VALUE=${value}`),
  },
  {
    what: 'whether there is a file',
    definition: literal(
      `existsSync('maybe') ? 'two' : 'one'`,
      `import { existsSync } from 'node:fs'`,
    ),
    set: (value) => (value === 'two' ? put('maybe', '') : rmSync(at('maybe'), { force: true })),
  },
  {
    what: 'the names in a folder',
    definition: literal(`readdirSync('names').at(-1)`, `import { readdirSync } from 'node:fs'`),
    set: (value) => put(`names/${value}`, ''),
  },
  {
    what: 'a package that is edited without a new version',
    definition: literal('value', `import { value } from 'shared'`),
    set: (value) => installed(`export const value = '${value}'`),
  },
  {
    what: 'a file inside of a package',
    definition: literal('value', `import { value } from 'shared'`),
    set: (value) => {
      installed(`export * from './inner.js'`)
      put('node_modules/shared/inner.js', `export const value = '${value}'`)
    },
  },
  {
    what: 'a CommonJS file inside of a package',
    definition: literal('value', `import { value } from 'common'`),
    set: (value) => {
      put('node_modules/common/package.json', '{ "name": "common" }')
      put('node_modules/common/index.js', `module.exports = require('./inner')`)
      put('node_modules/common/inner.js', `exports.value = '${value}'`)
    },
  },
  {
    what: 'TypeScript in a package',
    definition: literal('value', `import { value } from 'shared'`),
    set: (value) => installed(`export const value: string = '${value}'`, 'index.ts'),
  },
  {
    what: 'a tsconfig.json that is nearer',
    definition: literal('value', `import { value } from './lib/value.js'`),
    set: (value) => {
      const [file, place, path] = value === 'one' ? ['a', '', './a.ts'] : ['b', 'lib/', '../b.ts']
      put('lib/value.ts', `export { value } from '@value'`)
      put(`${file}.ts`, `export const value = '${value}'`)
      put(`${place}tsconfig.json`, `{ "compilerOptions": { "paths": { "@value": ["${path}"] } } }`)
    },
  },
  {
    what: 'a package.json that is nearer',
    definition: literal('value', `import { value } from './lib/value.js'`),
    set: (value) => {
      const folder = value === 'one' ? '' : 'lib/'
      put('lib/value.ts', `export { value } from '#value'`)
      put(`${folder}v.js`, `export const value = '${value}'`)
      put(`${folder}package.json`, `{ "type": "module", "imports": { "#value": "./v.js" } }`)
    },
  },
  {
    what: 'a package that is nearer',
    definition: literal('value', `import { value } from './lib/value.js'`),
    set: (value) => {
      put('lib/value.ts', `export { value } from 'shared'`)
      const folder = value === 'one' ? '' : 'lib/'
      put(
        `${folder}node_modules/shared/package.json`,
        '{ "name": "shared", "type": "module", "exports": "./index.js" }',
      )
      put(`${folder}node_modules/shared/index.js`, `export const value = '${value}'`)
    },
  },
  {
    what: 'a process',
    definition: literal(
      `execSync('cat v.txt', { encoding: 'utf8' })`,
      `import { execSync } from 'node:child_process'`,
    ),
    set: (value) => put('v.txt', value),
  },
]

const value = () => /value: '(.*)'/.exec(read('.botpress/events.ts'))?.[1]

describe('a change is seen of', () => {
  test.each(inputs)('$what', async ({ definition, set, env = () => ({}) }) => {
    put('plugin.definition.ts', definition)
    set('one')
    const first = await run([], { env: env('one') })
    expect([first.code, value()]).toEqual([0, 'one'])
    set('two')
    expect((await run(['--check'], { env: env('two') })).code).toBe(1)
    expect((await run([], { env: env('two') })).stdout).toContain('~ events.ts')
    expect(value()).toBe('two')
    expect(read('.botpress/.local/manifest')).not.toMatch(/\bone\b|\btwo\b/)
  })
})

describe('a run that has nothing to do is recognised', () => {
  const recognised = inputs.filter(({ what }) => what !== 'a process')
  test.each(recognised)('with $what', async ({ definition, set, env = () => ({}) }) => {
    put('plugin.definition.ts', definition)
    set('one')
    await run([], { env: env('one') })
    expect((await run([], { env: env('one') })).stderr).toBe('')
  })

  test('when files of packages were only touched, and others of the shell have changed', async () => {
    put(
      'plugin.definition.ts',
      literal(`value + Object.keys(process.env).length`, `import { value } from 'shared'`),
    )
    installed(`export const value = 'one'`)
    await run([], { env: { SHLVL: '1' } })
    utimesSync(at('node_modules/shared/index.js'), new Date(), new Date())
    expect((await run([], { env: { SHLVL: '2' } })).stderr).toBe('')
  })
})

describe('evaluated every time is', () => {
  test.each([
    ['what asks for the time', 'new Date().getDay() > 9'],
    ['what asks for the time by a package', `time() < 0`],
    ['what throws dice', 'Math.random() > 2'],
    ['what starts a process', `execFileSync('true').length > 9`],
    ['what opens a connection', `!connect(1).on('error', () => {})`],
    ['what asks for a name', `!resolve('localhost').catch(() => {})`],
    ['what starts a thread', `!new Worker('', { eval: true })`],
    ['what loads a native addon', `loads(() => process.dlopen({ exports: {} }, 'none.node'))`],
    ['what runs WebAssembly with a system', `!new WASI({ version: 'preview1' })`],
    ['what asks for the inside of node', `loads(() => process.binding('none'))`],
  ])('%s', async (_, condition) => {
    put(
      'node_modules/time/package.json',
      '{ "name": "time", "type": "module", "exports": "./index.js" }',
    )
    put('node_modules/time/index.js', 'export const time = () => Date.now()')
    const imports = `import { execFileSync } from 'node:child_process'
import { resolve } from 'node:dns/promises'
import { connect } from 'node:net'
${condition.includes('WASI') ? `import { WASI } from 'node:wasi'` : ''}
import { Worker } from 'node:worker_threads'
import { time } from 'time'
const loads = (load) => { try { return load() } catch { return false } }
void [execFileSync, resolve, connect, Worker, time, loads]`
    put('plugin.definition.ts', literal(`${condition} ? 'a' : 'b'`, imports))
    await run([])
    expect(await run([])).toMatchObject({
      stderr: expect.stringContaining('evaluated\n'),
      stdout: expect.stringContaining('up to date'),
    })
  })

  test.each([
    ['fetches', `!fetch('http://127.0.0.1:1').catch(() => {})`],
    ['makes a random id', `crypto.randomUUID() === ''`],
    ['measures time', `performance.now() < 0`],
    ['throws dice', 'Math.random() > 2'],
    ['looks at the disk', `process.getBuiltinModule('fs').statfsSync('.').bsize < 0`],
  ])('what %s, without an import', async (_, condition) => {
    put('plugin.definition.ts', literal(`${condition} ? 'a' : 'b'`))
    await run([])
    expect((await run([])).stderr).toBe('evaluated\n')
  })
})

describe('what is committed', () => {
  beforeEach(() => put('plugin.definition.ts', literal("'one'")))
  const files = () => list('.botpress').filter((name) => name !== '.local')

  test('is nothing but what is generated, and does not churn', async () => {
    await run([])
    const before = files().map((name) => read('.botpress', name))
    expect(files()).toEqual(['events.ts', 'index.ts'])
    expect(read('.botpress/.local/.gitignore')).toBe('*\n')
    put('package.json', '{ "scripts": { "new": "script" } }')
    put('plugin.definition.ts', `// a comment\n${literal("'one'")}`)
    await run([])
    expect(files().map((name) => read('.botpress', name))).toEqual(before)
  })

  test.each([
    ['is none', () => rmSync(at('.botpress/.local'), { recursive: true })],
    ['has the marks of a conflict', () => put('.botpress/.local/manifest', '<<<<<<< HEAD\n{}')],
    [
      'is a folder',
      () => {
        rmSync(at('.botpress/.local/manifest'))
        mkdirSync(at('.botpress/.local/manifest/deep'), { recursive: true })
      },
    ],
  ])('is as it should be though what gen remembers %s', async (_, meddle) => {
    await run([])
    meddle()
    expect((await run(['--check'])).code).toBe(0)
    expect(await run([])).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
    expect((await run([])).stderr).toBe('')
  })
})
