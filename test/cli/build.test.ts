/** `plugin-kit build`: bundles that hosts load, and what is said when they cannot be made. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Bot } from '@botpress/sdk'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { at, definition, list, put, read, run, start } from './plugin-kit.js'

const source = `import { Plugin } from '#botpress'

export default new Plugin({
  actions: { first: async ({ input }) => ({ echoed: input.a }) },
})
`

const manifest = { type: 'module', imports: { '#botpress': './.botpress/index.ts' } }

beforeEach(() => {
  put('package.json', JSON.stringify(manifest))
  put('plugin.definition.ts', definition('first'))
  put('src/index.ts', source)
})

const files = ['.gitignore', 'index.cjs', 'index.mjs']

test('generates, bundles for node and for browsers, and tells the sizes', async () => {
  const { code, stdout, stderr } = await run(['build'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /^✓ \.botpress written, 3 files .*\n(?: {2}\+ .*\n){3}✓ \.botpress\/dist written \(\d.*\)\n {4}index\.cjs {2}[\d.]+ kB, [\d.]+ kB gzip\n {4}index\.mjs {2}[\d.]+ kB, [\d.]+ kB gzip\n$/,
  )
  expect(list('.botpress/dist')).toEqual(files)
  expect(read('.botpress/dist/.gitignore')).toBe('*\n')
})

test('touches nothing where nothing has changed', async () => {
  await run(['build'])
  const times = () => files.map((name) => statSync(at('.botpress/dist', name)).mtimeMs)
  const before = times()
  const { stdout } = await run(['build'])
  expect(stdout).toContain('✓ .botpress/dist is up to date')
  expect(times()).toEqual(before)
})

test('makes smaller bundles, which keep the names of handlers, and source maps', async () => {
  const named = source
    .replace('first: async (', 'first: async function namedByItsAuthor(')
    .replace(') =>', ')')
  put('src/index.ts', named.replace('({ echoed: input.a })', '{ return { echoed: input.a } }'))
  await run(['build'])
  const { size } = statSync(at('.botpress/dist/index.mjs'))
  const { code, stderr } = await run(['build', '--minify', '--source-map'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(statSync(at('.botpress/dist/index.mjs')).size).toBeLessThan(size * 0.7)
  expect(read('.botpress/dist/index.mjs')).toContain('"namedByItsAuthor"')
  const map = JSON.parse(read('.botpress/dist/index.cjs.map'))
  // From where the map lies.
  expect(map.sources).toContain('../../src/index.ts')
  await run(['build'])
  expect(list('.botpress/dist')).toEqual(files)
})

describe('gives the same bytes', () => {
  const hashesOf = async (folder: string) => {
    const { code, stderr } = await run(['build', folder])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const bundles = ['index.cjs', 'index.mjs'].map((name) => read(folder, '.botpress/dist', name))
    for (const bundle of bundles) expect(bundle).not.toContain(at())
    return bundles.map((bundle) => createHash('sha256').update(bundle).digest('hex'))
  }
  const project = (folder: string): void => {
    put(
      'src/index.ts',
      `import { a } from 'first'\nimport { b } from 'second'\n${source}console.log(a, b)\n`,
    )
    for (const name of ['package.json', 'plugin.definition.ts', 'src']) {
      cpSync(at(name), at(folder, name), { recursive: true })
    }
  }
  /** Installs what the project imports, and what that imports: as files, as a link leads to wherever this repository is. */
  const install = (placeOf: (name: string) => string): void => {
    for (const name of ['dist', 'package.json']) {
      const from = at('node_modules/botpress-plugin-kit', name)
      const to = at(placeOf('botpress-plugin-kit'), name)
      cpSync(from, to, { recursive: true, dereference: true })
    }
    const code = {
      first: "import { shared } from 'shared'\nexport const a = shared\n",
      second: "import { shared } from 'shared'\nexport const b = shared\n",
      shared: 'module.exports.shared = 1\n',
    }
    for (const [name, text] of Object.entries(code)) {
      const type = name === 'shared' ? 'commonjs' : 'module'
      put(`${placeOf(name)}/package.json`, JSON.stringify({ name, type, main: 'index.js' }))
      put(`${placeOf(name)}/index.js`, text)
    }
  }
  const hoisted = (folder: string): void => {
    project(folder)
    install((name) => `${folder}/node_modules/${name}`)
  }

  test('in any folder', async () => {
    hoisted('one')
    hoisted('deeper/and/elsewhere')
    expect(await hashesOf('deeper/and/elsewhere')).toEqual(await hashesOf('one'))
  })

  test('also if packages are linked from a store, as pnpm does it', async () => {
    hoisted('one')
    project('linked')
    const store = (name: string) => `linked/node_modules/.pnpm/${name}@1.0.0/node_modules`
    install((name) => `${store(name)}/${name}`)
    const link = (name: string, folder: string): void => {
      mkdirSync(at(folder), { recursive: true })
      symlinkSync(at(store(name), name), at(folder, name), 'junction')
    }
    for (const name of ['botpress-plugin-kit', 'first', 'second']) link(name, 'linked/node_modules')
    for (const name of ['first', 'second']) link('shared', store(name))
    expect(await hashesOf('linked')).toEqual(await hashesOf('one'))
  })
})

describe('hosts', () => {
  beforeEach(async () => {
    expect((await run(['build', '--minify'])).code).toBe(0)
  })

  test("the SDK's bot runs the one for node", async () => {
    const built = createRequire(import.meta.url)(at('.botpress/dist/index.cjs'))
    expect(Object.keys(built).sort()).toEqual(['default', 'handler'])
    expect(built.handler).toBeUndefined()
    const plugin = built.default.initialize({
      alias: 'demo',
      configuration: {},
      interfaces: {},
      integrations: {},
    })
    const bot: any = new Bot({ actions: {}, plugins: { demo: plugin } } as never)
    vi.stubEnv('BP_TOKEN', 'token-1')
    const response = await bot.handler({
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'x-bot-id': 'bot-1',
        'x-bp-operation': 'action_triggered',
        'x-bp-type': 'demo#first',
        'x-bp-configuration': Buffer.from('{}').toString('base64'),
      },
      body: JSON.stringify({ type: 'demo#first', input: { a: 'x' } }),
    })
    vi.unstubAllEnvs()
    expect(response).toMatchObject({ status: 200, body: '{"output":{"echoed":"x"}}' })
  })

  test('a browser runs the other, with nothing of node', async () => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--experimental-vm-modules', '--no-warnings', '--input-type=module', '-e', inBare],
      { env: { ...process.env, BUNDLE: at('.botpress/dist/index.mjs') }, encoding: 'utf8' },
    )
    expect({ stdout, stderr }).toEqual({
      stdout: '{"keys":["default","handler"],"output":{"echoed":"x"}}\n',
      stderr: '',
    })
  })
})

/** Evaluates a bundle in a context that has the language's own globals only, and calls its action. */
const inBare = `
  import { readFileSync } from 'node:fs'
  import { createContext, SourceTextModule } from 'node:vm'
  const module = new SourceTextModule(readFileSync(process.env.BUNDLE, 'utf8'), { context: createContext() })
  await module.link(() => { throw new Error('imports something') })
  await module.evaluate()
  const { default: plugin } = module.namespace
  plugin.initialize({ alias: 'demo', configuration: {}, interfaces: {}, integrations: {} })
  const output = await plugin.actionHandlers.first({ client: {}, logger: {}, input: { a: 'x' } })
  console.log(JSON.stringify({ keys: Object.keys(module.namespace), output }))
`

describe('mistakes', () => {
  test.each([
    [
      'export const x = 1\n',
      /src\/index\.ts:1:1 error plugin_not_exported\n.*has no default export/,
    ],
    [
      "import './nope.js'\n",
      /src\/index\.ts:1:8 error import_not_found\n.*"\.\/nope\.js"[^]*> 1 \| import/,
    ],
    ["import 'node:fs'\nexport default {}\n", /src\/index\.ts:1:8 error import_not_in_browsers\n/],
    ['export default {\n', /src\/index\.ts:2:1 error syntax_error\n/],
  ])('%j', async (text, message) => {
    await run(['build'])
    const before = read('.botpress/dist/index.cjs')
    put('src/index.ts', text)
    const { code, stdout, stderr } = await run(['build'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/✗ \. cannot be bundled\n$/)
    // The last good bundle stays.
    expect(read('.botpress/dist/index.cjs')).toBe(before)
    expect(list('.botpress/dist')).toEqual(files)
  })

  test('a definition that is wrong is told as gen tells it, and nothing is bundled', async () => {
    put('plugin.definition.ts', definition('first').replace("'1.0.0'", "'one'"))
    const { code, stderr } = await run(['build'])
    expect(code).toBe(1)
    expect(stderr).toContain('cannot be generated, 1 error')
    expect(existsSync(at('.botpress/dist'))).toBe(false)
  })

  test('a plugin without code', async () => {
    put('elsewhere/plugin.definition.ts', definition('first'))
    const { code, stderr } = await run(['build', 'elsewhere'])
    expect(code).toBe(1)
    expect(stderr).toContain('error entry_not_found')
    expect(stderr).toContain('Create it, with `export default new Plugin({ … })`')
  })

  test('a file where the folder is to be', async () => {
    await run(['gen'])
    put('.botpress/dist', 'mine')
    const { code, stderr } = await run(['build'])
    expect(code).toBe(1)
    expect(stderr).toContain('error output_not_a_folder')
    expect(read('.botpress/dist')).toBe('mine')
  })
})

describe('warnings', () => {
  test('tell what is odd in the source, once, and the bundles are written', async () => {
    put('src/index.ts', `${source}export const same = (a: number) => a === NaN\n`)
    const { code, stdout, stderr } = await run(['build'])
    expect(code).toBe(0)
    expect(stdout).toContain('.botpress/dist written')
    expect(stderr.match(/warning odd_code/g)).toHaveLength(1)
    expect(stderr).toMatch(/src\/index\.ts:6:\d+ warning odd_code\n.*NaN/)
    expect((await run(['build', '--quiet'])).stderr).toBe('')
  })
})

describe('tsconfigs', () => {
  const project = (options: object) =>
    put(
      'tsconfig.app.json',
      JSON.stringify({ compilerOptions: { composite: true, ...options }, include: ['src', 'lib'] }),
    )
  const echo = (from: string) =>
    source
      .replace('export default', `import { echo } from '${from}'\nexport default`)
      .replace('input.a', 'echo(input.a)')

  beforeEach(() => {
    put('tsconfig.json', '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }')
  })

  test('paths of one that is referenced are followed', async () => {
    project({ paths: { '@lib/*': ['./lib/*'] } })
    put('lib/echo.ts', 'export const echo = (text: string) => `by paths: ${text}`\n')
    put('src/index.ts', echo('@lib/echo'))
    const { code, stderr } = await run(['build'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const name of ['index.cjs', 'index.mjs']) {
      expect(read(`.botpress/dist/${name}`)).toContain('by paths')
    }
  })

  test('customConditions choose between the exports of packages, and esbuild’s own one stays', async () => {
    project({ customConditions: ['source'] })
    const library = (name: string, exports: object) => {
      put(`node_modules/${name}/package.json`, JSON.stringify({ name, type: 'module', exports }))
      for (const file of ['source', 'module', 'other']) {
        put(`node_modules/${name}/${file}.js`, `export const echo = (text) => '${name} ${file}'\n`)
      }
    }
    library('first', { source: './source.js', default: './other.js' })
    library('second', { module: './module.js', default: './other.js' })
    put(
      'src/index.ts',
      `import { echo as other } from 'second'\n${echo('first')}console.log(other)\n`,
    )
    const { code, stderr } = await run(['build'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(read('.botpress/dist/index.mjs')).toContain('first source')
    expect(read('.botpress/dist/index.mjs')).toContain('second module')
  })
})

test('--json is one document with everything, and nothing else on stdout', async () => {
  const { stdout, stderr } = await run(['build', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    exitCode: 0,
    problems: [],
    projects: [
      {
        status: 'written',
        bundled: {
          status: 'written',
          dist: at('.botpress/dist'),
          bundles: [
            { path: 'index.cjs', size: statSync(at('.botpress/dist/index.cjs')).size },
            { path: 'index.mjs', size: statSync(at('.botpress/dist/index.mjs')).size },
          ],
        },
      },
    ],
  })
  expect(stderr).toContain('.botpress/dist written')
})

test('--watch builds again when the source or the definition changes', async () => {
  const { child, output, ended } = start(['build', '--watch'])
  const saw = (text: string) =>
    vi.waitFor(() => expect(read('.botpress/dist/index.cjs')).toContain(text), {
      timeout: 20_000,
      interval: 50,
    })
  await vi.waitFor(() => expect(output.stdout).toContain('.botpress/dist written'), {
    timeout: 20_000,
    interval: 50,
  })
  put('src/index.ts', source.replace('echoed: input.a', 'echoed: `${input.a} again`'))
  await saw(' again')
  put('plugin.definition.ts', definition('first').replace("'1.0.0'", "'1.2.3'"))
  await saw('version: "1.2.3"')
  put('src/index.ts', 'export default {\n')
  await vi.waitFor(() => expect(output.stderr).toContain('syntax_error'), {
    timeout: 20_000,
    interval: 50,
  })
  child.kill('SIGINT')
  const { code, stderr } = await ended
  expect([code, stderr]).toEqual([0, expect.not.stringContaining('plugin-kit:')])
})
