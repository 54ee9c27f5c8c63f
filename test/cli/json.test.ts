/** The documents of `--json`: those that are printed, and those in the docs, are as `schemas/` says. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { command as tell, createProject, startDev } from '../dev/dev-process.js'
import { heads } from './document-schemas.js'
import { at, definition, put, root, run, start } from './plugin-kit.js'

const commands = Object.keys(heads)
const ajv = new Ajv2020({ allErrors: true })
const require = createRequire(import.meta.url)
/** By command: the published schema, loaded as users load it. */
const validators = new Map<string, ValidateFunction>(
  commands.map((command) => {
    const schema = require(`botpress-plugin-kit/schemas/${command}.schema.json`) as object
    return [command, ajv.compile(schema)]
  }),
)

function isValid(command: string, document: unknown): boolean {
  return validators.get(command)!(document) as boolean
}

function expectValid(command: string, document: unknown): void {
  const isIt = isValid(command, document)
  expect({ isIt, errors: validators.get(command)!.errors }).toEqual({ isIt: true, errors: null })
}

/** Runs a command, whose document has to be valid. */
async function documentOf(args: readonly string[], cwd = at()): Promise<any> {
  const { stdout } = await run(args, { cwd })
  const document = JSON.parse(stdout) as unknown
  expectValid(commands.find((command) => args[0] === command) ?? 'gen', document)
  return document
}

/** A definition with a warning that has a hint and a place. */
const withWarning = definition('first').replace(
  'what: z.string()',
  'what: z.string().transform(Number)',
)
const source = `import { Plugin } from '../.botpress/index.js'
export default new Plugin({ actions: { first: async () => ({}) } })
`
const settled = (version: string, configuration: string): string =>
  definition('first').replace(
    "'1.0.0',",
    `'${version}', configuration: { schema: z.object({ ${configuration} }) },`,
  )

describe('valid is what is printed by', () => {
  test('gen, over the fixtures', async () => {
    const { projects } = await documentOf(['gen', 'fixtures/*', '--check', '--json'], root)
    expect(projects.length).toBeGreaterThan(5)
  })

  test('gen, over wrong definitions', async () => {
    const folders: string[] = []
    for (const name of ['default-export.md', 'schemas.md', 'sections.md', 'warnings.md']) {
      const page = readFileSync(join(root, 'test/cli/wrong-definitions', name), 'utf8')
      for (const section of page.split(/^(?=## )/m)) {
        const folder = `${name}/${folders.length}`
        const files = [...section.matchAll(/^```\w+ (\S+)\n([^]*?)^```$/gm)]
        for (const [, path, text = ''] of files) put(`${folder}/${path}`, text)
        if (files.length > 0) folders.push(folder)
      }
    }
    const { projects } = await documentOf(['gen', ...folders, '--json', '--quiet'])
    const codes = projects.flatMap(({ issues }: any) => issues.map(({ code }: any) => code))
    expect(new Set(codes).size).toBeGreaterThan(15)
  })

  test('gen, in each of its modes', async () => {
    put('a/plugin.definition.ts', withWarning)
    const stale = await documentOf(['gen', 'a', '--dry-run', '--json'])
    expect(stale.projects[0]).toMatchObject({ status: 'stale', issues: [{}] })
    expect((await documentOf(['gen', 'a', '--json', '--stubs'])).projects[0].status).toBe('written')
    expect((await documentOf(['--json', 'a'])).projects[0].status).toBe('unchanged')
    expect((await documentOf(['gen', 'a', 'nowhere', '--json'])).problems).toHaveLength(1)
    expect((await documentOf(['gen', '--nonsense', '--json'])).exitCode).toBe(2)
    put('a/package.json', '{ "plugin-kit": { "outDir": 5 } }')
    expect((await documentOf(['gen', 'a', '--json'])).exitCode).toBe(2)
  })

  test.each([['gen'], ['build']])('%s --watch', async (command) => {
    put('plugin.definition.ts', definition('first'))
    put('src/index.ts', source)
    const { child, output, ended } = start([command, '--watch', '--json'])
    await expect.poll(() => output.stdout, { timeout: 20_000 }).toContain('\n')
    child.kill('SIGINT')
    const [line = ''] = (await ended).stdout.split('\n')
    const document = JSON.parse(line) as object
    expectValid(command, document)
    expect(document).not.toHaveProperty('exitCode')
  })

  test('build, whatever becomes of it', async () => {
    put('plugin.definition.ts', withWarning)
    const bundled = async () => (await documentOf(['build', '--json'])).projects[0].bundled
    expect(await bundled()).toMatchObject({ status: 'failed', issues: [{ severity: 'error' }] })
    put('src/index.ts', `${source}export const isOdd = (count: number) => count === NaN\n`)
    expect(await bundled()).toMatchObject({ status: 'written', issues: [{ code: 'odd_code' }] })
    put('plugin.definition.ts', 'export default 1\n')
    expect(await bundled()).toBeUndefined()
    expect((await documentOf(['build', 'nowhere', '--json'])).exitCode).toBe(2)
  })

  test('schema, over the fixtures and a wrong definition', async () => {
    put('plugin.definition.ts', 'export default 1\n')
    const { projects } = await documentOf(['schema', 'fixtures/*', at(), 'nowhere'], root)
    const missing = projects.filter(({ schemas }: any) => schemas === undefined)
    expect([projects.length > 6, missing.length]).toEqual([true, 1])
    expect((await documentOf(['schema', '--nonsense'])).problems).toHaveLength(1)
  })

  test('diff, however it ends', async () => {
    put('old/plugin.definition.ts', settled('1.0.0', 'a: z.string(), b: z.string()'))
    put('plugin.definition.ts', settled('1.0.0', 'a: z.number(), c: z.string().optional()'))
    const status = async (...args: readonly string[]) =>
      (await documentOf(['diff', ...args, '--json'])).projects[0]?.status
    expect(await status('old')).toBe('too-low')
    expect(await status('plugin.definition.ts')).toBe('enough')
    expect(await status('nowhere')).toBeUndefined()
    put('old/plugin.definition.ts', 'export default 1\n')
    expect(await status('old')).toBe('failed')
    expect(await status('plugin.definition.ts', 'old')).toBe('failed')
  })

  test('dev, line by line', async () => {
    const project = createProject()
    const dev = startDev(project)
    try {
      const address = await dev.address
      const said = dev.next(({ kind }) => kind === 'error')
      await tell(address, 'sendMessage', { type: 'text', payload: { text: 'break' } })
      expect((await said).problem.place.file).toBe('src/index.ts')
      const { stdout } = await dev.stop()
      const lines = stdout.trim().split('\n').map((line) => JSON.parse(line) as any) // prettier-ignore
      for (const line of lines) expectValid('dev', line)
      const kinds = new Set(lines.map(({ kind }) => kind))
      expect(kinds).toEqual(new Set([undefined, 'dev', 'message', 'handler', 'log', 'error']))
      for (const wrong of ['--port=x', 'nowhere']) {
        const { problems } = await documentOf(['dev', wrong, '--json'], project.folder)
        expect(problems).toHaveLength(1)
      }
    } finally {
      dev.child.kill('SIGKILL')
      await dev.ended
      project.remove()
    }
  })
})

/** The JSON blocks of a page: those of a section are of the command that is its title. */
function examplesOf(page: string): readonly { readonly command: string; readonly document: any }[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8')
  return text.split(/^(?=## )/m).flatMap((section) => {
    const [, command = 'schema'] = /^## `(\w+)`/.exec(section) ?? []
    const blocks = [...section.matchAll(/^```(jsonl?)\n([^]*?)^```$/gm)]
    return blocks.flatMap(([, language, block = '']) => {
      const documents = language === 'jsonl' ? block.trim().split('\n') : [block]
      return documents.map((document) => ({ command, document: JSON.parse(document) as unknown }))
    })
  })
}
const examples = [...examplesOf('json.md'), ...examplesOf('schema.md')]

test('valid are the examples in the docs, of which each command has one', () => {
  for (const { command, document } of examples) expectValid(command, document)
  expect(new Set(examples.map(({ command }) => command))).toEqual(new Set(commands))
})

/** What a document has, by place: `projects[].status`. A schema in it and `detail` are left as they are. */
function placesOf(
  value: any,
  place = '',
): readonly { readonly place: string; readonly holder: any; readonly key: string | number }[] {
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const own = Array.isArray(value) ? `${place}[]` : place === '' ? name : `${place}.${name}`
    const here = { place: own, holder: value, key: Array.isArray(value) ? Number(name) : name }
    return ['detail', 'read', 'write'].includes(name) ? [here] : [here, ...placesOf(inner, own)]
  })
}

/** What is optional by design; everything else that is there has to be. */
const optional: Readonly<Record<string, readonly string[]>> = {
  gen: ['exitCode', 'projects[].definition', 'projects[].issues[].hint', 'projects[].issues[].location'],
  build: ['exitCode', 'projects[].bundled', 'projects[].definition'],
  schema: ['projects[].definition', 'projects[].name', 'projects[].schemas', 'projects[].schemas.configuration', 'projects[].version'],
  diff: ['projects[].base.version', 'projects[].call', 'projects[].call.level', 'projects[].changes[].after', 'projects[].changes[].before', 'projects[].changes[].location', 'projects[].definition', 'projects[].name', 'projects[].version'],
  dev: ['detail', 'duration', 'level', 'problem', 'problem.place', 'problem.place.frame'],
} // prettier-ignore

describe('invalid is an example', () => {
  const ofCommand = (command: string): readonly any[] =>
    examples.filter((example) => example.command === command).map(({ document }) => document)

  /** The places at which a change leaves an example valid. */
  const survivors = (command: string, change: (holder: any, key: any) => void): readonly string[] => {
    const places = new Set<string>()
    for (const document of ofCommand(command)) {
      for (const index of placesOf(document).keys()) {
        const copy = structuredClone(document)
        const { place, holder, key } = placesOf(copy)[index]!
        change(holder, key)
        if (isValid(command, copy)) places.add(place)
      }
    }
    return [...places].sort()
  } // prettier-ignore

  test.each(commands)('of %s without something that it has', (command) => {
    const isGone = (holder: any, key: any) => {
      if (!Array.isArray(holder)) delete holder[key]
      else holder[key] = null
    }
    expect(survivors(command, isGone)).toEqual(optional[command])
  })

  test.each(commands)('of %s with a value of another type', (command) => {
    const isOther = (holder: any, key: any) => {
      holder[key] = typeof holder[key] === 'object' ? 5 : []
    }
    expect(survivors(command, isOther)).toEqual(command === 'dev' ? ['detail'] : [])
  })

  test.each(commands)('of %s with something that it does not have', (command) => {
    const hasMore = (holder: any) => {
      if (Array.isArray(holder)) holder.push(null)
      else holder.unheardOf = 1
    }
    expect(survivors(command, hasMore)).toEqual([])
  })
})
