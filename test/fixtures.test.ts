/** The fixtures' checked-in output is what gen makes today, byte for byte, and is formatted. */
import { mkdtemp, readFile, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { format } from 'prettier'
import { describe, expect, it } from 'vitest'
import { generate } from '../src/generator/index.js'

const root = new URL('../fixtures/', import.meta.url).pathname
const entries = await readdir(root, { withFileTypes: true })
const projects = entries
  .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
  .map((entry) => entry.name)

const { prettier: options } = JSON.parse(
  await readFile(new URL('../package.json', import.meta.url), 'utf8'),
) as { prettier: object }

/** The TypeScript files of a folder, by name. */
async function sources(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  )
}

it('finds the fixtures', () => {
  expect(projects).toContain('analytics')
})

describe.each(projects)('%s', (project) => {
  it('has the output that gen makes', async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'fixture-'))
    const report = await generate({ path: join(root, project), outDir })
    expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report.status).toBe('written')
    expect(await sources(outDir)).toEqual(await sources(join(root, project, '.botpress')))
  })

  it('has output that prettier would not change', async () => {
    for (const [name, text] of await sources(join(root, project, '.botpress'))) {
      expect(await format(text, { ...options, filepath: name }), name).toBe(text)
    }
  })
})
