import { expect, test } from 'vitest'
import { PagedCollection } from '../../src/runtime/collection.js'

/** A collection over pages, and the tokens that it asked for. */
function collection(...pages: readonly (readonly number[])[]) {
  const asked: (string | undefined)[] = []
  const list = new PagedCollection(async (token) => {
    asked.push(token)
    const page = Number(token ?? 0)
    const meta = page + 1 < pages.length ? { nextToken: `${page + 1}` } : {}
    return { items: pages[page] ?? [], meta }
  })
  return { list, asked }
}

test('nothing is fetched before it is needed', async () => {
  const { list, asked } = collection([1, 2], [3])
  expect(asked).toEqual([])
  await list.take(2)
  expect(asked).toEqual([undefined])
  expect(list.isExhausted).toBe(false)
  await list.take(1)
  expect(asked).toEqual([undefined, '1'])
  expect(list.isExhausted).toBe(true)
})

test('a loop reads all pages, past empty ones', async () => {
  const { list, asked } = collection([1], [], [], [2, 3], [])
  const read: number[] = []
  for await (const element of list) read.push(element)
  expect(read).toEqual([1, 2, 3])
  expect(asked).toEqual([undefined, '1', '2', '3', '4'])
})

test('a page comes with what is left of the one before', async () => {
  const { list } = collection([1, 2], [3, 4], [5])
  expect(await list.take(1)).toEqual([1])
  expect(await list.takePage(1)).toEqual([2, 3, 4])
  expect(await list.takePage(5)).toEqual([5])
  expect(await list.takePage(1)).toEqual([])
})

test('all that is left', async () => {
  const { list } = collection([1, 2], [3])
  await list.take(1)
  expect(await list.takeAll()).toEqual([2, 3])
  expect(await list.takeAll()).toEqual([])
  expect(await list.next()).toEqual({ done: true, value: undefined })
})

test('an error of the platform is the reader’s, and the page is asked for again', async () => {
  let attempts = 0
  const list = new PagedCollection(async () => {
    if (attempts++ === 0) throw new Error('down')
    return { items: [1], meta: {} }
  })
  await expect(list.take(1)).rejects.toThrow('down')
  expect(await list.takeAll()).toEqual([1])
})

test('elements may be falsy', async () => {
  expect(await collection([0, 0], [0]).list.takeAll()).toEqual([0, 0, 0])
})
