/**
 * What structure tells about two types is what the compiler says. For more pairs, or others:
 * `PAIRS=10000 SEED=1 npx vitest run --config test/vitest.config.ts test/diff/types`
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Names, obstacles } from '../../../src/diff/types/index.js'
import { printDeclaration, printType } from '../../../src/generator/print/index.js'
import type { Type } from '../../../src/generator/schema/index.js'
import { root } from '../../cli/plugin-kit.js'
import { anyPair, named } from './pairs.js'

const count = Number(process.env.PAIRS ?? 2000)
// The same for all, so that a failure is the change's.
const seed = Number(process.env.SEED ?? 20261125)

const names: Names = new Map(named.map((declaration) => [declaration.id, declaration]))
const printing = { nameOf: (id: string) => id }
const show = (type: Type): string => printType(type, printing)

type Answer = 'compatible' | 'breaking' | 'may break'

function answerOf(from: Type, to: Type, isClosed: boolean): Answer {
  const found = obstacles(from, to, { names, isClosed })
  if (found.length === 0) return 'compatible'
  return found.some(({ isCertain }) => isCertain) ? 'breaking' : 'may break'
}

/** @returns whether the compiler takes values of the first type of each pair for those of the second */
async function assignable(pairs: readonly (readonly [Type, Type])[]): Promise<readonly boolean[]> {
  const head = [
    `import type * as runtime from ${JSON.stringify(join(root, 'src/runtime/types/schemas.js'))}`,
    ...named.map((declaration) =>
      printDeclaration({ ...declaration, name: declaration.id }, printing),
    ),
  ]
  const lines = head.join('\n').split('\n')
  const firstLines = pairs.map(([from, to], index) => {
    const first = lines.length + 1
    const text = `export const from${index} = (from: ${show(from)}): ${show(to)} => from`
    lines.push(...text.split('\n'))
    return first
  })
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'diff-pairs-'))
  try {
    writeFileSync(join(folder, 'pairs.ts'), lines.join('\n'))
    const compilerOptions = {
      target: 'es2023',
      lib: ['es2023'],
      module: 'nodenext',
      moduleDetection: 'force',
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: true,
      types: [],
      noEmit: true,
    }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: ['pairs.ts'] }),
    )
    const output = await compile(folder)
    const errors = [...output.matchAll(/pairs\.ts\((\d+),\d+\): error (TS\d+): (.*)$/gm)]
    const refused = new Set<number>()
    for (const [, line, code, message] of errors) {
      const index = firstLines.findLastIndex((first) => first <= Number(line))
      // Anything else would be a mistake of the test's.
      if (!/^TS(?:2322|2375|2559|2739|2740|2741|2719|2560|4104)$/.test(code!)) {
        throw new Error(`${code} ${message}\n${lines[firstLines[index]! - 1]}`)
      }
      refused.add(index)
    }
    return pairs.map((_, index) => !refused.has(index))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compile(folder: string): Promise<string> {
  const tsc = join(root, 'node_modules/typescript-7/bin/tsc')
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [tsc, '-p', folder, '--pretty', 'false'],
      { maxBuffer: 1e9 },
      (error, stdout, stderr) => {
        if (error && !stdout.includes('pairs.ts(')) reject(new Error(stdout + stderr))
        else resolve(stdout)
      },
    )
  })
}

test(`${count} random pairs, both directions, from seed ${seed}`, async () => {
  const drawn = fc.sample(anyPair, { numRuns: count, seed })
  const pairs = drawn.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])
  const judged = await assignable(pairs)
  const counts = { compatible: 0, breaking: 0, 'may break': 0 }
  const wrong: Record<'compatible' | 'breaking' | 'lenient', string[]> = {
    compatible: [],
    breaking: [],
    lenient: [],
  }
  for (const [index, [from, to]] of pairs.entries()) {
    const isAssignable = judged[index]!
    const answer = answerOf(from, to, false)
    counts[answer]++
    const text = `${show(from)} → ${show(to)}`.replace(/\s+/g, ' ')
    if (answer === 'compatible' && !isAssignable) wrong.compatible.push(text)
    if (answer === 'breaking' && isAssignable) wrong.breaking.push(text)
    // What is stricter finds no fewer obstacles.
    const isLenient = answerOf(from, to, true) === 'compatible' && answer !== 'compatible'
    if (isLenient) wrong.lenient.push(text)
  }
  expect(wrong).toMatchObject({ compatible: [], lenient: [] })
  // Between the members of a union, the compiler takes a key that may be missing for one that is
  // there: `{ t: 'a'; a?: 1 }` passes as `{ t: 'a'; a: 1 } | { t: 'b'; a: 2 }`. It breaks all the same.
  expect(wrong.breaking.length, wrong.breaking.join('\n')).toBeLessThanOrEqual(pairs.length / 1000)
  // Neither answer is rare, and most often there is one.
  expect(Math.min(counts.compatible, counts.breaking)).toBeGreaterThan(pairs.length / 10)
  expect(counts['may break']).toBeLessThan(pairs.length / 3)
})
