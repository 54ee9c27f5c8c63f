/**
 * What the product costs, in counts that are the same on every machine. None may rise above its
 * record in `counts.json`, unless the record is changed in the same commit.
 */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleSize } from '../bench/bundle-size.mjs'
import { diagnosticsOf } from '../bench/compiler.mjs'
import records from './counts.json' with { type: 'json' }

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'dist/cli/main.js')

let workspace = ''
let project = ''

beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'plugin-kit-counts-'))
  project = join(workspace, 'analytics')
  mkdirSync(join(workspace, 'node_modules'))
  symlinkSync(root, join(workspace, 'node_modules/botpress-plugin-kit'))
  cpSync(join(root, 'fixtures/analytics'), project, { recursive: true })
  cpSync(join(root, 'fixtures/tsconfig.base.json'), join(workspace, 'tsconfig.base.json'))
  gen()
})

afterAll(() => rmSync(workspace, { recursive: true, force: true }))

describe('instantiations', () => {
  const fixtures = globSync('*/plugin.definition.ts', { cwd: join(root, 'fixtures') }).map(
    (file) => file.split('/')[0] ?? '',
  )

  it('has a record of every fixture', () => {
    expect(Object.keys(records.instantiations).sort()).toEqual(fixtures.sort())
  })

  it.each(fixtures)('does not rise: %s', (fixture) => {
    const { instantiations } = diagnosticsOf(join(root, 'fixtures', fixture))
    expectNoMore('instantiations', fixture, instantiations)
  })
})

describe('bundle', () => {
  it('does not rise: gzip bytes of an empty plugin', async () => {
    const empty = join(workspace, 'empty')
    mkdirSync(empty)
    writeFileSync(
      join(empty, 'plugin.definition.ts'),
      `import { PluginDefinition } from 'botpress-plugin-kit'
       export default new PluginDefinition({ name: 'empty', version: '1.0.0' })`,
    )
    run([cli, 'gen', empty])
    const file = join(empty, 'index.ts')
    writeFileSync(
      file,
      `import { Plugin } from './.botpress/index.js'
       export default new Plugin({})`,
    )
    expectNoMore('bundle', 'gzip', (await bundleSize(file)).gzip)
  })

  it.each([
    ['with zod', 'readable', []],
    ['zod left out', 'readableWithoutZod', ['zod']],
  ])(
    'does not rise: gzip bytes by which a definition is readable by the platform’s tool, %s',
    async (_, name, external) => {
      const added =
        (await pluginSize(external, [])) - (await pluginSize(external, [plainDefinition]))
      expect(added).toBeGreaterThan(0)
      expectNoMore('bundle', name, added)
      // What the design allows.
      expect(added).toBeLessThanOrEqual(3000)
    },
  )

  it('has one copy of what definitions share with the runtime', async () => {
    const [definition, runtime] = await Promise.all(
      ['definition', 'runtime'].map((entry) => import(join(root, 'dist', entry, 'index.js'))),
    )
    expect(definition.RuntimeError).toBe(runtime.RuntimeError)
  })
})

describe('modules that a run with nothing to do loads', () => {
  it('does not rise: files', () => {
    const coverage = join(workspace, 'coverage')
    gen([], { NODE_V8_COVERAGE: coverage })
    const files = readdirSync(coverage).flatMap((name) => scriptsIn(join(coverage, name)))
    expect(files.some((file) => file.endsWith('/cli/main.js'))).toBe(true)
    expectNoMore('modules', 'files', files.length, files)
  })

  it("does not rise: node's own", () => {
    const list = join(workspace, 'builtins.json')
    const preload = join(workspace, 'list-builtins.cjs')
    writeFileSync(
      preload,
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList)))`,
    )
    const loadedBy = (...args: string[]): string[] => {
      run(['--require', preload, ...args])
      const names = JSON.parse(readFileSync(list, 'utf8')) as string[]
      return names.flatMap((name) => /^NativeModule (?!internal\/)(.*)/.exec(name)?.[1] ?? [])
    }
    const bare = new Set(loadedBy('-e', '0'))
    const added = loadedBy(cli, 'gen', project).filter((name) => !bare.has(name))
    expectNoMore('modules', 'builtins', added.length, added)
  })
})

describe('files that a run touches', () => {
  it('does not rise: nothing has changed', () => {
    const touched = touchedBy(gen)
    expectNoMore('files', 'unchanged', touched.length, touched)
  })

  it("does not rise: one action's description has changed", () => {
    const definition = join(project, 'plugin.definition.ts')
    const text = readFileSync(definition, 'utf8')
    writeFileSync(definition, text.replace("title: 'Get statistics'", "title: 'Get figures'"))
    const touched = touchedBy(gen)
    expect(readFileSync(join(project, '.botpress/actions.ts'), 'utf8')).toContain('Get figures')
    expectNoMore('files', 'oneEntry', touched.length, touched)
  })
})

/** Definitions without what the tool reads of them, and without the check that they are the plugin's. */
const plainDefinition: Plugin = {
  name: 'plain-definition',
  setup(build) {
    const files = {
      'deployable.js': 'export class Deployable { constructor(props) { this.props = props } }',
      'tool-view/index.js': `export const toolView = (schema) => schema, authored = toolView
        export const authoredSchema = Symbol(), foreignSchema = Symbol(), entityUri = Symbol()`,
    }
    for (const [file, contents] of Object.entries(files)) {
      const filter = new RegExp(`^\\./${file.replace('.', '\\.')}$`)
      build.onResolve({ filter }, () => ({ path: file, namespace: 'left-out' }))
      build.onLoad({ filter: new RegExp(`^${file}$`), namespace: 'left-out' }, () => ({ contents }))
    }
    build.onLoad({ filter: /plugin-definition\.ts$/ }, ({ path }) => ({
      contents: ['check', 'dereferenceEntities'].reduce(withoutMethod, readFileSync(path, 'utf8')),
      loader: 'ts',
    }))
  },
}

function withoutMethod(source: string, name: string): string {
  const method = new RegExp(`^  ${name}\\(.*?^  }$`, 'ms')
  expect(source).toMatch(method)
  return source.replace(method, '')
}

/** @returns the gzip bytes of a plugin that passes its definition, with all that it imports */
async function pluginSize(external: string[], plugins: Plugin[]): Promise<number> {
  const { outputFiles } = await build({
    absWorkingDir: join(root, 'fixtures/analytics'),
    stdin: {
      contents: `import { Plugin } from './.botpress/index.js'
        import definition from './plugin.definition.js'
        export default new Plugin({ definition })`,
      resolveDir: join(root, 'fixtures/analytics'),
    },
    alias: {
      'botpress-plugin-kit': join(root, 'src/definition/index.ts'),
      'botpress-plugin-kit/runtime': join(root, 'src/runtime/index.ts'),
    },
    plugins,
    external,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

type Records = { readonly [section: string]: { readonly [name: string]: number } }

/** @param details told when it is too much */
function expectNoMore(
  section: keyof typeof records,
  name: string,
  count: number,
  details: readonly string[] = [],
): void {
  const record = (records as Records)[section]?.[name]
  const message = `${section}.${name} is ${count}, and its record ${record}. If it is worth it, write ${count} to test/counts.json in the same commit.`
  expect(count, [message, ...details].join('\n  ')).toBeLessThanOrEqual(record ?? -1)
}

function gen(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): void {
  run([cli, 'gen', project, ...args], env)
}

function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  const { status, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  expect(status, stderr).toBe(0)
}

/** The files that a process has loaded, from what V8 noted while it ran. */
function scriptsIn(coverage: string): string[] {
  const { result } = JSON.parse(readFileSync(coverage, 'utf8')) as { result: { url: string }[] }
  return result.map(({ url }) => url).filter((url) => url.startsWith('file:'))
}

/** The names of the files in the output folder, and `.` for the folder, that an action touches. */
function touchedBy(action: () => void): string[] {
  const before = stamps()
  action()
  return [...stamps()].flatMap(([name, stamp]) => (before.get(name) === stamp ? [] : [name]))
}

function stamps(): Map<string, string> {
  const folder = join(project, '.botpress')
  return new Map(
    ['.', ...readdirSync(folder)].map((name) => {
      const { ino, ctimeNs, mtimeNs } = statSync(join(folder, name), { bigint: true })
      return [name, `${ino} ${ctimeNs} ${mtimeNs}`]
    }),
  )
}
