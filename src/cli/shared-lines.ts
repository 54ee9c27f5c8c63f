/**
 * Finds the lines that two texts share, in order: what a diff leaves alone.
 *
 * The fewest edits can take time that grows with the square of their number, which a generated
 * folder with 1,000 renamed entries has. So lines that stand once in both texts part them first (as
 * in a "patience" diff), and what is between these is searched for the fewest edits (Myers, "An
 * O(ND) Difference Algorithm", 1986) a stretch at a time.
 */

/** Lines that are the same in both texts, one after another. */
export interface SharedRun {
  /** Where it begins in the first text, from 0. */
  readonly before: number
  /** Where it begins in the second text, from 0. */
  readonly after: number
  /** In lines, at least 1. */
  readonly length: number
}

/**
 * @param before lines of the first text
 * @param after lines of the second text
 * @returns runs in the order of both texts, without neighbours that could be one run; the time it
 * takes grows with the number of lines and no faster, whatever is different
 */
export function sharedLines(
  before: readonly string[],
  after: readonly string[],
): readonly SharedRun[] {
  const runs: SharedRun[] = []
  const add = (run: SharedRun): void => {
    const last = runs.at(-1)
    const isNext = last !== undefined && last.after + last.length === run.after
    if (isNext && last.before + last.length === run.before) {
      runs[runs.length - 1] = { ...last, length: last.length + run.length }
    } else if (run.length > 0) {
      runs.push(run)
    }
  }

  let from: Point = { x: 0, y: 0 }
  for (const anchor of [...anchors(before, after), { x: before.length, y: after.length }]) {
    // An earlier anchor's run may have gone past this one.
    if (anchor.x < from.x || anchor.y < from.y) continue
    while (from.x < anchor.x && from.y < anchor.y) {
      const { runs: found, end } = stretch(before, after, from, anchor)
      found.forEach(add)
      from = end
    }
    const length = sameFrom(before, after, anchor)
    add({ before: anchor.x, after: anchor.y, length })
    from = { x: anchor.x + length, y: anchor.y + length }
  }
  return runs
}

/** So many lines of the first text, and so many of the second, are done. */
interface Point {
  readonly x: number
  readonly y: number
}

/** How many lines are the same from a point on. */
function sameFrom(
  before: readonly string[],
  after: readonly string[],
  { x, y }: Point,
  end: Point = { x: before.length, y: after.length },
): number {
  let length = 0
  while (x + length < end.x && y + length < end.y && before[x + length] === after[y + length]) {
    length++
  }
  return length
}

/** Lines that stand once in each text: as many as stand in the same order in both. */
function anchors(before: readonly string[], after: readonly string[]): readonly Point[] {
  const places = new Map<string, { x: number; y: number; isOnce: boolean }>()
  before.forEach((line, x) => {
    const place = places.get(line)
    if (place === undefined) places.set(line, { x, y: -1, isOnce: true })
    else place.isOnce = false
  })
  after.forEach((line, y) => {
    const place = places.get(line)
    if (place === undefined) return
    if (place.y >= 0) place.isOnce = false
    place.y = y
  })
  const common = [...places.values()].filter(({ y, isOnce }) => isOnce && y >= 0)
  return longestRising(common)
}

/** The longest part of a list whose `y` rises throughout ("patience sorting"). */
function longestRising(points: readonly Point[]): readonly Point[] {
  /** By length - 1: the rising part of that length with the lowest last `y`. */
  const ends: { readonly point: Point; readonly previous: (typeof ends)[number] | undefined }[] = []
  for (const point of points) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (ends[middle]!.point.y < point.y) low = middle + 1
      else high = middle
    }
    ends[low] = { point, previous: ends[low - 1] }
  }
  const rising: Point[] = []
  for (let end = ends.at(-1); end !== undefined; end = end.previous) rising.push(end.point)
  return rising.reverse()
}

/** More edits than this are not looked at together: the search is as long as their square. */
const maximumEdits = 200

/**
 * Goes from a point towards another with as few edits as possible, for at most `maximumEdits`.
 *
 * @returns the runs that were met, and how far it has come: further than `from`
 */
function stretch(
  before: readonly string[],
  after: readonly string[],
  from: Point,
  to: Point,
): { readonly runs: readonly SharedRun[]; readonly end: Point } {
  const reached = new Reached()
  for (let edits = 0; ; edits++) {
    let best = { diagonal: 0, progress: -1 }
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const start = reached.start(diagonal, edits)
      const point = { x: from.x + start, y: from.y + start - diagonal }
      if (start < 0 || point.x > to.x || point.y > to.y) {
        reached.set(diagonal, nowhere)
        continue
      }
      const end = start + sameFrom(before, after, point, to)
      reached.set(diagonal, end)
      // Each edit leads on by a line at least, so the last round has the best.
      if (2 * end - diagonal > best.progress) best = { diagonal, progress: 2 * end - diagonal }
    }
    reached.keep()
    const isThere = best.progress === to.x - from.x + to.y - from.y
    if (isThere || edits === maximumEdits) return reached.wayTo(best.diagonal, from)
  }
}

const nowhere = -(2 ** 30)

/**
 * How far each diagonal has been followed, edit by edit. A diagonal is what `x` is ahead of `y`; all
 * are counted from where the stretch begins.
 */
class Reached {
  readonly #history: Int32Array[] = []
  /** The furthest `x` by diagonal, the lowest first. */
  readonly #furthest = new Int32Array(2 * maximumEdits + 3)

  set(diagonal: number, x: number): void {
    this.#furthest[diagonal + maximumEdits + 1] = x
  }

  /** Ends a round: what was set is what the next edit starts from. */
  keep(): void {
    this.#history.push(this.#furthest.slice())
  }

  /** The `x` at which a diagonal is entered by the last of some edits; negative if it cannot be. */
  start(diagonal: number, edits: number): number {
    if (edits === 0) return 0
    const [byRemoval, byAddition] = this.#entries(diagonal, edits)
    return Math.max(byRemoval, byAddition)
  }

  /** Where a removal and an addition lead, both from a neighbour of the diagonal. */
  #entries(diagonal: number, edits: number): readonly [number, number] {
    const earlier = this.#history[edits - 1]!
    const at = diagonal + maximumEdits + 1
    return [
      diagonal === -edits ? nowhere : earlier[at - 1]! + 1,
      diagonal === edits ? nowhere : earlier[at + 1]!,
    ]
  }

  /** The runs on the way to the furthest point of a diagonal, and that point. */
  wayTo(last: number, from: Point): ReturnType<typeof stretch> {
    const runs: SharedRun[] = []
    let diagonal = last
    const furthest = (edits: number): number => this.#history[edits]![diagonal + maximumEdits + 1]!
    const x = furthest(this.#history.length - 1)
    for (let edits = this.#history.length - 1; edits >= 0; edits--) {
      const start = this.start(diagonal, edits)
      const length = furthest(edits) - start
      if (length > 0) {
        runs.push({ before: from.x + start, after: from.y + start - diagonal, length })
      }
      if (edits === 0) break
      const [byRemoval, byAddition] = this.#entries(diagonal, edits)
      diagonal += byRemoval > byAddition ? -1 : 1
    }
    return { runs: runs.reverse(), end: { x: from.x + x, y: from.y + x - last } }
  }
}
