import { expect, test } from 'vitest'
import { memoize } from '../../src/runtime/memoize.js'

test('what is made of a name is made once, and what is nothing is not kept', () => {
  const asked: string[] = []
  const find = memoize((name) => {
    asked.push(name)
    return name.startsWith('own') && { name }
  })
  expect(find('own')).toEqual({ name: 'own' })
  expect(find('own')).toBe(find('own'))
  expect(find('other')).toBe(false)
  expect(find('other')).toBe(false)
  expect(asked).toEqual(['own', 'other', 'other'])
})

test('what is made of many names is not kept for good', () => {
  let made = 0
  const find = memoize((name) => ({ name, nth: ++made }))
  find('first')
  for (let i = 0; i < 5000; i++) find(`name ${i}`)
  expect(find('first')).toEqual({ name: 'first', nth: 5002 })
  expect(find('first')).toBe(find('first'))
})

test.each(['__proto__', 'constructor', 'toString', ''])('%j is a name like any other', (name) => {
  const find = memoize((name) => ({ name }))
  expect(find(name)).toEqual({ name })
  expect(find(name)).toBe(find(name))
})
