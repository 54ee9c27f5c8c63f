/** Stubs in the fixtures' sources: they type-check on the emitted folder, and stay formatted. */
import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check, format } from 'prettier'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emit } from '../../src/generator/emit/index.js'
import { type Model, readModel } from '../../src/generator/index.js'
import { addStubs } from '../../src/stubs/index.js'

const root = new URL('../..', import.meta.url).pathname
const fixtures = globSync('*/plugin.definition.ts', { cwd: join(root, 'fixtures') })
  .map((path) => path.split('/')[0]!)
  .sort()

const { prettier: options } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** A folder with all fixtures, each of which declares more actions than it implements. */
let workspace: string
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'plugin-kit-stubs-'))
  for (const name of ['package.json', 'dist', 'src'])
    symlinkSync(join(root, name), join(workspace, name))
  symlinkSync(join(root, 'node_modules'), join(workspace, 'node_modules'))
  mkdirSync(join(workspace, 'fixtures'))
  cpSync(join(root, 'fixtures'), join(workspace, 'fixtures'), { recursive: true })
})
afterAll(() => rmSync(workspace, { recursive: true, force: true }))

const later = ['addedLater', 'added-later', '__proto__']

function withMore(model: Model): Model {
  const [first] = model.actions
  const others = later.filter((name) => model.actions.every((action) => action.name !== name))
  return { ...model, actions: [...model.actions, ...others.map((name) => ({ ...first!, name }))] }
}

test.each(fixtures)('%s', async (fixture) => {
  const project = join(workspace, 'fixtures', fixture)
  const found = await readModel({ path: project })
  const model = withMore(found.model!)
  for (const { path, content } of emit(model, { definitionFile: 'plugin.definition.ts' })) {
    writeFileSync(join(project, '.botpress', path), content)
  }
  const entry = join(project, 'src/index.ts')
  const before = readFileSync(entry, 'utf8')
  const report = await addStubs({ project, model, isWriting: true })
  expect(report).toMatchObject({ status: 'written', issues: [] })
  expect(report.missing).toEqual(later.filter((name) => report.missing.includes(name)))
  expect(report.missing.length).toBeGreaterThanOrEqual(2)

  const after = readFileSync(entry, 'utf8')
  const formatting = { ...options, filepath: entry }
  expect(await check(before, formatting)).toBe(true)
  expect(await format(after, formatting)).toBe(after)
  // An object on one line has to be broken; in all others, nothing changes but what is added.
  if (!/actions: \{.*\}/.test(before)) {
    const lines = after.split('\n')
    expect(before.split('\n').filter((line) => !lines.includes(line))).toEqual([])
  }
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [tsc, '-p', project, '--noEmit'], {
    stdio: 'pipe',
    encoding: 'utf8',
  })
  expect(await addStubs({ project, model, isWriting: true })).toMatchObject({ status: 'unchanged' })
})
