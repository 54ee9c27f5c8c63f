/** Imports that only the right tsconfig resolves, as `tsc` resolves them. */
import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { load } from '../../../src/generator/load/load.js'
import { projects } from '../../../src/generator/load/tsconfig.js'
import { locate } from '../../../src/generator/locate/locate.js'
import { project, root, type Files } from './project.js'

const ours = { 'botpress-plugin-kit': [`${root}src/definition/index.ts`] }

/** A tsconfig in which this package is its own source. */
function tsconfig(
  { paths, ...options }: { paths?: Record<string, string[]>; [name: string]: unknown },
  rest: object = {},
): string {
  const compilerOptions = {
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    types: [],
    paths: { ...ours, ...paths },
    ...options,
  }
  return JSON.stringify({ compilerOptions, ...rest })
}

/** A definition whose description says what was imported. */
const importing = (specifier: string): string =>
  `import { PluginDefinition } from 'botpress-plugin-kit'
import { name } from '${specifier}'

export default new PluginDefinition({ name: 'p', version: '1.0.0', description: name })
`

const solution = (...references: readonly string[]): string =>
  `{ "files": [], "references": [${references.map((path) => `{ "path": "${path}" }, `).join('')}] } // all`

const conditional = {
  'node_modules/lib/package.json': JSON.stringify({
    name: 'lib',
    type: 'module',
    exports: {
      '@acme/source': './source.ts',
      import: './built.js',
      types: './source.ts',
    },
  }),
  'node_modules/lib/source.ts': "export const name: string = 'source'",
  'node_modules/lib/built.js': "export const name = 'built'",
}

const cases: [what: string, files: Files, want: string, tsconfigs: readonly string[]][] = [
  [
    'paths of a referenced tsconfig that includes the definition',
    {
      'tsconfig.json': solution('./tsconfig.node.json', './tsconfig.app.json'),
      'tsconfig.node.json': tsconfig(
        { paths: { '@lib/*': ['./wrong/*'] } },
        { include: ['vite.config.ts'] },
      ),
      'tsconfig.app.json': tsconfig(
        { composite: true, paths: { '@lib/*': ['./lib/*'] } },
        { include: ['plugin.definition.ts', 'lib'] },
      ),
      'plugin.definition.ts': importing('@lib/s'),
      'lib/s.ts': "export const name = 'right'",
      'wrong/s.ts': "export const name = 'wrong'",
    },
    'right',
    ['tsconfig.app.json', 'tsconfig.json', 'tsconfig.node.json'],
  ],
  [
    'paths of a tsconfig that is referenced from afar, and extends another',
    {
      'tsconfig.json': solution('./inner'),
      'inner/tsconfig.json': solution('../tsconfig.app.json'),
      'tsconfig.app.json': JSON.stringify({
        extends: ['./base.json'],
        include: ['plugin.definition.ts'],
      }),
      'base.json': tsconfig({ paths: { '@/*': ['./nowhere/*', './lib/*'] } }),
      'plugin.definition.ts': importing('@/s'),
      'lib/s/index.ts': "export const name = 'right'",
    },
    'right',
    ['base.json', 'inner/tsconfig.json', 'tsconfig.app.json', 'tsconfig.json'],
  ],
  [
    'paths of the tsconfig that includes each file',
    {
      'tsconfig.json': solution('./tsconfig.app.json', './tsconfig.lib.json'),
      'tsconfig.app.json': tsconfig(
        { composite: true, paths: { '~/*': ['./lib/*'] } },
        { include: ['plugin.definition.ts'], references: [{ path: './tsconfig.lib.json' }] },
      ),
      'tsconfig.lib.json': tsconfig(
        { composite: true, paths: { '~/*': ['./lib/inner/*'] } },
        { include: ['lib'] },
      ),
      'plugin.definition.ts': importing('~/s'),
      'lib/s.ts': "export { name } from '~/s'",
      'lib/inner/s.ts': "export const name = 'inner'",
    },
    'inner',
    ['tsconfig.app.json', 'tsconfig.json', 'tsconfig.lib.json'],
  ],
  [
    'paths of the nearest tsconfig, if that includes the definition',
    {
      'tsconfig.json': tsconfig(
        { paths: { '@lib/*': ['./lib/*'] } },
        { include: ['*.ts', 'lib'], references: [{ path: './other.json' }] },
      ),
      'other.json': tsconfig(
        { paths: { '@lib/*': ['./wrong/*'] } },
        { include: ['plugin.definition.ts'] },
      ),
      'plugin.definition.ts': importing('@lib/s'),
      'lib/s.ts': "export const name = 'right'",
      'wrong/s.ts': "export const name = 'wrong'",
    },
    'right',
    ['tsconfig.json'],
  ],
  [
    'the conditions of the tsconfig',
    {
      ...conditional,
      'tsconfig.json': tsconfig({ customConditions: ['@acme/source'] }),
      'plugin.definition.ts': importing('lib'),
    },
    'source',
    ['tsconfig.json'],
  ],
  [
    'conditions that come from what it extends',
    {
      ...conditional,
      'tsconfig.json': JSON.stringify({ extends: ['./base.json', 'shared/conditions'] }),
      'base.json': tsconfig({}),
      'node_modules/shared/package.json': '{ "name": "shared" }',
      'node_modules/shared/conditions.json':
        '{ "compilerOptions": { "customConditions": ["@acme/source"] } }',
      'plugin.definition.ts': importing('lib'),
    },
    'source',
    ['base.json', 'node_modules/shared/conditions.json', 'tsconfig.json'],
  ],
  [
    'no conditions where the tsconfig has none',
    {
      ...conditional,
      'tsconfig.json': tsconfig({}),
      'plugin.definition.ts': importing('lib'),
    },
    'built',
    ['tsconfig.json'],
  ],
]

describe('load takes', () => {
  test.each(cases)('%s', async (_, files, want, tsconfigs) => {
    const folder = project(files)
    const { value, reading } = await load(`${folder}/plugin.definition.ts`, 'model')
    expect(value.model.doc.description).toBe(want)
    const own = reading.inputs.flatMap(({ path, as }) =>
      path.startsWith(folder) && as !== 'absent' ? [relative(folder, path)] : [],
    )
    const configuration = own.filter((path) =>
      /(?:tsconfig.*|base|other|conditions)\.json$/.test(path),
    )
    expect(configuration.sort()).toEqual(tsconfigs)
  })
})

test('places are found through the paths of a referenced tsconfig', async () => {
  const folder = project({
    'tsconfig.json': solution('./tsconfig.app.json'),
    'tsconfig.app.json': tsconfig({ paths: { '@lib/*': ['./lib/*'] } }),
    'plugin.definition.ts': [
      "import { actions } from '@lib/actions'",
      'export default { actions }',
    ].join('\n'),
    'lib/actions.ts': 'export const actions = { ping: 1 }',
  })
  expect(await locate(`${folder}/plugin.definition.ts`, [['actions', 'ping']])).toEqual([
    { file: `${folder}/lib/actions.ts`, line: 1, column: 26 },
  ])
})

test('esbuild gets help only where it needs it', async () => {
  const folder = project({
    'plain/tsconfig.json': '{ "extends": "../base.json" }',
    'base.json': tsconfig({}),
    'solution/tsconfig.json': solution(),
  })
  const projectOf = projects()
  expect(await projectOf(`${folder}/plain/a.ts`)).toBeUndefined()
  expect(await projectOf(`${folder}/solution/a.ts`)).toMatchObject({ conditions: [] })
})
