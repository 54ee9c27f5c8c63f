/** The reference on a page of the author's: between two marks, outside of which nothing changes. */

const begin = '<!-- plugin-kit docs -->'
const end = '<!-- /plugin-kit docs -->'

/** What stands between the marks before and behind the reference. */
const first = [
  '<!-- Made from the definition by `plugin-kit docs`. Changes between these marks are lost. -->',
  // Prettier would align its tables.
  '<!-- prettier-ignore-start -->',
]
const last = ['<!-- prettier-ignore-end -->']

/** Marks that do not stand as a pair. */
export interface MarkProblem {
  readonly message: string
  /** 1-based. */
  readonly line: number
}

/** A page, with the place of its reference. */
export interface Page {
  /** Whether it has a title of its own, outside of the marks. */
  readonly hasTitle: boolean
  /** @returns the page with a reference between its marks; a pair is added where there is none */
  with(reference: string): string
}

/** @param text of the page; line ends of any kind stay as they are */
export function readPage(text: string): Page | MarkProblem {
  const lines = linesOf(text)
  const at = (mark: string) => lines.filter((line) => !line.isCode && line.text.trim() === mark)
  const [begins, ends] = [at(begin), at(end)]
  const [from, to] = [begins[0], ends[0]]
  const [extra] = [...begins.slice(1), ...ends.slice(1)]
  if (extra !== undefined) {
    return { line: extra.number, message: `${extra.text.trim()} stands here a second time` }
  }
  if (from === undefined && to !== undefined) {
    return { line: to.number, message: `${end} has no ${begin} before it` }
  }
  if (from !== undefined && (to === undefined || to.number < from.number)) {
    return { line: from.number, message: `${begin} has no ${end} behind it` }
  }
  const newline = /\r\n/.test(text) ? '\r\n' : '\n'
  const outside = lines.filter(
    ({ number }) => from === undefined || number < from.number || number > to!.number,
  )
  return {
    hasTitle: hasTitle(outside),
    with: (reference) => {
      const block = [...first, '', reference, '', ...last, ''].join('\n').replaceAll('\n', newline)
      if (from !== undefined && to !== undefined) {
        return text.slice(0, from.end) + block + text.slice(to.start)
      }
      const isEmpty = text.replace('\uFEFF', '') === ''
      const gap = isEmpty ? '' : text.endsWith('\n') ? newline : newline.repeat(2)
      return `${text}${gap}${begin}${newline}${block}${end}${newline}`
    },
  }
}

interface Line {
  readonly text: string
  /** 1-based. */
  readonly number: number
  readonly start: number
  /** Behind its line break. */
  readonly end: number
  /** Whether it is in a block of code, where marks and headings are not what they look like. */
  readonly isCode: boolean
}

function linesOf(text: string): readonly Line[] {
  let fence: string | undefined
  let start = 0
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((whole, index) => {
    const line = whole.replace(/\r?\n$/, '')
    const isWithin = fence !== undefined
    const [, run = '', info = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? []
    // Backticks with others behind them quote code within a line.
    const isQuote = run.startsWith('`') && info.includes('`')
    if (fence === undefined) fence = run === '' || isQuote ? undefined : run
    else if (run.startsWith(fence) && info.trim() === '') fence = undefined
    const isCode = isWithin || fence !== undefined
    const found = { text: line, number: index + 1, start, end: start + whole.length, isCode }
    start = found.end
    return found
  })
}

/** A heading of the first level, in either way: https://spec.commonmark.org/0.31.2/#atx-headings */
function hasTitle(lines: readonly Line[]): boolean {
  return lines.some(
    ({ text, isCode }, index) =>
      !isCode &&
      (/^\uFEFF? {0,3}#(?:[ \t]|$)/.test(text) ||
        /^ {0,3}<h1[\s>]/i.test(text) ||
        (/^ {0,3}=+[ \t]*$/.test(text) && (lines[index - 1]?.text.trim() ?? '') !== '')),
  )
}
