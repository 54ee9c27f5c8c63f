import fc from 'fast-check'
import { format } from 'prettier'
import type { Options } from 'prettier'
import { expect, test } from 'vitest'
import { printDeclaration } from '../../../src/generator/print/index.js'
import { anyType, doc } from './arbitrary-type.js'
import { canonical, readDeclaration } from './read-type.js'

/** More runs: `PRINT_RUNS=20000 npx vitest run --testTimeout=0 …`. A failure prints seed and case. */
const numRuns = Number(process.env['PRINT_RUNS'] ?? 400)
const prettier: Options = { parser: 'typescript', semi: false, singleQuote: true, printWidth: 100 }
const types = fc.oneof(anyType(), anyType('medium'))
const options = { nameOf: (id: string) => id }

test('prettier does not change a random type', async () => {
  const name = fc.stringMatching(/^T[a-z]{0,70}$/)
  await fc.assert(
    fc.asyncProperty(name, types, fc.option(doc), async (name, type, comment) => {
      const text = printDeclaration(
        comment === null ? { name, type } : { name, type, doc: comment },
        options,
      )
      expect(text).toBe(await format(text, prettier))
    }),
    { numRuns },
  )
})

test('TypeScript reads a random type back as it was', () => {
  fc.assert(
    fc.property(types, (type) => {
      const text = printDeclaration({ name: 'T', type }, options)
      expect(canonical(readDeclaration(text))).toEqual(canonical(type))
    }),
    { numRuns },
  )
})
