/**
 * Proof by the compiler: the fixtures and the mistakes in `test/types` are checked in one run of
 * tsc each, by three versions of TypeScript and under the flags that users may have set.
 */
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const folder = new URL('types/', import.meta.url).pathname
const modules = new URL('../node_modules', import.meta.url).pathname

const compilers = ['typescript-5.9', 'typescript', 'typescript-7']

const ways = [
  { name: 'nodenext', flags: [] },
  {
    name: 'bundler, with DOM types',
    flags: ['--module', 'esnext', '--moduleResolution', 'bundler', '--lib', 'es2022,dom'],
  },
]

/** What tsc prints: nothing where all is well. */
async function errors(compiler: string, flags: readonly string[]): Promise<string> {
  const tsc = `${modules}/${compiler}/bin/tsc`
  return run(process.execPath, [tsc, ...flags], { cwd: folder }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? String(error),
  )
}

describe.each(compilers)('%s', (compiler) => {
  it.each(ways)('accepts the right and only the right programs: $name', async ({ flags }) => {
    expect(await errors(compiler, ['-p', '.', ...flags])).toBe('')
  })

  it("accepts what the types of a plugin of the SDK's tell, and no other", async () => {
    expect(await errors(compiler, ['-p', 'sdk'])).toBe('')
  })

  it('accepts the emitted files where declarations are made file by file', async () => {
    expect(await errors(compiler, ['-p', 'tsconfig.emitted.json'])).toBe('')
  })
})

it('covers at least 60 mistakes', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(files.map((file) => readFile(folder + file, 'utf8')))
  expect(texts.join('').match(/@ts-expect-error/g)?.length).toBeGreaterThanOrEqual(60)
})
