/** Reads the schemas of zod 4 and zod/mini: what zod's own declarations infer, kind by kind. */
import { array, global, keyword, literal, union, withoutUndefined } from './type-operations.js'
import { docFrom } from './doc.js'
import { fillBoth, fillProperties, fillTuple } from './fill.js'
import { intersection } from './intersection.js'
import { fitsIndex, objectOf, record, stringIndex } from './object.js'
import {
  apart,
  bothWays,
  containing,
  inside,
  isOptional,
  leaf,
  parsed,
  unfilled,
  unknownMeaning,
  unseen,
} from './dialect-reader.js'
import { readonlyOf } from './readonly.js'
import { warnEnum, warnFlags, warnIgnored, warnLost, warnUnknown } from './warnings.js'
import {
  accepts,
  enumValues,
  literals,
  nullable,
  optional,
  tuple,
  withDefault,
} from './common-kinds.js'
import type { Member, ObjectType } from './object.js'
import type { Context, Dialect, Direction, Meaning, Place } from './dialect-reader.js'
import type { Type } from './type.js'

/** Where a reference to an entity keeps the entity's own schema; see the definition's `foreignSchema`. */
export const foreignSchema: unique symbol = Symbol.for('botpress-plugin-kit.foreignSchema') as never

/** On a reference to an entity: its name for the platform's tool; see the definition's `entityUri`. */
const entityUri: unique symbol = Symbol.for('botpress-plugin-kit.entityUri') as never

/** What is used of a zod 4 schema; each kind has some of the definition's fields. */
interface Zod4Schema {
  readonly [foreignSchema]?: unknown
  readonly _zod: {
    readonly def: Definition
    readonly innerType?: unknown
    readonly traits?: ReadonlySet<string>
    readonly values?: unknown
    /** Of schemas of strings. */
    readonly pattern?: RegExp
    /** What the schema is a copy of. */
    readonly parent?: unknown
    readonly version?: { readonly major: number; readonly minor: number; readonly patch: number }
  }
}

interface Definition {
  readonly [entityUri]?: string
  readonly type: string
  readonly coerce?: boolean
  readonly checks?: readonly {
    readonly _zod: {
      readonly def: { readonly check: string; readonly format?: string; readonly pattern?: RegExp }
    }
  }[]
  readonly element: unknown
  readonly shape: { readonly [key: string]: unknown }
  readonly catchall?: unknown
  readonly options: readonly unknown[]
  readonly left: unknown
  readonly right: unknown
  readonly items: readonly unknown[]
  readonly rest: unknown
  readonly keyType: unknown
  readonly valueType: unknown
  readonly partial?: boolean
  readonly mode?: string
  readonly entries: object
  readonly values: readonly unknown[]
  readonly innerType: unknown
  readonly defaultValue: unknown
  readonly in: unknown
  readonly out: unknown
  readonly parts: readonly unknown[]
  readonly getter: () => unknown
  readonly input: unknown
  readonly output: unknown
}

/** zod 4, in all its flavours. */
export const zod4: Dialect<Zod4Schema> = {
  internals: 'zod 4',
  recognise,
  // Describing a schema copies it, but not its definition; the same getter gives the same schema.
  identity: ({ _zod: { def } }) => (def.type === 'lazy' ? def.getter : def),
  isLeaf: (schema) => leaves.has(schema._zod.def.type),
  isUnion: (schema) => schema._zod.def.type === 'union',
  isZui: () => false,
  doc(schema) {
    const found = metadata(schema)
    return found && docFrom(found)
  },
  id(schema) {
    const id = metadata(schema)?.id
    return typeof id === 'string' && id ? id : undefined
  },
  // The tool sees a reference to an entity by its name.
  read: (schema, at, context) =>
    readSchema(schema, schema._zod.def[entityUri] === undefined ? at : unseen(at), context),
}

const leaves: ReadonlySet<string> = new Set(
  'string number int boolean bigint date symbol undefined void null any unknown never nan literal enum file'.split(
    ' ',
  ),
)

function recognise(value: object): Zod4Schema | undefined {
  if (!('_zod' in value)) return undefined
  const schema = value as Partial<Zod4Schema>
  return typeof schema._zod?.def?.type === 'string' ? (schema as Zod4Schema) : undefined
}

type Metadata = { readonly [field: string]: unknown }

/**
 * Copies of zod 4 share a registry; those before 4.1.13 are asked through the schema. Newer ones are
 * not: there a method is made for the schema when it is read, which costs more than all the rest.
 */
function metadata(schema: Zod4Schema): Metadata | undefined {
  const shared = globalThis as {
    readonly __zod_globalRegistry?: { get(schema: unknown): Metadata | undefined }
  }
  const found = shared.__zod_globalRegistry?.get(schema)
  if (found || !Object.hasOwn(schema, 'meta')) return found
  return (schema as { readonly meta?: () => Metadata | undefined }).meta?.()
}

function readSchema(schema: Zod4Schema, at: Place, context: Context): Meaning {
  const { def } = schema._zod
  const part = (inner: unknown, key?: string) => context.read(inner, inside(at, key))
  switch (def.type) {
    // z.string(), z.email(), z.iso.datetime(), … → string
    case 'string':
      return word('string', def, at, context)
    // z.number(), z.int(), z.float64(), … → number
    case 'number':
    case 'int':
      return word('number', def, at, context)
    // z.boolean() → boolean
    case 'boolean':
      return word('boolean', def, at, context)
    // z.bigint(), z.int64(), … → bigint
    case 'bigint':
      if (!def.coerce) warnLost(context, at, 'bigint')
      return word('bigint', def, at, context)
    // z.date() → Date
    case 'date':
      if (!def.coerce) warnLost(context, at, 'date')
      return def.coerce ? coerced(at, context, true) : leaf(global('Date'))
    // z.symbol() → symbol
    case 'symbol':
      warnLost(context, at, 'symbol')
      return leaf(keyword('symbol'))
    // z.undefined() → undefined, z.void() → void
    case 'undefined':
    case 'void':
      warnLost(context, at, def.type)
      return leaf(keyword(def.type))
    // z.null() → null, z.any() → any, z.unknown() → unknown, z.never() → never
    case 'null':
    case 'any':
    case 'unknown':
    case 'never':
      return leaf(keyword(def.type))
    // z.nan() → number
    case 'nan':
      warnLost(context, at, 'nan')
      return leaf(keyword('number'))
    // z.literal(['a', 1, null]) → 'a' | 1 | null
    case 'literal':
      return leaf(literals(def.values, at, context))
    // z.enum(['a', 'b']), z.enum({ A: 'a', B: 'b' }) → 'a' | 'b'
    case 'enum':
      warnEnum(context, at, def.entries)
      return leaf(literals(enumValues(def.entries), at, context))
    // z.templateLiteral(['v', z.number()]) → `v${number}`
    case 'template_literal':
      return leaf(
        template(
          def.parts.map((piece) =>
            templatePart(piece, (inner) => context.read(inner, unseen(inside(at)))),
          ),
        ),
      )
    // z.file() → File
    case 'file':
      warnLost(context, at, 'file')
      return leaf({ kind: 'file' })
    // z.array(z.string()) → string[]
    case 'array': {
      const element = part(def.element)
      return containing(
        [element],
        bothWays([element], (direction) => array(element[direction])),
        element.fill && { items: element.fill },
      )
    }
    // z.object({ a: z.string(), b: z.number().optional() }) → { a: string; b?: number | undefined }
    case 'object':
      return object(def, at, context)
    // z.tuple([z.string(), z.number().optional()], z.boolean()) → [string, (number | undefined)?, ...boolean[]]
    case 'tuple': {
      const items = def.items.map((item) => part(item))
      const rest = def.rest ? part(def.rest) : undefined
      const parts = rest ? [...items, rest] : items
      return containing(
        parts,
        bothWays(parts, (direction) => tuple(elements(items, direction), rest?.[direction])),
        fillTuple(
          items.map((item) => item.fill),
          rest?.fill,
          items.findLastIndex((item) => !item.readOptional) + 1,
        ),
      )
    }
    // z.record(z.string(), z.number()) → { [key: string]: number }
    case 'record':
      return recordOf(schema, at, context)
    // z.map(z.string(), z.number()) → Map<string, number>
    case 'map': {
      warnLost(context, at, 'map')
      const key = context.read(def.keyType, unfilled(at, 'map'))
      const value = context.read(def.valueType, unfilled(at, 'map'))
      const parts = [key, value]
      return containing(
        parts,
        bothWays(parts, (direction) => global('Map', key[direction], value[direction])),
      )
    }
    // z.set(z.string()) → Set<string>
    case 'set': {
      warnLost(context, at, 'set')
      const value = context.read(def.valueType, unfilled(at, 'set'))
      return containing(
        [value],
        bothWays([value], (direction) => global('Set', value[direction])),
      )
    }
    // z.union([z.string(), z.number()]), z.discriminatedUnion(…), z.xor(…) → string | number
    case 'union': {
      const options = def.options.map((option) => context.read(option, unfilled(at, 'union')))
      return {
        ...containing(
          options,
          bothWays(options, (direction) => union(options.map((option) => option[direction]))),
        ),
        writeOptional: options.some((option) => option.writeOptional),
        readOptional: options.some((option) => option.readOptional),
      }
    }
    // z.intersection(a, b) → A & B
    case 'intersection': {
      const left = part(def.left)
      const right = part(def.right)
      const sides = [left, right]
      return {
        ...containing(
          sides,
          bothWays(sides, (direction) => intersection([left[direction], right[direction]])),
          fillBoth(left.fill, right.fill),
        ),
        writeOptional: left.writeOptional && right.writeOptional,
        readOptional: left.readOptional && right.readOptional,
      }
    }
    // z.string().optional() → string | undefined, z.string().exactOptional() → string, of a key that may be missing
    case 'optional': {
      const inner = part(def.innerType)
      const loose = optional(inner)
      return isExact(schema) ? { ...loose, write: inner.write, read: inner.read } : loose
    }
    // z.string().nullable() → string | null
    case 'nullable':
      return nullable(part(def.innerType))
    // z.string().optional().nonoptional() → string
    case 'nonoptional': {
      const inner = part(def.innerType)
      return {
        ...inner,
        ...bothWays([inner], (direction) =>
          withoutUndefined(inner[direction], context.namedAdmitsUndefined),
        ),
        writeOptional: false,
        readOptional: false,
        defaulted: false,
      }
    }
    // z.string().default('a') → string | undefined, read as string
    case 'default':
    case 'prefault':
      return withDefault(
        part(def.innerType),
        {
          evaluate: () => def.defaultValue,
          of: def.type === 'default' ? 'output' : 'input',
          required: def.type === 'default' || isBefore(schema, '4.6'),
          accepts: (value) => accepts(def.innerType, value),
        },
        at,
        context,
      )
    // z.array(z.string()).readonly() → readonly string[]
    case 'readonly': {
      const inner = part(def.innerType)
      return { ...inner, ...bothWays([inner], (direction) => readonlyOf(inner[direction])) }
    }
    // z.lazy(() => schema) → what the schema is
    case 'lazy':
      return part(schema._zod.innerType ?? def.getter())
    // z.string().catch('a') → string
    case 'catch':
      warnIgnored(context, at, '.catch()', 'Use .default() for a value that is missing')
      return caught(schema, part(def.innerType))
    // z.success(z.string()) → string
    case 'success':
      warnIgnored(context, at, 'z.success()', 'Use z.boolean()')
      return { ...part(def.innerType), transforms: true }
    // z.string().transform(f), z.string().pipe(b), z.codec(z.string(), b, …), z.stringbool() → string
    case 'pipe':
      return pipe(schema, at, context)
    // z.transform(f) → unknown
    case 'transform':
      warnIgnored(context, at, 'z.transform()', 'Use the schema of the value that is sent')
      return { ...unknownMeaning, transforms: true }
    // z.promise(z.string()) → string | Promise<string>, read as Promise<string>
    case 'promise': {
      warnLost(context, at, 'promise')
      const inner = context.read(def.innerType, unfilled(at, 'promise'))
      const write = union([inner.write, global('Promise', inner.write)])
      const read = isBefore(schema, '4.1') ? inner.read : global('Promise', inner.read)
      return containing([inner], { write, read })
    }
    // z.function({ input: [z.string()], output: z.number() }) → (...args: [string]) => number
    case 'function': {
      warnLost(context, at, 'function')
      const args = isAnything(def.input)
        ? leaf(array(keyword('never')))
        : context.read(def.input, parsed(at))
      const result = context.read(def.output, parsed(at))
      return {
        ...leaf({ kind: 'function', parameters: args.read, returns: result.write }),
        read: { kind: 'function', parameters: args.write, returns: result.read },
      }
    }
    // z.custom(f), z.instanceof(C) → unknown
    case 'custom': {
      // What a definition of this package makes of an entity of another library: that entity.
      const foreign = schema[foreignSchema]
      if (foreign !== undefined) return context.read(foreign, apart(inside(at)))
      warnUnknown(
        context,
        at,
        'z.custom() and z.instanceof() do not say what they accept',
        'Use a schema that describes the value, with .refine() for what is left to check',
      )
      return unknownMeaning
    }
    default:
      warnUnknown(
        context,
        at,
        `Schemas of type ${JSON.stringify(def.type)} are not known to this version`,
        'Use another kind of schema here, or a newer version of this tool',
      )
      return unknownMeaning
  }
}

// z.string().catch('a') → string
function caught(schema: Zod4Schema, inner: Meaning): Meaning {
  const part = { ...inner, transforms: true }
  if (!isBefore(schema, '4.0.6')) return part
  const anything = [objectOf([], 'write'), keyword('undefined'), keyword('null')]
  return {
    ...part,
    ...bothWays([inner], (direction) => union([inner[direction], ...anything])),
  }
}

function word(
  name: 'string' | 'number' | 'boolean' | 'bigint',
  def: Definition,
  at: Place,
  context: Context,
): Meaning {
  if (def.coerce) return coerced(at, context, name === 'bigint')
  for (const { _zod: check } of def.checks ?? []) {
    if (check.def.format === 'regex') warnFlags(context, at, check.def.pattern)
  }
  const overwrites = def.checks?.some((check) => check._zod.def.check === 'overwrite') ?? false
  if (overwrites) {
    warnIgnored(
      context,
      at,
      'changing the value (.trim(), .overwrite(), …)',
      'Do it in the handler',
    )
  }
  return overwrites ? { ...leaf(keyword(name)), transforms: true } : leaf(keyword(name))
}

// z.coerce.number() → unknown
function coerced(at: Place, context: Context, isRefused: boolean): Meaning {
  const hint = 'Use the schema of the value that is sent, without coerce'
  warnIgnored(context, at, 'z.coerce', hint, isRefused)
  return { ...unknownMeaning, transforms: true }
}

function object(def: Definition, at: Place, context: Context): Meaning {
  const { shape } = def
  const members = Object.keys(shape).map((key): Member => ({
    key,
    part: context.read(shape[key], inside(at, key)),
  }))
  // `z.strictObject` is a catch-all of z.never(), and adds nothing to the type.
  const strict = typeOf(def.catchall) === 'never'
  const rest = def.catchall && !strict ? context.read(def.catchall, inside(at)) : undefined
  const parts = members.map(({ part }) => part)
  if (rest) parts.push(rest)
  return containing(
    parts,
    bothWays(parts, (direction) => objectType(objectOf(members, direction), rest?.[direction])),
    fillProperties(
      members.map(({ key, part }) => [key, part.fill] as const),
      rest?.fill,
    ),
  )
}

function objectType(own: ObjectType, rest: Type | undefined): Type {
  // z.object({}) → { [key: string]: never }
  if (!rest) return own.properties.length ? own : stringIndex(keyword('never'))
  const index = stringIndex(rest)
  return fitsIndex(own.properties, rest)
    ? { ...own, indexes: index.indexes }
    : { kind: 'flat', of: intersection([own, index]) }
}

function recordOf(schema: Zod4Schema, at: Place, context: Context): Meaning {
  const { def } = schema._zod
  const key = context.read(def.keyType, inside(at))
  const value = context.read(def.valueType, inside(at))
  const partial = isPartial(schema)
  // Under keys that it does not know, a loose record takes any value, as it is.
  const match = def.mode === 'loose' ? patternsOf(def.keyType as Zod4Schema) : undefined
  const type = (direction: Direction, optional: boolean) =>
    record(key[direction], value[direction], partial || optional)
  // Before 4.5, a record with listed keys is written with all of them, whatever the values.
  const write = type('write', value.writeOptional && !isBefore(schema, '4.5'))
  // Listed keys are there when a record is read, others only if they were written.
  const listed = write.kind === 'object' && !partial ? write.properties : []
  const isList = write.kind === 'object' && !write.indexes.length && !partial
  return containing(
    [key, value],
    { write, read: type('read', false) },
    value.fill &&
      fillBoth(
        fillProperties(listed.map((property) => [property.key, value.fill] as const)),
        isList ? undefined : { values: value.fill, ...(match && { match }) },
      ),
  )
}

/**
 * Before 4.5, the key of a partial record tells: it is a union with z.never() (up to 4.0.5), or a copy
 * of the key's schema whose list of values was taken away.
 */
function isPartial(schema: Zod4Schema): boolean {
  const { def } = schema._zod
  if (!isBefore(schema, '4.5')) return def.partial === true
  const key = (def.keyType as Zod4Schema)._zod
  if (isBefore(schema, '4.0.6')) {
    return key.def.type === 'union' && typeOf(key.def.options[1]) === 'never'
  }
  const values = Object.getOwnPropertyDescriptor(key, 'values')
  return values !== undefined && !values.get && !values.value
}

/** Whether the schema's zod is older than this version of zod 4, which infers some kinds differently. */
function isBefore({ _zod: { version } }: Zod4Schema, limit: `4.${number}`): boolean {
  if (version?.major !== 4) return false
  const [, minor = 0, patch = 0] = limit.split('.').map(Number)
  return version.minor < minor || (version.minor === minor && version.patch < patch)
}

/** What a key has to match, as far as its schema says so by patterns. */
function patternsOf({ _zod: { def, pattern } }: Zod4Schema) {
  const checked = (def.checks ?? []).map((check) => check._zod.def.pattern)
  return [pattern, ...checked].flatMap((found) =>
    found ? [{ source: found.source, flags: found.flags }] : [],
  )
}

/** Only the elements behind the last one that must be there may be missing. */
function elements(items: readonly Meaning[], direction: Direction) {
  const required = items.findLastIndex((item) => !isOptional(item, direction)) + 1
  return items.map((item, index) => ({ type: item[direction], optional: index >= required }))
}

function pipe(schema: Zod4Schema, at: Place, context: Context): Meaning {
  const { def } = schema._zod
  if (schema._zod.traits?.has('$ZodPreprocess')) {
    // z.preprocess(f, z.string()) → unknown
    warnIgnored(context, at, 'z.preprocess()', 'Use the schema of the value that is sent')
    const { writeOptional } = context.read(def.out, unseen(unfilled(at, 'transform')))
    return { ...unknownMeaning, writeOptional, readOptional: writeOptional, transforms: true }
  }
  const what = 'reverseTransform' in def ? 'a codec' : 'a transform or .pipe()'
  warnIgnored(
    context,
    at,
    what,
    'Use the schema of the value that is sent, transform it in the handler',
  )
  return { ...context.read(def.in, inside(at)), transforms: true }
}

/** Text and types in turn, text joined. */
function template(pieces: readonly (string | Type)[]): Type {
  const parts: (string | Type)[] = []
  for (const piece of pieces) {
    const before = parts.at(-1)
    if (typeof piece !== 'string') parts.push(piece)
    else if (typeof before === 'string') parts[parts.length - 1] = before + piece
    else if (piece) parts.push(piece)
  }
  return parts.every((piece) => typeof piece === 'string')
    ? literal(parts.join(''))
    : { kind: 'template', parts }
}

function templatePart(piece: unknown, part: (schema: unknown) => Meaning): string | Type {
  if (piece === undefined) return ''
  if (typeof piece !== 'object' || piece === null) return String(piece)
  const type = part(piece).read
  const members = type.kind === 'union' ? type.members : [type]
  // What is missing leaves no trace in the text.
  return union(
    members.map((member) =>
      member.kind === 'keyword' && member.name === 'undefined' ? literal('') : member,
    ),
  )
}

function isExact(schema: Zod4Schema): boolean {
  return schema._zod.traits?.has('$ZodExactOptional') === true
}

function typeOf(schema: unknown): string | undefined {
  return typeof schema === 'object' && schema !== null
    ? recognise(schema)?._zod.def.type
    : undefined
}

/** z.function() without input: `(...args: never[]) => unknown`. */
function isAnything(input: unknown): boolean {
  if (input === undefined || input === null) return true
  const def = (input as Zod4Schema)._zod.def
  return def.type === 'array' && !def.checks?.length && typeOf(def.element) === 'unknown'
}
