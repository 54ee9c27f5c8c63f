/** Looks what kind of value a whole slot is: the platform takes objects only. */
import { authored } from './authored.js'
import { foreignSchema } from './zod4.js'

/** `objects`: several schemas that are objects each, in a union or an intersection. */
export type RootKind = 'object' | 'objects' | 'other'

interface Definition {
  readonly [field: string]: unknown
}

/** As many wrappers around one schema are a circle. */
const maximumDepth = 100

/**
 * @param schema a schema of any dialect
 * @returns what kind of value it stands for, and how to call it: `array`, `optional`
 */
export function rootKind(schema: unknown, depth = 0): { kind: RootKind; name: string } {
  const def = definitionOf(schema)
  const name = nameOf(def)
  const inner = (field: string) => rootKind(def[field], depth + 1)
  const only = (kind: RootKind) => ({ kind, name })
  if (depth > maximumDepth) return only('other')
  switch (name) {
    case 'object':
    case 'record':
    // A reference of zui is resolved where the plugin is installed.
    case 'ref':
      return only('object')
    case 'union':
    case 'discriminatedunion': {
      const options = Array.from(
        (def.options instanceof Map ? def.options.values() : def.options) as Iterable<unknown>,
      )
      const all = options.every((option) => rootKind(option, depth + 1).kind !== 'other')
      return only(all ? 'objects' : 'other')
    }
    case 'intersection': {
      const left = inner('left')
      const right = inner('right')
      if (left.kind === 'other' || right.kind === 'other') return only('other')
      return isReference(def) ? left : only('objects')
    }
    case 'readonly':
    case 'catch':
    case 'nonoptional':
      return inner('innerType')
    case 'lazy':
      return rootKind((def.getter as () => unknown)(), depth + 1)
    case 'branded':
      return inner('type')
    case 'effects':
      return inner('schema')
    case 'pipe':
    case 'pipeline':
      return inner('in')
    case 'custom': {
      const foreign = (schema as { readonly [foreignSchema]?: unknown })[foreignSchema]
      return foreign === undefined ? only('other') : rootKind(foreign, depth + 1)
    }
    default:
      return only('other')
  }
}

/** What the definition classes of this package make of a reference to an entity: the entity, and more. */
function isReference(def: Definition): boolean {
  const right = definitionOf(def.right)
  return nameOf(right) === 'record' && nameOf(definitionOf(right.valueType)) === 'unknown'
}

function definitionOf(schema: unknown): Definition {
  if (typeof schema !== 'object' || schema === null) return {}
  const { _zod, _def } = authored(schema) as {
    readonly _zod?: { readonly def: Definition }
    readonly _def?: Definition
  }
  return _zod?.def ?? _def ?? {}
}

/** `ZodObject` and `object` are both `object`. */
function nameOf({ typeName, type }: Definition): string {
  if (typeof typeName === 'string') return typeName.replace(/^Zod/, '').toLowerCase()
  return typeof type === 'string' ? type : ''
}
