import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GeneratorError, type Issue, check, generate } from '../../src/generator/index.js'
import { manifestName } from '../../src/generator/output/manifest.js'
import { type Stages, stages } from '../../src/generator/stages.js'
import { readingOf } from './reading.js'

/**
 * Stages of a small language: every line of a definition is an import, a warning, an error or the
 * name of a file to generate.
 */
let loaded: string[]
const using: Stages = {
  ...stages,
  load: async (file) => {
    loaded.push(file)
    const inputs: { readonly path: string }[] = []
    const read = (path: string): readonly string[] => {
      inputs.push({ path })
      const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
      return lines.flatMap((line) =>
        line.startsWith('import ') ? read(join(dirname(path), line.slice(7))) : [line],
      )
    }
    const definition = read(file)
    const issues = definition
      .filter((line) => /^(?:error|warning) /.test(line))
      .map((line): Issue => {
        const [severity, entry = ''] = line.split(' ') as ['error' | 'warning', string]
        return { severity, code: 'told', path: ['actions', entry], message: line }
      })
    const files = definition
      .filter((line) => !/^(?:error|warning) /.test(line))
      .map((line) => ({
        path: `${line.split(' ')[0]}.ts`,
        content: `// plugin-kit gen ${basename(file)}\nexport const x = { line: '${line}' }\n`,
      }))
    return { value: { files, issues }, reading: readingOf(inputs) }
  },
  locate: async (file, paths) =>
    paths.map(([, entry]) =>
      entry === 'nowhere' ? undefined : { file, line: 1, column: 1 + (entry?.length ?? 0) },
    ),
}

let root: string
let project: string
const put = (name: string, ...lines: string[]) =>
  writeFileSync(join(project, name), lines.join('\n'))
const list = () => readdirSync(join(project, '.botpress')).sort()
/** What a run remembers. */
const manifest = () => join(project, '.botpress', manifestName)
/** This repository's. */
const installPrettier = () => {
  mkdirSync(join(project, 'node_modules'))
  symlinkSync(join(process.cwd(), 'node_modules/prettier'), join(project, 'node_modules/prettier'))
}
const run = (options = {}) => generate({ path: project, ...options }, using)

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'generate-')))
  project = join(root, 'project')
  mkdirSync(project)
  put('plugin.definition.ts', 'import shared.ts', 'index')
  put('shared.ts', 'actions')
  loaded = []
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

test('reports what was made from what', async () => {
  expect(await run()).toEqual({
    status: 'written',
    project,
    definition: join(project, 'plugin.definition.ts'),
    outDir: join(project, '.botpress'),
    changes: [
      {
        path: 'actions.ts',
        kind: 'missing',
        before: '',
        after: expect.stringContaining('actions'),
      },
      { path: 'index.ts', kind: 'missing', before: '', after: expect.stringContaining('index') },
    ],
    issues: [],
    inputs: [join(project, 'plugin.definition.ts'), join(project, 'shared.ts')],
    duration: expect.any(Number),
  })
  expect(list()).toEqual(['.local', 'actions.ts', 'index.ts'])
})

test('a path may be the file, and be relative', async () => {
  const file = join(project, 'plugin.definition.ts')
  const { definition, outDir } = await run({ path: file })
  expect([definition, outDir]).toEqual([file, join(project, '.botpress')])
  const relative = await run({ path: join('..', '..', '..', '..', '..', '..', project) })
  expect([relative.definition, relative.status]).toEqual([file, 'unchanged'])
})

test('writes elsewhere on request', async () => {
  const outDir = join(root, 'out', 'deep')
  expect((await run({ outDir })).status).toBe('written')
  expect(readdirSync(outDir)).toEqual(['.local', 'actions.ts', 'index.ts'])
  expect(existsSync(join(project, '.botpress'))).toBe(false)
  loaded = []
  await run({ outDir })
  expect(loaded).toEqual([])
})

test('a lock that a killed run has left behind is removed, though there is nothing to write', async () => {
  await run()
  loaded = []
  const dead = { pid: 2 ** 22 + 1, host: hostname(), id: 'killed' }
  put(join('.botpress', '.local', 'lock'), JSON.stringify(dead))
  expect((await run()).status).toBe('unchanged')
  expect(list()).toEqual(['.local', 'actions.ts', 'index.ts'])
  await run()
  expect(loaded).toHaveLength(1)
})

describe('a second run', () => {
  const cases: readonly {
    readonly given: string
    readonly meddle?: () => void
    readonly options?: object
    readonly want: 'unchanged' | 'written'
    readonly isLoaded: boolean
  }[] = [
    { given: 'nothing new', want: 'unchanged', isLoaded: false },
    {
      given: 'inputs that were only touched',
      meddle: () => put('shared.ts', 'actions'),
      want: 'unchanged',
      isLoaded: false,
    },
    {
      given: 'line endings of another system',
      meddle: () => put('plugin.definition.ts', 'import shared.ts\r', 'index'),
      want: 'unchanged',
      isLoaded: false,
    },
    { given: 'force', options: { force: true }, want: 'unchanged', isLoaded: true },
    {
      given: 'a changed definition',
      meddle: () => put('plugin.definition.ts', 'import shared.ts', 'index', 'states'),
      want: 'written',
      isLoaded: true,
    },
    {
      given: 'a changed import',
      meddle: () => put('shared.ts', 'actions 2'),
      want: 'written',
      isLoaded: true,
    },
    {
      given: 'a change that does not matter',
      meddle: () => put('shared.ts', '', 'actions'),
      want: 'unchanged',
      isLoaded: true,
    },
    {
      given: 'a deleted output',
      meddle: () => rmSync(join(project, '.botpress/index.ts')),
      want: 'written',
      isLoaded: true,
    },
    {
      given: 'an edited output',
      meddle: () => appendFileSync(join(project, '.botpress/index.ts'), '//'),
      want: 'written',
      isLoaded: true,
    },
    {
      given: 'no manifest',
      meddle: () => rmSync(manifest()),
      want: 'unchanged',
      isLoaded: true,
    },
    {
      given: 'a manifest of another version',
      meddle: () => {
        writeFileSync(manifest(), readFileSync(manifest(), 'utf8').replace('0.0.0-test', '0.0.1'))
      },
      want: 'unchanged',
      isLoaded: true,
    },
    {
      given: 'a definition by another name',
      meddle: () => {
        rmSync(join(project, 'plugin.definition.ts'))
        put('plugin.definition.mts', 'import shared.ts', 'index')
      },
      want: 'written',
      isLoaded: true,
    },
    { given: 'another format', options: { format: true }, want: 'written', isLoaded: true },
  ]

  test.each(cases)('$given', async ({ meddle, options, want, isLoaded }) => {
    installPrettier()
    put('.prettierrc', '{ "semi": true }')
    await run()
    loaded = []
    meddle?.()
    const report = await run(options)
    expect([report.status, loaded.length > 0]).toEqual([want, isLoaded])
    // Whatever it was, it is known from now on.
    loaded = []
    await run({ ...options, force: false })
    expect(loaded).toEqual([])
  })
})

describe('an input that changes while it is read', () => {
  /** Changes a file after the first `times` loads. */
  const disturbed = (times: number, text: (time: number) => string): Stages => {
    let time = 0
    return {
      ...using,
      load: async (file) => {
        const begin = Date.now()
        const result = await using.load(file)
        // The file system's clock is coarse: at most ten milliseconds behind.
        while (Date.now() <= begin + 20);
        if (time++ < times) put('shared.ts', text(time))
        return result
      },
    }
  }
  const actions = () => readFileSync(join(project, '.botpress/actions.ts'), 'utf8')

  test('is read again, and nothing is told of before', async () => {
    const report = await generate(
      { path: project },
      disturbed(2, (time) => `actions ${time}`),
    )
    expect(report.changes.map(({ path }) => path)).toEqual(['actions.ts', 'index.ts'])
    expect([actions(), loaded.length]).toEqual([expect.stringContaining('actions 2'), 3])
    loaded = []
    expect([(await run()).status, loaded]).toEqual(['unchanged', []])
  })

  test('is not taken for known if it never stands still', async () => {
    await generate(
      { path: project },
      disturbed(Infinity, (time) => `actions ${time}`),
    )
    const before = actions()
    await run()
    expect(actions()).not.toBe(before)
  })

  test('is known if the definition itself writes it, each time the same', async () => {
    await generate(
      { path: project },
      disturbed(Infinity, () => 'actions'),
    )
    loaded = []
    expect([(await run()).status, loaded]).toEqual(['unchanged', []])
  })
})

describe('issues', () => {
  test('errors fail the run with everything that was found, located, and leave the output', async () => {
    await run()
    put('plugin.definition.ts', 'error a', 'warning bb', 'error nowhere')
    const file = join(project, 'plugin.definition.ts')
    const issue = (severity: string, entry: string) => ({
      severity,
      code: 'told',
      path: ['actions', entry],
      message: `${severity} ${entry}`,
    })
    expect(await run()).toMatchObject({
      status: 'failed',
      changes: [],
      issues: [
        { ...issue('error', 'a'), location: { file, line: 1, column: 2 } },
        { ...issue('warning', 'bb'), location: { file, line: 1, column: 3 } },
        issue('error', 'nowhere'),
      ],
    })
    expect(list()).toEqual(['.local', 'actions.ts', 'index.ts'])
  })

  test('warnings are repeated by runs that find nothing to do', async () => {
    appendFileSync(join(project, 'shared.ts'), '\nwarning a\nwarning nowhere')
    const first = await run()
    loaded = ['once']
    expect(first.issues).toHaveLength(2)
    expect((await run()).issues).toEqual(first.issues)
    expect(loaded).toHaveLength(1)
    expect((await check({ path: project }, using)).issues).toEqual(first.issues)
    expect(readFileSync(manifest(), 'utf8')).not.toContain(root)
  })

  test('what a stage throws', async () => {
    const failing = (error: Error): Stages => ({ ...using, load: () => Promise.reject(error) })
    const issue: Issue = { severity: 'error', code: 'x', path: [], message: 'm' }
    const foreseen = await generate({ path: project }, failing(new GeneratorError([issue])))
    expect(foreseen).toMatchObject({ status: 'failed', issues: [issue] })
    const bug = generate({ path: project }, failing(new Error('a bug')))
    await expect(bug).rejects.toThrow('a bug')
  })

  test('no definition', async () => {
    const report = await run({ path: root })
    expect(report).toMatchObject({
      status: 'failed',
      project: root,
      outDir: join(root, '.botpress'),
    })
    expect(report.issues[0]?.code).toBe('definition_not_found')
    expect(report).not.toHaveProperty('definition')
  })
})

describe('check', () => {
  const look = () => check({ path: project }, using)

  test('tells the kinds of difference apart, and writes nothing', async () => {
    expect((await look()).changes.map(({ kind }) => kind)).toEqual(['missing', 'missing'])
    expect(existsSync(join(project, '.botpress'))).toBe(false)

    put('plugin.definition.ts', 'old', 'stale', 'edited', 'gone')
    await run()
    put('plugin.definition.ts', 'stale 2', 'edited', 'gone')
    appendFileSync(join(project, '.botpress/edited.ts'), '// mine')
    rmSync(join(project, '.botpress/gone.ts'))
    const before = list()
    const report = await look()
    expect(report.status).toBe('stale')
    expect(report.changes.map(({ path, kind }) => [path, kind])).toEqual([
      ['edited.ts', 'hand-edited'],
      ['gone.ts', 'missing'],
      ['old.ts', 'superfluous'],
      ['stale.ts', 'stale'],
    ])
    expect(list()).toEqual(before)
    await run()
    expect((await look()).status).toBe('unchanged')
  })

  test('trusts nothing that was remembered', async () => {
    await run()
    const text = readFileSync(manifest(), 'utf8')
    writeFileSync(manifest(), text.replace(/"inputs":\{[^}]*\}/, '"inputs":{}'))
    put('shared.ts', 'actions 2')
    expect((await run()).status).toBe('unchanged')
    expect((await look()).changes.map(({ path }) => path)).toEqual(['actions.ts'])
  })

  test('does not mind line endings', async () => {
    await run()
    for (const name of ['actions.ts', 'index.ts']) {
      const file = join(project, '.botpress', name)
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
    }
    expect((await look()).status).toBe('unchanged')
    expect((await check({ path: project, force: true }, using)).status).toBe('unchanged')
  })
})

describe('format', () => {
  test("is the project's own prettier with its configuration", async () => {
    const { symlinkSync } = await import('node:fs')
    mkdirSync(join(project, 'node_modules'))
    symlinkSync(
      join(process.cwd(), 'node_modules/prettier'),
      join(project, 'node_modules/prettier'),
    )
    put('.prettierrc', '{ "singleQuote": false, "semi": true }')
    const index = () => readFileSync(join(project, '.botpress/index.ts'), 'utf8')
    await run({ format: true })
    expect(index()).toContain('{ line: "index" };\n')
    loaded = []
    await run({ format: true })
    expect(loaded).toEqual([])
    put('.prettierrc', '{ "singleQuote": true, "semi": true }')
    await run({ format: true })
    expect(index()).toContain("{ line: 'index' };\n")
    put('.prettierrc', '{ "semi": ')
    const broken = await run({ format: true })
    expect(broken.issues[0]).toMatchObject({ code: 'format_failed' })
  })

  test('without prettier', async () => {
    const report = await run({ format: true })
    expect(report.issues[0]).toMatchObject({ code: 'prettier_not_found' })
    expect(report.issues[0]?.hint).toContain('npm install')
    // It may be the settings that ask for it.
    expect(report.issues[0]?.hint).toContain('the setting `format`')
  })
})
