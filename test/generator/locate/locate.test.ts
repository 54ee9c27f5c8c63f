/** Positions in the author's source, as the text that starts there. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Location } from '../../../src/generator/errors.js'
import { codeFrame } from '../../../src/generator/locate/code-frame.js'
import { locate } from '../../../src/generator/locate/locate.js'
import { project } from '../load/project.js'
import { spread } from '../load/spread.js'

/** The file's name, and what follows the place up to the end of its line. */
function at(location: Location | undefined): string | undefined {
  if (location === undefined) return undefined
  const line = readFileSync(location.file, 'utf8').split('\n')[location.line - 1] ?? ''
  return `${basename(location.file)}: ${line.slice(location.column - 1)}`
}

const main = 'plugin.definition.ts:'
const rows: [path: string, want: string][] = [
  ['', `${main} new PluginDefinition({`],
  ['nowhere', `${main} new PluginDefinition({`],
  ['name', `${main} name,`],
  ['title', `${main} title: 'Shared', description: 'From a constant' } as const`],
  ['version', `${main} version: '1.0.0',`],
  [
    'configuration/schema',
    `${main} schema: () => z.object({ depth: z.number(), nested: z.object({ deep: z.string() }) }),`,
  ],
  ['configuration/schema/nested/deep', `${main} deep: z.string() }) }),`],
  ['events/plain/schema/second', `${main} second: z.number() }).describe('An event') },`],
  [
    'events/plain/schema/third',
    `${main} schema: z.object({ first: z.string(), second: z.number() }).describe('An event') },`,
  ],
  ['events/quo-ted', `${main} 'quo-ted': { schema: z.string() },`],
  ['events/computed', `${main} [KEY]: { schema: z.string() },`],
  ['events/1', `${main} 1: { schema: z.string() },`],
  ['events/twice/schema', `${main} schema: z.number() },`],
  ['events/added', `${main} added: { schema: z.string() } },`],
  ['events/missing', `${main} events: { ...events, added: { schema: z.string() } },`],
  ['events/constructor', `${main} events: { ...events, added: { schema: z.string() } },`],
  ['actions/own/input/schema/item', `${main} item: entities.human.item }) } },`],
  ['actions/ping', 'actions.ts: ping, make() { return { input: { schema: 3 } } } }'],
  ['actions/ping/output/schema', 'actions.ts: schema: 2 } }'],
  ['actions/make/input', 'actions.ts: input: { schema: 3 } } } }'],
  ['states/seen/type', "states.ts: type: 'bot', schema: 1 }"],
  ['tables/files/factor', 'tables.json: "factor": 2 }'],
  ['workflows/scan/input/schema/root', `${main} root: z.string() }) } } }`],
  ['recurringEvents/nightly/schedule/cron', `${main} cron: 'x' } } },`],
  ['recurringEvents/tick/schedule/cron', `${main} cron: 'never', payload: { n: 1 } } },`],
  ['recurringEvents/tick/payload/n', `${main} n: 1 } } },`],
  ['interfaces/human/name', "hitl.ts: name: 'hitl',"],
  ['interfaces/human/entities/item', 'hitl.ts: item: { schema: 1 } } },'],
  ['user/tags', `${main} user: circular,`],
]

describe('locate', () => {
  test('finds keys wherever they are', async () => {
    const file = `${project(spread)}/plugin.definition.ts`
    const paths = rows.map(([path]) => path.split('/').filter(Boolean))
    const found = await locate(file, paths)
    expect(rows.map(([path], index) => [path, at(found[index])])).toEqual(rows)
  })

  test('follows the links of a workspace, and nothing that is installed', async () => {
    const folder = project({
      'app/plugin.definition.ts': [
        "import { actions } from 'workspace'",
        "import { states } from 'installed'",
        'export default { actions, states }',
      ].join('\n'),
      'workspace/index.ts': 'export const actions = { a: 1 }',
      'workspace/package.json': '{ "name": "workspace", "main": "index.ts" }',
      'node_modules/workspace': { link: 'workspace' },
      'node_modules/installed/index.ts': 'export const states = { b: 1 }',
    })
    const file = `${folder}/app/plugin.definition.ts`
    const found = await locate(file, [
      ['actions', 'a'],
      ['states', 'b'],
    ])
    expect(found.map(at)).toEqual(['index.ts: a: 1 }', 'plugin.definition.ts: states }'])
  })

  test('reads CommonJS', async () => {
    const folder = project({ 'plugin.definition.js': 'module.exports = { actions: { a: 1 } }' })
    const found = await locate(`${folder}/plugin.definition.js`, [['actions', 'a']])
    expect(found.map(at)).toEqual(['plugin.definition.js: a: 1 } }'])
  })

  test('columns are those of an editor', async () => {
    const folder = project({ 'plugin.definition.ts': "\ufeffexport default { '🙂': 1, a: 2 }" })
    const file = `${folder}/plugin.definition.ts`
    expect(await locate(file, [['a']])).toEqual([{ file, line: 1, column: 27 }])
  })

  test('there is nothing to find without a definition', async () => {
    const folder = project({ 'states.ts': 'export const states = {}' })
    expect(await locate(`${folder}/states.ts`, [['name']])).toEqual([undefined])
    expect(await locate(`${folder}/nowhere.ts`, [['name']])).toEqual([undefined])
    expect(await locate(`${folder}/states.ts`, [])).toEqual([])
  })
})

describe('codeFrame', () => {
  const text = 'const a = 1\nconst b = 2\nconst c = 3\n'

  test('shows the place', () => {
    const file = `${project({ 'a.ts': text })}/a.ts`
    expect(codeFrame({ file, line: 2, column: 7 })).toBe(
      [
        '  1 | const a = 1',
        '> 2 | const b = 2',
        '    |       ^',
        '  3 | const c = 3',
        '  4 |',
      ].join('\n'),
    )
    expect(codeFrame({ file, line: 1, column: 1 }, { color: true })).toContain('\u001b[31m')
  })

  test('shows a part of long lines', () => {
    const file = `${project({ 'a.json': `[${'1,'.repeat(500)}x${',1'.repeat(500)}]` })}/a.json`
    const [line = '', mark = ''] = codeFrame({ file, line: 1, column: 1002 }).split('\n')
    expect([line.length < 180, line[mark.indexOf('^')]]).toEqual([true, 'x'])
  })

  test('a file that is gone has none', () => {
    expect(codeFrame({ file: `${project({})}/gone.ts`, line: 1, column: 1 })).toBe('')
  })
})
