/** Spawns the built command line on projects of its own. */
import { type SpawnOptions, execFileSync, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach } from 'vitest'

/** This repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The built program. `npm test` has just built it. */
export const program = join(root, 'dist/cli/main.js')
if (!existsSync(program)) execFileSync(process.execPath, ['src/build/build.mjs'], { cwd: root })

/** How a run of the program ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Variables that have a say in the output are the test's, not the machine's. */
const { NO_COLOR: _, FORCE_COLOR: __, GITHUB_ACTIONS: ___, ...inherited } = process.env

/** A folder that lives as long as a test. */
let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-')))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/botpress-plugin-kit'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The absolute path of something in the test's folder. */
export const at = (...path: readonly string[]): string => join(folder, ...path)

export const read = (...path: readonly string[]): string => readFileSync(at(...path), 'utf8')

export const list = (...path: readonly string[]): readonly string[] =>
  readdirSync(at(...path)).sort()

export function put(path: string, text: string): void {
  mkdirSync(dirname(at(path)), { recursive: true })
  writeFileSync(at(path), text)
}

/** Makes `packages` of this repository's installation resolvable in the test's folder. */
export function install(...packages: readonly string[]): void {
  for (const name of packages) {
    symlinkSync(join(root, 'node_modules', name), at('node_modules', name))
  }
}

/** A definition with an action of each name. */
export function definition(...actions: readonly string[]): string {
  const action = `{ input: { schema: z.object({ a: z.string() }) }, output: { schema: z.object({}) } }`
  return [
    "import { PluginDefinition, z } from 'botpress-plugin-kit'",
    'export default new PluginDefinition({',
    "  name: 'demo',",
    "  version: '1.0.0',",
    '  events: { happened: { schema: z.object({ what: z.string() }) } },',
    `  actions: { ${actions.map((name) => `${JSON.stringify(name)}: ${action}`).join(', ')} },`,
    '})',
    '',
  ].join('\n')
}

/** Starts the program in the test's folder. */
export function start(args: readonly string[], options: SpawnOptions = {}) {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    ...options,
    env: { ...inherited, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = { stdout: '', stderr: '' }
  child.stdout!.on('data', (chunk) => (output.stdout += chunk))
  child.stderr!.on('data', (chunk) => (output.stderr += chunk))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code) => resolve({ code, ...output })),
  )
  return { child, output, ended }
}

/** Runs the program in the test's folder to its end. */
export function run(args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return start(args, options).ended
}
