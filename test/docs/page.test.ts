/** The reference on a page: only what is between the marks changes. */
import { check } from 'prettier'
import { describe, expect, test } from 'vitest'
import { type Page, readPage } from '../../src/docs/page.js'

const begin = '<!-- plugin-kit docs -->'
const end = '<!-- /plugin-kit docs -->'
const block = (reference: string): string =>
  [
    begin,
    '<!-- Made from the definition by `plugin-kit docs`. Changes between these marks are lost. -->',
    '<!-- prettier-ignore-start -->',
    '',
    reference,
    '',
    '<!-- prettier-ignore-end -->',
    end,
    '',
  ].join('\n')

const page = (text: string): Page => {
  const found = readPage(text)
  if ('message' in found) throw new Error(found.message)
  return found
}

test.each<[string, string, string]>([
  ['an empty page', '', block('R')],
  ['a page without marks', '# Mine\n\ntext\n', `# Mine\n\ntext\n\n${block('R')}`],
  ['a page without a line end', 'text', `text\n\n${block('R')}`],
  ['a page with marks', `a\n${begin}\nold\n${end}\nb`, `a\n${block('R')}b`],
  [
    'marks in code, which are none',
    `\`\`\`md\n${begin}\n${end}\n\`\`\`\n`,
    `\`\`\`md\n${begin}\n${end}\n\`\`\`\n\n${block('R')}`,
  ],
])('%s', (_, given, want) => {
  expect(page(given).with('R')).toBe(want)
  expect(page(want).with('R')).toBe(want)
  expect(page(want).with('S')).toBe(want.replace('\nR\n', '\nS\n'))
})

test("keeps the page's own line ends", () => {
  const given = `\uFEFFa\r\n\r\n${begin}\r\n${end}\r\nb`
  expect(page(given).with('R\nS')).toBe(`\uFEFFa\r\n\r\n${block('R\nS').replaceAll('\n', '\r\n')}b`)
  expect(page('a\r\n').with('R')).toBe(`a\r\n\r\n${block('R').replaceAll('\n', '\r\n')}`)
})

test.each<[string, string, number]>([
  ['no end', `a\n${begin}\nb\n`, 2],
  ['no beginning', `a\n\n${end}\n`, 3],
  ['the wrong order', `${end}\n${begin}\n`, 2],
  ['two pairs', `${begin}\n${end}\n${begin}\n${end}\n`, 3],
])('refuses %s, with the line', (_, text, line) => {
  expect(readPage(text)).toMatchObject({ line })
})

describe('sees whether the page has a title', () => {
  test.each<[string, boolean]>([
    ['# Title', true],
    ['a\n\nTitle\n===\n', true],
    ['<h1 align="center">Title</h1>', true],
    ['## Part', false],
    ['#Tag', false],
    ['```sh\n# comment\n```', false],
    [block('# Title'), false],
    ['', false],
  ])('%j', (text, want) => expect(page(text).hasTitle).toBe(want))
})

test('prettier leaves the reference alone', async () => {
  const table = '| a | b |\n| -- | - |\n| long text | c |\n\n- a\n* b'
  expect(await check(`# Mine\n\n${block(table)}`, { parser: 'markdown' })).toBe(true)
})
