/**
 * Whether all values of one type are values of another, decided by the structure of both: as the
 * compiler decides it, where that can be told without the compiler.
 */
import { type Type, sameType, textsOf } from '../../generator/schema/index.js'
import { type Member, type Names, type Shape, resolved, shapeOf } from './shape.js'
import { fits } from './template.js'

/** Something that keeps values of one type from being values of the other. */
export interface Obstacle {
  /** Keys from the root of the type; `[]` for elements, `[0]` for one of a tuple, `[key]` for others. */
  readonly path: readonly string[]
  /**
   * - `type`: there are values that are not of the other type
   * - `missing`: a key that the other type requires is not there, or may not be
   * - `extra`: a key that the other type does not know, where that matters
   */
  readonly reason: 'type' | 'missing' | 'extra'
  /** `false` where structure alone cannot tell. */
  readonly isCertain: boolean
}

/** How to compare. */
export interface Comparison {
  readonly names: Names
  /** Whether keys that the other type does not know are obstacles: nobody would read them. */
  readonly isClosed: boolean
}

/** Types that are nested deeper than this are not followed. */
const maximumDepth = 50
/** More steps than this are taken for types that grow without bounds only. */
const maximumSteps = 200_000
/** As many combinations of properties the compiler tries to find an object among the members of a union. */
const maximumCombinations = 25

const free: readonly Obstacle[] = []

/**
 * @param from the type of the values
 * @param to the type that they should be of
 * @returns nothing if every value of the one is a value of the other
 */
export function obstacles(
  from: Type,
  to: Type,
  { names, isClosed }: Comparison,
): readonly Obstacle[] {
  /** Pairs of recursive types that are being compared: coinductively, they fit until they do not. */
  const assumed = new Set<string>()
  let steps = 0
  return relate(from, to, 0, isClosed)

  function relate(from: Type, to: Type, depth: number, closed: boolean): readonly Obstacle[] {
    if (depth > maximumDepth || ++steps > maximumSteps) return unclear()
    if (isWord(to, 'unknown') || isWord(to, 'any') || isWord(from, 'never')) return free
    if (isWord(from, 'any') || isWord(from, 'unknown')) return unclear()
    if (from.kind === 'named' || to.kind === 'named') {
      const pair =
        from.kind === 'named' && to.kind === 'named' ? `${from.id} ${to.id} ${closed}` : undefined
      if (pair !== undefined && assumed.has(pair)) return free
      const [left, right] = [resolved(from, names), resolved(to, names)]
      if (left.kind === 'named' || right.kind === 'named') return unclear()
      if (pair === undefined) return relate(left, right, depth + 1, closed)
      assumed.add(pair)
      const found = relate(left, right, depth + 1, closed)
      // What follows from the assumption counts while it is being proved only.
      assumed.delete(pair)
      return found
    }
    if (from.kind === 'union') {
      return from.members.flatMap((member) => relate(member, to, depth, closed))
    }
    if (to.kind === 'union') return toUnion(from, to.members, depth, closed)
    const target = shapeOf(to, names)
    if (to.kind === 'intersection' && target === undefined) {
      const each = to.members.flatMap((member) => {
        const found = relate(from, member, depth + 1, false)
        // That nothing is in common, the compiler looks at for all members together.
        return isWeak(shapeOf(member, names)) ? doubted(found) : found
      })
      // Which keys all members know together is not looked at.
      return closed && each.length === 0 ? unclear() : each
    }
    const source = shapeOf(from, names)
    if (source && target) {
      const found = shapes(source, target, depth, closed)
      // The compiler does not even assign `{ a: unknown } & { a?: string }` to itself.
      if (target.isMixed && found.length === 0) return unclear()
      return source.isMixed ? doubted(found) : found
    }
    if (from.kind === 'intersection') {
      const fit = from.members.some((member) => relate(member, to, depth + 1, closed).length === 0)
      // Another member may have keys of its own.
      return fit && target === undefined ? free : unclear()
    }
    return single(from, to, source, target, depth, closed)
  }

  /** Two types of which neither is a union, and at most one an object with keys. */
  function single(
    from: Type,
    to: Type,
    source: Shape | undefined,
    target: Shape | undefined,
    depth: number,
    closed: boolean,
  ): readonly Obstacle[] {
    const [left, right] = [listOf(from), listOf(to)]
    if (left && right) return lists(left, right, depth, closed)
    const value = valueOf(from)
    if (target !== undefined) {
      if (value === undefined) return left ? listToShape(left, target) : unclear()
      return value === null ? blocked() : valueToShape(Object(value) as object, target)
    }
    if (isWord(to, 'object')) {
      if (value !== undefined) return blocked()
      return source || left || isWord(from, 'object') || from.kind === 'function' ? free : unclear()
    }
    switch (to.kind) {
      case 'literal':
      case 'bigint':
        if (from.kind === 'template') return blockedIf(fits(String(to.value), from) === false)
        return sameType(from, to)
          ? free
          : isWord(from, 'boolean') || !isExotic(from)
            ? blocked()
            : unclear()
      case 'template':
        if (from.kind === 'literal' && typeof from.value === 'string') {
          const answer = fits(from.value, to)
          return answer === undefined ? unclear() : answer ? free : blocked()
        }
        if (from.kind === 'template') return templates(from, to, depth, closed)
        return isExotic(from) ? unclear() : blocked()
      case 'keyword':
        if (isOfWord(from, to.name)) return free
        return isExotic(from) ? unclear() : blocked()
      case 'array':
      case 'tuple':
        return isExotic(from) && !source ? unclear() : blocked()
      case 'function':
        if (sameType(from, to)) return free
        return value !== undefined || left || source ? blocked() : unclear()
      default:
        if (from.kind === to.kind && sameType(from, to)) return free
        return value !== undefined && isClass(to) ? blocked() : unclear()
    }
  }

  function templates(from: Type, to: Type, depth: number, closed: boolean): readonly Obstacle[] {
    if (sameType(from, to)) return free
    const texts = textsOf(from)
    if (texts === undefined) return unclear()
    return texts.flatMap((value) => relate({ kind: 'literal', value }, to, depth + 1, closed))
  }

  function toUnion(
    from: Type,
    members: readonly Type[],
    depth: number,
    closed: boolean,
  ): readonly Obstacle[] {
    const tried = members.map((member) => relate(from, member, depth + 1, closed))
    if (tried.some((found) => found.length === 0)) return free
    if (isWord(from, 'boolean')) {
      const values = [true, false].map((value): Type => ({ kind: 'literal', value }))
      return values.flatMap((value) => toUnion(value, members, depth, closed))
    }
    if (from.kind === 'template') {
      const texts = textsOf(from)
      if (texts === undefined) return unclear()
      return texts.flatMap((value) =>
        toUnion({ kind: 'literal', value }, members, depth + 1, closed),
      )
    }
    if (tried.some((found) => !found.some(({ isCertain }) => isCertain))) return unclear()
    const source = shapeOf(from, names)
    // The compiler takes an object apart by the properties that tell the members of a union.
    if (source && canBeSplit(source, members, depth, closed)) return unclear()
    const similar = tried.filter(
      (_, index) => source && shapeOf(members[index]!, names) !== undefined,
    )
    // Of several that it could have been, none is the one that it is not.
    return similar.length === 1 ? similar[0]! : blocked()
  }

  /** Whether each object of this kind may be of one of the members, though not all of the same. */
  function canBeSplit(
    source: Shape,
    members: readonly Type[],
    depth: number,
    closed: boolean,
  ): boolean {
    const choices = Array.from(source.properties, ([key, member]) => ({
      key,
      alternatives: alternativesOf(member),
    })).filter(({ alternatives }) => alternatives.length > 1)
    if (choices.length === 0) return false
    const size = choices.reduce((product, { alternatives }) => product * alternatives.length, 1)
    if (size > maximumCombinations) return true
    const combinations = choices.reduce<readonly ReadonlyMap<string, Member | undefined>[]>(
      (made, { key, alternatives }) =>
        made.flatMap((combination) =>
          alternatives.map((alternative) => new Map([...combination, [key, alternative]])),
        ),
      [new Map()],
    )
    return combinations.every((combination) => {
      const shape: Shape = {
        ...source,
        properties: new Map(
          Array.from(source.properties).flatMap(([key, member]) => {
            const chosen = combination.has(key) ? combination.get(key) : member
            return chosen === undefined ? [] : [[key, chosen]]
          }),
        ),
      }
      return members.some((member) => {
        const target = shapeOf(member, names)
        return (
          target === undefined ||
          !shapes(shape, target, depth + 1, closed).some(({ isCertain }) => isCertain)
        )
      })
    })
  }

  /** One by one what a property can be; `undefined` for nothing at all. */
  function alternativesOf({ type, optional }: Member): readonly (Member | undefined)[] {
    const plain = resolved(type, names)
    const types: readonly Type[] =
      plain.kind === 'union'
        ? plain.members
        : isWord(plain, 'boolean')
          ? [true, false].map((value) => ({ kind: 'literal', value }) as const)
          : [plain]
    const present = types.map((each) => ({ type: each, optional: false }))
    if (!optional) return present
    return [
      ...present,
      undefined,
      { type: { kind: 'keyword', name: 'undefined' }, optional: false },
    ]
  }

  function shapes(from: Shape, to: Shape, depth: number, closed: boolean): readonly Obstacle[] {
    const found: Obstacle[] = []
    for (const [key, member] of to.properties) {
      const own = from.properties.get(key)
      if (own === undefined) {
        if (!member.optional) found.push({ path: [key], reason: 'missing', isCertain: true })
        // Another key of the same form may be there.
        else found.push(...at(key, unlisted(key, member.type, from, depth, closed)))
        continue
      }
      if (own.optional && !member.optional) {
        found.push({ path: [key], reason: 'missing', isCertain: true })
      }
      found.push(...at(key, relate(own.type, member.type, depth + 1, closed)))
    }
    for (const index of to.indexes) found.push(...toIndex(from, index, depth, closed))
    if (isUnlike(from, to)) found.push({ path: [], reason: 'type', isCertain: true })
    return closed ? [...found, ...extras(from, to)] : found
  }

  /** A key that only index signatures of a type can have. */
  function unlisted(
    key: string,
    type: Type,
    { indexes }: Shape,
    depth: number,
    closed: boolean,
  ): readonly Obstacle[] {
    const own = indexes.filter((index) => covers(index.key, key) !== false)
    const isFree = own.every(({ value }) => relate(value, type, depth + 1, closed).length === 0)
    return isFree ? free : unclear()
  }

  function toIndex(
    from: Shape,
    { key, value }: Shape['indexes'][number],
    depth: number,
    closed: boolean,
  ): readonly Obstacle[] {
    const same = from.indexes.find((index) => sameType(index.key, key))
    const wider = from.indexes.find(
      (index) => isWord(index.key, 'string') && !isWord(key, 'symbol'),
    )
    const own = same ?? wider
    const found: Obstacle[] = []
    if (own) found.push(...at('[key]', relate(own.value, value, depth + 1, closed)))
    for (const index of from.indexes) {
      if (index === own || isWord(key, 'symbol') !== isWord(index.key, 'symbol')) continue
      const inner = relate(index.value, value, depth + 1, closed)
      if (inner.length > 0) found.push(...at('[key]', unclear()))
    }
    for (const [name, member] of from.properties) {
      const isCovered = covers(key, name)
      if (isCovered === false) continue
      const inner = relate(member.type, value, depth + 1, closed)
      if (inner.length === 0) continue
      // With an index signature of its own, the compiler does not look at properties.
      const isSure = isCovered === true && own === undefined && !member.optional
      found.push(...at(name, isSure ? inner : unclear()))
    }
    return found
  }

  /** Keys that nobody would read. */
  function extras(from: Shape, to: Shape): readonly Obstacle[] {
    const isTaken = (key: string) => to.indexes.some((index) => covers(index.key, key) !== false)
    const keys = [...from.properties.keys()].filter(
      (key) => !to.properties.has(key) && !isTaken(key),
    )
    const isForm = ({ key }: Shape['indexes'][number]) =>
      to.indexes.some((index) => isWord(index.key, 'string') || sameType(index.key, key))
    const paths = [...keys, ...(from.indexes.every(isForm) ? [] : ['[key]'])]
    return paths.map((key): Obstacle => ({ path: [key], reason: 'extra', isCertain: true }))
  }

  function lists(from: List, to: List, depth: number, closed: boolean): readonly Obstacle[] {
    const found = elements(from, to, depth, closed)
    const types = [...from.elements.map(({ type }) => type), ...(from.rest ? [from.rest] : [])]
    // Where an array is asked for, the compiler looks at all elements together.
    const isAny = types.some((type) => isWord(type, 'any') || isWord(type, 'unknown'))
    return isAny ? doubted(found) : found
  }

  function elements(from: List, to: List, depth: number, closed: boolean): readonly Obstacle[] {
    if (from.readonly && !to.readonly) return blocked()
    const found: Obstacle[] = []
    const isLonger = from.elements.length > to.elements.length || from.rest !== undefined
    if (to.rest === undefined && isLonger) found.push(...blocked())
    const length = Math.max(from.elements.length, to.elements.length)
    for (let index = 0; index < length; index++) {
      const own = from.elements[index] ?? (from.rest && { type: from.rest, optional: true })
      const wanted = to.elements[index] ?? (to.rest && { type: to.rest, optional: true })
      if (wanted === undefined) break
      if (own === undefined) {
        if (!wanted.optional)
          found.push({ path: [`[${index}]`], reason: 'missing', isCertain: true })
        continue
      }
      if (own.optional && !wanted.optional) {
        found.push({ path: [`[${index}]`], reason: 'missing', isCertain: true })
      }
      const isInRest = to.elements[index] === undefined
      // The compiler minds that an element may be missing where the others are in a row.
      if (isInRest && from.elements[index]?.optional && !isWord(wanted.type, 'unknown')) {
        found.push(...at(`[${index}]`, unclear()))
      }
      const inner = relate(own.type, wanted.type, depth + 1, closed)
      // What stands in a row, the compiler compares with the first of several elements only.
      const isRow = from.elements[index] === undefined && to.elements[index] !== undefined
      found.push(...at(`[${index}]`, isRow ? doubted(inner) : inner))
    }
    if (from.rest && to.rest) {
      const inner = relate(from.rest, to.rest, depth + 1, closed)
      const isBehind = to.elements.length > from.elements.length
      found.push(...at('[]', isBehind ? doubted(inner) : inner))
    }
    return found
  }

  function listToShape({ elements }: List, { properties }: Shape): readonly Obstacle[] {
    const isThere = (key: string) =>
      key in [] || (Number(key) < elements.length && Number(key) >= 0)
    const lacks = Array.from(properties).some(([key, { optional }]) => !optional && !isThere(key))
    return blockedIf(lacks)
  }

  /** Primitives have the members of their wrappers, which the compiler counts. */
  function valueToShape(wrapper: object, shape: Shape): readonly Obstacle[] {
    const keys = [...shape.properties.keys()]
    const lacks = keys.some((key) => !shape.properties.get(key)!.optional && !(key in wrapper))
    return blockedIf(lacks || (isWeak(shape) && !keys.some((key) => key in wrapper)))
  }
}

/** An array is a tuple that has only a rest. */
interface List {
  readonly elements: readonly Member[]
  readonly rest?: Type | undefined
  readonly readonly: boolean
}

function listOf(type: Type): List | undefined {
  if (type.kind === 'array') return { elements: [], rest: type.element, readonly: type.readonly }
  return type.kind === 'tuple' ? type : undefined
}

function at(key: string, found: readonly Obstacle[]): readonly Obstacle[] {
  return found.map((obstacle) => ({ ...obstacle, path: [key, ...obstacle.path] }))
}

function blocked(): readonly Obstacle[] {
  return [{ path: [], reason: 'type', isCertain: true }]
}

function unclear(): readonly Obstacle[] {
  return [{ path: [], reason: 'type', isCertain: false }]
}

/** The same, where the compiler may have overlooked it. */
function doubted(found: readonly Obstacle[]): readonly Obstacle[] {
  return found.map((obstacle) => ({ ...obstacle, isCertain: false }))
}

function blockedIf(isCertain: boolean): readonly Obstacle[] {
  return isCertain ? blocked() : unclear()
}

function isWord(type: Type, name: string): boolean {
  return type.kind === 'keyword' && type.name === name
}

/** A value of a primitive type; `undefined` for objects, and for what could be anything. */
function valueOf(type: Type): unknown {
  switch (type.kind) {
    case 'literal':
      return type.value
    case 'bigint':
      return 1n
    case 'template':
      return ''
    case 'keyword':
      return sampleOfWord.get(type.name)
    default:
      return undefined
  }
}

const sampleOfWord: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['bigint', 1n],
  ['boolean', true],
  ['null', null],
  ['number', 1],
  ['string', ''],
  ['symbol', Symbol.iterator],
  // Like `null`, they have no members.
  ['undefined', null],
  ['void', null],
])

/** Whether a type may be more than its kind says: an intersection, or a type of the library's. */
function isExotic({ kind }: Type): boolean {
  return ['intersection', 'global', 'flat', 'readonly', 'file', 'named'].includes(kind)
}

/** Types of the language's library whose values are objects with methods of their own. */
function isClass(type: Type): boolean {
  const names = ['Date', 'Map', 'Set', 'ReadonlyMap', 'ReadonlySet', 'Promise', 'Uint8Array']
  return type.kind === 'global' && names.includes(type.name)
}

function isOfWord(from: Type, name: string): boolean {
  switch (from.kind) {
    case 'keyword':
      return from.name === name || (from.name === 'undefined' && name === 'void')
    case 'literal':
      return typeof from.value === name
    case 'bigint':
      return name === 'bigint'
    case 'template':
      return name === 'string'
    default:
      return false
  }
}

/** Whether a key is one of an index signature's; `undefined` if that cannot be told. */
function covers(form: Type, key: string): boolean | undefined {
  if (form.kind === 'template') return fits(key, form)
  if (isWord(form, 'string')) return true
  return isWord(form, 'number') ? String(Number(key)) === key : false
}

/** Types without any required key, and without one in common, are most probably mistaken for each other. */
function isUnlike(from: Shape, to: Shape): boolean {
  const keys = [...from.properties.keys()]
  return isWeak(to) && keys.length > 0 && !keys.some((key) => to.properties.has(key))
}

/** Whether it has keys, of which none is required. */
function isWeak(shape: Shape | undefined): boolean {
  if (shape === undefined || shape.indexes.length > 0 || shape.properties.size === 0) return false
  return [...shape.properties.values()].every(({ optional }) => optional)
}
