import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { GeneratorError } from '../../../src/generator/errors.js'
import { findSettings, pathsOf } from '../../../src/generator/project/settings.js'

let root: string
beforeEach(() => (root = realpathSync(mkdtempSync(join(tmpdir(), 'settings-')))))
afterEach(() => rmSync(root, { recursive: true, force: true }))

const at = (path: string): string => join(root, path)

function put(path: string, text: string | object): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), typeof text === 'string' ? text : JSON.stringify(text, null, 2))
}

describe('settings', () => {
  test('are those of the nearest package.json that has any', async () => {
    put('package.json', { 'plugin-kit': { format: true, paths: ['plugins/*'] } })
    put('plugins/own/package.json', { name: 'own', 'plugin-kit': { outDir: 'generated' } })
    put('plugins/none/package.json', { name: 'none', keywords: ['plugin-kit'] })
    expect(await findSettings(at('plugins/own'))).toEqual({
      settings: { outDir: 'generated' },
      files: [at('plugins/own/package.json')],
    })
    expect(await findSettings(at('plugins/none'))).toEqual({
      settings: { format: true, paths: ['plugins/*'] },
      // There is none in between, but there might be.
      files: ['plugins/none', 'plugins', '.'].map((place) => at(`${place}/package.json`)),
    })
  })

  test.each([
    ['no package.json', undefined],
    ['one of another tool', { scripts: { gen: 'plugin-kit gen' } }],
    ['one that cannot be read, and is not about this', '{ "name": '],
  ])('are none with %s', async (_, text) => {
    if (text !== undefined) put('package.json', text)
    expect((await findSettings(root)).settings).toEqual({})
  })

  test('may stand behind the mark that editors on Windows write', async () => {
    put('package.json', `\uFEFF${JSON.stringify({ 'plugin-kit': { format: true } })}`)
    expect((await findSettings(root)).settings).toEqual({ format: true })
  })

  test("name the paths of their own folder's calls only", async () => {
    put('package.json', { 'plugin-kit': { paths: ['plugins/*'] } })
    put('plugins/a/package.json', { name: 'a' })
    expect(await pathsOf(root)).toEqual(['plugins/*'])
    expect(await pathsOf(at('plugins/a'))).toBeUndefined()
    expect(await pathsOf(at('plugins'))).toBeUndefined()
  })
})

describe('wrong settings', () => {
  test.each<[unknown, [line: number, column: number, message: string, hint: string][]]>([
    [true, [[3, 3, '"plugin-kit" is true', 'Write `"plugin-kit": {']]],
    [[], [[3, 3, '"plugin-kit" is []', 'Write `"plugin-kit": {']]],
    [null, [[3, 3, '"plugin-kit" is null', 'Write `"plugin-kit": {']]],
    [{ outDir: 5 }, [[4, 5, 'The setting "outDir" is 5', 'It has to be a folder']]],
    [{ outDir: '' }, [[4, 5, 'The setting "outDir" is ""', 'It has to be a folder']]],
    [{ format: 'yes' }, [[4, 5, 'The setting "format" is "yes"', 'It has to be true or false']]],
    [{ paths: 'a' }, [[4, 5, 'The setting "paths" is "a"', 'It has to be a list']]],
    [{ paths: [] }, [[4, 5, 'The setting "paths" is []', 'It has to be a list']]],
    [{ paths: ['a', 1] }, [[4, 5, 'The setting "paths" is ["a",1]', 'It has to be a list']]],
    [
      { outdir: 'x', format: 1, colour: true },
      [
        [4, 5, 'There is no setting "outdir"', 'Did you mean "outDir"?'],
        [5, 5, 'The setting "format" is 1', 'It has to be true or false'],
        [6, 5, 'There is no setting "colour"', 'There is outDir, format, paths'],
      ],
    ],
    [
      JSON.parse('{ "__proto__": 1 }') as unknown,
      [[4, 5, 'There is no setting "__proto__"', 'There is outDir, format, paths']],
    ],
  ])('%j are all told, with place and way out', async (value, problems) => {
    put('package.json', { name: 'x', 'plugin-kit': value })
    const error = await findSettings(root).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GeneratorError)
    expect((error as GeneratorError).issues).toEqual(
      problems.map(([line, column, message, hint]) => ({
        severity: 'error',
        code: 'invalid_settings',
        path: [],
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
        location: { file: at('package.json'), line, column },
      })),
    )
    await expect(pathsOf(root)).rejects.toThrow(problems[0]![2])
  })

  test('cannot be read where JSON ends', async () => {
    put('package.json', '{\n  "plugin-kit": { "format": true }\n  "name": "x"\n}')
    await expect(findSettings(root)).rejects.toMatchObject({
      issues: [{ message: 'package.json is not valid JSON', location: { line: 3, column: 3 } }],
    })
  })
})
