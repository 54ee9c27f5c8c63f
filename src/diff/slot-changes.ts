/** What has changed between the types of one slot, place by place, and what that means to its users. */
import {
  type Property,
  type Type,
  admitsUndefined,
  mapType,
  sameType,
  withoutUndefined,
} from '../generator/schema/index.js'
import type { NamedType, Slot } from '../generator/index.js'
import type { Fill } from '../runtime/index.js'
import { defaultsOf } from './defaults.js'
import {
  type Member,
  type Names,
  type Obstacle,
  obstacles,
  resolved,
  shapeOf,
} from './types/index.js'

/**
 * What users do with the values of a slot:
 * - `given`: they hand them over, so what is taken may only widen
 * - `received`: they get them, so what comes may only narrow
 * - `stored`: they keep them, so old values must be readable by the new type, and new ones by the old
 */
export type Use = 'given' | 'received' | 'stored'

/** Whether a change breaks what worked before. */
export type Verdict = 'breaking' | 'may-break' | 'compatible'

/** A change in one place of a slot. */
export interface SlotChange {
  /** Keys from the slot's root. */
  readonly path: readonly string[]
  readonly before?: Value
  readonly after?: Value
  readonly verdict: Verdict
  /** What decides, if the change is not compatible. */
  readonly obstacle?: Obstacle
  /** Whether that is in the way of new values to those who know the old type. */
  readonly isBack: boolean
  /** Whether only the value that is used for a missing one has changed. */
  readonly isDefault: boolean
}

/** What stands in one place. */
export interface Value extends Member {
  /** As JSON. */
  readonly default?: string
}

/** One of the two definitions. */
export interface Side {
  readonly slot: Slot | undefined
  readonly named: readonly NamedType[]
  readonly fills: Readonly<Record<string, Fill>>
}

/** Where there is no slot, there are no keys. */
const nothing: Type = { kind: 'object', properties: [], indexes: [] }

/**
 * @param before a slot; one that is not there is an empty object
 * @param after the same slot later
 */
export function slotChanges(before: Side, after: Side, use: Use): readonly SlotChange[] {
  const old = prepared(before, '<')
  const now = prepared(after, '>')
  const names: Names = new Map([...old.named, ...now.named].map((named) => [named.id, named]))
  const judge = judgeOf(names, use)
  const places = differences(root(old.type), root(now.type), names)
  const changes = places.map(({ path, before, after }): SlotChange => {
    const { obstacle, isBack } = judge(before, after)
    return {
      path,
      isBack,
      ...(before && { before: withDefault(before, old.defaults, path) }),
      ...(after && { after: withDefault(after, now.defaults, path) }),
      verdict: verdictOf(obstacle),
      ...(obstacle && { obstacle }),
      isDefault: false,
    }
  })
  return [...changes, ...unexplained(changes), ...defaultChanges(changes)]

  /** Something that no single place tells: as a whole, the types do not fit. */
  function unexplained(known: readonly SlotChange[]): readonly SlotChange[] {
    if (known.length === 0) return []
    const { obstacle, isBack } = judge(root(old.type), root(now.type))
    const verdict = verdictOf(obstacle)
    if (obstacle === undefined || known.some((change) => severity(change.verdict) >= severity(verdict))) return []
    return [{ path: [], before: root(old.type), after: root(now.type), verdict, obstacle, isBack, isDefault: false }]
  }

  function defaultChanges(known: readonly SlotChange[]): readonly SlotChange[] {
    const paths = new Set([...old.defaults.keys(), ...now.defaults.keys()])
    return [...paths].flatMap((key): SlotChange[] => {
      const path = JSON.parse(key) as readonly string[]
      const isKnown = known.some((change) => change.path.every((part, at) => part === path[at]))
      const [was, is] = [old.defaults.get(key), now.defaults.get(key)]
      if (was === is || isKnown) return []
      const value = (member: Member, json: string | undefined): Value =>
        json === undefined ? member : { ...member, default: json }
      const [from, to] = [memberAt(old.type, path, names), memberAt(now.type, path, names)]
      if (from === undefined || to === undefined) return []
      return [{ path, before: value(from, was), after: value(to, is), verdict: 'compatible', isBack: false, isDefault: true }]
    })
  }
} // prettier-ignore

interface Prepared {
  readonly type: Type
  readonly named: readonly NamedType[]
  /** By path, as JSON: default values, as JSON. */
  readonly defaults: ReadonlyMap<string, string>
}

/** What the platform carries of a slot: JSON has no `readonly`. Names are told apart by their side. */
function prepared({ slot, named, fills }: Side, mark: string): Prepared {
  const plain = (type: Type): Type =>
    mapType(type, (each): Type => {
      switch (each.kind) {
        case 'named':
          return { ...each, id: mark + each.id }
        case 'array':
        case 'tuple':
          return each.readonly ? { ...each, readonly: false } : each
        case 'object':
          return {
            ...each,
            properties: each.properties.map(carried),
            indexes: each.indexes.map((index) => ({ ...index, readonly: false })),
          }
        case 'readonly':
          return each.of
        case 'global':
          return (each.name === 'Readonly' && each.arguments[0]) || each
        default:
          return each
      }
    })
  return {
    type: plain(slot?.write ?? nothing),
    named: named.map((declaration) => ({
      ...declaration,
      id: mark + declaration.id,
      type: plain(declaration.type),
    })),
    defaults: defaultsOf(slot?.fill, fills),
  }
}

/** In JSON, a key whose value is `undefined` is not there. */
function carried({ key, type, optional }: Property): Property {
  const isMissing = admitsUndefined(type, () => false) && type.kind === 'union'
  return {
    key,
    type: isMissing ? withoutUndefined(type, () => false) : type,
    optional: optional || isMissing,
    readonly: false,
  }
}

function root(type: Type): Member {
  return { type, optional: false }
}

/** What keeps a change from being compatible, the surest first. */
function judgeOf(
  names: Names,
  use: Use,
): (
  before: Member | undefined,
  after: Member | undefined,
) => Pick<SlotChange, 'isBack'> & { readonly obstacle: Obstacle | undefined } {
  return (before, after) => {
    const [old, now] = [holder(before), holder(after)]
    const isClosed = use === 'given'
    const forth = use === 'received' ? [] : obstacles(old, now, { names, isClosed })
    const back = use === 'given' ? [] : obstacles(now, old, { names, isClosed })
    const found = [...forth, ...back]
    const obstacle = found.find(({ isCertain }) => isCertain) ?? found[0]
    return { obstacle, isBack: obstacle !== undefined && back.includes(obstacle) }
  }
}

/** A value in its place: whether it may be missing is said by the object that it is in. */
function holder(member: Member | undefined): Type {
  if (member === undefined) return nothing
  return {
    kind: 'object',
    properties: [{ key: 'value', ...member, readonly: false }],
    indexes: [],
  }
}

function verdictOf(obstacle: Obstacle | undefined): Verdict {
  if (obstacle === undefined) return 'compatible'
  return obstacle.isCertain ? 'breaking' : 'may-break'
}

function severity(verdict: Verdict): number {
  return ['compatible', 'may-break', 'breaking'].indexOf(verdict)
}

/** A place where two types differ. */
interface Difference {
  readonly path: readonly string[]
  readonly before?: Member
  readonly after?: Member
}

/** The innermost places where two types differ. */
function differences(before: Member, after: Member, names: Names): readonly Difference[] {
  /** Recursive types that are being compared. */
  const open = new Set<string>()
  return between(before, after, [])

  function between(before: Member, after: Member, path: readonly string[]): readonly Difference[] {
    if (before.optional !== after.optional) return [{ path, before, after }]
    if (isSame(before.type, after.type)) return []
    if (before.type.kind === 'named' && after.type.kind === 'named') {
      const pair = `${before.type.id} ${after.type.id}`
      if (open.has(pair)) return []
      open.add(pair)
    }
    return inside(before.type, after.type, path) ?? [{ path, before, after }]
  }

  /** @returns `undefined` if the types have no places in common */
  function inside(
    before: Type,
    after: Type,
    path: readonly string[],
  ): readonly Difference[] | undefined {
    const [old, now] = [resolved(before, names), resolved(after, names)]
    const within = (key: string, from: Type, to: Type) =>
      between(root(from), root(to), [...path, key])
    if (old.kind === 'array' && now.kind === 'array') return within('[]', old.element, now.element)
    if (old.kind === 'tuple' && now.kind === 'tuple') {
      if (old.elements.length !== now.elements.length || old.rest || now.rest) return undefined
      return old.elements.flatMap((element, index) =>
        between(element, now.elements[index]!, [...path, `[${index}]`]),
      )
    }
    if (old.kind === 'union' && now.kind === 'union') {
      const gone = old.members.filter((member) => !now.members.some((each) => isSame(member, each)))
      const come = now.members.filter((member) => !old.members.some((each) => isSame(member, each)))
      const [from, to] = [gone[0], come[0]]
      if (gone.length !== 1 || come.length !== 1 || !from || !to) return undefined
      return inside(from, to, path)
    }
    const [was, is] = [shapeOf(old, names), shapeOf(now, names)]
    if (!was || !is || was.isMixed || is.isMixed) return undefined
    const [own, other] = [was.indexes[0], is.indexes[0]]
    const keep = was.indexes.length === is.indexes.length && was.indexes.length < 2
    if (!keep || (own && other && !sameType(own.key, other.key))) return undefined
    const keys = new Set([...was.properties.keys(), ...is.properties.keys()])
    return [
      ...[...keys].flatMap((key): readonly Difference[] => {
        const [from, to] = [was.properties.get(key), is.properties.get(key)]
        if (from && to) return between(from, to, [...path, key])
        return [{ path: [...path, key], ...(from && { before: from }), ...(to && { after: to }) }]
      }),
      ...(own && other ? within('[key]', own.value, other.value) : []),
    ]
  }

  /** Whether all values of each are values of the other, and nothing is uncertain about it. */
  function isSame(a: Type, b: Type): boolean {
    const compared = { names, isClosed: true }
    if (sameType(a, b)) return true
    return obstacles(a, b, compared).length === 0 && obstacles(b, a, compared).length === 0
  }
}

function withDefault(
  member: Member,
  defaults: ReadonlyMap<string, string>,
  path: readonly string[],
): Value {
  const json = defaults.get(JSON.stringify(path))
  return json === undefined ? member : { ...member, default: json }
}

/** What stands at the end of a path. */
function memberAt(type: Type, path: readonly string[], names: Names): Member | undefined {
  return path.reduce<Member | undefined>((member, key) => {
    if (member === undefined) return undefined
    const plain = resolved(member.type, names)
    if (plain.kind === 'array' && key === '[]') return root(plain.element)
    if (plain.kind === 'tuple') return plain.elements.find((_, index) => key === `[${index}]`)
    const shape = shapeOf(plain, names)
    const index = key === '[key]' ? shape?.indexes[0] : undefined
    return shape?.properties.get(key) ?? (index && root(index.value))
  }, root(type))
}
