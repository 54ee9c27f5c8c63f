/** `plugin-kit stubs` and `gen --stubs`: what is printed, and how they end. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { definition, install, put, read, run, start } from './plugin-kit.js'

const source = `import { Plugin } from '#botpress'

export default new Plugin({
  actions: {
    first: async () => ({}),
  },
})
`
const stub = (name: string): string =>
  `    ${name}: async (props) => {\n      throw new Error('The action ${name} is not implemented yet')\n    },\n`
const withStub = (name: string): string => source.replace('  },\n})', `${stub(name)}  },\n})`)

beforeEach(() => {
  put('package.json', JSON.stringify({ type: 'module' }))
  put('plugin.definition.ts', definition('first', 'second'))
  put('src/index.ts', source)
})

test('adds what is missing, and nothing the second time', async () => {
  expect(await run(['stubs'])).toEqual({
    code: 0,
    stdout: '✓ src/index.ts: added second\n',
    stderr: '',
  })
  expect(read('src/index.ts')).toBe(withStub('second'))
  expect(await run(['stubs'])).toEqual({
    code: 0,
    stdout: '✓ Every action is implemented\n',
    stderr: '',
  })
  expect(read('src/index.ts')).toBe(withStub('second'))
})

test('--check writes nothing, and fails until nothing is missing', async () => {
  expect(await run(['stubs', '.', '--check'])).toEqual({
    code: 1,
    stdout: '',
    stderr: '✗ src/index.ts does not implement second\n  → Run `plugin-kit stubs`, or write it\n',
  })
  expect(read('src/index.ts')).toBe(source)
  await run(['stubs'])
  expect((await run(['stubs', '--check'])).code).toBe(0)
})

test('--dry-run prints a patch', async () => {
  const { code, stdout } = await run(['stubs', '--dry-run'])
  expect(code).toBe(0)
  expect(stdout).toContain('~ src/index.ts does not implement second\n')
  expect(stdout).toContain('--- a/src/index.ts\n+++ b/src/index.ts\n')
  expect(stdout).toContain('+    second: async (props) => {\n')
  expect(read('src/index.ts')).toBe(source)
})

test('prints what only the author can add, and where', async () => {
  put('src/index.ts', source.replace('actions: {', 'actions: {\n    ...others(),'))
  const { code, stdout, stderr } = await run(['stubs'])
  expect(code).toBe(1)
  expect(stdout).toBe(
    "async second(props) {\n  throw new Error('The action second is not implemented yet')\n},\n",
  )
  expect(stderr).toContain('src/index.ts:5:5 error stubs_not_added\n')
})

test('warns of what is not declared', async () => {
  put('plugin.definition.ts', definition('frist'))
  const { code, stderr } = await run(['stubs'])
  expect(code).toBe(0)
  expect(stderr).toBe(
    'src/index.ts:5:5 warning actions.first not_declared\n' +
      '    The definition has no action first: nothing calls this\n' +
      '    → Did you mean `frist`?\n',
  )
})

test('tells what is wrong with the definition, the source and the call', async () => {
  put('src/index.ts', 'export default 1\n')
  const noPlugin = await run(['stubs'])
  expect(noPlugin.code).toBe(1)
  expect(noPlugin.stderr).toContain('src/index.ts:1:1 error plugin_not_found')
  put('plugin.definition.ts', 'export default 1\n')
  const noDefinition = await run(['stubs'])
  expect(noDefinition.code).toBe(1)
  expect(noDefinition.stderr).toContain('not_a_plugin_definition')
  expect((await run(['stubs', 'nowhere'])).code).toBe(2)
  const typo = await run(['stubs', '--chek'])
  expect(typo).toMatchObject({ code: 2, stderr: expect.stringContaining('--check') })
})

describe('gen --stubs', () => {
  test('generates, and adds what is missing', async () => {
    const { code, stdout } = await run(['gen', '--stubs'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^✓ \.botpress written[^]*✓ src\/index\.ts: added second\n$/)
    expect(read('src/index.ts')).toBe(withStub('second'))
  })

  test('--check checks both', async () => {
    await run(['gen'])
    const { code, stderr } = await run(['gen', '--stubs', '--check'])
    expect(code).toBe(1)
    expect(stderr).toContain('✗ src/index.ts does not implement second')
  })

  test('--json keeps stdout for the report', async () => {
    const { stdout, stderr } = await run(['gen', '--stubs', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ exitCode: 0 })
    expect(stderr).toContain('✓ src/index.ts: added second')
  })

  test('--watch adds each action that is declared', async () => {
    const { child, output, ended } = start(['gen', '--watch', '--stubs'])
    await vi.waitFor(() => expect(output.stdout).toContain('added second'), 30_000)
    put('plugin.definition.ts', definition('first', 'second', 'third'))
    await vi.waitFor(() => expect(output.stdout).toContain('added third'), 30_000)
    expect(read('src/index.ts')).toContain(stub('second') + stub('third'))
    child.kill('SIGINT')
    await ended
  })
})

test('keeps a file formatted that was', async () => {
  install('prettier')
  put(
    'package.json',
    JSON.stringify({ type: 'module', prettier: { semi: false, singleQuote: true } }),
  )
  put(
    'src/index.ts',
    "import { Plugin } from '#botpress'\n\nexport default new Plugin({ actions: { first: async () => ({}) } })\n",
  )
  expect((await run(['stubs'])).code).toBe(0)
  expect(read('src/index.ts')).toBe(withStub('second'))
})
