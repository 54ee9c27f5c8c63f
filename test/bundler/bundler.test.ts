/** Each tool on a real project: builds from a clean folder, mistakes, and changes while it watches. */
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const driver = fileURLToPath(new URL('driver.mjs', import.meta.url))

let folder = ''
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-bundler-')))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/botpress-plugin-kit'))
  put('package.json', '{ "type": "module" }')
  put('plugin.definition.ts', definition('first'))
  put(
    'src/index.ts',
    "import { Plugin } from '../.botpress/index.ts'\nexport default new Plugin({ actions: {} })\n",
  )
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

/** A definition whose default ends up in the generated code. */
const definition = (
  greeting: string,
): string => `import { PluginDefinition, z } from 'botpress-plugin-kit'
export default new PluginDefinition({
  name: 'demo',
  version: '1.0.0',
  states: { talk: { type: 'user', schema: z.object({ text: z.string().default('${greeting}') }) } },
})
`

/** The same with a mistake in line 5. */
const mistaken = definition('first').replace('z.string()', 'z.sting()')

/** What the driver tells: of a build, of what a server pushes, and of what it answers. */
interface Told {
  readonly output?: string
  readonly errors?: readonly object[]
  readonly type?: string
  readonly err?: object
  readonly status?: number
  readonly body?: string
}

function start(tool: string, mode: string) {
  const child = spawn(process.execPath, [driver, tool, mode], { cwd: folder })
  const builds = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let complaints = ''
  child.stderr.on('data', (chunk) => (complaints += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    next: async (): Promise<Told> => {
      const { value, done } = await builds.next()
      if (done) throw new Error(`${tool} has ended: ${complaints}`)
      return JSON.parse(value) as Told
    },
    ask: (path: string) => child.stdin.write(`${path}\n`),
    /** Ends the tool, and waits until its process has ended by itself. */
    end: (): Promise<number | null> => {
      child.stdin.end()
      return ended
    },
    ended,
  }
}

/** Waits for a build of which something is so: writing in several steps may lead to several. */
async function until(next: () => Promise<Told>, isSo: (told: Told) => boolean): Promise<Told> {
  for (;;) {
    const told = await next()
    if (isSo(told)) return told
  }
}

/** That an error says what is wrong, where, and shows it. */
function expectMistake({ errors }: Told): void {
  const told = JSON.stringify(errors)
  expect(told).toContain('sting')
  expect(told).toContain('plugin.definition.ts')
  expect(told).toMatch(/\\?"line\\?":5|plugin\.definition\.ts:5:/)
  expect(told).toContain("talk: { type: 'user', schema: z.object({ text: z.sting()")
}

describe.each(['rollup', 'rolldown', 'webpack', 'rspack', 'esbuild', 'vite'])('%s', (tool) => {
  test('generates before a build, and fails with the place of a mistake', async () => {
    const built = start(tool, 'build')
    expect((await built.next()).output).toContain('first')
    expect(await built.ended).toBe(0)

    rmSync(join(folder, '.botpress'), { recursive: true })
    put('plugin.definition.ts', mistaken)
    const failed = start(tool, 'build')
    expectMistake(await failed.next())
    await failed.ended
    expect(existsSync(join(folder, '.botpress/index.ts'))).toBe(false)

    put('plugin.definition.ts', definition('mended'))
    const mended = start(tool, 'build')
    expect((await mended.next()).output).toContain('mended')
    await mended.ended
  })

  test('follows the definition while it watches, and ends', async () => {
    put('plugin.definition.ts', mistaken)
    const { next, end } = start(tool, 'watch')
    expectMistake(await until(next, ({ errors }) => errors !== undefined))
    put('plugin.definition.ts', definition('second'))
    await until(next, ({ output }) => output?.includes('second') ?? false)
    put('plugin.definition.ts', mistaken)
    expectMistake(await until(next, ({ errors }) => errors !== undefined))
    put('plugin.definition.ts', definition('third'))
    await until(next, ({ output }) => output?.includes('third') ?? false)
    expect(await end()).toBe(0)
  })
})

test('a server of Vite goes on, shows a mistake over the page, and loads it again when it is mended', async () => {
  put('plugin.definition.ts', mistaken)
  const { next, ask, end } = start('vite', 'dev')
  const answer = async (path: string): Promise<Told> => {
    ask(path)
    return until(next, ({ status }) => status !== undefined)
  }
  const failed = await answer('/src/index.ts')
  expect(failed.status).toBe(500)
  expectMistake({ errors: [{ body: failed.body }] })

  put('plugin.definition.ts', definition('second'))
  await until(next, ({ type }) => type === 'full-reload')
  expect(await answer('/src/index.ts')).toMatchObject({ status: 200 })
  expect((await answer('/.botpress/index.ts')).body).toContain('second')

  put('plugin.definition.ts', mistaken)
  const { err } = await until(next, ({ type }) => type === 'error')
  const file = join(folder, 'plugin.definition.ts')
  expect(err).toMatchObject({ plugin: 'botpress-plugin-kit', id: file, loc: { file, line: 5 } })
  expectMistake({ errors: [err!] })

  put('plugin.definition.ts', definition('third'))
  await until(next, ({ type }) => type === 'full-reload')
  expect((await answer('/.botpress/index.ts')).body).toContain('third')
  expect(await end()).toBe(0)
})

describe('Vitest', () => {
  beforeEach(() => {
    symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'))
    put('package.json', '{ "type": "module", "imports": { "#botpress": "./.botpress/index.ts" } }')
    put(
      'vitest.config.ts',
      `import { vite as pluginKit } from 'botpress-plugin-kit/bundler'
import { defineConfig } from 'vitest/config'
export default defineConfig({ plugins: [pluginKit()] })
`,
    )
    put(
      'test/plugin.test.ts',
      `import { test } from 'vitest'
import { Plugin } from '#botpress'
test('runs', () => console.log('generated as ' + JSON.stringify(new Plugin({ actions: {} }).spec)))
`,
    )
  })

  function vitest(...args: readonly string[]) {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
    delete env.CI
    const program = join(root, 'node_modules/vitest/vitest.mjs')
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    let output = ''
    let seen = 0
    let check = (): void => {}
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk
        check()
      })
    }
    return {
      child,
      ended,
      /** Waits for something in what has been printed since the last time. */
      printed: (wanted: string) =>
        new Promise<void>((resolve, reject) => {
          void ended.then(() => reject(new Error(`Vitest has ended: ${output}`)))
          check = () => {
            const at = output.indexOf(wanted, seen)
            if (at < 0) return
            seen = at + wanted.length
            resolve()
          }
          check()
        }),
      output: () => output,
    }
  }

  const shown = "> 5 |   states: { talk: { type: 'user', schema: z.object({ text: z.sting()"

  test('generates before a run, which fails with a mistake', async () => {
    const good = vitest('run')
    expect(await good.ended, good.output()).toBe(0)
    expect(good.output()).toMatch(/generated as .*first/)

    rmSync(join(folder, '.botpress'), { recursive: true })
    put('plugin.definition.ts', mistaken)
    const bad = vitest('run')
    expect(await bad.ended).toBe(1)
    expect(bad.output()).toContain('plugin.definition.ts:5')
    expect(bad.output()).toContain(shown)

    put('plugin.definition.ts', definition('mended'))
    const mended = vitest('run')
    expect(await mended.ended).toBe(0)
    expect(mended.output()).toMatch(/generated as .*mended/)
  })

  test('follows the definition while it watches, and ends', async () => {
    put('plugin.definition.ts', mistaken)
    const { child, ended, printed } = vitest('--watch')
    await printed(shown)
    put('plugin.definition.ts', definition('second'))
    await printed('second')
    put('plugin.definition.ts', mistaken)
    await printed(shown)
    put('plugin.definition.ts', definition('second'))
    await printed('second')
    child.kill('SIGTERM')
    await ended
  })
})
