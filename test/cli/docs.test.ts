/** `plugin-kit docs`: pages, stdout, and how it ends. */
import { beforeEach, expect, test } from 'vitest'
import { definition, list, put, read, run } from './plugin-kit.js'

const withPage = (page: string, ...actions: readonly string[]): string =>
  definition(...actions).replace("version: '1.0.0',", `version: '1.0.0', readme: '${page}',`)

beforeEach(() => put('package.json', '{ "type": "module" }'))

test('writes the page that the definition names, and leaves it alone when it is up to date', async () => {
  put('plugin.definition.ts', withPage('hub.md', 'first'))
  expect(await run(['docs'])).toEqual({ code: 0, stdout: '', stderr: '✓ hub.md written\n' })
  expect(read('hub.md')).toContain('# demo\n')
  expect(read('hub.md')).toContain(
    "```ts\nawait client.callAction({ type: 'demo#first', input: { a: 'a' } })\n```",
  )
  expect(await run(['docs'])).toEqual({ code: 0, stdout: '', stderr: '✓ hub.md is up to date\n' })
})

test("changes nothing of the author's", async () => {
  put('plugin.definition.ts', withPage('./docs/hub.md', 'first'))
  const [before, behind] = ['# My plugin\r\n\r\nText.\r\n\r\n', '\r\nThe end']
  put('docs/hub.md', `${before}<!-- plugin-kit docs -->\r\n<!-- /plugin-kit docs -->${behind}`)
  expect((await run(['docs'])).code).toBe(0)
  const text = read('docs/hub.md')
  expect(text.startsWith(`${before}<!-- plugin-kit docs -->\r\n`)).toBe(true)
  expect(text.endsWith(`<!-- /plugin-kit docs -->${behind}`)).toBe(true)
  // It has a title of its own.
  expect(text).not.toContain('# demo')
  expect(text.replaceAll('\r\n', '')).not.toContain('\n')
})

test('--check writes nothing, and fails until the page is up to date', async () => {
  put('plugin.definition.ts', withPage('hub.md', 'first'))
  const stale = {
    code: 1,
    stdout: '',
    stderr: '✗ hub.md is not up to date\n  → Run `plugin-kit docs`\n',
  }
  expect(await run(['docs', '--check'])).toEqual(stale)
  expect(list()).not.toContain('hub.md')
  await run(['docs'])
  expect((await run(['docs', '--check'])).code).toBe(0)
  put('plugin.definition.ts', withPage('hub.md', 'first', 'second'))
  expect(await run(['docs', '--check'])).toEqual(stale)
})

test('prints the reference where the definition names no page', async () => {
  put('plugin.definition.ts', definition('first'))
  const { code, stdout, stderr } = await run(['docs'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(/^# demo\n\n## Configuration\n[^]*\n## Actions\n[^]*\n## Events\n/)
  const check = await run(['docs', '--check'])
  expect(check).toMatchObject({ code: 0, stdout: '' })
  expect(check.stderr).toContain('plugin.definition.ts has no `readme` that could be checked')
})

test('documents several plugins', async () => {
  put('plugins/a/plugin.definition.ts', withPage('a.md'))
  put('plugins/b/plugin.definition.ts', withPage('b.md'))
  const { code, stderr } = await run(['docs', 'plugins/*'])
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: '✓ plugins/a/a.md written\n✓ plugins/b/b.md written\n',
  })
})

test('tells what is wrong, where, and the way out', async () => {
  const failure = async () => {
    const { code, stderr } = await run(['docs'])
    expect(code).toBe(1)
    return stderr
  }
  put('plugin.definition.ts', withPage('hub.txt'))
  expect(await failure()).toMatch(
    /^plugin\.definition\.ts:4:21 error readme readme_not_markdown\n {4}The readme hub\.txt is no Markdown file\n/,
  )
  put('plugin.definition.ts', withPage('hub.md'))
  put('hub.md', 'a\n<!-- plugin-kit docs -->\n')
  expect(await failure()).toMatch(
    /^hub\.md:2:1 error wrong_marks\n {4}<!-- plugin-kit docs --> has no <!-- \/plugin-kit docs --> behind it\n/,
  )
  put('plugin.definition.ts', withPage('folder.md'))
  put('folder.md/file', '')
  expect(await failure()).toContain('error readme_not_readable')
  put('plugin.definition.ts', withPage('nowhere/hub.md'))
  expect(await failure()).toContain('error file_not_writable')
  put('plugin.definition.ts', 'export default 1')
  expect(await failure()).toContain('error not_a_plugin_definition')
  expect((await run(['docs', 'nowhere'])).code).toBe(2)
})
