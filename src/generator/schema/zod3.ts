/** Reads the schemas of zod 3 and of `@bpinternal/zui`, which is made from it. */
import { admitsUndefined, array, global, keyword, union } from './type-operations.js'
import { docFrom } from './doc.js'
import { fillBoth, fillProperties, fillTuple } from './fill.js'
import { intersection } from './intersection.js'
import { fitsIndex, objectOf, record, stringIndex } from './object.js'
import {
  apart,
  bothWays,
  containing,
  inside,
  leaf,
  parsed,
  unfilled,
  unknownMeaning,
  unseen,
} from './dialect-reader.js'
import { readonlyOf } from './readonly.js'
import {
  warnBrand,
  warnEnum,
  warnFlags,
  warnIgnored,
  warnLost,
  warnNonempty,
  warnRefused,
  warnUnknown,
} from './warnings.js'
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

/** What is used of a zod 3 schema; each kind has some of the definition's fields. */
interface Zod3Schema {
  readonly _def: Definition
}

interface Definition {
  readonly typeName: string
  readonly description?: unknown
  readonly 'x-zui'?: { readonly title?: unknown }
  readonly coerce?: boolean
  readonly checks?: readonly { readonly kind: string; readonly regex?: RegExp }[]
  /** Of arrays. */
  readonly minLength?: { readonly value: number } | null
  /** Of arrays, promises and brands. */
  readonly type: unknown
  readonly shape: () => { readonly [key: string]: unknown }
  /** In zui, a schema is a catch-all. */
  readonly unknownKeys?: unknown
  readonly catchall?: unknown
  /** Older versions have a map of the options of a discriminated union. */
  readonly options: Iterable<unknown> | ReadonlyMap<unknown, unknown>
  readonly left: unknown
  readonly right: unknown
  readonly items: readonly unknown[]
  readonly rest: unknown
  readonly keyType: unknown
  readonly valueType: unknown
  readonly value: unknown
  readonly values: object
  readonly innerType: unknown
  readonly defaultValue: () => unknown
  readonly schema: unknown
  readonly effect: Effect
  readonly in: unknown
  readonly getter: () => unknown
  readonly args: unknown
  readonly returns: unknown
  /** Of zui's references. */
  readonly uri: string
}

interface Effect {
  /** In zui 2, where it is: `upstream` or `downstream` of the schema. */
  readonly type: string
  readonly refinement?: unknown
  /** In zui 2, what the effect does. */
  readonly effect?: unknown
  /** In zui 2, only set of transforms: faults in the value keep them from running. */
  readonly failFast?: boolean
}

/** zod 3, and zui. */
export const zod3: Dialect<Zod3Schema> = {
  internals: 'zod 3',
  recognise,
  identity: (schema) => (schema._def.typeName === 'ZodLazy' ? schema._def.getter : schema),
  isLeaf: ({ _def }) => leaves.has(_def.typeName),
  isUnion: ({ _def }) => unions.includes(_def.typeName),
  isZui,
  doc: ({ _def }) => docFrom({ description: _def.description, title: _def['x-zui']?.title }),
  id: () => undefined,
  read: (schema, at, context) =>
    asMember(readSchema(schema._def, { ...at, isZui: isZui(schema) }, context), context),
}

/** Here a key may be missing if, and only if, `undefined` is among its values. */
function asMember(part: Meaning, context: Context): Meaning {
  const missing = (type: Type) => admitsUndefined(type, context.namedAdmitsUndefined)
  return { ...part, writeOptional: missing(part.write), readOptional: missing(part.read) }
}

const leaves: ReadonlySet<string> = new Set(
  'String Number Boolean BigInt Date Symbol Undefined Void Null Any Unknown Never NaN Literal Enum NativeEnum'
    .split(' ')
    .map((name) => `Zod${name}`),
)
const unions = ['ZodUnion', 'ZodDiscriminatedUnion']

/** zod has no such method. */
function isZui(schema: Zod3Schema): boolean {
  return 'mandatory' in schema
}

function recognise(value: object): Zod3Schema | undefined {
  if (!('_def' in value)) return undefined
  const schema = value as { readonly _def?: Partial<Definition> | null }
  const name: unknown = schema._def?.typeName
  return typeof name === 'string' && name.startsWith('Zod') ? (schema as Zod3Schema) : undefined
}

function readSchema(def: Definition, at: Place, context: Context): Meaning {
  const part = (inner: unknown, key?: string) => context.read(inner, inside(at, key))
  switch (def.typeName) {
    // z.string() → string
    case 'ZodString':
      return word('string', def, at, context)
    // z.number() → number
    case 'ZodNumber':
      return word('number', def, at, context)
    // z.boolean() → boolean
    case 'ZodBoolean':
      return word('boolean', def, at, context)
    // z.bigint() → bigint
    case 'ZodBigInt':
      warnLost(context, at, 'bigint')
      return word('bigint', def, at, context)
    // z.date() → Date
    case 'ZodDate':
      warnLost(context, at, 'date')
      return { ...leaf(global('Date')), transforms: coerced(def, at, context) }
    // z.symbol() → symbol
    case 'ZodSymbol':
      warnLost(context, at, 'symbol')
      return leaf(keyword('symbol'))
    // z.undefined() → undefined
    case 'ZodUndefined':
      warnLost(context, at, 'undefined')
      return leaf(keyword('undefined'))
    // z.void() → void
    case 'ZodVoid':
      warnLost(context, at, 'void')
      return leaf(keyword('void'))
    // z.null() → null
    case 'ZodNull':
      return leaf(keyword('null'))
    // z.any() → any
    case 'ZodAny':
      return leaf(keyword('any'))
    // z.unknown() → unknown
    case 'ZodUnknown':
      return unknownMeaning
    // z.never() → never
    case 'ZodNever':
      return leaf(keyword('never'))
    // z.nan() → number
    case 'ZodNaN':
      warnLost(context, at, 'nan')
      return leaf(keyword('number'))
    // z.literal('a') → 'a'
    case 'ZodLiteral':
      return leaf(literals([def.value], at, context))
    // z.enum(['a', 'b']) → 'a' | 'b'
    case 'ZodEnum':
      return leaf(literals(Object.values(def.values), at, context))
    // z.nativeEnum({ A: 'a', B: 'b' }) → 'a' | 'b'
    case 'ZodNativeEnum':
      warnRefused(context, at, 'z.nativeEnum()', "Use z.enum(['a', 'b'])")
      warnEnum(context, at, def.values)
      return leaf(literals(enumValues(def.values), at, context))
    // z.array(z.string()) → string[]
    case 'ZodArray': {
      if (def.minLength?.value === 1) warnNonempty(context, at)
      const element = part(def.type)
      return containing(
        [element],
        bothWays([element], (direction) => array(element[direction])),
        element.fill && { items: element.fill },
      )
    }
    // z.object({ a: z.string(), b: z.number().optional() }) → { a: string; b?: number | undefined }
    case 'ZodObject':
      return object(def, at, context)
    // z.tuple([z.string(), z.number()]).rest(z.boolean()) → [string, number, ...boolean[]]
    case 'ZodTuple': {
      const items = def.items.map((item) => part(item))
      const rest = def.rest ? part(def.rest) : undefined
      const parts = rest ? [...items, rest] : items
      const type = (direction: Direction) =>
        tuple(
          items.map((item) => ({ type: item[direction], optional: false })),
          rest?.[direction],
        )
      return containing(
        parts,
        bothWays(parts, type),
        fillTuple(
          items.map((item) => item.fill),
          rest?.fill,
        ),
      )
    }
    // z.record(z.number()) → { [key: string]: number }, z.record(z.enum(['a']), z.number()) → { a?: number }
    case 'ZodRecord': {
      const key = part(def.keyType)
      const value = part(def.valueType)
      const parts = [key, value]
      const type = (direction: Direction) =>
        record(key[direction], value[direction], !isOpen(key[direction]))
      return containing(parts, bothWays(parts, type), value.fill && { values: value.fill })
    }
    // z.map(z.string(), z.number()) → Map<string, number>
    case 'ZodMap': {
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
    case 'ZodSet': {
      warnLost(context, at, 'set')
      const value = context.read(def.valueType, unfilled(at, 'set'))
      return containing(
        [value],
        bothWays([value], (direction) => global('Set', value[direction])),
      )
    }
    // z.union([z.string(), z.number()]), z.discriminatedUnion(…) → string | number
    case 'ZodUnion':
    case 'ZodDiscriminatedUnion': {
      const list =
        def.options instanceof Map ? def.options.values() : (def.options as Iterable<unknown>)
      const options = Array.from(list, (option) => context.read(option, unfilled(at, 'union')))
      return containing(
        options,
        bothWays(options, (direction) => union(options.map((option) => option[direction]))),
      )
    }
    // z.intersection(a, b) → A & B
    case 'ZodIntersection': {
      const left = part(def.left)
      const right = part(def.right)
      const sides = [left, right]
      return containing(
        sides,
        bothWays(sides, (direction) => intersection([left[direction], right[direction]])),
        fillBoth(left.fill, right.fill),
      )
    }
    // z.string().optional() → string | undefined
    case 'ZodOptional':
      // Unlike in zod 4, a default inside is not asked.
      return optional({ ...part(def.innerType), defaulted: false })
    // z.string().nullable() → string | null
    case 'ZodNullable':
      return nullable(part(def.innerType))
    // z.string().default('a') → string | undefined, read as string
    case 'ZodDefault':
      return withDefault(
        part(def.innerType),
        {
          evaluate: () => def.defaultValue(),
          of: 'input',
          required: true,
          accepts: (value) => accepts(def.innerType, value),
        },
        at,
        context,
      )
    // z.array(z.string()).readonly() → readonly string[]
    case 'ZodReadonly': {
      const inner = part(def.innerType)
      return { ...inner, ...bothWays([inner], (direction) => readonlyOf(inner[direction])) }
    }
    // z.lazy(() => schema) → what the schema is
    case 'ZodLazy':
      warnRefused(context, at, 'z.lazy()', 'Use the schema itself, and z.any() where it recurs')
      return part(def.getter())
    // z.string().brand('Id') → string
    case 'ZodBranded':
      warnRefused(context, at, '.brand()', 'Use the schema without a brand')
      if (!at.isZui) warnBrand(context, at)
      return part(def.type)
    // z.string().catch('a') → unknown
    case 'ZodCatch':
      warnIgnored(context, at, '.catch()', 'Use .default() for a value that is missing')
      return { ...unknownMeaning, doc: part(def.innerType).doc, transforms: true }
    // z.string().pipe(b) → string
    case 'ZodPipeline':
      warnIgnored(context, at, '.pipe()', 'Use the schema of the value that is sent')
      return { ...part(def.in), transforms: true }
    // z.string().refine(f), z.string().transform(f) → string, z.preprocess(f, z.string()) → unknown
    case 'ZodEffects':
      return effects(def, at, context)
    // z.promise(z.string()) → Promise<string>
    case 'ZodPromise': {
      warnLost(context, at, 'promise')
      const inner = context.read(def.type, unfilled(at, 'promise'))
      return containing(
        [inner],
        bothWays([inner], (direction) => global('Promise', inner[direction])),
      )
    }
    // z.function().args(z.string()).returns(z.number()) → (...args: [string, ...unknown[]]) => number
    case 'ZodFunction': {
      warnLost(context, at, 'function')
      const args = context.read(def.args, parsed(at))
      const result = context.read(def.returns, parsed(at))
      return {
        ...leaf({ kind: 'function', parameters: args.read, returns: result.write }),
        read: { kind: 'function', parameters: args.write, returns: result.read },
      }
    }
    // z.ref('uri') of zui → what it refers to, and whatever an integration has added to it
    case 'ZodRef': {
      const found = context.resolveReference?.(def.uri)
      if (found !== undefined) {
        const entity = context.read(found, unseen(apart(inside(at))))
        const more = stringIndex(keyword('unknown'))
        return {
          ...entity,
          write: intersection([entity.write, more]),
          read: intersection([entity.read, more]),
        }
      }
      warnUnknown(
        context,
        at,
        `Nothing is known about the reference ${JSON.stringify(def.uri)}`,
        'Declare what it refers to among the dependencies of the definition',
      )
      return unknownMeaning
    }
    default:
      warnUnknown(
        context,
        at,
        `Schemas of type ${def.typeName} are not known to this version`,
        'Use another kind of schema here, or a newer version of this tool',
      )
      return unknownMeaning
  }
}

function word(
  name: 'string' | 'number' | 'boolean' | 'bigint',
  def: Definition,
  at: Place,
  context: Context,
): Meaning {
  const changes = ['trim', 'toLowerCase', 'toUpperCase']
  for (const { regex } of def.checks ?? []) warnFlags(context, at, regex)
  const overwrites = def.checks?.some(({ kind }) => changes.includes(kind)) ?? false
  if (overwrites) {
    warnIgnored(context, at, 'changing the value (.trim(), …)', 'Do it in the handler')
  }
  const transforms = coerced(def, at, context) || overwrites
  return transforms ? { ...leaf(keyword(name)), transforms } : leaf(keyword(name))
}

/** Here the input of z.coerce.number() is taken to be a number. */
function coerced(def: Definition, at: Place, context: Context): boolean {
  if (!def.coerce) return false
  const hint = 'Use the schema of the value that is sent, without coerce'
  warnIgnored(context, at, 'z.coerce', hint, false)
  return true
}

function object(def: Definition, at: Place, context: Context): Meaning {
  const members = Object.entries(def.shape()).map(([key, schema]): Member => ({
    key,
    // Also of a schema of zod 4, which has a rule of its own.
    part: asMember(context.read(schema, inside(at, key)), context),
  }))
  const rests = catchAlls(def, (schema) => context.read(schema, inside(at)))
  const parts = [...members.map(({ part }) => part), ...rests]
  const type = (direction: Direction) =>
    objectType(
      objectOf(members, direction),
      rests.map((rest) => rest[direction]),
    )
  return containing(
    parts,
    bothWays(parts, type),
    fillProperties(
      members.map(({ key, part }) => [key, part.fill] as const),
      rests.reduce<Meaning['fill']>((fill, rest) => fillBoth(fill, rest.fill), undefined),
    ),
  )
}

/** What the values of keys are that are not in the shape; z.never() is how zod says that there are none. */
function catchAlls(def: Definition, part: (schema: unknown) => Meaning): readonly Meaning[] {
  const { unknownKeys, catchall } = def
  if (unknownKeys && typeof unknownKeys === 'object') {
    // zui infers `T | unknown`, and yet parses them.
    return [{ ...part(unknownKeys), write: keyword('unknown'), read: keyword('unknown') }]
  }
  return [
    ...(catchall && !is('ZodNever', catchall) ? [part(catchall)] : []),
    ...(unknownKeys === 'passthrough' ? [unknownMeaning] : []),
  ]
}

function objectType(own: ObjectType, rests: readonly Type[]): Type {
  const [rest, ...more] = rests
  if (!rest) return own
  return !more.length && fitsIndex(own.properties, rest)
    ? { ...own, indexes: stringIndex(rest).indexes }
    : intersection([own, ...rests.map(stringIndex)])
}

/** Whether a record with such keys has any of them, or, `Partial`, some of a list. */
function isOpen(key: Type): boolean {
  const members = key.kind === 'union' ? key.members : [key]
  return members.some(
    (member) =>
      member.kind === 'keyword' &&
      ['any', 'unknown', 'string', 'number', 'symbol'].includes(member.name),
  )
}

function effects(def: Definition, at: Place, context: Context): Meaning {
  const inner = () => context.read(def.schema, inside(at))
  switch (effectOf(def)) {
    case 'refinement':
      if (isCustom(def)) return custom(at, context)
      warnRefused(context, at, '.refine()', 'Check it in the handler')
      return inner()
    case 'preprocess':
      warnIgnored(context, at, 'z.preprocess()', 'Use the schema of the value that is sent')
      return {
        ...unknownMeaning,
        doc: context.read(def.schema, unseen(inside(at))).doc,
        transforms: true,
      }
    default:
      warnIgnored(
        context,
        at,
        'a transform',
        'Use the schema of the value that is sent, transform it in the handler',
      )
      return { ...inner(), transforms: true }
  }
}

/** @returns what zod 3 calls the effect */
function effectOf({ effect: { type, failFast } }: Definition): string {
  if (type === 'upstream') return 'preprocess'
  return type === 'downstream' && !failFast ? 'refinement' : type
}

function is(typeName: string, schema: unknown): boolean {
  return (
    typeof schema === 'object' && schema !== null && recognise(schema)?._def.typeName === typeName
  )
}

/**
 * z.custom(f) and z.instanceof(C) are z.any() with a refinement of zod's own, which, unlike that of
 * `.refine()`, calls its issues fatal. Nothing but its text tells the two apart.
 */
function isCustom({ schema, effect: { effect, refinement } }: Definition): boolean {
  if (!is('ZodAny', schema)) return false
  const text = String(refinement ?? effect)
  // In zui 2, `.superRefine()` asks whether some of the author's issues are.
  return /\bfatal\b/.test(text) && !text.includes('.some(')
}

function custom(at: Place, context: Context): Meaning {
  warnUnknown(
    context,
    at,
    'z.custom() and z.instanceof() do not say what they accept',
    'Use a schema that describes the value, with .refine() for what is left to check',
    at.isZui,
  )
  return unknownMeaning
}
