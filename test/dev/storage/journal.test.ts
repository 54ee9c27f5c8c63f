import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { UnreadableJournal, openJournal } from '../../../src/dev/storage/index.js'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'journal-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const open = (fresh = false) => openJournal(folder, { fresh })
const plain = ({ contents }: ReturnType<typeof open>) =>
  Object.fromEntries([...contents].map(([name, records]) => [name, Object.fromEntries(records)]))
const path = () => join(folder, 'bot.jsonl')

test('what was appended is there when it is opened again', () => {
  const journal = open()
  expect(plain(journal)).toEqual({})
  journal.append({
    users: [
      ['u1', { name: 'Ada' }],
      ['u2', { name: 'Bob' }],
    ],
  })
  journal.append({
    users: [
      ['u1', null],
      ['u2', { name: 'Bea' }],
    ],
    states: [['s', { payload: null }]],
  })
  journal.close()
  expect(plain(open())).toEqual({
    users: { u2: { name: 'Bea' } },
    states: { s: { payload: null } },
  })
})

test('keys that JavaScript knows are keys like others', () => {
  open().append({
    users: [
      ['__proto__', { id: 1 }],
      ['constructor', { id: 2 }],
      ['1', { id: 3 }],
    ],
  })
  expect([...(open().contents.get('users') ?? [])]).toEqual([
    ['__proto__', { id: 1 }],
    ['constructor', { id: 2 }],
    ['1', { id: 3 }],
  ])
})

test('half a last line is dropped, and does not spoil the next', () => {
  open().append({ users: [['u1', { name: 'Ada' }]] })
  appendFileSync(path(), '{ "users": { "u2": { "na')
  const journal = open()
  expect(plain(journal)).toEqual({ users: { u1: { name: 'Ada' } } })
  journal.append({ users: [['u3', { name: 'Cid' }]] })
  expect(plain(open())).toEqual({ users: { u1: { name: 'Ada' }, u3: { name: 'Cid' } } })
})

test.each(['{ "users": [[}', '{ "users": { "u1": {} } }', '[]'])(
  'a line that no journal has is told, and fresh gets rid of it: %s',
  (line) => {
    appendFileSync(path(), `${line}\n`)
    expect(() => open()).toThrow(UnreadableJournal)
    expect(plain(open(true))).toEqual({})
  },
)

test('fresh forgets', () => {
  open().append({ users: [['u1', {}]] })
  expect(plain(open(true))).toEqual({})
  expect(readFileSync(path(), 'utf8')).toBe('')
})

test('a journal that says much less than it is long is written anew, once', () => {
  const journal = open()
  for (let i = 0; i < 30; i++) journal.append({ users: [['u1', { text: `${i}`.repeat(50_000) }]] })
  appendFileSync(path(), '{ half')
  const before = statSync(path()).size
  const again = open()
  expect(statSync(path()).size).toBeLessThan(before / 10)
  again.append({ users: [['u2', {}]] })
  expect(plain(open())).toEqual({ users: { u1: { text: '29'.repeat(50_000) }, u2: {} } })
})
