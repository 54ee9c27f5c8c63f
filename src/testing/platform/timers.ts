/** What is due later. Plain data, so that it can be kept: what happens then is told by the kind. */

/** What happens when the time has come. */
export type TimerKind =
  'event' | 'message' | 'recurrence' | 'state' | 'workflow_timeout' | 'workflow_retrigger'

/** How an event came about. */
export interface Chain {
  /** How many events led to it, one to another. */
  readonly length: number
  /** Milliseconds since 1970. */
  readonly since: number
  /** What the last of them were. */
  readonly recent: readonly string[]
}

/** Something that is due at a moment. There is one of a kind and key. */
export interface Timer {
  readonly kind: TimerKind
  /** What it is about: the id of a record, or the key of a state. */
  readonly key: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Of those that are due at the same moment, what was set first comes first. */
  readonly order: number
  /** What led to it. */
  readonly chain: Chain
  /** How often it was set again. */
  readonly round: number
}

/** The timers of one bot. */
export class Timers {
  readonly #current = new Map<string, Timer>()
  /** A binary heap by time; holds timers that are no longer current until they come to the top. */
  #heap: Timer[] = []
  #order = 0

  /** Sets a timer in place of the one of the same kind and key. */
  set({
    kind,
    key,
    at,
    chain,
    round = 0,
  }: Omit<Timer, 'order' | 'round'> & { round?: number }): void {
    const timer = { kind, key, at, chain, round, order: this.#order++ }
    this.#current.set(nameOf(timer), timer)
    this.#push(timer)
    // Those that were set again and again before their time would pile up.
    if (this.#heap.length > 64 && this.#heap.length > 2 * this.#current.size) {
      this.#heap = [...this.#current.values()].sort((a, b) => (isBefore(a, b) ? -1 : 1))
    }
  }

  clear(kind: TimerKind, key: string): void {
    this.#current.delete(nameOf({ kind, key }))
  }

  /** All that are set. */
  all(): Iterable<Timer> {
    return this.#current.values()
  }

  /** Takes out what is due first until a moment (ms since 1970). */
  takeDue(end: number): Timer | undefined {
    for (let first = this.#heap[0]; first && first.at <= end; first = this.#heap[0]) {
      this.#pop()
      if (this.#current.get(nameOf(first)) !== first) continue
      this.#current.delete(nameOf(first))
      return first
    }
    return undefined
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let index = heap.push(timer) - 1
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(timer, heap[parent] as Timer)) break
      heap[index] = heap[parent] as Timer
      index = parent
    }
    heap[index] = timer
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let index = 0
    for (;;) {
      const left = 2 * index + 1
      if (left >= heap.length) break
      const right = left + 1
      const child =
        right < heap.length && isBefore(heap[right] as Timer, heap[left] as Timer) ? right : left
      if (isBefore(last, heap[child] as Timer)) break
      heap[index] = heap[child] as Timer
      index = child
    }
    heap[index] = last
  }
}

const nameOf = ({ kind, key }: Pick<Timer, 'kind' | 'key'>) => `${kind} ${key}`

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order)
