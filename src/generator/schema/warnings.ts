/** What the reader warns about, each with the way out. */
import type { Context, Place, Transformer, Warning } from './dialect-reader.js'

/** Values that JSON has no word for. */
export type Lost =
  | 'bigint'
  | 'bigintLiteral'
  | 'date'
  | 'file'
  | 'function'
  | 'map'
  | 'infinityLiteral'
  | 'nan'
  | 'nanLiteral'
  | 'promise'
  | 'set'
  | 'symbol'
  | 'undefined'
  | 'void'

const lost: { readonly [kind in Lost]: readonly [what: string, hint: string] } = {
  bigint: ['a bigint', 'Use z.string() for the digits, or z.int()'],
  bigintLiteral: ['a bigint', 'Use a text with the digits, or a number'],
  date: ['a Date', 'Use z.iso.datetime() (zod 3: z.string().datetime()) and an ISO string'],
  file: ['a File', 'Upload the file and use z.url()'],
  function: ['a function', 'Declare an action instead'],
  infinityLiteral: ['Infinity', 'Use a text, or null'],
  map: ['a Map', 'Use z.record(key, value)'],
  nan: ['NaN', 'Use z.number().nullable() and null'],
  nanLiteral: ['NaN', 'Use a text, or null'],
  promise: ['a Promise', 'Use the schema of the value itself'],
  set: ['a Set', 'Use z.array(value)'],
  symbol: ['a symbol', 'Use z.string() or z.enum([…])'],
  undefined: [
    'undefined',
    'Use .optional() for a key that may be missing, or .nullable() and null',
  ],
  void: ['undefined', 'Use .optional() for a key that may be missing, or .nullable() and null'],
}

/** What the tool turns into JSON Schema all the same, and what it never does. */
const accepted: ReadonlySet<Lost> = new Set<Lost>([
  'infinityLiteral',
  'nanLiteral',
  'set',
  'undefined',
])
const neverAccepted: ReadonlySet<Lost> = new Set<Lost>(['bigintLiteral', 'file'])

/** The transformer that deploys the schema at a place. */
function transformerOf(context: Context, at: Place): Transformer | undefined {
  return at.unseen ? undefined : context.transformer
}

/** The end of a sentence about what the tool's current transformer cannot read. */
function refusal(context: Context, at: Place): string {
  return transformerOf(context, at) === 'current' ? refused : ''
}

const refused = ', and `bp deploy` refuses it'

/** Says that values of this kind do not survive the wire. */
export function warnLost(context: Context, at: Place, kind: Lost): void {
  const [what, hint] = lost[kind]
  const transformer = transformerOf(context, at)
  const isRefused =
    transformer && (transformer === 'current' ? !accepted.has(kind) : neverAccepted.has(kind))
  context.warn(at, {
    code: 'not_json',
    message: `The platform carries JSON, ${what} is lost${isRefused ? refused : ''}`,
    hint,
  })
}

/**
 * Says that a part of the schema does not run on the platform.
 * @param isRefused whether the platform's tool does not know such schemas; others it sees as their input
 */
export function warnIgnored(
  context: Context,
  at: Place,
  what: string,
  hint: string,
  isRefused = at.isZui,
): void {
  context.warn(at, {
    code: 'transform_ignored',
    message: `The platform does not run zod: ${what} has no effect, the type is that of its input${isRefused ? refusal(context, at) : ''}`,
    hint,
  })
}

/**
 * Says that nothing can be known about the values.
 * @param isRefused whether the platform's tool does not know such schemas
 */
export function warnUnknown(
  context: Context,
  at: Place,
  what: string,
  hint: string,
  isRefused = false,
): void {
  const message = `${what}: the type is unknown${isRefused ? refusal(context, at) : ''}`
  context.warn(at, { code: 'unknown_type', message, hint })
}

/** Says that zod infers a narrower type from the author's code than can be seen when it has run. */
function warnInexact(context: Context, at: Place, message: string, hint: string): void {
  context.warn(at, { code: 'not_exact', message, hint })
}

/**
 * Says that a string enum of TypeScript's is no more than its texts.
 * @param entries an enum's, or of an object like one: what enums are compiled to tells them apart
 */
export function warnEnum(context: Context, at: Place, entries: object): void {
  const first = Object.entries(entries).find(([, value]) => typeof value === 'string')
  if (!first || !context.mentions(`[${JSON.stringify(first[0])}]=${JSON.stringify(first[1])}`)) {
    return
  }
  warnInexact(
    context,
    at,
    'A string enum is its texts at run time: the type is their union, and what is received is not of the enum’s type',
    "Use z.enum(['a', 'b']) with the texts, or cast what is received",
  )
}

/** Says that a list is not typed as having a first element, if `.nonempty()` was called for it. */
export function warnNonempty(context: Context, at: Place): void {
  if (!context.mentions('.nonempty(')) return
  warnInexact(
    context,
    at,
    '.nonempty() is .min(1) at run time: the type is T[], not [T, ...T[]]',
    'Use z.tuple([value]).rest(value) for the narrower type',
  )
}

/** Says that a brand is not in the type. */
export function warnBrand(context: Context, at: Place): void {
  warnInexact(
    context,
    at,
    'A brand can only be named by who imports zod: the type is that of what is branded',
    'Use the schema without a brand, or cast what is received',
  )
}

/** Says that the platform's tool does not know this kind of zui's, though its types are fine. */
export function warnRefused(context: Context, at: Place, what: string, hint: string): void {
  if (!at.isZui || transformerOf(context, at) !== 'current') return
  context.warn(at, {
    code: 'not_deployable',
    message: `\`bp deploy\` refuses ${what}: it has no JSON Schema`,
    hint: `${hint}, or set \`__advanced: { useLegacyZuiTransformer: true }\` in the definition`,
  })
}

/** Says that the schema around this one cannot apply it. */
export function warnMixed(context: Context, at: Place): void {
  // What is deployed is also what a plugin with its definition checks.
  if (!context.transformer) return
  context.warn(at, {
    code: 'mixed_schemas',
    message: `Schemas of zod 4 and of zod 3 or zui cannot apply each other: \`new Plugin({ definition })\` fails wherever it checks a value by this one`,
    hint: 'Write both with the same library, or leave `definition` out of `new Plugin`; the types are right either way',
  })
}

/** Says that of a recursive schema, only the first round is deployed. */
export function warnRecursive(context: Context, at: Place): void {
  if (!transformerOf(context, at)) return
  context.warn(at, {
    code: 'lost_at_deploy',
    message: 'The platform’s JSON Schema is not recursive: after one round, it takes any value',
    hint: 'Write the levels out if the platform is to check them; the types here are not affected',
  })
}

/** Says that a pattern means something else on the platform, if it does. */
export function warnFlags(context: Context, at: Place, pattern: RegExp | undefined): void {
  // Others, such as `u`, do not change what is matched.
  if (!pattern || !/[imsy]/.test(pattern.flags) || !transformerOf(context, at)) return
  context.warn(at, {
    code: 'lost_at_deploy',
    message: `Patterns have no flags on the platform: ${String(pattern)} becomes /${pattern.source}/`,
    hint: 'Write it without flags, such as /[aA]/ for /a/i',
  })
}

/** Says why a default is not filled in. */
export function warnDefault(context: Context, at: Place, code: DefaultCode, why: string): void {
  context.warn(at, {
    code,
    message: `A default is not filled in, so the value may be missing when it is read: ${why}`,
    hint: defaultHints[code],
  })
}

type DefaultCode = keyof typeof defaultHints

const defaultHints = {
  default_not_literal: 'Use a literal JSON value, or set the value where it is needed',
  default_not_filled: 'Put the default outside, around the whole value',
  default_not_input: 'Put the default before the transform',
} as const satisfies { readonly [code: string]: NonNullable<Warning['hint']> }
