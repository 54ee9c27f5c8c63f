/** Random types of every kind, with names and texts that are short, long or hostile. */
import fc from 'fast-check'
import type { Doc, IndexSignature, Keyword, Type } from '../../../src/generator/schema/type.js'

const keywords: readonly Keyword[] = [
  'any',
  'bigint',
  'boolean',
  'never',
  'null',
  'number',
  'object',
  'string',
  'symbol',
  'undefined',
  'unknown',
  'void',
]

const identifier = fc
  .tuple(
    fc.stringMatching(/^[a-z]{1,12}$/),
    fc.oneof({ weight: 3, arbitrary: fc.constant('') }, fc.stringMatching(/^[A-Za-z0-9_$]{1,60}$/)),
  )
  .map((parts) => parts.join(''))

const typeName = fc.oneof(
  fc.constantFrom('Date', 'Map', 'Partial', 'Record', 'Uint8Array', 'actions.TrackEventInput'),
  identifier.map((name) => `T${name}`),
)

/** Strings as authors and attackers write them. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: identifier },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'foo-bar',
      '1st',
      '123',
      '1.5',
      'class',
      '',
      ' ',
      "it's",
      `'"`,
      '"""',
      '\\',
      '*/',
      '日本語',
      '名前'.repeat(30),
      'नाम',
      'é',
      '👩‍💻',
      '🇫🇷 flag ❤️ 1️⃣ 👍🏽',
      '🎉'.repeat(20),
      '\u2028',
      '\ud800',
      'x\udc00',
      '\u202eevil',
      '\u0000\u001f\u007f',
      'a\nb\r\nc\td',
      '${x}`',
      '$',
      '{',
      '{x}',
      '\u2e2f',
      '\u309b',
    ),
  },
)

/** Comments of every form. */
export const doc: fc.Arbitrary<Doc> = fc.record(
  {
    title: anyText,
    description: fc.oneof(
      anyText,
      fc.array(anyText, { maxLength: 4 }).map((lines) => lines.join('\n')),
    ),
    deprecated: fc.oneof(fc.boolean(), anyText),
    examples: fc.array(fc.oneof(fc.jsonValue({ maxDepth: 2 }), anyText), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

const keyword = fc.constantFrom(...keywords).map((name): Type => ({ kind: 'keyword', name }))
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
)

const leaf: fc.Arbitrary<Type> = fc.oneof(
  { weight: 4, arbitrary: keyword },
  { weight: 1, arbitrary: fc.constant<Type>({ kind: 'file' }) },
  {
    weight: 4,
    arbitrary: fc
      .oneof(anyText, number, fc.boolean())
      .map((value): Type => ({ kind: 'literal', value })),
  },
  {
    weight: 1,
    arbitrary: fc.bigInt().map((value): Type => ({ kind: 'bigint', value: String(value) })),
  },
  { weight: 2, arbitrary: typeName.map((id): Type => ({ kind: 'named', id })) },
)

const hole: fc.Arbitrary<Type> = fc.constantFrom('string', 'number', 'bigint').map((name) => ({
  kind: 'keyword',
  name: name as Keyword,
}))

const pattern: fc.Arbitrary<Type> = fc
  .tuple(anyText, hole, anyText)
  .map((parts) => ({ kind: 'template', parts }))

const indexKey: fc.Arbitrary<Type> = fc.oneof(
  fc
    .constantFrom('string', 'number', 'symbol')
    .map((name): Type => ({ kind: 'keyword', name: name as Keyword })),
  pattern,
  // Not legal as the key of an index signature.
  anyText.map((value): Type => ({ kind: 'literal', value })),
)

/**
 * @param depthSize how deep the types go
 * @returns any type that the model can hold
 */
export function anyType(depthSize: 'small' | 'medium' | 'large' = 'small'): fc.Arbitrary<Type> {
  const options = { depthSize, depthIdentifier: fc.createDepthIdentifier() }
  const { type } = fc.letrec<{ type: Type; template: Type }>((tie) => ({
    type: fc.oneof(
      options,
      { weight: 3, arbitrary: leaf },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('object' as const),
          properties: fc.uniqueArray(
            fc
              .record({
                key: anyText,
                type: tie('type'),
                optional: fc.boolean(),
                readonly: fc.boolean(),
                doc: fc.option(doc, { nil: undefined, freq: 4 }),
              })
              .map(({ doc: comment, ...rest }) =>
                comment === undefined ? rest : { ...rest, doc: comment },
              ),
            {
              selector: (property) => property.key,
              maxLength: 5,
              depthIdentifier: options.depthIdentifier,
            },
          ),
          indexes: fc.oneof(
            { weight: 4, arbitrary: fc.constant<IndexSignature[]>([]) },
            {
              weight: 1,
              arbitrary: fc.array(
                fc.record({ key: indexKey, value: tie('type'), readonly: fc.boolean() }),
                { minLength: 1, maxLength: 2 },
              ),
            },
          ),
        }),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            fc.constantFrom('union' as const, 'intersection' as const),
            fc.array(tie('type'), { maxLength: 5 }),
          )
          .map(([kind, members]): Type => ({ kind, members })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom('null', 'undefined').chain((name) =>
          tie('type').map((member): Type => ({
            kind: 'union',
            members: [member, { kind: 'keyword', name: name as Keyword }],
          })),
        ),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('array' as const),
          element: tie('type'),
          readonly: fc.boolean(),
        }),
      },
      {
        weight: 2,
        arbitrary: fc
          .record({
            elements: fc.array(fc.record({ type: tie('type'), optional: fc.boolean() }), {
              maxLength: 4,
            }),
            rest: fc.option(tie('type'), { nil: undefined }),
            readonly: fc.boolean(),
          })
          .map(({ rest, ...tuple }): Type => ({
            kind: 'tuple',
            ...tuple,
            ...(rest === undefined ? {} : { rest }),
          })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(typeName, fc.array(tie('type'), { maxLength: 3 }))
          .map(([name, args]): Type => ({ kind: 'global', name, arguments: args })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            tie('type').filter((parameters) => ['tuple', 'array'].includes(parameters.kind)),
            tie('type'),
          )
          .map(([parameters, returns]): Type => ({ kind: 'function', parameters, returns })),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom('flat' as const, 'readonly' as const), tie('type'))
          .map(([kind, of]): Type => ({ kind, of })),
      },
      { weight: 1, arbitrary: tie('template') },
    ),
    template: fc
      .array(
        fc.oneof(
          anyText,
          hole,
          pattern,
          fc.array(anyText, { minLength: 1, maxLength: 3 }).map((texts): Type => ({
            kind: 'union',
            members: texts.map((value) => ({ kind: 'literal', value })),
          })),
        ),
        { maxLength: 4 },
      )
      .map((parts): Type => ({ kind: 'template', parts })),
  }))
  return type
}
