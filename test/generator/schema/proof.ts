/** Lets the compiler compare emitted types with what the schema libraries infer. */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z as zui } from '@bpinternal/zui'
import { transformSync } from 'esbuild'
import * as newest from 'zod'
import * as newestMini from 'zod/mini'
import * as newest3 from 'zod/v3'
import * as v325 from 'zod-3.25/v4'
import * as v325Mini from 'zod-3.25/v4-mini'
import * as v325v3 from 'zod-3.25/v3'
import * as v40 from 'zod-4.0'
import * as v40Mini from 'zod-4.0/mini'
import * as v40v3 from 'zod-4.0/v3'
import { createSchemaReader } from '../../../src/generator/schema/index.js'
import { printDeclaration, printType } from '../../../src/generator/print/index.js'
import type { SchemaReader, SlotTypes } from '../../../src/generator/schema/index.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The oldest and the newest zod that have schemas of zod 4, and what they are imported as. */
const libraries = {
  newest: { z: newest, zm: newestMini, z3: newest3, from: ['zod', 'zod/mini', 'zod/v3'] },
  '4.0': { z: v40, zm: v40Mini, z3: v40v3, from: ['zod-4.0', 'zod-4.0/mini', 'zod-4.0/v3'] },
  '3.25': {
    z: v325,
    zm: v325Mini,
    z3: v325v3,
    from: ['zod-3.25/v4', 'zod-3.25/v4-mini', 'zod-3.25/v3'],
  },
} as const

export type ZodVersion = keyof typeof libraries

/** A schema as source text, and schemas whose inference its types must be. */
export interface Claim {
  /** Statements before the expressions. */
  readonly setup?: string
  readonly source: string
  /** What the write type is the input of; the schema itself by default. */
  readonly written?: string
  /** What the read type is the output of; the schema itself by default. */
  readonly received?: string
  /** Leaves \`any\` inside alone: the compiler cannot walk all of a recursive alias. */
  readonly shallow?: boolean
}

/** @returns the value of the expression, with the libraries at hand as `z`, `zm`, `z3` and `zui`, and two defaults that go with every type: `anyValue`, a literal, and `anyTime`, which is none */
function evaluate(
  { setup = '', source }: Pick<Claim, 'setup' | 'source'>,
  version: ZodVersion,
): unknown {
  const { z, zm, z3 } = libraries[version]
  const body = `(z, zm, z3, zui, anyValue, anyTime, anySchema, anyCoder) => {\n${setup}\nreturn (${source})\n}`
  // Most sources are JavaScript, and there are many.
  const typed = setup || source.includes(' as ')
  const { code } = typed ? transformSync(body, { loader: 'ts' }) : { code: body }
  return new Function(`return ${code}`)()(z, zm, z3, zui, null, Math.random, z.any(), {})
}

/** @returns the types of a schema, and the reader that knows the names in them */
export function readSource(
  claim: Pick<Claim, 'setup' | 'source'>,
  version: ZodVersion = 'newest',
): {
  readonly reader: SchemaReader
  readonly types: SlotTypes
} {
  const reader = createSchemaReader()
  const types = reader.read(evaluate(claim, version), ['actions', 'make', 'input'])
  if (!types) throw new Error(`${claim.source}: ${reader.issues[0]?.message}`)
  return { reader, types }
}

/** A type that is not what it should be. */
export interface Difference {
  readonly claim: Claim
  readonly message: string
}

const compilers = {
  '5.9': 'typescript-5.9',
  '6.0': 'typescript',
  '7.0': 'typescript-7',
} as const

/** A compiler, and how it is asked. */
export interface Compilation {
  readonly compiler: keyof typeof compilers
  readonly exactOptionalPropertyTypes: boolean
  /** The newest by default. */
  readonly zod?: ZodVersion
}

/**
 * Types are compared by assignment in both directions, after `any` and `unknown` are made types of
 * their own, and readonly properties are told apart, at every depth. Identical types are the same
 * without that: `{ a: unknown } & { a?: string }` cannot be assigned to its own copy. Elements are
 * asked for by index: of an intersection of lists, `infer` takes one side's or both, by their order.
 */
const preamble = `
import { z as zui } from '@bpinternal/zui'
import type * as runtime from ${JSON.stringify(join(root, 'src/runtime/types/schemas.js'))}
declare const anyValue: never
declare const anyTime: never
declare const anySchema: any
declare const anyCoder: any
declare const isAny: unique symbol
declare const isUnknown: unique symbol
declare const isReadonly: unique symbol
type Same<A, B> = (<V>() => V extends A ? 1 : 2) extends <V>() => V extends B ? 1 : 2 ? true : false
type ReadonlyKeys<T> = { [K in keyof T]-?: Same<Pick<T, K>, Readonly<Pick<T, K>>> extends true ? (K extends number ? \`\${K}\` : K) : never }[keyof T]
type At<T, I extends number> = T extends { [K in I]: infer V } ? Mark<V> : never
type Leaf = string | number | boolean | bigint | symbol | null | undefined | Date | ((...args: never[]) => unknown)
type Mark<T> = 0 extends 1 & T ? typeof isAny : Same<T, unknown> extends true ? typeof isUnknown : Part<T>
type Part<T> = T extends Leaf ? T
  : T extends ReadonlyMap<infer K, infer V> ? [T extends Map<any, any> ? 'Map' : 'ReadonlyMap', Mark<K>, Mark<V>]
  : T extends ReadonlySet<infer V> ? [T extends Set<any> ? 'Set' : 'ReadonlySet', Mark<V>]
  : T extends Promise<infer V> ? ['Promise', Mark<V>]
  : T extends readonly unknown[] ? [T extends unknown[] ? 'array' : 'readonly', T['length'], Mark<T[number]>, At<T, 0>, At<T, 1>, At<T, 2>, At<T, 3>]
  : { [K in keyof T]: Mark<T[K]> } & { [isReadonly]: [ReadonlyKeys<T>] }
type Assignable<A, B> = Same<A, B> extends true ? true : [A] extends [B] ? ([B] extends [A] ? true : 'the second is not the first') : 'the first is not the second'
type Exact<A, B> = Same<A, B> extends true ? true : Assignable<A, B> extends true ? (Assignable<Mark<A>, Mark<B>> extends true ? true : [Assignable<Mark<A>, Mark<B>>, 'deep inside']) : Assignable<A, B>
`

/** @returns a module with one function for each claim, and the line where each begins */
function moduleOf(
  claims: readonly Claim[],
  version: ZodVersion,
): { text: string; lines: readonly number[] } {
  const [z, zm, z3] = libraries[version].from
  const imports = [
    `import * as z from '${z}'`,
    `import * as zm from '${zm}'`,
    `import * as z3 from '${z3}'`,
  ]
  const head = [...imports, preamble].join('\n')
  const blocks: string[] = [head]
  const lines: number[] = []
  let line = head.split('\n').length
  for (const [index, claim] of claims.entries()) {
    const block = blockOf(claim, index, version)
    lines.push(line)
    blocks.push(block)
    line += block.split('\n').length
  }
  return { text: blocks.join('\n'), lines }
}

function blockOf(claim: Claim, index: number, version: ZodVersion): string {
  const { reader, types } = readSource(claim, version)
  const { setup = '', source, written, received } = claim
  const library = /\b(zui|z3)\./.exec(setup + source)?.[1] ?? 'z'
  const options = { nameOf: (id: string) => `Claim${index}${id}` }
  const exact = claim.shallow ? 'Assignable' : 'Exact'
  return [
    ...reader.named.map((named) =>
      printDeclaration({ ...named, name: options.nameOf(named.id) }, options),
    ),
    `export function claim${index}() {`,
    `  ${setup}`,
    `  const schema = ${source}`,
    `  const written = ${written ?? 'schema'}`,
    `  const received = ${received ?? 'schema'}`,
    `  const write: ${exact}<${printType(types.write, options)}, ${library}.input<typeof written>> = true`,
    `  const read: ${exact}<${printType(types.read, options)}, ${library}.output<typeof received>> = true`,
    `  return [schema, written, received, write, read]`,
    '}',
  ].join('\n')
}

/**
 * @param claims any number of schemas
 * @param compilation which compiler, with which flags
 * @returns what the compiler objects to
 */
export async function differences(
  claims: readonly Claim[],
  { compiler, exactOptionalPropertyTypes, zod = 'newest' }: Compilation,
): Promise<readonly Difference[]> {
  const { text, lines } = moduleOf(claims, zod)
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'schema-proof-'))
  try {
    writeFileSync(join(folder, 'proof.ts'), text)
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          target: 'es2023',
          lib: ['es2023'],
          module: 'nodenext',
          moduleDetection: 'force',
          strict: true,
          exactOptionalPropertyTypes,
          noUncheckedIndexedAccess: true,
          skipLibCheck: true,
          types: [],
          noEmit: true,
        },
        files: ['proof.ts'],
      }),
    )
    const output = await run(join(root, 'node_modules', compilers[compiler], 'bin/tsc'), folder)
    return output.flatMap(({ line, message }) => {
      const index = lines.findLastIndex((first) => first <= line)
      const claim = claims[index]
      return claim ? [{ claim, message }] : [{ claim: { source: 'the preamble' }, message }]
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(tsc: string, folder: string): Promise<{ line: number; message: string }[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--max-old-space-size=6000', tsc, '-p', folder, '--pretty', 'false'],
      { maxBuffer: 1e9 },
      (error, stdout, stderr) => {
        const found = [
          ...stdout.matchAll(/^proof\.ts\((\d+),\d+\): (.*)$/gm),
          ...stdout.matchAll(/\/proof\.ts\((\d+),\d+\): (.*)$/gm),
        ]
        // A compiler that fails without saying where has not compared anything.
        if (error && !found.length) reject(new Error(stdout + stderr))
        else resolve(found.map(([, line, message]) => ({ line: Number(line), message: message! })))
      },
    )
  })
}
