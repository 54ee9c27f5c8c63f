/** Lists that are fetched page by page. */
import type { AsyncCollection, PageMeta } from './types/index.js'

interface Page<T> {
  readonly items: readonly T[]
  readonly meta: PageMeta
}

/** Fetches the page that a token stands for; `undefined` stands for the first. */
type FetchPage<T> = (nextToken: string | undefined) => Promise<Page<T>>

/** A collection over the pages that `fetchPage` gives, in their order. */
export class PagedCollection<T> implements AsyncCollection<T> {
  readonly #fetchPage: FetchPage<T>
  #buffer: T[] = []
  #nextToken: string | undefined
  isExhausted = false

  constructor(fetchPage: FetchPage<T>) {
    this.#fetchPage = fetchPage
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    const { length, 0: value } = await this.take(1)
    return { done: !length, value } as IteratorResult<T, undefined>
  }

  async take(amount: number): Promise<T[]> {
    // A page may be empty and still not be the last.
    while (this.#buffer.length < amount && !this.isExhausted) await this.#fetch()
    return this.#buffer.splice(0, amount)
  }

  async takePage(amount: number): Promise<T[]> {
    while (amount-- > 0 && !this.isExhausted) await this.#fetch()
    return this.#buffer.splice(0)
  }

  takeAll(): Promise<T[]> {
    return this.take(Infinity)
  }

  async #fetch(): Promise<void> {
    const { items, meta } = await this.#fetchPage(this.#nextToken)
    this.#buffer.push(...items)
    this.#nextToken = meta.nextToken
    this.isExhausted = !meta.nextToken
  }
}
