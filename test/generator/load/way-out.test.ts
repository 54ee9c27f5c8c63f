/** What is said of an import that leads nowhere. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GeneratorError } from '../../../src/generator/errors.js'
import { load } from '../../../src/generator/load/load.js'
import { project, type Files } from './project.js'

/** The hint about the one import of a definition. */
async function hintFor(specifier: string, files: Files = {}, folder = ''): Promise<string> {
  const definition = join(folder, 'plugin.definition.ts')
  const root = project({ [definition]: `import '${specifier}'`, ...files })
  const error = await load(join(root, definition), 'model').catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(GeneratorError)
  const { issues } = error as GeneratorError
  expect(issues).toEqual([
    expect.objectContaining({
      code: 'import_not_found',
      message: `Cannot find "${specifier}", which plugin.definition.ts imports`,
      location: { file: join(root, definition), line: 1, column: 8 },
    }),
  ])
  return issues[0]!.hint!
}

describe("node's own modules", () => {
  test.each([
    ['node:fss', 'Did you mean "node:fs"?'],
    ['node:fs/promise', 'Did you mean "node:fs/promises"?'],
    [
      'node:nothing-like-it',
      'Node has no such module: its documentation lists those that there are',
    ],
    ['fs/promise', 'Did you mean "fs/promises"?'],
    ['child_proces', 'Did you mean "child_process"? If not, run `npm install child_proces`'],
  ])('%s', async (specifier, want) => {
    expect(await hintFor(specifier)).toBe(want)
  })
})

describe('aliases of tsconfigs', () => {
  const app =
    '{ "compilerOptions": { "paths": { "@lib/*": ["./lib/*", "./more/*"], "~s": ["./s"] } } }'

  test.each<[string, Files, string]>([
    [
      '@lib/nothing',
      { 'tsconfig.json': app },
      '`@lib/*` in tsconfig.json leads to lib/nothing or more/nothing, where there is no file',
    ],
    [
      '@lib/actoins',
      { 'tsconfig.json': app, 'more/actions.ts': '' },
      'Did you mean "@lib/actions"?',
    ],
    ['~s', { 'tsconfig.json': app }, '`~s` in tsconfig.json leads to s, where there is no file'],
    [
      '@lib/s',
      {
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./tsconfig.app.json" }] }',
        'tsconfig.app.json': app.replace('{', '{ "include": ["src"],'),
        'lib/s.ts': '',
      },
      '`@lib/*` is an alias of tsconfig.app.json, which does not include plugin.definition.ts: add it to `include` there',
    ],
    [
      'lodash',
      { 'tsconfig.json': '{ "compilerOptions": { "paths": { "*": ["./types/*"] } } }' },
      'Run `npm install lodash`',
    ],
  ])('%s', async (specifier, files, want) => {
    expect(await hintFor(specifier, files)).toBe(want)
  })
})

describe('packages', () => {
  const workspace = {
    'package.json': '{ "workspaces": ["packages/*"] }',
    'pnpm-lock.yaml': '',
    'packages/shared/package.json': '{ "name": "@acme/shared" }',
    'packages/plug/package.json': '{ "name": "plug", "dependencies": { "zod": "4" } }',
  }

  test.each<[string, Files, string]>([
    [
      '@acme/shared',
      workspace,
      '@acme/shared is a package of this repository (packages/shared): add it to the dependencies of plug, and run `pnpm install`',
    ],
    [
      '@acme/shared/deep',
      { 'pnpm-workspace.yaml': 'packages:\n  - packages/*\n', ...workspace, 'package.json': '{}' },
      '@acme/shared is a package of this repository (packages/shared): add it to the dependencies of plug, and run `pnpm install`',
    ],
    ['@acme/shred', workspace, 'Did you mean "@acme/shared"? If not, run `pnpm add @acme/shred`'],
    ['zodd', workspace, 'Did you mean "zod"? If not, run `pnpm add zodd`'],
    ['zod', workspace, 'zod is in package.json, but not installed: run `pnpm install`'],
    ['elsewhere', workspace, 'Run `pnpm add elsewhere`'],
  ])('%s in a workspace', async (specifier, files, want) => {
    expect(await hintFor(specifier, files, 'packages/plug')).toBe(want)
  })

  const built = '{ "name": "lib", "exports": { ".": "./dist/index.js" } }'
  test.each<[string, string, Files, string]>([
    [
      'linked, but not built',
      'lib',
      { 'node_modules/lib': { link: 'packages/lib' }, 'packages/lib/package.json': built },
      'lib is installed, but its dist/index.js is missing: build it first',
    ],
    [
      'installed by halves',
      'lib',
      { 'node_modules/lib/package.json': built },
      'lib is installed, but its dist/index.js is missing: look it up, or run `npm install` again',
    ],
    [
      'without an entry',
      'lib',
      { 'node_modules/lib/package.json': '{ "name": "lib", "main": "./x.js" }' },
      'lib is installed, but it has no entry: look it up, or run `npm install` again',
    ],
    [
      'without such a file',
      'lib/deep/file',
      { 'node_modules/lib/package.json': '{ "name": "lib" }' },
      'lib is installed, but it has no deep/file: look it up, or run `npm install` again',
    ],
    [
      'only for CommonJS',
      'lib',
      { 'node_modules/lib/package.json': '{ "name": "lib", "exports": { "require": "./a.cjs" } }' },
      'The path "." is not currently exported by package "lib"',
    ],
  ])('%s', async (_, specifier, files, want) => {
    expect(await hintFor(specifier, files)).toBe(want)
  })
})
