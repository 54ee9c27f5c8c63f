/** `plugin-kit schema`: one document of JSON Schemas, with the same issues and exit codes as gen. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { definition, put, root, run } from './plugin-kit.js'

interface Document {
  readonly exitCode: number
  readonly projects: readonly { readonly name?: string; readonly schemas?: any; readonly issues: any[] }[]
  readonly problems: readonly { readonly message: string }[]
} // prettier-ignore

test('prints every slot of several plugins, and each is a JSON Schema', async () => {
  const { code, stdout } = await run(['schema', 'fixtures/*', '--quiet'], { cwd: root })
  const { projects, problems } = JSON.parse(stdout) as Document
  expect({ code, problems }).toEqual({ code: 0, problems: [] })
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  let slots = 0
  const visit = (value: any): void => {
    if (value === null || typeof value !== 'object') return
    if ('write' in value && 'read' in value) {
      slots++
      ajv.compile(value.write)
      ajv.compile(value.read)
    } else for (const inner of Object.values(value)) visit(inner)
  }
  for (const { schemas } of projects) visit(schemas)
  expect(slots).toBeGreaterThan(100)
  const desk = projects.find(({ name }) => name === 'support-desk')!.schemas
  const isTaken = (schema: object, value: unknown) => ajv.validate(schema, value)
  const { write, read } = desk.actions.closeTicket.input
  expect([isTaken(write, { ticketId: 'a' }), isTaken(read, { ticketId: 'a' })]).toEqual([true, false])
  expect(desk.tables.ticketsTable.write.required).toEqual(['ticketId', 'subject'])
  expect(desk.interfaces.desk.channels.desk.note.read.required).toEqual(['text', 'internal'])
}) // prettier-ignore

test('says what is wrong, and goes on with the others', async () => {
  put('good/plugin.definition.ts', definition('a'))
  put('bad/plugin.definition.ts', definition('a').replace("'demo'", "''"))
  const paths = ['good', 'bad', 'nowhere']
  const { code, stdout, stderr } = await run(['schema', ...paths, '--quiet', '--quiet'])
  const { projects, problems, exitCode } = JSON.parse(stdout) as Document
  expect([code, exitCode]).toEqual([2, 2])
  expect(problems[0]!.message).toBe('There is no file or folder nowhere')
  expect(projects[0]!.schemas.events.happened.write.required).toEqual(['what'])
  expect(projects[1]).toMatchObject({ issues: [{ code: 'missing_name', location: { line: 3 } }] })
  expect(projects[1]!.schemas).toBeUndefined()
  expect(stderr).toContain('bad/plugin.definition.ts:3:3 error name missing_name')
  expect((await run(['schema', 'bad'])).code).toBe(1)
}) // prettier-ignore
