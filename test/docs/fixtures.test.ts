/** The fixtures' pages are what `plugin-kit docs` writes today, and their example calls are valid. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { writeDocs } from '../../src/docs/index.js'
import { readModel } from '../../src/generator/index.js'
import { typeSchema } from '../../src/schema/index.js'

const root = new URL('../../fixtures/', import.meta.url).pathname
const fixtures = globSync('*/plugin.definition.ts', { cwd: root })
  .map((path) => path.split('/')[0]!)
  .sort()

describe.each(fixtures)('%s', (fixture) => {
  const reading = readModel({ path: join(root, fixture) })

  test('has the page that docs writes', async () => {
    const { project, definition, model } = await reading
    const report = await writeDocs({
      project,
      definition: definition!,
      model: model!,
      isWriting: false,
    })
    expect(report).toEqual({ status: 'unchanged', path: join(root, fixture, 'hub.md'), issues: [] })
  })

  test('has a valid example call of each action', async () => {
    const model = (await reading).model!
    const page = readFileSync(join(root, fixture, 'hub.md'), 'utf8')
    const calls: { readonly type: string; readonly input: unknown }[] = []
    const client = { callAction: async (call: (typeof calls)[number]) => void calls.push(call) }
    for (const [, code] of page.matchAll(/^```+ts\n([^]*?)\n```+$/gm)) {
      await new Function('client', `return (async () => { ${code} })()`)(client)
    }
    expect(calls.map(({ type }) => type)).toEqual(
      model.actions.map(({ name }) => `${model.name}#${name}`),
    )
    const ajv = new Ajv2020({ strict: false })
    model.actions.forEach(({ input }, index) => {
      const { named, fills } = model
      const schema = typeSchema({ type: input.write, fill: input.fill, named, fills })
      expect(
        ajv.validate(schema as object, calls[index]!.input),
        JSON.stringify(calls[index]),
      ).toBe(true)
    })
  })
})
