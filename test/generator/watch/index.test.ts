import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GeneratorError } from '../../../src/generator/errors.js'
import { type Report, type Watcher, watch } from '../../../src/generator/index.js'
import { type Stages, stages } from '../../../src/generator/stages.js'
import { readingOf } from '../reading.js'

/** Stages of a small language: every line of a definition is an import or a type's text. */
let loads: number
const using: Stages = {
  ...stages,
  load: async (file) => {
    loads++
    const inputs: { readonly path: string }[] = []
    const read = (path: string): string => {
      inputs.push({ path })
      return readFileSync(path, 'utf8').replace(/^import (.*)$/gm, (_, name: string) => {
        try {
          return read(join(dirname(path), name))
        } catch {
          const message = `cannot find ${name}`
          throw new GeneratorError([{ severity: 'error', code: 'missing', path: [], message }])
        }
      })
    }
    const files = [{ path: 'index.ts', content: `// plugin-kit gen\n${read(file)}` }]
    return { value: { files, issues: [] }, reading: readingOf(inputs) }
  },
}

let root: string
let project: string
let watcher: Watcher
let reports: Report[]
let arrived: () => void

const at = (name: string) => join(project, name)
const put = (name: string, text: string) => writeFileSync(at(name), text)
const output = () =>
  readFileSync(at('.botpress/index.ts'), 'utf8').slice('// plugin-kit gen\n'.length)

/** The next report; what happened before it was asked for counts, too. */
let told = 0
const next = async (): Promise<Report> => {
  while (reports.length <= told) await new Promise<void>((resolve) => (arrived = resolve))
  return reports[told++]!
}

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'watch-')))
  project = join(root, 'project')
  mkdirSync(join(project, 'deep/er'), { recursive: true })
  put('plugin.definition.ts', 'import deep/a.ts')
  put('deep/a.ts', 'one')
  reports = []
  told = 0
  loads = 0
  watcher = watch(
    { path: project },
    (report) => {
      reports.push(report)
      arrived?.()
    },
    using,
  )
  expect((await next()).status).toBe('written')
})
afterEach(async () => {
  await watcher.close()
  rmSync(root, { recursive: true, force: true })
})

describe('is run again after', () => {
  const cases: readonly (readonly [string, () => void])[] = [
    ['the definition was saved', () => put('plugin.definition.ts', 'two')],
    ['an imported file was saved', () => put('deep/a.ts', 'two')],
    [
      'an imported file was replaced, as editors do',
      () => {
        put('deep/.a.ts.swp', 'two')
        renameSync(at('deep/.a.ts.swp'), at('deep/a.ts'))
      },
    ],
    [
      'a file was emptied, then written',
      () => {
        put('deep/a.ts', '')
        put('deep/a.ts', 'two')
      },
    ],
  ]
  test.each(cases)('%s', async (_, change) => {
    change()
    expect((await next()).status).toBe('written')
    expect(output()).toBe('two')
  })
})

test('follows the import graph', async () => {
  mkdirSync(join(root, 'shared'))
  writeFileSync(join(root, 'shared/b.ts'), 'two')
  put('plugin.definition.ts', 'import ../shared/b.ts')
  await next()
  expect(output()).toBe('two')
  writeFileSync(join(root, 'shared/b.ts'), 'three')
  await next()
  expect(output()).toBe('three')
})

test('notices a missing import that is added, in a new folder, too', async () => {
  put('plugin.definition.ts', 'import new/folder/b.ts')
  const failed = await next()
  expect([failed.status, failed.issues[0]?.message]).toEqual([
    'failed',
    'cannot find new/folder/b.ts',
  ])
  expect(output()).toBe('one')
  mkdirSync(at('new'))
  mkdirSync(at('new/folder'))
  put('new/folder/b.ts', 'two')
  expect((await next()).status).toBe('written')
  expect(output()).toBe('two')
})

test('survives a definition that is away for a while', async () => {
  rmSync(at('plugin.definition.ts'))
  expect((await next()).issues[0]?.code).toBe('definition_not_found')
  put('plugin.definition.ts', 'two')
  expect((await next()).status).toBe('written')
})

test('tells a failure once, and that it is over', async () => {
  put('plugin.definition.ts', 'import b.ts')
  expect((await next()).status).toBe('failed')
  const before = loads
  put('notes.md', 'something else changes')
  while (loads === before) await new Promise((resolve) => setTimeout(resolve, 5))
  put('plugin.definition.ts', 'import deep/a.ts')
  expect((await next()).status).toBe('unchanged')
})

describe('restores output', () => {
  test.each([
    ['that was edited', () => appendFileSync(at('.botpress/index.ts'), '// edited'), 'hand-edited'],
    ['a file of which was deleted', () => rmSync(at('.botpress/index.ts')), 'missing'],
    ['that was deleted', () => rmSync(at('.botpress'), { recursive: true }), 'missing'],
  ])('%s', async (_, meddle, kind) => {
    for (let time = 0; time < 2; time++) {
      meddle()
      expect((await next()).changes).toMatchObject([{ path: 'index.ts', kind }])
      expect(output()).toBe('one')
    }
  })
})

describe('follows a project again', () => {
  const definition = 'import deep/a.ts'
  test.each([
    ['that was moved away and back', () => renameSync(`${project}-2`, project)],
    [
      'that was made anew',
      () => {
        mkdirSync(at('deep'), { recursive: true })
        put('plugin.definition.ts', definition)
        put('deep/a.ts', 'anew')
      },
    ],
  ])('%s', async (_, back) => {
    renameSync(project, `${project}-2`)
    expect((await next()).issues[0]?.code).toBe('definition_not_found')
    back()
    expect((await next()).status).not.toBe('failed')
    put('deep/a.ts', 'two')
    expect((await next()).status).toBe('written')
    expect(output()).toBe('two')
  })
})

test('a definition that is another each time does not run by itself', async () => {
  await watcher.close()
  const restless: Stages = {
    ...using,
    load: async (file) => {
      const { value, reading } = await using.load(file)
      const files = value.files.map((each) => ({ ...each, content: `${each.content} ${loads}` }))
      return { value: { ...value, files }, reading: { ...reading, isRepeatable: false } }
    },
  }
  const texts: string[] = []
  let told = () => {}
  watcher = watch(
    { path: project },
    () => {
      texts.push(output())
      told()
    },
    restless,
  )
  for (const text of ['one', 'two', 'three', 'four']) {
    if (text !== 'one') put('deep/a.ts', text)
    while (!texts.at(-1)?.startsWith(text)) await new Promise<void>((resolve) => (told = resolve))
  }
  // A run for every change, and none for what a run has written.
  expect(texts.map((text) => text.split(' ')[0])).toEqual(['one', 'two', 'three', 'four'])
})

test('ignores its own output and what is not imported', async () => {
  // Files as new as the first run may have been read twice.
  const before = loads
  put('.botpress/other.ts', '')
  put('notes.md', '')
  put('deep/er/c.ts', '')
  // The next report is that of a change that matters, and there was no run before it.
  put('deep/a.ts', 'two')
  expect((await next()).changes).toHaveLength(1)
  expect([reports.length, loads - before]).toEqual([2, 1])
})

test('many changes at once are one run', async () => {
  for (let i = 0; i < 50; i++) put('deep/a.ts', `change ${i}`)
  await next()
  expect(output()).toBe('change 49')
  expect(reports).toHaveLength(2)
})

test('a change during a run is not lost', async () => {
  await watcher.close()
  let isFirst = true
  const late: Stages = {
    ...using,
    load: async (file) => {
      const begin = Date.now()
      const loaded = await using.load(file)
      // The file system's clock is coarse: at most ten milliseconds behind.
      while (Date.now() <= begin + 20);
      if (isFirst) put('deep/a.ts', 'late')
      isFirst = false
      return loaded
    },
  }
  put('deep/a.ts', 'early')
  const texts: string[] = []
  await new Promise<void>((resolve) => {
    watcher = watch(
      { path: project },
      () => {
        texts.push(output())
        if (texts.at(-1) === 'late') resolve()
      },
      late,
    )
  })
  // What was overtaken is not told.
  expect(texts).toEqual(['late'])
})

test('ends when it is closed', async () => {
  await watcher.close()
  await watcher.done
  const closed = reports
  reports = []
  put('deep/a.ts', 'two')
  const second = await new Promise<Report>((resolve) => {
    watcher = watch({ path: project }, resolve, using)
  })
  expect([closed.length, reports.length, second.status]).toEqual([1, 0, 'written'])
})

test('a bug ends it, and is told', async () => {
  await watcher.close()
  const broken: Stages = { ...using, load: () => Promise.reject(new Error('a bug')) }
  put('deep/a.ts', 'two')
  watcher = watch({ path: project }, () => {}, broken)
  await expect(watcher.done).rejects.toThrow('a bug')
})
