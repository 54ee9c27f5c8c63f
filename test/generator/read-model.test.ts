/** A definition as its model, or what is wrong with it and where. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readModel } from '../../src/generator/index.js'
import { project } from './load/project.js'

const definition = (rest: string): string =>
  `import { PluginDefinition, z } from 'botpress-plugin-kit'
export default new PluginDefinition({
  name: 'demo', version: '1.0.0', readme: 'hub.md',
  ${rest}
})
`

test('reads the model, and where gen writes', async () => {
  const folder = project({
    'package.json': '{ "plugin-kit": { "outDir": "generated" } }',
    'plugin.definition.ts': definition(
      'events: { happened: { schema: z.object({ what: z.string() }) } },',
    ),
  })
  const { model, inputs, ...report } = await readModel({ path: folder })
  expect(report).toEqual({
    project: folder,
    definition: join(folder, 'plugin.definition.ts'),
    outDir: join(folder, 'generated'),
    issues: [],
  })
  expect(inputs).toContain(join(folder, 'plugin.definition.ts'))
  expect(model).toMatchObject({ name: 'demo', readme: 'hub.md', events: [{ name: 'happened' }] })
})

test('has no model of an invalid definition, but the places of its mistakes', async () => {
  const folder = project({
    'plugin.definition.ts': definition("states: { a: { type: 'nobody', schema: z.object({}) } },"),
  })
  const { model, issues } = await readModel({ path: join(folder, 'plugin.definition.ts') })
  expect(model).toBeUndefined()
  expect(issues).toMatchObject([
    {
      code: 'invalid_state_type',
      location: { file: join(folder, 'plugin.definition.ts'), line: 4 },
    },
  ])
})

test('tells where there is no definition', async () => {
  const folder = project({ 'index.ts': '' })
  const report = await readModel({ path: folder })
  expect(report).toMatchObject({ project: folder, issues: [{ code: 'definition_not_found' }] })
  expect(report.definition).toBeUndefined()
})
