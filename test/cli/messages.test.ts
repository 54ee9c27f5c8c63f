import { expect, test } from 'vitest'
import { annotationOf } from '../../src/cli/annotations.js'
import { shellWord, showEntry } from '../../src/cli/messages.js'
import { printable } from '../../src/cli/terminal.js'

test.each([
  [[], ''],
  [['actions', 'createTicket', 'input'], 'actions.createTicket.input'],
  [['actions', 'a b', 'x'], 'actions["a b"].x'],
  [['1st'], '["1st"]'],
  [['events', '日本語'], 'events.日本語'],
  [['events', 'a', ...Array(300).fill('in')], 'events.a.in.in.in.in.in.in.….in.in'],
  [['events', 'a"]; \n'], 'events["a\\"]; \\n"]'],
])('entry %j → %s', (path, want) => expect(showEntry(path)).toBe(want))

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
