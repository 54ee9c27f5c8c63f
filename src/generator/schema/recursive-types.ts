/** Gives recursive types their names, once it is known which of their variants are the same. */
import { createNames } from '../names.js'
import { global } from './type-operations.js'
import { pruneFill } from './fill.js'
import { isPlainObject } from './readonly.js'
import { mapType, sameType } from './type-equality.js'
import type { Fill } from '../../runtime/index.js'
import type { Direction, Meaning } from './dialect-reader.js'
import type { NamedType, Type } from './type.js'

/** A schema that is being read or has turned out to be recursive. */
export interface Entry {
  readonly number: number
  readonly identity: object
  readonly filled: boolean
  readonly hint: () => string
  recursive: boolean
  /** What is assumed about it while it is being read, then what it is. */
  meaning: Meaning
}

/** A recursive schema as it is written or read. */
export interface Variant {
  readonly entry: Entry
  readonly direction: Direction
}

/** @returns the id by which a variant is known while schemas are read */
export function idOf({ entry, direction }: Variant): string {
  return `${entry.number} ${direction}`
}

/** What a reader shows of the recursive schemas that it met. */
export interface Publication {
  /** Takes in recursive schemas, together with all that they refer to. */
  readonly add: (entries: readonly Entry[]) => void
  /** @returns the type with the final ids */
  readonly type: (type: Type) => Type
  /** @returns the fill with the final names, if it fills anything */
  readonly fill: (fill: Fill | undefined) => Fill | undefined
  readonly named: readonly NamedType[]
  readonly fills: { readonly [name: string]: Fill }
}

/**
 * @param variantOf finds a variant by its id
 * @param fillOf finds the fill of an entry by its number
 */
export function createPublication(
  variantOf: (id: string) => Variant,
  fillOf: (number: string) => Fill | undefined,
): Publication {
  const names = createNames()
  const named: NamedType[] = []
  const fills: { [name: string]: Fill } = {}
  const finalIds = new Map<string, string>()
  /** What final ids mean, with ids that are not final. */
  const unfinishedTypes = new Map<string, Type>()
  /** Variants with a name of their own, by schema. */
  const kept = new Map<object, Variant[]>()

  function add(entries: readonly Entry[]): void {
    const groups = new Map<object, Entry[]>()
    for (const entry of entries) {
      const group = groups.get(entry.identity)
      if (group) group.push(entry)
      else groups.set(entry.identity, [entry])
    }
    const added = [...groups].flatMap(([identity, group]) => nameVariants(identity, group))
    for (const variant of added) {
      unfinishedTypes.set(finalIds.get(idOf(variant))!, body(idOf(variant)))
    }
    for (const variant of added) {
      const { entry, direction } = variant
      const id = finalIds.get(idOf(variant))!
      const { doc } = entry.meaning
      named.push({ id, hint: id, type: type(entry.meaning[direction]), ...(doc && { doc }) })
    }
    for (const { number } of entries) {
      const filled = fill(fillOf(String(number)))
      if (filled) fills[fillName(String(number))] = filled
    }
  }

  /** @returns the variants that are like no other of the same schema */
  function nameVariants(identity: object, entries: readonly Entry[]): readonly Variant[] {
    const distinct = kept.get(identity) ?? []
    const added: Variant[] = []
    const aliases: [string, Variant][] = []
    for (const entry of entries) {
      for (const direction of ['write', 'read'] as const) {
        const variant = { entry, direction }
        const twin = [...distinct, ...added].find((other) => same(idOf(variant), idOf(other)))
        if (!twin) added.push(variant)
        aliases.push([idOf(variant), twin ?? variant])
      }
    }
    kept.set(identity, [...distinct, ...added])
    // The schema that was opened first is the outermost, and has the shortest path.
    const first = entries.reduce((a, b) => (a.number < b.number ? a : b))
    for (const variant of added) {
      const alone = distinct.length + added.length === 1
      const suffix = variant.direction === 'write' ? 'Write' : 'Read'
      finalIds.set(idOf(variant), names.claim(alone ? first.hint() : first.hint() + suffix))
    }
    for (const [id, twin] of aliases) finalIds.set(id, finalIds.get(idOf(twin))!)
    return added
  }

  /** Two recursive types are the same unless a difference is found while that is assumed. */
  function same(a: string, b: string, assumed = new Set<string>()): boolean {
    const [finalA, finalB] = [finalIds.get(a), finalIds.get(b)]
    if (finalA !== undefined && finalB !== undefined) return finalA === finalB
    if (a === b || assumed.has(`${a} ${b}`)) return true
    assumed.add(`${a} ${b}`)
    return sameType(body(a), body(b), (x, y) => same(x, y, assumed))
  }

  function body(id: string): Type {
    const { entry, direction } = variantOf(id)
    return entry.meaning[direction]
  }

  function type(unfinished: Type): Type {
    if (finalIds.size === 0) return unfinished
    return mapType(unfinished, (inner) => {
      if (inner.kind === 'named') return { ...inner, id: finalIds.get(inner.id)! }
      // Now it is known what the name stands for.
      const ofNamed = inner.kind === 'readonly' && inner.of.kind === 'named' && inner.of
      const known = ofNamed && unfinishedTypes.get(ofNamed.id)
      return known && isPlainObject(known) ? global('Readonly', ofNamed) : inner
    })
  }

  function fill(unfinished: Fill | undefined): Fill | undefined {
    if (finalIds.size === 0) return unfinished
    return pruneFill(unfinished, fillOf, fillName)
  }

  function fillName(number: string): string {
    return finalIds.get(`${number} read`)!
  }

  return { add, type, fill, named, fills }
}
