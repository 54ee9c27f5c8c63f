import fc from 'fast-check'
import { format } from 'prettier'
import type { Options } from 'prettier'
import { describe, expect, test } from 'vitest'
import { printDeclaration, printObject, printType } from '../../../src/generator/print/index.js'
import type { Type } from '../../../src/generator/schema/type.js'
import { anyText, anyType, doc } from './arbitrary-type.js'

const numRuns = Number(process.env['PRINT_RUNS'] ?? 300)
const prettier: Options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 }
const options = { nameOf: (id: string) => id }

const string: Type = { kind: 'keyword', name: 'string' }
const object: Type = {
  kind: 'object',
  properties: [{ key: 'a', type: string, optional: true, readonly: true, doc: { title: 'A' } }],
  indexes: [],
}

describe('declarations', () => {
  test.each<[string, Type, string]>([
    ['object', object, 'export type T = {\n  /** A */\n  readonly a?: string\n}\n'],
    ['empty object', { kind: 'object', properties: [], indexes: [] }, 'export type T = {}\n'],
    [
      'index signature',
      {
        kind: 'object',
        properties: [],
        indexes: [{ key: string, value: string, readonly: false }],
      },
      'export type T = {\n  [key: string]: string\n}\n',
    ],
    [
      'key that no index signature may have',
      {
        kind: 'object',
        properties: [],
        indexes: [{ key: { kind: 'literal', value: 'a' }, value: string, readonly: true }],
      },
      `export type T = Readonly<Record<'a', string>>\n`,
    ],
    [
      'object beside null',
      { kind: 'union', members: [object, { kind: 'keyword', name: 'null' }] },
      'export type T = {\n  /** A */\n  readonly a?: string\n} | null\n',
    ],
    ['no members', { kind: 'union', members: [] }, 'export type T = never\n'],
    ['NaN', { kind: 'literal', value: NaN }, 'export type T = number\n'],
    ['bigint', { kind: 'bigint', value: '-10' }, 'export type T = -10n\n'],
    [
      'template',
      { kind: 'template', parts: ['`${\\', string, '\n'] },
      'export type T = `\\`\\${\\\\${string}\\n`\n',
    ],
    [
      'readonly arrays',
      {
        kind: 'array',
        readonly: true,
        element: { kind: 'array', readonly: true, element: string },
      },
      'export type T = readonly (readonly string[])[]\n',
    ],
    [
      'tuple whose optional element is not last',
      {
        kind: 'tuple',
        readonly: false,
        elements: [
          { type: string, optional: true },
          { type: string, optional: false },
          { type: string, optional: true },
        ],
        rest: object,
      },
      'export type T = [\n  string | undefined,\n  string,\n  string?,\n  ...{\n    /** A */\n    readonly a?: string\n  }[],\n]\n',
    ],
    [
      'function',
      {
        kind: 'function',
        parameters: {
          kind: 'tuple',
          readonly: false,
          elements: [
            { type: string, optional: false },
            { type: string, optional: true },
          ],
          rest: string,
        },
        returns: { kind: 'keyword', name: 'void' },
      },
      'export type T = (arg0: string, arg1?: string, ...rest: string[]) => void\n',
    ],
    [
      'function of any list',
      {
        kind: 'function',
        parameters: { kind: 'array', readonly: false, element: { kind: 'keyword', name: 'never' } },
        returns: string,
      },
      'export type T = (...args: never[]) => string\n',
    ],
    [
      "types that only the runtime's can say",
      {
        kind: 'tuple',
        readonly: false,
        elements: [
          { type: { kind: 'flat', of: string }, optional: false },
          { type: { kind: 'readonly', of: string }, optional: false },
          { type: { kind: 'file' }, optional: false },
        ],
      },
      'export type T = [runtime.Flat<string>, runtime.ReadonlyOf<string>, runtime.HostFile]\n',
    ],
  ])('%s', async (_, type, want) => {
    expect(printDeclaration({ name: 'T', type }, options)).toBe(want)
    expect(await format(want, prettier)).toBe(want)
  })

  test('in a namespace they are laid out for where they stand', async () => {
    const name = fc.stringMatching(/^T[a-z]{0,70}$/)
    await fc.assert(
      fc.asyncProperty(name, anyType(), doc, async (name, type, comment) => {
        const body = printDeclaration({ name, type, doc: comment }, { ...options, indent: 2 })
        const text = `export declare namespace a {\n${body}}\n`
        expect(text).toBe(await format(text, prettier))
      }),
      { numRuns },
    )
  })
})

test('a type behind a colon', () => {
  const names = ['a'.repeat(50), 'b'.repeat(50)]
  const union: Type = { kind: 'union', members: names.map((value) => ({ kind: 'literal', value })) }
  expect(printType(union, options)).toBe(`\n  | '${names[0]}'\n  | '${names[1]}'`)
  expect(printType(object, { ...options, indent: 2, column: 10 })).toBe(
    '{\n    /** A */\n    readonly a?: string\n  }',
  )
})

describe('interfaces with finished text', () => {
  const word = fc.stringMatching(/^[A-Z][a-z]{1,30}$/)
  const { reference } = fc.letrec<{ reference: string }>((tie) => ({
    reference: fc.oneof(
      { depthSize: 'medium' },
      word,
      fc.tuple(word, word).map((parts) => parts.join('.')),
      fc.stringMatching(/^[a-z, <>]{1,20}$/).map((value) => `'${value}'`),
      fc
        .tuple(word, fc.array(tie('reference'), { minLength: 1, maxLength: 3 }))
        .map(([name, args]) => `${name}<${args.join(', ')}>`),
    ),
  }))
  const base = reference.filter((text) => !text.startsWith("'"))

  test('prettier does not change them', async () => {
    const member = fc
      .record({
        key: anyText,
        optional: fc.boolean(),
        readonly: fc.boolean(),
        type: fc.oneof(reference, anyType()),
        doc: fc.option(doc, { nil: undefined }),
      })
      .map(({ doc: comment, ...rest }) =>
        comment === undefined ? rest : { ...rest, doc: comment },
      )
    await fc.assert(
      fc.asyncProperty(
        word,
        fc.array(base, { maxLength: 3 }),
        fc.array(member, { maxLength: 4 }),
        async (name, bases, members) => {
          const text = printObject(
            { name, members, ...(bases.length === 0 ? {} : { extends: bases.join(', ') }) },
            options,
          )
          expect(text).toBe(await format(text, prettier))
        },
      ),
      { numRuns },
    )
  })

  test.each([
    'ActionHandler<"a", B>',
    "Holder['some key']",
    "Map<Holder['a']['b'], B<C, D>>",
    '(value: string) => void',
    'Map<string, (value: A<B>) => void>',
    'A | B<C>',
    `${'A'.repeat(99)} | B<C>`,
    '{ a: B<C> }',
    'A<`>`>',
  ])('%s is left as it is', (type) => {
    expect(printObject({ name: 'T', members: [{ key: 'a', type }] }, options)).toBe(
      `export type T = {\n  a: ${type}\n}\n`,
    )
  })
})
