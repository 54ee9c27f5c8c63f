import { expect, test } from 'vitest'
import { showEntry } from '../../src/generator/entry-path.js'

test.each([
  [[], ''],
  [['actions', 'createTicket', 'input'], 'actions.createTicket.input'],
  [['actions', 'a b', 'x'], 'actions["a b"].x'],
  [['1st'], '["1st"]'],
  [['events', '日本語'], 'events.日本語'],
  [['events', 'a', ...Array(300).fill('in')], 'events.a.in.in.in.in.in.in.….in.in'],
  [['events', 'a"]; \n'], 'events["a\\"]; \\n"]'],
])('entry %j → %s', (path, want) => expect(showEntry(path)).toBe(want))
