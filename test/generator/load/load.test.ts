/** Loading: what authors write, and every way in which it fails, with the place and the way out. */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { relative } from 'node:path'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { GeneratorError, type Issue } from '../../../src/generator/errors.js'
import { endLoading, load } from '../../../src/generator/load/load.js'
import { findDefinition } from '../../../src/generator/project/find-definition.js'
import { project, put, root, type Files } from './project.js'

const definition = `import { PluginDefinition } from 'botpress-plugin-kit'\nexport default new PluginDefinition({ name: 'p', version: '1.0.0' })\n`

/** A definition whose description is what an expression is, as text. */
const describing = (imports: string, expression: string): string =>
  `import { PluginDefinition } from 'botpress-plugin-kit'
${imports}
export default new PluginDefinition({ name: 'p', version: '1.0.0', description: String(${expression}) })
`

async function description(folder: string, name = 'plugin.definition.ts'): Promise<unknown> {
  const { value } = await load(`${folder}/${name}`, 'model')
  return value.model.doc.description
}

async function failureOf(path: string, options = {}): Promise<readonly Issue[]> {
  try {
    await load(path, 'model', options)
  } catch (error) {
    if (error instanceof GeneratorError) return error.issues
    throw error
  }
  throw new Error('It has not failed')
}

/** An issue on one line, with places relative to a folder. */
function told({ code, message, hint, location }: Issue, folder: string): string {
  const place = location && `${relative(folder, location.file)}:${location.line}:${location.column}`
  return [place, code, message, hint].filter(Boolean).join(' | ').replaceAll(folder, '<folder>')
}

describe('findDefinition', () => {
  test.each(['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'])('finds plugin.definition.%s', (extension) => {
    const file = `plugin.definition.${extension}`
    const folder = project({ [file]: '', 'other.definition.ts': '' })
    expect(findDefinition(folder)).toBe(`${folder}/${file}`)
    expect(findDefinition(`${folder}/${file}`)).toBe(`${folder}/${file}`)
  })

  test('takes a file of any name', () => {
    const folder = project({ 'a.ts': '' })
    expect(findDefinition(relative(process.cwd(), `${folder}/a.ts`))).toBe(`${folder}/a.ts`)
  })

  const failures: [path: string, files: Files, want: string][] = [
    [
      '',
      {},
      'definition_not_found | There is no plugin.definition.ts in <folder> | Pass the folder of a plugin, or start one with `plugin-kit init`',
    ],
    [
      '',
      { 'plugin.defintion.ts': '' },
      'definition_not_found | There is no plugin.definition.ts in <folder> | There is plugin.defintion.ts: rename it to plugin.definition.ts, or pass its path',
    ],
    [
      '',
      { 'Plugin-Definition.ts': '', 'integration.definition.ts': '' },
      'definition_not_found | There is no plugin.definition.ts in <folder> | There is Plugin-Definition.ts, integration.definition.ts: rename it to plugin.definition.ts, or pass its path',
    ],
    [
      '',
      { 'plugin.definition.ts': '', 'plugin.definition.js': '' },
      'several_definitions | There are several definitions in <folder>: plugin.definition.js, plugin.definition.ts | Pass the one that is meant, or remove the others',
    ],
    [
      'nowhere',
      {},
      'definition_not_found | There is no file or folder <folder>/nowhere | Check the path',
    ],
    [
      'readme.md',
      { 'readme.md': '' },
      'definition_not_found | <folder>/readme.md is not a definition file | Pass a folder, or a file that ends in .ts, .mts, .cts, .js, .mjs, .cjs',
    ],
  ]
  test.each(failures)('%s in %j', (path, files, want) => {
    const folder = project(files)
    let issues: readonly Issue[] = []
    try {
      findDefinition(path === '' ? folder : `${folder}/${path}`)
    } catch (error) {
      issues = (error as GeneratorError).issues
    }
    expect(issues.map((issue) => told(issue, folder))).toEqual([want])
  })

  test('a folder of that name is no definition, and a dead link neither', () => {
    const folder = project({ 'plugin.definition.js': { link: 'nowhere' } })
    mkdirSync(`${folder}/plugin.definition.ts`)
    expect(() => findDefinition(folder)).toThrow('There is no plugin.definition.ts')
  })
})

describe('load understands', () => {
  const imports: [what: string, files: Files, want: string][] = [
    [
      'imports without extension',
      {
        'plugin.definition.ts': describing(`import { a } from './lib/a'`, 'a'),
        'lib/a.ts': `export { a } from './b'`,
        'lib/b.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'imports with the extension of the output',
      {
        'plugin.definition.ts': describing(`import { a } from './a.js'`, 'a'),
        'a.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'imports with the extension of the source',
      {
        'plugin.definition.ts': describing(`import { a } from './a.ts'`, 'a'),
        'a.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'imports of folders',
      {
        'plugin.definition.ts': describing(`import { a } from './a'`, 'a'),
        'a/index.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'JSON',
      {
        'plugin.definition.ts': describing(`import a from './a.json' with { type: 'json' }`, 'a.b'),
        'a.json': '{ "b": 1 }',
      },
      '1',
    ],
    ['enums', { 'plugin.definition.ts': describing(`enum A { B = 'b' }`, 'A.B') }, 'b'],
    [
      'imports of types that do not exist when it runs',
      {
        'plugin.definition.ts': describing(
          `import { type T } from './t'\nimport type { U } from 'nowhere'\nconst a: T | U = 1`,
          'a',
        ),
        't.ts': 'export type T = 1',
      },
      '1',
    ],
    [
      'paths of tsconfig.json',
      {
        'tsconfig.json': `{ "extends": "./base.json" }`,
        'base.json': `{ "compilerOptions": { "paths": { "botpress-plugin-kit": ["${root}src/definition/index.ts"], "@/*": ["./lib/*"] } } }`,
        'plugin.definition.ts': describing(`import { a } from '@/a'`, 'a'),
        'lib/a.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'imports of package.json',
      {
        'package.json': `{ "imports": { "#a": "./lib/a.ts" } }`,
        'plugin.definition.ts': describing(`import { a } from '#a'`, 'a'),
        'lib/a.ts': 'export const a = 1',
      },
      '1',
    ],
    [
      'top-level await',
      {
        'plugin.definition.ts': describing(
          `const a = await Promise.resolve(1)\nconst { b } = await import('./b')`,
          'a + b',
        ),
        'b.ts': 'export const b = 1',
      },
      '2',
    ],
    [
      "node's own modules",
      {
        'plugin.definition.ts': describing(
          `import { sep } from 'node:path'\nimport { EOL } from 'os'`,
          'sep + EOL',
        ),
      },
      '/\n',
    ],
    [
      'ESM packages',
      {
        'plugin.definition.ts': describing(`import { a } from 'esm'`, 'a'),
        'node_modules/esm/package.json': `{ "name": "esm", "type": "module", "exports": { "require": "./no.js", "import": "./a.js" } }`,
        'node_modules/esm/a.js': 'export const a = import.meta.url.split("/").at(-1)',
      },
      'a.js',
    ],
    [
      'CommonJS packages whose names node cannot see',
      {
        'plugin.definition.ts': describing(
          `import whole, { a } from 'cjs'\nimport * as all from 'cjs'`,
          '[a, whole.a, all.a]',
        ),
        'node_modules/cjs/package.json': `{ "name": "cjs", "main": "a.js" }`,
        'node_modules/cjs/a.js':
          'const o = {}; o["a"] = __filename.split("/").at(-1); module.exports = o',
      },
      'a.js,a.js,a.js',
    ],
    [
      'packages that are TypeScript',
      {
        'plugin.definition.ts': describing(`import { a } from 'tsp'`, 'a'),
        'node_modules/tsp/index.ts': 'export const a: number = 1',
      },
      '1',
    ],
    [
      'packages that only bundlers can read',
      {
        'plugin.definition.ts': describing(
          `import { a } from 'bundled'\nimport { dir } from 'folders'`,
          '[a, dir]',
        ),
        'node_modules/bundled/package.json': `{ "name": "bundled", "module": "index.js" }`,
        'node_modules/bundled/index.js': 'export const a = 1',
        'node_modules/folders/package.json': `{ "name": "folders", "type": "module" }`,
        'node_modules/folders/index.js': `export { dir } from './lib'`,
        'node_modules/folders/lib/index.js': 'export const dir = 2',
      },
      '1,2',
    ],
    [
      'linked workspaces',
      {
        'app/plugin.definition.ts': describing(`import { a } from 'linked'`, 'a'),
        'linked/index.ts': 'export const a: number = 1',
        'linked/package.json': `{ "name": "linked", "main": "index.ts" }`,
        'node_modules/linked': { link: 'linked' },
      },
      '1',
    ],
    [
      'its own place',
      {
        'plugin.definition.ts': describing(
          `import { here } from './lib/here'\nconst __dirname = new URL('.', import.meta.url).pathname\nimport { createRequire } from 'node:module'`,
          `[__dirname, import.meta.filename, here, createRequire(import.meta.url).resolve('./lib/here.ts')].map((path) => path.replace(import.meta.dirname, '')).join()`,
        ),
        'lib/here.ts': 'export const here = [__dirname, __filename, import.meta.dirname].join()',
      },
      '/,/plugin.definition.ts,/lib,/lib/here.ts,/lib,/lib/here.ts',
    ],
    [
      'require',
      {
        'plugin.definition.ts': describing(
          `const { a } = require('./a.cjs')\nconst name = './a.cjs'`,
          '[a, require(name).a]',
        ),
        'a.cjs': 'exports.a = 1',
      },
      '1,1',
    ],
  ]
  test.each(imports)('%s', async (_, files, want) => {
    const folder = project(files)
    const place = 'app/plugin.definition.ts' in files ? `${folder}/app` : folder
    const text = await description(place)
    expect(String(text).replaceAll(folder, '')).toBe(want)
  })

  test.each(['cjs', 'cts'])('CommonJS: plugin.definition.%s', async (extension) => {
    const file = `plugin.definition.${extension}`
    const folder = project({
      [file]: `const { PluginDefinition } = require('botpress-plugin-kit')\nmodule.exports = new PluginDefinition({ name: 'p', version: '1.0.0', description: __filename })`,
    })
    expect(await description(folder, file)).toBe(`${folder}/${file}`)
  })

  test('what TypeScript compiles to CommonJS', async () => {
    const folder = project({
      'plugin.definition.js': `Object.defineProperty(exports, '__esModule', { value: true })
const kit = require('botpress-plugin-kit')
exports.default = new kit.PluginDefinition({ name: 'p', version: '1.0.0', description: 'compiled' })`,
    })
    expect(await description(folder, 'plugin.definition.js')).toBe('compiled')
  })

  test("the SDK's definitions, zod 3 and zod itself", async () => {
    const folder = project({
      'node_modules/@botpress/sdk': { link: `${root}node_modules/@botpress/sdk` },
      'node_modules/zod': { link: `${root}node_modules/zod` },
      'plugin.definition.ts': `import { PluginDefinition, z } from '@botpress/sdk'
import * as v4 from 'zod'
import * as v3 from 'zod/v3'
export default new PluginDefinition({ name: 'p', version: '1.0.0', states: { a: { type: 'bot', schema: z.object({}) } }, description: [typeof v3.z.string, typeof v4.string].join() })`,
    })
    const { value } = await load(`${folder}/plugin.definition.ts`, 'model')
    expect(value.model).toMatchObject({
      name: 'p',
      doc: { description: 'function,function' },
      states: [{ name: 'a', type: 'bot' }],
    })
  })

  test('leaves nothing on disk', async () => {
    const folder = project({ 'plugin.definition.ts': definition })
    const { readdirSync } = await import('node:fs')
    const before = readdirSync(folder)
    await load(`${folder}/plugin.definition.ts`, 'model')
    expect(readdirSync(folder)).toEqual(before)
  })

  test('changes of any local file, when it is loaded again', async () => {
    const folder = project({
      'plugin.definition.ts': describing(
        `import { a } from './a'\nimport b from './b.json'`,
        '[a, b]',
      ),
      'a.ts': 'export const a = 1',
      'b.json': '1',
    })
    expect(await description(folder)).toBe('1,1')
    put(folder, { 'a.ts': 'export const a = 2' })
    expect(await description(folder)).toBe('2,1')
    put(folder, { 'b.json': '2' })
    expect(await description(folder)).toBe('2,2')
    put(folder, { 'a.ts': 'throw new Error()' })
    await expect(description(folder)).rejects.toThrow('The definition throws')
    put(folder, { 'a.ts': 'export const a = 2' })
    expect(await description(folder)).toBe('2,2')
  })

  test('changes of installed packages, when it is loaded again', async () => {
    for (const [type, text] of [
      ['module', 'export const a ='],
      ['commonjs', 'exports.a ='],
    ]) {
      const folder = project({
        'plugin.definition.ts': describing(`import { a } from 'dep'`, 'a'),
        'node_modules/dep/package.json': `{ "name": "dep", "type": "${type}", "main": "i.js", "version": "1.0.0" }`,
        'node_modules/dep/i.js': `${text} 1`,
      })
      expect(await description(folder)).toBe('1')
      put(folder, { 'node_modules/dep/i.js': `${text} 2` })
      expect(await description(folder)).toBe('2')
    }
  })

  test('several definitions at once', async () => {
    const folders = ['a', 'b', 'c'].map((name) =>
      project({
        'plugin.definition.ts': describing(`await new Promise(setImmediate)`, `'${name}'`),
      }),
    )
    expect(await Promise.all(folders.map((folder) => description(folder)))).toEqual(['a', 'b', 'c'])
  })
})

test('inputs are all that had a say', async () => {
  const folder = project({
    'package.json': '{ "name": "p" }',
    'tsconfig.json': `{ "extends": ["./base", "installed/tsconfig.json"] } // base`,
    'base.json': `{ "compilerOptions": { "paths": { "botpress-plugin-kit": ["${root}src/definition/index.ts"] } } }`,
    'unused.ts': '',
    'plugin.definition.ts': describing(
      `import { a } from './lib/a'\nimport { b } from 'dep/deep'\nimport { c } from 'cjs'\nimport type { T } from './unused'`,
      'a + b + c',
    ),
    'lib/a.ts': `export * from './b'\nimport c from './c.json'\nexport const d = c`,
    'lib/b.ts': 'export const a = 1',
    'lib/c.json': '1',
    'node_modules/dep/package.json': `{ "name": "dep", "exports": { "./deep": "./deep/a.js" } }`,
    'node_modules/dep/deep/package.json': `{ "type": "module" }`,
    'node_modules/dep/deep/a.js': 'export const b = 1',
    'node_modules/cjs/package.json': '{ "name": "cjs" }',
    'node_modules/cjs/index.js': 'exports.c = 1',
    'node_modules/installed/package.json': '{ "name": "installed" }',
    'node_modules/installed/tsconfig.json': '{}',
  })
  const { reading } = await load(`${folder}/plugin.definition.ts`, 'model')
  const own = (isAbsent: boolean) =>
    reading.inputs
      .filter(({ path, as }) => path.startsWith(folder) && (as === 'absent') === isAbsent)
      .map(({ path }) => relative(folder, path))
      .sort()
  // Found further away, all of them.
  expect(own(true)).toEqual(['lib/jsconfig.json', 'lib/package.json', 'lib/tsconfig.json'])
  expect(own(false)).toEqual([
    'base.json',
    'lib/a.ts',
    'lib/b.ts',
    'lib/c.json',
    'node_modules/cjs/index.js',
    'node_modules/cjs/package.json',
    'node_modules/dep/deep/a.js',
    'node_modules/dep/package.json',
    'node_modules/installed/tsconfig.json',
    'package.json',
    'plugin.definition.ts',
    'tsconfig.json',
  ])
})

test('a load that is under way is not cut short when another is done with', async () => {
  const folder = project({
    'plugin.definition.ts': `import { PluginDefinition } from 'botpress-plugin-kit'
export default new PluginDefinition({ name: 'p', version: '1.0.0' })`,
  })
  let isDone = false
  const loading = load(findDefinition(folder), 'files').finally(() => (isDone = true))
  // At any moment of it.
  while (!isDone) {
    await endLoading()
    await new Promise(setImmediate)
  }
  expect((await loading).value.issues).toEqual([])
  await endLoading()
})

describe('load explains', () => {
  const main = 'plugin.definition.ts'
  const runToBeRead = 'A definition is run to be read: it has to come to its end without an error'
  const failures: [files: Files, want: string][] = [
    [
      { [main]: `const ä = 'ü', x = {\n  ä: 'ü' b: 2\n}` },
      `${main}:2:10 | syntax_error | Expected "}" but found "b" | A comma may be missing before "b"`,
    ],
    [
      { [main]: `import './a'`, 'a.ts': `export const a: = 1` },
      'a.ts:1:17 | syntax_error | Unexpected "=" | Something is missing before "=", or it is too much',
    ],
    [
      { [main]: `import './a.json'`, 'a.json': `{ "a": }` },
      'a.json:1:8 | syntax_error | Unexpected "}" in JSON | JSON knows texts in double quotes, numbers, true, false, null, lists and objects',
    ],
    [
      { [main]: `import './lib/helpr'`, 'lib/helper.ts': '' },
      `${main}:1:8 | import_not_found | Cannot find "./lib/helpr", which plugin.definition.ts imports | Did you mean "./lib/helper"?`,
    ],
    [
      { [main]: `import './Helper.js'`, 'helper.js': '' },
      `${main}:1:8 | import_not_found | Cannot read file: <folder>/Helper.js | Did you mean helper.js?`,
    ],
    [
      { [main]: `import './lib/a'`, 'lib/a.ts': `\nimport './nothing-like-it'` },
      'lib/a.ts:2:8 | import_not_found | Cannot find "./nothing-like-it", which a.ts imports | There is no such file: create it, or correct the path',
    ],
    [
      { [main]: `import 'nope/sub'` },
      `${main}:1:8 | import_not_found | Cannot find "nope/sub", which plugin.definition.ts imports | Run \`npm install nope\``,
    ],
    [
      {
        [main]: `import '@scope/nope'`,
        'package.json': '{ "devDependencies": { "@scope/nope": "1" } }',
      },
      `${main}:1:8 | import_not_found | Cannot find "@scope/nope", which plugin.definition.ts imports | @scope/nope is in package.json, but not installed: run \`npm install\``,
    ],
    [
      { [main]: `import '@/nope'` },
      `${main}:1:8 | import_not_found | Cannot find "@/nope", which plugin.definition.ts imports | If it is an alias, add it to \`paths\` in tsconfig.json or to \`imports\` in package.json`,
    ],
    [
      {
        [main]: `import 'dep/hidden'`,
        'node_modules/dep/package.json': '{ "name": "dep", "exports": "./a.js" }',
        'node_modules/dep/a.js': '',
      },
      `${main}:1:8 | import_not_found | Cannot find "dep/hidden", which plugin.definition.ts imports | The path "./hidden" is not exported by package "dep"`,
    ],
    [
      { [main]: `import { b } from './a'\nexport default b`, 'a.ts': 'export const bb = 1' },
      `${main}:1:10 | export_not_found | "./a" exports no "b", which plugin.definition.ts imports | Export it there, or import a name that is exported`,
    ],
    [
      {
        [main]: `import { b } from 'esm'\nexport default b`,
        'node_modules/esm/package.json': '{ "name": "esm", "type": "module", "exports": "./a.js" }',
        'node_modules/esm/a.js': 'export const a = 1',
      },
      `${main}:1:10 | export_not_found | "esm" exports no "b", which plugin.definition.ts imports | Look the name up, and which version of the package is installed`,
    ],
    [
      { [main]: `import a from './a.svg'\nexport default a`, 'a.svg': '<svg/>' },
      `${main}:1:15 | import_not_supported | A definition cannot import a.svg: it is neither code nor data | Import TypeScript, JavaScript, JSON or text; of any other file, give the path`,
    ],
    [
      {
        [main]: `import { z } from 'botpress-plugin-kit'\n\nexport default z.object({ a: z.array(undefined!.b) })`,
      },
      `${main}:3:49 | definition_throws | The definition throws TypeError: Cannot read properties of undefined (reading 'b') | ${runToBeRead}`,
    ],
    [
      {
        [main]: `import { a } from './a'\n\na()`,
        'a.ts': `export interface A {}\nexport function a(): never {\n  throw new RangeError('too far')\n}`,
      },
      `a.ts:3:9 | definition_throws | The definition throws RangeError: too far | ${runToBeRead}`,
    ],
    [
      { [main]: `throw 'a string'` },
      `${main}:1:1 | definition_throws | The definition throws 'a string' | Throw an Error: it knows where it comes from`,
    ],
    [
      {
        [main]: `const why = new Error('deep', { cause: 'a text' })\nthrow new Error('high', { cause: why })`,
      },
      `${main}:2:7 | definition_throws | The definition throws Error: high, caused by Error: deep, caused by 'a text' | ${runToBeRead}`,
    ],
    [
      { [main]: `await Promise.reject(new Error('late'))` },
      `${main}:1:22 | definition_throws | The definition throws Error: late | ${runToBeRead}`,
    ],
    [
      { [main]: `const __x = __dirname; throw new Error('placed')` },
      `${main}:1:30 | definition_throws | The definition throws Error: placed | ${runToBeRead}`,
    ],
    [
      {
        [main]: `\nimport 'boom'`,
        'node_modules/boom/package.json':
          '{ "name": "boom", "type": "module", "exports": "./a.js" }',
        'node_modules/boom/a.js': '\nnull.x',
      },
      `${main}:2:1 | definition_throws | The definition throws TypeError: Cannot read properties of null (reading 'x') | Thrown at <folder>/node_modules/boom/a.js:2:6`,
    ],
    [
      {
        [main]: `import { call } from 'quiet'\nimport 'boom'\ncall`,
        'node_modules/quiet/package.json':
          '{ "name": "quiet", "type": "module", "exports": "./a.js" }',
        'node_modules/quiet/a.js': 'export const call = (run) => run()',
        'node_modules/boom/package.json':
          '{ "name": "boom", "type": "module", "exports": "./a.js" }',
        'node_modules/boom/a.js': `import { call } from 'quiet'\ncall(() => null.x)`,
      },
      `${main}:2:1 | definition_throws | The definition throws TypeError: Cannot read properties of null (reading 'x') | Thrown at <folder>/node_modules/boom/a.js:2:17`,
    ],
    [
      {
        [main]: `\nimport { x } from 'boom'\nexport default x`,
        'node_modules/boom/index.js': '\nnull.x',
      },
      `${main}:2:19 | definition_throws | The definition throws TypeError: Cannot read properties of null (reading 'x') | ${runToBeRead}`,
    ],
    [
      {
        [main]: `\nimport 'broken'`,
        'node_modules/broken/package.json':
          '{ "name": "broken", "type": "module", "exports": "./a.js" }',
        'node_modules/broken/a.js': `import './gone.js'`,
      },
      `${main}:2:1 | import_fails | What the definition imports cannot be loaded: Error: Cannot find module '<folder>/node_modules/broken/gone.js' imported from <folder>/node_modules/broken/a.js | Install the package again, or another version of it`,
    ],
    [
      { [main]: `export const definition = 1\nexport const other = 2` },
      `${main}:1:1 | no_default_export | plugin.definition.ts has no default export; it exports definition, other | Add \`export default new PluginDefinition({ … })\``,
    ],
    [
      {
        [main]: `import { PluginDefinition } from 'botpress-plugin-kit'\nexport const mine = new PluginDefinition({ name: 'p', version: '1.0.0' })`,
      },
      `${main}:2:1 | no_default_export | plugin.definition.ts has no default export; it exports mine | Add \`export default mine\``,
    ],
    [
      { [main]: '' },
      `${main}:1:1 | no_default_export | plugin.definition.ts has no default export; it exports nothing | Add \`export default new PluginDefinition({ … })\``,
    ],
    [
      { [main]: `const a = 1\nexport default { name: 'p', version: '1.0.0' }` },
      `${main}:2:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but a plain object | Pass it to the constructor: \`export default new PluginDefinition({ … })\``,
    ],
    [
      { [main]: `export default function make() {}` },
      `${main}:1:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but the function make | Export what it makes: \`export default make()\``,
    ],
    [
      { [main]: `export default () => 1` },
      `${main}:1:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but a function | Export what it makes: \`export default define()\``,
    ],
    [
      { [main]: `export default null` },
      `${main}:1:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but null | Write \`export default new PluginDefinition({ … })\``,
    ],
    [
      {
        [main]: `import { InterfaceDefinition } from 'botpress-plugin-kit'\nexport default new InterfaceDefinition({ name: 'i', version: '1.0.0' })`,
      },
      `${main}:2:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but an InterfaceDefinition | A plugin is a PluginDefinition; it can depend on this one`,
    ],
    [
      {
        [main]: `import { IntegrationDefinition } from 'botpress-plugin-kit'\nexport default new IntegrationDefinition({ name: 'i', version: '1.0.0' })`,
      },
      `${main}:2:1 | not_a_plugin_definition | The default export of plugin.definition.ts is not a PluginDefinition, but an IntegrationDefinition | A plugin is a PluginDefinition; it can depend on this one`,
    ],
  ]
  test.each(failures)('row %#: %j', async (files, want) => {
    const folder = project(files)
    const issues = await failureOf(`${folder}/${main}`)
    expect(issues.map((issue) => told(issue, folder))).toEqual([want])
  })

  test('several syntax errors at once', async () => {
    const folder = project({ [main]: `import './a'\nimport './b'` })
    const issues = await failureOf(`${folder}/${main}`)
    expect(issues.map(({ location }) => location?.line)).toEqual([1, 2])
  })

  test('what takes too long', async () => {
    const folder = project({
      [main]: `setInterval(() => {}, 1e6)\n\nawait new Promise(() => {})`,
    })
    const issues = await failureOf(`${folder}/${main}`, { timeout: 50 })
    expect(issues.map((issue) => told(issue, folder))).toEqual([
      `${main}:3:1 | definition_hangs | The definition has not finished within 0.05 seconds | See to it that what it awaits is resolved or rejected`,
    ])
  })
})

describe('what never ends is ended', () => {
  const spinning = (spin: string): string =>
    project({
      'plugin.definition.ts': `import { spin } from './spin'\nspin()\n${definition}`,
      'spin.ts': spin,
    })

  test('a loop, and told with its place', async () => {
    const folder = spinning('export const spin = () => {\n  for (;;) {}\n}')
    const [issue] = await failureOf(`${folder}/plugin.definition.ts`, { timeout: 1000 })
    expect(told(issue!, folder)).toMatch(
      /^spin\.ts:2:\d+ \| definition_hangs \| The definition has not finished within 1 seconds/,
    )
  })

  test('a loop in a schema', async () => {
    const folder = project({
      'plugin.definition.ts': `import { PluginDefinition, z } from 'botpress-plugin-kit'
const schema = z.lazy((): z.ZodString => {
  for (;;) {}
})
export default new PluginDefinition({ name: 'p', version: '1.0.0', events: { e: { schema: z.object({ schema }) } } })`,
    })
    const [issue] = await failureOf(`${folder}/plugin.definition.ts`, { timeout: 1000 })
    expect([issue!.code, issue!.location?.line]).toEqual(['definition_hangs', 3])
  })

  test('an expression that takes for ever', async () => {
    const folder = spinning(`export const spin = () => /^(a+)+$/.test('a'.repeat(60) + 'b')`)
    const [issue] = await failureOf(`${folder}/plugin.definition.ts`, { timeout: 1000 })
    expect(issue!.code).toBe('definition_hangs')
  })
})

describe('in a process of its own, load is not fooled by', () => {
  let script: string
  let folder: string
  beforeAll(async () => {
    const { mkdtempSync, rmSync, symlinkSync, realpathSync } = await import('node:fs')
    const { tmpdir } = await import('node:os')
    folder = realpathSync(mkdtempSync(`${tmpdir()}/plugin-kit-run-`))
    symlinkSync(`${root}node_modules`, `${folder}/node_modules`)
    script = `${folder}/run.mjs`
    await build({
      stdin: {
        contents: `import { load } from './src/generator/load/load.ts'
const before = process.exit
load(process.argv[2], 'model').then(
  ({ value }) => console.log('LOADED', value.model.name),
  (error) => console.log('FAILED', ...error.issues.map(({ code, location }) => [code, location?.line, location?.column].join(':'))),
).then(() => {
  if (process.exit !== before || process.exitCode !== undefined) throw new Error('not put back')
})`,
        resolveDir: root,
        loader: 'ts',
      },
      bundle: true,
      format: 'esm',
      platform: 'node',
      external: ['esbuild'],
      define: { __EVALUATION__: JSON.stringify(`${root}dist/generator/evaluation.js`) },
      outfile: script,
    })
    return () => rmSync(folder, { recursive: true })
  })

  const rows: [what: string, text: string, stdout: string, stderr?: string][] = [
    ['nothing', definition, 'LOADED p\n'],
    ['process.exit()', `${definition}process.exit(0)`, 'FAILED definition_exits:3:9\n'],
    [
      'process.exit() that is caught',
      `${definition}try { process.exit() } catch {}`,
      'FAILED definition_exits:3:15\n',
    ],
    [
      'process.exit() in a promise',
      `${definition}await null; queueMicrotask(() => process.exit(1))`,
      'FAILED definition_exits:3:42\n',
    ],
    [
      'process.exit() in a timer',
      `${definition}setTimeout(() => process.exit(), 1)\nawait new Promise(() => {})`,
      'FAILED definition_exits:3:26\n',
    ],
    ['process.abort()', `${definition}process.abort()`, 'FAILED definition_exits:3:9\n'],
    [
      'a promise as default export',
      `export default Promise.resolve(1)`,
      'FAILED not_a_plugin_definition:1:1\n',
    ],
    ['process.exitCode', `${definition}process.exitCode = 3`, 'LOADED p\n'],
    [
      'a promise that never settles',
      `${definition}await new Promise(() => {})`,
      'FAILED definition_hangs:3:1\n',
    ],
    [
      'output',
      `${definition}console.log('out'); process.stdout.write('put'); console.error('err')`,
      'LOADED p\n',
      'out\nputerr\n',
    ],
    [
      'a rejection that nobody handles',
      `${definition}Promise.reject(new Error('late'))`,
      'FAILED definition_rejects:3:16\n',
    ],
    [
      'an error in a timer',
      `${definition}await new Promise(() => setTimeout(() => { throw new Error('late') }, 1))`,
      'FAILED definition_throws:3:50\n',
    ],
  ]
  test.each(rows)('%s', (_, text, stdout, stderr = '') => {
    const place = project({ 'plugin.definition.ts': text })
    const run = spawnSync(process.execPath, [script, `${place}/plugin.definition.ts`], {
      encoding: 'utf8',
    })
    expect({ stdout: run.stdout, stderr: run.stderr, status: run.status }).toEqual({
      stdout,
      stderr,
      status: 0,
    })
  })
})
