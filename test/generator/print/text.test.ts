import fc from 'fast-check'
import { format } from 'prettier'
import type { Options } from 'prettier'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import {
  docComment,
  importStatement,
  printObject,
  propertyKey,
  stringLiteral,
} from '../../../src/generator/print/index.js'
import type { Import } from '../../../src/generator/print/index.js'
import type { Doc } from '../../../src/generator/schema/type.js'
import { anyText, doc } from './arbitrary-type.js'

const prettier: Options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 }

function evaluate(code: string): unknown {
  return (new Function(`return ${code}`) as () => unknown)()
}

describe('string literals', () => {
  test.each([
    ['plain', `'plain'`],
    ["it's", `"it's"`],
    [`"quoted"`, `'"quoted"'`],
    [`'"`, `'\\'"'`],
    [`''"`, `"''\\""`],
    ['\\', `'\\\\'`],
    ['a\nb\r\nc\td', `'a\\nb\\r\\nc\\td'`],
    ['\0\x7f\u0085', `'\\u0000\\u007f\\u0085'`],
    ['\u2028\u2029', `'\\u2028\\u2029'`],
    ['\ud800', `'\\ud800'`],
    ['\udc00x', `'\\udc00x'`],
    ['\u202eevil', `'\\u202eevil'`],
    ['no\u00a0break', `'no\\u00a0break'`],
    ['日本語 é 🎉', `'日本語 é 🎉'`],
    ['👩‍💻', `'👩\\u200d💻'`],
    ['', `''`],
  ])('%j', (value, want) => {
    expect(stringLiteral(value)).toBe(want)
  })

  test('random strings survive', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.string({ unit: 'binary' })), (value) => {
        expect(evaluate(stringLiteral(value))).toBe(value)
      }),
    )
  })

  test('every UTF-16 code unit survives', () => {
    const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    const wrong = units.filter((unit) => evaluate(stringLiteral(unit)) !== unit)
    expect(wrong).toEqual([])
  })
})

describe('property keys', () => {
  test.each([
    ['plain', 'plain', 'plain'],
    ['class', 'class', 'class'],
    ['constructor', 'constructor', 'constructor'],
    ['__proto__', '__proto__', `['__proto__']`],
    ['foo-bar', `'foo-bar'`, `'foo-bar'`],
    ['1st', `'1st'`, `'1st'`],
    ['123', `'123'`, `'123'`],
    ['', `''`, `''`],
    ['日本語', '日本語', '日本語'],
    ['Größe', 'Größe', 'Größe'],
    ['वर्ष', 'वर्ष', 'वर्ष'],
    // Letters that not every reader has as identifiers; quotes alone, prettier would take away.
    ['ಕನ್ನಡ', `'\\u0c95\\u0ca8\\u0ccd\\u0ca8\\u0ca1'`, `'\\u0c95\\u0ca8\\u0ccd\\u0ca8\\u0ca1'`],
    ['🎉', `'🎉'`, `'🎉'`],
    ['a\u200db', `'a\\u200db'`, `'a\\u200db'`],
  ])('%j', (key, inType, inValue) => {
    expect(propertyKey(key, 'type')).toBe(inType)
    expect(propertyKey(key, 'value')).toBe(inValue)
  })

  test('prettier and TypeScript leave a key of each kind of UTF-16 code unit as it is', async () => {
    // Inside these blocks, all are of one kind: Han, Hangul, surrogates and private use.
    const alike = [
      [0x4e10, 0x9fc0],
      [0xac10, 0xd790],
      [0xd810, 0xf8f0],
    ] as const
    const keys = Array.from({ length: 0x10000 }, (_, code) => code)
      .filter((code) => !alike.some(([from, to]) => from < code && code < to))
      .map((code) => String.fromCharCode(code))
    const text = printObject(
      { name: 'Keys', members: keys.map((key) => ({ key, type: 'string' })) },
      { nameOf: (id) => id },
    )
    expect(await format(text, prettier)).toBe(text)
    const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ESNext)
    const [declaration] = file.statements as unknown as readonly [ts.TypeAliasDeclaration]
    const read = (declaration.type as ts.TypeLiteralNode).members.map(
      (member) => (member.name as ts.Identifier).text,
    )
    expect(read).toEqual(keys)
  })
})

describe('doc comments', () => {
  const long =
    'A description that is so long that it does not fit on one line with its comment marks.'
  test.each<[string, Doc | undefined, number, string]>([
    ['nothing', undefined, 0, ''],
    ['nothing to say', { title: ' ', deprecated: false, examples: [] }, 0, ''],
    ['nothing printable', { description: '\u0000\n\u202e\n' }, 0, ''],
    ['one line', { description: 'Counts.' }, 2, '  /** Counts. */\n'],
    [
      'too long',
      { description: `${long} ` },
      10,
      `          /**\n           * ${long}\n           */\n`,
    ],
    [
      'title and description',
      { title: 'Count', description: 'How many.\r\n\r\n  Since ever. \n' },
      0,
      '/**\n * Count\n *\n * How many.\n *\n *   Since ever.\n */\n',
    ],
    ['the same twice', { title: 'Count', description: 'Count' }, 0, '/** Count */\n'],
    ['deprecated', { deprecated: true }, 0, '/** @deprecated */\n'],
    [
      'all',
      { title: 'T', deprecated: 'Use\nother', examples: [{ a: 1 }, 'x'] },
      0,
      '/**\n * T\n *\n * @deprecated Use\n * other\n * @example {"a":1}\n * @example "x"\n */\n',
    ],
    ['end of comment', { description: 'a */ b' }, 0, '/** a *\\/ b */\n'],
    [
      'tags',
      { description: '@deprecated no\nmail me@x.y or @z' },
      0,
      '/**\n * \\@deprecated no\n * mail me@x.y or \\@z\n */\n',
    ],
    ['line ends', { description: 'a\u2028b\u0085c\vd' }, 0, '/**\n * a\n * b\n * c\n * d\n */\n'],
    ['control', { description: 'a\u0000\u001b[31m\u202eb\ud800' }, 0, '/** a[31mb\ufffd */\n'],
    [
      'hostile example',
      { examples: ['*/ @x', '\u2028'] },
      0,
      '/**\n * @example "*\\/ \\u0040x"\n * @example "\\u2028"\n */\n',
    ],
    ['example that is not JSON', { title: 'T', examples: [1n, undefined] }, 0, '/** T */\n'],
  ])('%s', (_, given, indent, want) => {
    expect(docComment(given, indent)).toBe(want)
  })

  test('whatever they say, they stay one comment and have no tags but their own', () => {
    fc.assert(
      fc.property(doc, (given) => {
        const file = ts.createSourceFile(
          'x.ts',
          `${docComment(given, 0)}export type T = 1\n`,
          ts.ScriptTarget.ESNext,
          true,
        )
        const [declaration, ...more] = file.statements
        expect(more).toEqual([])
        const tags = ts.getJSDocTags(declaration as ts.Node).map((tag) => tag.tagName.text)
        const isDeprecated = given.deprecated !== undefined && given.deprecated !== false
        expect(tags).toEqual([
          ...(isDeprecated ? ['deprecated'] : []),
          ...(given.examples ?? []).map(() => 'example'),
        ])
      }),
      { numRuns: 500 },
    )
  })
})

describe('imports', () => {
  const more = Array.from({ length: 11 }, (_, index) => `ActionNumber${index}`)
  const names = ['ActionNumber', ...more] as const
  test.each<[Import, string]>([
    [{ from: './x.js' }, `import './x.js'\n`],
    [{ from: './x.js', names: ['A'] }, `import { A } from './x.js'\n`],
    [
      { from: './x.js', type: true, names: ['A', { name: 'B', as: 'C' }] },
      `import type { A, B as C } from './x.js'\n`,
    ],
    [
      { from: "./it's.js", type: true, namespace: 'actions' },
      `import type * as actions from "./it's.js"\n`,
    ],
    [
      { from: './x.js', names },
      `import {\n${names.map((name) => `  ${name},\n`).join('')}} from './x.js'\n`,
    ],
    [
      { from: `./${'long'.repeat(30)}.js`, names: ['A'] },
      `import { A } from './${'long'.repeat(30)}.js'\n`,
    ],
  ])('%j', async (given, want) => {
    expect(importStatement(given)).toBe(want)
    expect(await format(want, prettier)).toBe(want)
  })
})
