/** Any text is shown as it is: a parser of Markdown finds that text again, and nothing else. */
import fc from 'fast-check'
import * as prettier from 'prettier'
import { expect, test } from 'vitest'
import { code, codeBlock, inlineText, paragraphs, table } from '../../src/docs/markdown.js'

interface Node {
  readonly type: string
  readonly value?: string
  readonly children?: readonly Node[]
}

/** The syntax tree of a Markdown text: GFM, as prettier reads it. */
async function parse(markdown: string): Promise<Node> {
  const { __debug } = prettier as unknown as {
    readonly __debug: { parse(text: string, options: object): Promise<{ readonly ast: Node }> }
  }
  return (await __debug.parse(markdown, { parser: 'markdown' })).ast
}

/** What is read of a tree: its texts, with line breaks. */
function shown({ type, value = '', children = [] }: Node): string {
  if (type === 'break' || value === '<br>') return '\n'
  return value + children.map(shown).join(type === 'root' ? '\n\n' : '')
}

function typesIn({ type, children = [] }: Node): readonly string[] {
  return [type, ...children.flatMap(typesIn)]
}

test.each<[string, string, string]>([
  ['plain text', 'Counts what happens.', 'Counts what happens.'],
  ['code', 'Call `a_b` or `c|d`', 'Call `a_b` or `c|d`'],
  ['an address', 'See https://example.com/a_b*c.', 'See <https://example.com/a_b*c>.'],
  ['emphasis', '*a* __b__ snake_case ~~c~~', '\\*a\\* \\_\\_b\\_\\_ snake_case \\~\\~c\\~\\~'],
  ['HTML', '<b onclick="x">&amp;</b> & c', '&lt;b onclick="x"&gt;&amp;amp;&lt;/b&gt; & c'],
  ['a comment', '<!-- /plugin-kit docs -->', '&lt;!-- /plugin-kit docs --&gt;'],
  ['lists and headings', '# a\n- b\n1. c\n===', '\\# a\\\n\\- b\\\n1\\. c\\\n\\==='],
  ['paragraphs', 'a\r\n\r\n\r\n  b\u2028c', 'a\n\nb\\\nc'],
  ['control characters', 'a\u0000b\u202e', 'a b'],
])('%s', (_, given, want) => expect(paragraphs(given)).toBe(want))

test.each<[string, string]>([
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`', '`` ` ``'],
  [' ', '` `'],
  [' a ', '`  a  `'],
  ['a\nb', '`a\\u000ab`'],
  ['a\\|b', 'a\\\\\\|b'],
])('code: %j', (given, want) => expect(code(given)).toBe(want))

test('a block of code has a fence that it does not have itself', () => {
  expect(codeBlock('ts', 'a\n````\nb')).toBe('`````ts\na\n````\nb\n`````')
})

test('a table has the columns that are used, and escaped bars', () => {
  expect(table(['Name', 'None', 'Text'], [[code('a|b'), '', inlineText('c|d\ne', '<br>')]])).toBe(
    '| Name   | Text |\n| ------ | --- |\n| `a\\|b` | c\\|d<br>e |',
  )
})

const special = fc
  .array(fc.constantFrom(...'\\*_[]()#+-.!|<>&~=$:/@"\'1a \n\tä;'), { minLength: 1, maxLength: 24 })
  .map((chars) => chars.join(''))

/** What is left of a text: lines without blanks at their ends, at most one empty line in a row. */
function lines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.replace(/\t+/g, ' ').trim())
    .join('\n')
    .replace(/\n{2,}/g, '\n\n')
}

test('property: paragraphs are the text, and nothing but text', async () => {
  await fc.assert(
    fc.asyncProperty(special, async (text) => {
      const tree = await parse(paragraphs(text))
      const types = new Set(typesIn(tree))
      for (const type of ['root', 'paragraph', 'text', 'break']) types.delete(type)
      expect([...types]).toEqual([])
      expect(blanks(shown(tree))).toBe(blanks(lines(text)))
    }),
    { numRuns: 300, seed: 16 },
  )
})

test('property: a row has as many cells as the table, and they say what they are to', async () => {
  await fc.assert(
    fc.asyncProperty(special, special, async (name, text) => {
      const markdown = table(
        ['Name', 'Text', 'End'],
        [[code(name), inlineText(text, '<br>'), 'end']],
      )
      const tree = await parse(`${markdown}\n\nbehind`)
      expect(tree.children?.map(({ type }) => type)).toEqual(['table', 'paragraph'])
      const [, row] = tree.children![0]!.children!
      const cells = row!.children!.map(shown)
      const hasText = inlineText(text) !== ''
      expect(cells).toHaveLength(hasText ? 3 : 2)
      if (!/[\n\t]/.test(name)) expect(blanks(cells[0]!)).toBe(blanks(name))
      if (hasText) expect(blanks(cells[1]!)).toBe(blanks(lines(text).replace(/\n+/g, '\n')))
      expect(cells.at(-1)).toBe('end')
    }),
    { numRuns: 300, seed: 16 },
  )
})

/** Several blanks are shown as one, and none at the ends of a line. */
function blanks(text: string): string {
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
