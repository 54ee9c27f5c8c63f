/**
 * Markdown as GitHub and CommonMark read it. A string of the author's becomes Markdown only here, by
 * what it is to be: text, code or a table's cell. Nothing in it is taken for a command, but for
 * `code` in backticks and addresses.
 */

/** @returns text for a paragraph: each of its lines is one, and empty lines part paragraphs */
export function paragraphs(value: string): string {
  return linesOf(value)
    .join('\n')
    .split(/\n{2,}/)
    .map((part) =>
      part
        .split('\n')
        .map((line) => lineText(line))
        .join('\\\n'),
    )
    .join('\n\n')
}

/** @returns text without line breaks, for headings, lists and cells; in cells, `<br>` is one */
export function inlineText(value: string, lineBreak = ' '): string {
  return linesOf(value)
    .filter((line) => line !== '')
    .map(lineText)
    .join(lineBreak)
}

/** @param value what is shown as code on one line: a name, a type, a value */
export function code(value: string): string {
  const text = value.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, escapeChar)
  // In a table's cell, no code can have both.
  if (text.includes('\\|')) return escapeText(text)
  const runs = text.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1)
  // One blank at each end belongs to the quotes.
  const isPadded = /^`|`$|^ .*[^ ].* $/.test(text)
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

/** @param language of the code, for its colours */
export function codeBlock(language: string, value: string): string {
  const runs = value.match(/`{3,}/g) ?? []
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1)
  return `${fence}${language}\n${value}\n${fence}`
}

/** A column is not made wider than this for the sake of one long cell. */
const widest = 40

/**
 * @param head of each column
 * @param rows of Markdown without line breaks; columns that are empty throughout are left out
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = head.map((_, column) => column === 0 || rows.some((row) => row[column] !== ''))
  const pick = (row: readonly string[]) => row.filter((_, column) => used[column])
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map(pick)
  const widths = pick(head).map((_, column) =>
    Math.min(widest, Math.max(...lines.map((line) => (line[column] ?? '').length))),
  )
  return lines
    .map((line, index) => {
      const cells = line.map((text, column) => {
        // The last column has the longest texts.
        const width = column === line.length - 1 ? 0 : widths[column]!
        return text.padEnd(width, index === 1 ? '-' : ' ')
      })
      return `| ${cells.join(' | ')} |`
    })
    .join('\n')
}

/** A bar ends a cell, in code as well, unless it is escaped; in text it is. */
function cell(markdown: string): string {
  return markdown.replace(/(?<!\\)\|/g, '\\|')
}

/** Lines of a text, without what is no text in them. */
function linesOf(value: string): readonly string[] {
  return value
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map((line) => line.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim())
}

/** Code in backticks and addresses stay what they are. */
function lineText(line: string): string {
  const parts = line.split(/(`[^`]+`|https?:\/\/[^\s<>`]*[\w/])/)
  const text = parts
    .map((part, index) => {
      if (index % 2 === 0) return escapeText(part)
      return part.startsWith('`') ? code(part.slice(1, -1)) : `<${escapeAddress(part)}>`
    })
    .join('')
  return escapeStart(text)
}

function escapeText(text: string): string {
  return text
    .replace(/&(?=[#\w])/g, '&amp;')
    .replace(/[\\`*[\]~$|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

/** What makes a heading, a list, a quote or a rule of a line. */
function escapeStart(line: string): string {
  return line.replace(/^([#+=-])/, '\\$1').replace(/^(\d+)([.)])/, '$1\\$2')
}

function escapeAddress(address: string): string {
  return address.replace(/[\\|"{}^]/g, encodeURIComponent)
}

function escapeChar(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
}
