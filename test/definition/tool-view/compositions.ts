/** Random schemas that zod and zui both have. */
import fc from 'fast-check'

/** A random schema, and a value of it, as code with `@title` for a title. */
interface Composition {
  readonly text: string
  /** Absent where nothing fits. */
  readonly sample?: string
}

const leaves: readonly Composition[] = [
  { text: 'z.string()', sample: '"s"' },
  { text: 'z.string().min(1).email()', sample: '"a@b.co"' },
  { text: 'z.string().datetime()', sample: '"2020-01-01T00:00:00Z"' },
  { text: 'z.string().regex(/^a/)', sample: '"a"' },
  { text: 'z.number()', sample: '1' },
  { text: 'z.number().int().min(0).lt(9)', sample: '1' },
  { text: 'z.boolean()', sample: 'false' },
  { text: 'z.null()', sample: 'null' },
  { text: 'z.undefined()' },
  { text: 'z.any()', sample: '1' },
  { text: 'z.unknown()', sample: '1' },
  { text: 'z.never()' },
  { text: 'z.literal("a")', sample: '"a"' },
  { text: 'z.literal(0)', sample: '0' },
  { text: 'z.enum(["a", "b"])', sample: '"b"' },
  { text: 'z.object({})', sample: '{}' },
  { text: 'z.tuple([])', sample: '[]' },
]

const make = (text: string, sample: string | undefined): Composition => ({
  text,
  ...(sample !== undefined && { sample }),
})

const wrappers: readonly ((inner: Composition) => Composition)[] = [
  ({ text, sample }) => make(`${text}.optional()`, sample),
  ({ text, sample }) => make(`${text}.nullable()`, sample),
  ({ text, sample }) => make(`${text}.nullish()`, sample),
  ({ text, sample }) => make(`${text}.readonly()`, sample),
  ({ text, sample }) => make(sample === undefined ? text : `${text}.default(${sample})`, sample),
  ({ text, sample }) => make(`${text}.describe("in")`, sample),
  ({ text, sample }) => make(`${text}.describe("out")`, sample),
  ({ text, sample }) => make(`${text}@title`, sample),
  ({ text }) => make(`z.array(${text}).max(3)`, '[]'),
  ({ text }) => make(`z.set(${text})`, undefined),
  ({ text }) => make(`z.record(z.string(), ${text})`, '{}'),
  ({ text }) => make(`z.record(z.enum(["k", "l"]), ${text})`, undefined),
  ({ text }) => make(`z.object({ p: ${text} }).partial()`, '{}'),
  ({ text }) => make(`z.object({ p: z.string(), q: ${text} }).strict()`, undefined),
  ({ text }) => make(`z.object({ p: ${text} }).passthrough().omit({ p: true })`, '{}'),
  ({ text }) => make(`z.tuple([z.string()]).rest(${text})`, '["s"]'),
  ({ text }) => make(`((s) => z.object({ p: s, q: z.array(s), r: s.nullable() }))(${text})`, undefined),
] // prettier-ignore

const containers: readonly ((one: Composition, other: Composition) => Composition)[] = [
  (one, other) =>
    make(
      `z.object({ a: ${one.text}, 1: ${other.text} })`,
      one.sample && other.sample && `{ a: ${one.sample}, 1: ${other.sample} }`,
    ),
  (one, other) => make(`z.union([${one.text}, ${other.text}])`, one.sample ?? other.sample),
  (one, other) =>
    make(
      `z.tuple([${one.text}, ${other.text}])`,
      one.sample && other.sample && `[${one.sample}, ${other.sample}]`,
    ),
  (one, other) =>
    make(`z.intersection(z.object({ a: ${one.text} }), z.object({ b: ${other.text} }))`, undefined),
  (one, other) =>
    make(
      `z.discriminatedUnion("t", [z.object({ t: z.literal("a"), x: ${one.text} }), z.object({ t: z.literal("b"), y: ${other.text} })])`,
      one.sample && `{ t: "a", x: ${one.sample} }`,
    ),
]

const trees = fc.letrec<{ tree: Composition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    fc.constantFrom(...leaves),
    fc.tuple(fc.constantFrom(...wrappers), tie('tree')).map(([wrap, inner]) => wrap(inner)),
    fc
      .tuple(fc.constantFrom(...containers), tie('tree'), tie('tree'))
      .map(([contain, one, other]) => contain(one, other)),
  ),
})).tree

/** @returns schemas as the library writes them, and as zui does */
export function compositions(
  library: 'zod 3' | 'zod 4',
): fc.Arbitrary<{ readonly text: string; readonly zui: string }> {
  const write = (text: string, title: string) => text.replaceAll('@title', title)
  return trees.map(({ text }) =>
    library === 'zod 4'
      ? { text: write(text, '.meta({ title: "T" })'), zui: write(text, '.title("T")') }
      : { text: write(text, ''), zui: write(text, '') },
  )
}
