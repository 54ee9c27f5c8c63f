import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { camelCase, createNames, isIdentifierName, pascalCase } from '../../src/generator/names.js'

test.each([
  ['track-event', 'TrackEvent', 'trackEvent'],
  ['trackEvent', 'TrackEvent', 'trackEvent'],
  ['track event', 'TrackEvent', 'trackEvent'],
  ['track_event', 'TrackEvent', 'trackEvent'],
  ['TRACK_EVENT', 'TrackEvent', 'trackEvent'],
  ['TRACK_EVENT input', 'TrackEventInput', 'trackEventInput'],
  ['HTTPServer', 'HTTPServer', 'httpServer'],
  ['URL', 'URL', 'url'],
  ['a b', 'AB', 'aB'],
  ['1st', '_1st', '_1st'],
  ['top 10', 'Top10', 'top10'],
  ['__proto__', 'Proto', 'proto'],
  ['class', 'Class', 'class'],
  ["it's", 'ItS', 'itS'],
  ['日本語', '日本語', '日本語'],
  ['été', 'Été', 'été'],
  ['straße', 'Straße', 'straße'],
  ['თბილისი', 'თბილისი', 'თბილისი'],
  ['a\u200db', 'AB', 'aB'],
  ['', 'Empty', 'empty'],
  ['🎉', 'U1F389', 'u1F389'],
  ['$_', 'U24U5F', 'u24U5F'],
])('%j is %s and %s', (name, pascal, camel) => {
  expect(pascalCase(name)).toBe(pascal)
  expect(camelCase(name)).toBe(camel)
})

test('any string becomes an identifier, and one identifier stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      for (const style of [pascalCase, camelCase]) {
        const styled = style(name)
        expect(isIdentifierName(styled)).toBe(true)
        expect(style(styled)).toBe(styled)
      }
    }),
    { numRuns: 2000 },
  )
})

describe('claims', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['free', ['track-event', 'order'], ['TrackEvent', 'Order']],
    ['in order', ['foo-bar', 'fooBar', 'foo bar'], ['FooBar', 'FooBar2', 'FooBar3']],
    ['behind digits', ['a1', 'A1', 'a1'], ['A1', 'A1_2', 'A1_3']],
    ['a number that is taken', ['a2', 'a', 'A', 'a'], ['A2', 'A', 'A3', 'A4']],
    ['reserved', ['plugin', 'plugin'], ['Plugin2', 'Plugin3']],
    [
      "the library's",
      ['Record', 'date', 'Map', 'record'],
      ['Record_', 'Date_', 'Map_', 'Record_2'],
    ],
  ])('%s', (_, wishes, want) => {
    const names = createNames(['Plugin'])
    expect(wishes.map((wish) => names.claim(wish))).toEqual(want)
  })

  test.each([
    ['class', 'class_'],
    ['await', 'await_'],
    ['string', 'string_'],
    ['constructor', 'constructor'],
    ['get', 'get'],
    ['track-event', 'trackEvent'],
  ])('in camel case, %s is %s', (wish, want) => {
    expect(createNames([], camelCase).claim(wish)).toBe(want)
  })

  test('no two are the same, and all are legal names of types and of namespaces', () => {
    const wish = fc.oneof(
      fc.constantFrom('a', 'A', 'a-', 'a2', 'record', 'class', 'any', 'let', 'type', 'infer', '🎉'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), fc.boolean(), (wishes, isCamel) => {
        const names = createNames([], isCamel ? camelCase : pascalCase)
        const claimed = wishes.map((each) => names.claim(each))
        expect(new Set(claimed).size).toBe(claimed.length)
        const code = claimed.map((name) => `import type * as ${name} from 'x'\ntype ${name}T = 1\n`)
        const { diagnostics } = ts.transpileModule(code.join(''), { reportDiagnostics: true })
        expect(diagnostics).toEqual([])
      }),
    )
  })

  test('many of one name are not slow', () => {
    const names = createNames()
    const claimed = Array.from({ length: 20_000 }, () => names.claim('a'))
    expect(claimed.at(-1)).toBe('A20000')
  })
})
