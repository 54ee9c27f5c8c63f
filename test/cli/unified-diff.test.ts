import { applyPatch } from 'diff'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diffOf } from '../../src/cli/unified-diff.js'
import { sharedLines } from '../../src/cli/shared-lines.js'

const diff = (before: string, after: string): string =>
  diffOf({ path: 'actions.ts', kind: 'stale', before, after }, 'actions.ts')

/** Few different lines, so that there is much to mistake for each other. */
const lines = fc.array(fc.constantFrom('{', '}', 'a', 'b', 'c', '', 'only'), { maxLength: 60 })
const text = fc
  .tuple(lines, fc.boolean())
  .map(([all, hasEnd]) => all.join('\n') + (hasEnd && all.length > 0 ? '\n' : ''))

/** Like generated code: an entry is told from others by its name, and by nothing else. */
function entries(names: readonly string[]): string[] {
  return names.flatMap((name) => [
    `export type ${name}Input = {`,
    '  a: string',
    '  b?: number',
    '}',
    '',
    `export type ${name}Output = {`,
    '  a: string',
    '}',
    '',
  ])
}

const named = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

/** Counts how often lines are looked at. */
function counted(all: readonly string[]) {
  let looks = 0
  const list = new Proxy(all, {
    get: (target, key, receiver) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++
      return Reflect.get(target, key, receiver) as unknown
    },
  })
  return { list, looks: () => looks }
}

function looksAt(before: readonly string[], after: readonly string[]): number {
  const [first, second] = [counted(before), counted(after)]
  sharedLines(first.list, second.list)
  return first.looks() + second.looks()
}

describe('a diff', () => {
  test('shows what changes, with four lines around it', () => {
    const before = named(12, 'line ').join('\n')
    const after = before.replace('line 5', 'line five') + '\n'
    expect(diff(before, after)).toBe(
      [
        '--- a/actions.ts',
        '+++ b/actions.ts',
        '@@ -2,11 +2,11 @@',
        ' line 1',
        ' line 2',
        ' line 3',
        ' line 4',
        '-line 5',
        '+line five',
        ' line 6',
        ' line 7',
        ' line 8',
        ' line 9',
        ' line 10',
        '-line 11',
        '\\ No newline at end of file',
        '+line 11',
      ].join('\n'),
    )
  })

  test('is a patch that leads from the one text to the other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyPatch(before, diff(before, after))).toBe(after)
      }),
      { numRuns: 500 },
    )
  })

  test('is that also where it has to be looked for a stretch at a time', () => {
    const before = entries(named(300, 'old'))
    const after = entries(named(300, 'new').reverse())
    const texts = [`${before.join('\n')}\n`, `${after.join('\n')}\n`] as const
    expect(applyPatch(texts[0], diff(...texts))).toBe(texts[1])
  })

  test('takes line ends of Windows for no difference', () => {
    expect(diff('a\r\nb\r\n', 'a\nc\n')).toContain('@@ -1,2 +1,2 @@\n a\n-b\n+c')
  })
})

describe('shared lines', () => {
  const sharedCount = (before: readonly string[], after: readonly string[]): number =>
    sharedLines(before, after).reduce((sum, run) => sum + run.length, 0)

  test('are as many as there can be, but for those that anchors part', () => {
    // No line stands once in both: the fewest edits are found.
    const repeated = fc.array(fc.constantFrom('{', '}', 'a'), { maxLength: 40 })
    fc.assert(
      fc.property(repeated, repeated, (some, others) => {
        const before = [...some, ...some]
        const after = [...others, ...others]
        expect(sharedCount(before, after)).toBe(longestCommon(before, after))
      }),
    )
  })

  test('of renamed entries are all but their names', () => {
    const before = entries(named(1000, 'old'))
    expect(sharedCount(before, entries(named(1000, 'new')))).toBe(before.length - 2000)
  })

  test('leave a large removal in one piece', () => {
    const names = named(1000, 'entry')
    const before = entries(names)
    const after = entries([...names.slice(0, 100), ...names.slice(900)])
    expect(sharedLines(before, after)).toEqual([
      { before: 0, after: 0, length: 900 },
      { before: 8100, after: 900, length: 900 },
    ])
  })

  test.each<[string, (count: number) => readonly [string[], string[]]]>([
    ['renamed entries', (n) => [entries(named(n, 'old')), entries(named(n, 'new'))]],
    ['entries in another order', (n) => [entries(named(n, 'x')), entries(named(n, 'x').reverse())]],
    ['nothing in common', (n) => [named(9 * n, 'old'), named(9 * n, 'new')]],
    ['few different lines', (n) => [Array(9 * n).fill('}'), Array(6 * n).fill('}')]],
    ['half of the entries', (n) => [entries(named(n, 'x')), entries(named(n / 2, 'x'))]],
  ])('are found by looking at each line equally often: %s', (_, make) => {
    const perLine = (count: number): number => {
      const [before, after] = make(count)
      return looksAt(before, after) / (before.length + after.length)
    }
    expect(perLine(2000) / perLine(500)).toBeLessThan(1.25)
  })
})

/** The textbook way, whose time grows with the square. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = b.map(() => 0)
  for (const line of a) {
    const next: number[] = []
    b.forEach((other, j) => {
      const diagonal = j === 0 ? 0 : row[j - 1]!
      next.push(line === other ? diagonal + 1 : Math.max(row[j]!, next[j - 1] ?? 0))
    })
    row = next
  }
  return row.at(-1) ?? 0
}
