/** `schemas/`: the JSON Schemas of what commands print are what the types say. */
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { documentSchema, heads } from './document-schemas.js'
import { root } from './plugin-kit.js'

const commands = Object.keys(heads)

// `vitest -u` writes the schemas; read them as a person before they are committed.
test.each(commands)('%s.schema.json is what the types and their comments say', async (command) => {
  const file = join(root, `schemas/${command}.schema.json`)
  const style = { ...(await resolveConfig(file)), parser: 'json' }
  const text = await format(JSON.stringify(documentSchema(command)), style)
  await expect(text).toMatchFileSnapshot(file)
})

test('what several schemas define is the same in all', () => {
  const names = new Set<string>()
  const seen = new Map<string, unknown>()
  for (const command of commands) {
    const { $defs } = documentSchema(command) as { $defs: Readonly<Record<string, unknown>> }
    for (const [name, schema] of Object.entries($defs)) {
      if (seen.has(name)) names.add(name)
      else seen.set(name, schema)
      expect(schema, `${name} of ${command}`).toEqual(seen.get(name))
    }
  }
  expect(names).toContain('Issue')
})
