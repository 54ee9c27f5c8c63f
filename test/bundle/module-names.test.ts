import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { moduleNames } from '../../src/bundle/module-names.js'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'module-names-')))
afterAll(() => rmSync(root, { recursive: true }))

test('names modules by their packages, wherever these lie', () => {
  const project = join(root, 'plugins/app')
  const linked = join(root, 'packages/shared/package.json')
  mkdirSync(dirname(linked), { recursive: true })
  writeFileSync(linked, '{ "name": "@own/shared" }')
  const inputs = [
    'src/index.ts',
    '../../node_modules/.pnpm/zod@4.0.0/node_modules/zod/index.js',
    '../../packages/shared/src/a.ts',
  ]
  const names = moduleNames(inputs, project, join(project, '.botpress/dist'))
  const code = inputs.map((input) => `  // ${input}\n  "${input}"(exports2, module2) {\n`).join('')
  expect(
    [...names.code(code).matchAll(/(?:\/\/ |^ *")([^"\n]+)/gm)].map(([, name]) => name),
  ).toEqual([
    'src/index.ts',
    'src/index.ts',
    'node_modules/zod/index.js',
    'node_modules/zod/index.js',
    'node_modules/@own/shared/src/a.ts',
    'node_modules/@own/shared/src/a.ts',
  ])
  const sources = ['../../src/index.ts', `../../${inputs[1]}`, `../../${inputs[2]}`]
  expect(JSON.parse(names.map(JSON.stringify({ sources }))).sources).toEqual([
    '../../src/index.ts',
    '../../node_modules/zod/index.js',
    '../../node_modules/@own/shared/src/a.ts',
  ])
})
