import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isIdentifierName } from '../../../src/generator/names.js'
import { printDeclaration, printObject } from '../../../src/generator/print/index.js'
import { anyType, doc } from './arbitrary-type.js'

const options = { nameOf: (id: string) => id }
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'print-'))
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', types: [] }
  const tsconfig = { compilerOptions, files: ['types.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** All errors of syntax and of grammar; that random types refer to nothing that exists is no matter. */
function grammarErrors(version: string, text: string): readonly string[] {
  writeFileSync(join(folder, 'types.ts'), text)
  const tsc = fileURLToPath(new URL(`../../../node_modules/${version}/bin/tsc`, import.meta.url))
  const args = [tsc, '-p', folder, '--pretty', 'false']
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })
  return stdout.split('\n').filter((line) => /error TS1\d{3}:/.test(line))
}

/** What each compiler must find wrong: this shows that it was at work. */
const planted = "export type A = [string?, number]\nexport type B = { [key: 'a']: string }\n"

/** Each character that is used in identifiers without escapes. */
function bareKeys(): readonly string[] {
  const chars = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  return chars.flatMap((char) =>
    isIdentifierName(char) ? [char] : isIdentifierName(`a${char}`) ? [`a${char}`] : [],
  )
}

test.each(['typescript-5.9', 'typescript', 'typescript-7'])(
  '%s accepts the grammar of random types and of every bare key',
  (version) => {
    const members = bareKeys().map((key) => ({ key, type: 'string' }))
    expect(members.length).toBeGreaterThan(30_000)
    const keys = printObject({ name: 'Keys', members }, options)
    const types = fc.array(fc.tuple(fc.oneof(anyType(), anyType('medium')), doc), {
      minLength: 400,
      maxLength: 400,
      size: 'max',
    })
    fc.assert(
      fc.property(types, (given) => {
        const text = given.map(([type, comment], index) =>
          printDeclaration({ name: `T${index}`, type, doc: comment }, options),
        )
        const errors = grammarErrors(version, [planted, keys, ...text].join('\n'))
        expect(errors).toEqual([
          expect.stringContaining('types.ts(1,27): error TS1257'),
          expect.stringContaining('types.ts(2,20): error TS1337'),
        ])
      }),
      { numRuns: 1, endOnFailure: true },
    )
  },
)
