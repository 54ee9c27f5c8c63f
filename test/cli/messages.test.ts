import { expect, test } from 'vitest'
import { annotationOf } from '../../src/cli/annotations.js'
import { shellWord } from '../../src/cli/messages.js'
import { printable } from '../../src/cli/terminal.js'

test.each([
  ['plugins/a', 'plugins/a'],
  ['--out-dir', '--out-dir'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(rm -rf x)', "'$(rm -rf x)'"],
  ['', "''"],
])('word %j → %s', (word, want) => expect(shellWord(word)).toBe(want))

test.each([
  ['two\nlines\tand 日本語 🎉', 'two\nlines\tand 日本語 🎉'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['over\rwritten', 'over\\u000dwritten'],
  ['\u202etxt.exe', '\\u202etxt.exe'],
  ['\u009b1m', '\\u009b1m'],
])('text %j → %j', (text, want) => expect(printable(text)).toBe(want))

test('an annotation is one line, whatever an issue says', () => {
  const annotation = annotationOf({
    severity: 'warning',
    code: 'x',
    path: ['a', 'b::c,d'],
    message: '100%\r\n::error::no',
    hint: 'a way out',
  })
  expect(annotation).toBe(
    '::warning title=x a["b%3A%3Ac%2Cd"]::100%25%0D%0A::error::no%0Aa way out',
  )
})
