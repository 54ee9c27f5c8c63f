import { describe, expect, test } from 'vitest'
import { kindsOf, miniKinds, zod3Kinds, zod4Kinds, zuiKinds } from './kinds.js'
import { plain } from './plain.js'
import { differences, readSource } from './proof.js'

const dialects = { 'zod 4': zod4Kinds, 'zod/mini': miniKinds, 'zod 3': zod3Kinds, zui: zuiKinds }

describe.each(Object.entries(dialects))('%s', (_, kinds) => {
  test.each(kinds)('$source → $write', ({ write, read = write, ...claim }) => {
    const { types } = readSource(claim)
    expect({ write: plain(types.write), read: plain(types.read) }).toEqual({ write, read })
  })
})

describe.each(['4.0', '3.25'] as const)('zod 4 as it is in zod %s', (version) => {
  const kinds = kindsOf(version)

  test.each(kinds)('$source → $write', ({ write, read = write, ...claim }) => {
    const { types } = readSource(claim, version)
    expect({ write: plain(types.write), read: plain(types.read) }).toEqual({ write, read })
  })

  test('every type is what it infers', async () => {
    const compilation = { compiler: '7.0', exactOptionalPropertyTypes: true, zod: version } as const
    const found = await differences(kinds, compilation)
    expect(found.map(({ claim, message }) => `${claim.source}: ${message}`)).toEqual([])
  })
})

describe('every type is what its library infers', () => {
  const kinds = Object.values(dialects).flat()
  test.each([
    ['5.9', true],
    ['6.0', false],
    ['7.0', true],
    ['7.0', false],
  ] as const)('TypeScript %s, exactOptionalPropertyTypes %s', async (compiler, exact) => {
    const found = await differences(kinds, { compiler, exactOptionalPropertyTypes: exact })
    expect(
      found.map(({ claim, message }) => `${claim.setup ?? ''}${claim.source}: ${message}`),
    ).toEqual([])
  })

  test('a type that is another is noticed', async () => {
    const wrong = ['z.array(z.number())', 'z.array(z.any())', 'z.array(z.string()).readonly()'].map(
      (received) => ({ source: 'z.array(z.string())', received }),
    )
    const subtle = [
      {
        source: 'z.object({ a: z.object({ b: z.unknown() }) })',
        received: 'z.object({ a: z.object({ b: z.any() }) })',
      },
      {
        source: 'z.object({ a: z.string().optional() })',
        received: 'z.object({ a: z.string().or(z.undefined()) })',
      },
      {
        source: 'z.object({ a: z.object({ b: z.string() }) })',
        received: 'z.object({ a: z.object({ b: z.string() }).readonly() })',
      },
      { source: 'z.map(z.string(), z.any())', received: 'z.map(z.string(), z.string())' },
    ]
    const found = await differences([...wrong, ...subtle], {
      compiler: '7.0',
      exactOptionalPropertyTypes: true,
    })
    expect(found.map(({ claim }) => claim)).toEqual([...wrong, ...subtle])
  })
})
