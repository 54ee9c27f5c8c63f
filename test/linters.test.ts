/**
 * Linters leave generated files alone: with what typescript-eslint, Biome and oxlint recommend, there
 * is nothing to say about any fixture's output. A control shows each time that the linter did look.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint, type Linter } from 'eslint'
import { globSync } from 'tinyglobby'
import tseslint from 'typescript-eslint'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('fixtures/*/.botpress/**/*.ts', {
  cwd: root,
  dot: true,
  ignore: 'fixtures/node_modules/**',
}).sort()

/** Faults that a linter finds, in a file that nobody generated. */
const faults = `
export let anything: any
export const count: number = 1
export const first = [count][0]!
Promise.resolve(count)
export const later = count as number
const pair: { [key: string]: number } | null = { count }
export const found = pair && pair['count']
debugger
`

it('has files to lint', () => {
  expect(files.length).toBeGreaterThan(20)
})

describe('typescript-eslint', () => {
  it.each<[preset: keyof typeof tseslint.configs, finds: string]>([
    ['recommended', 'no-explicit-any'],
    ['strict', 'no-non-null-assertion'],
    ['stylistic', 'no-inferrable-types'],
    ['recommendedTypeChecked', 'no-floating-promises'],
    ['strictTypeChecked', 'no-unnecessary-type-assertion'],
    ['stylisticTypeChecked', 'prefer-optional-chain'],
  ])('%s has nothing to say', async (preset, finds) => {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: [
        ...([tseslint.configs[preset]].flat() as Linter.Config[]),
        {
          languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
        },
      ],
    })

    const results = await eslint.lintFiles(files)
    expect(results.map(({ filePath }) => relative(root, filePath)).sort()).toEqual(files)
    const messages = results.flatMap((result) => result.messages)
    // A directive that one file does not need is what another needs.
    const isUnneeded = ({ ruleId, message }: Linter.LintMessage) =>
      !ruleId && message.startsWith('Unused eslint-disable directive')
    expect(messages.filter((each) => !isUnneeded(each))).toEqual([])

    const control = await eslint.lintText(faults, { filePath: join(root, files[0] ?? '') })
    expect(control.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))).toContain(
      `@typescript-eslint/${finds}`,
    )
  })

  it('would have something to say without the directive', async () => {
    const eslint = new ESLint({
      cwd: root,
      overrideConfigFile: true,
      overrideConfig: tseslint.configs.recommended as Linter.Config[],
      allowInlineConfig: false,
    })
    const results = await eslint.lintFiles(files)
    expect(results.flatMap(({ messages }) => messages).length).toBeGreaterThan(0)
  })
})

describe('on the command line', () => {
  let workspace = ''

  beforeAll(() => {
    workspace = mkdtempSync(join(tmpdir(), 'linters-'))
    for (const file of files) cpSync(join(root, file), join(workspace, file))
    writeFileSync(join(workspace, 'control.ts'), faults)
  })

  afterAll(() => rmSync(workspace, { recursive: true }))

  it.each<[linter: string, command: string, args: readonly string[], looked: string]>([
    ['Biome', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings'], 'Checked N files'],
    ['oxlint', 'oxlint/bin/oxlint', ['--deny-warnings'], ' on N files'],
  ])('%s has nothing to say', (_, command, args, looked) => {
    const lint = (paths: readonly string[]) => {
      const bin = join(root, 'node_modules', command)
      const options = { cwd: workspace, encoding: 'utf8' } as const
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [bin, ...args, ...paths],
        options,
      )
      return { status, output: stdout + stderr }
    }
    expect(lint(files)).toEqual({
      status: 0,
      output: expect.stringContaining(looked.replace('N', String(files.length))),
    })
    expect(lint(['control.ts'])).toEqual({
      status: 1,
      output: expect.stringMatching(/no-?debugger/i),
    })
  })
})
