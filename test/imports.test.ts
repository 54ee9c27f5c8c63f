/** The rooms of the house and the doors between them, as style.md draws them. */
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, it } from 'vitest'

const source = new URL('../src', import.meta.url).pathname

interface Import {
  readonly from: string
  readonly to: string
}

/** Every import, export-from and lazy import below src; packages keep their names. */
const imports = globSync('**/*.ts', { cwd: source }).flatMap((from): Import[] => {
  const text = readFileSync(join(source, from), 'utf8')
  const specifiers = text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)
  return [...specifiers].map(([, specifier = '']) => ({
    from,
    to: specifier.startsWith('.')
      ? relative(source, join(source, dirname(from), specifier)).replace(/\.js$/, '.ts')
      : specifier,
  }))
})

const room = (file: string): string => file.split('/')[0] ?? ''
const isPackage = (to: string): boolean => !/\.(ts|hbs)$/.test(to)
const show = ({ from, to }: Import): string => `${from} → ${to}`

function broken(rule: (edge: Import) => boolean): string[] {
  return imports.filter((edge) => !rule(edge)).map(show)
}

/** Which rooms a room may look into (`..`: the templates), and which packages it may use. */
const rules: Record<string, { rooms: string[]; packages: RegExp }> = {
  runtime: { rooms: ['runtime'], packages: /^$/ },
  definition: { rooms: ['definition', 'runtime'], packages: /^zod(\/|$)/ },
  testing: { rooms: ['testing', 'runtime'], packages: /^(zod(\/|$)|croner$|node:)/ },
  generator: { rooms: ['generator', 'runtime', '..'], packages: /./ },
  bundle: { rooms: ['bundle', 'generator'], packages: /./ },
  schema: { rooms: ['schema', 'generator', 'runtime'], packages: /^$/ },
  dev: {
    rooms: ['dev', 'generator', 'schema', 'testing', 'runtime'],
    packages: /^(esbuild$|node:|preact|@preact\/signals$)/,
  },
  cli: { rooms: ['cli', 'bundle', 'dev', 'generator', '..'], packages: /./ },
}

it('reads the imports of every room', () => {
  expect([...new Set(imports.map(({ from }) => room(from)))].sort()).toEqual(
    Object.keys(rules).sort(),
  )
})

describe.each(Object.entries(rules))('%s', (name, { rooms, packages }) => {
  it('looks into no other room than it may', () => {
    expect(
      broken(({ from, to }) => room(from) !== name || isPackage(to) || rooms.includes(room(to))),
    ).toEqual([])
  })

  it('uses no other package than it may', () => {
    expect(
      broken(({ from, to }) => room(from) !== name || !isPackage(to) || packages.test(to)),
    ).toEqual([])
  })
})

it('goes through front doors only', () => {
  expect(
    broken(({ from, to }) => {
      if (isPackage(to) || to.endsWith('.hbs') || to.endsWith('/index.ts')) return true
      // From a folder, its own files and those of the folders around it are at hand.
      return from.startsWith(`${dirname(to)}/`)
    }),
  ).toEqual([])
})

it('has no circles in the local bot, not even of types', () => {
  const inside = imports.filter(
    ({ from, to }) => room(from) === 'testing' && room(to) === 'testing',
  )
  expect(inside.length).toBeGreaterThan(20)
  expect(circlesOf(inside)).toEqual([])
  // A folder is one layer: platform knows nothing of host, nor either of the bot that they make.
  const folders = inside
    .map(({ from, to }) => ({ from: layer(from), to: layer(to) }))
    .filter(({ from, to }) => from !== to)
  expect(circlesOf(folders)).toEqual([])
})

/** A folder of a room, or a file beside the folders. */
const layer = (file: string): string => file.split('/').slice(0, 2).join('/')

/** What is left when, again and again, all that imports nothing of the rest is taken away. */
function circlesOf(edges: readonly Import[]): string[] {
  const rest = edges.filter(({ to }) => edges.some(({ from }) => from === to))
  return rest.length === edges.length ? rest.map(show) : circlesOf(rest)
}

it('never names a compiler on the way of gen', () => {
  expect(broken(({ to }) => to !== 'typescript' && to !== 'zod-to-ts')).toEqual([])
})

it('loads slow packages only where they are used', () => {
  const text = globSync('**/*.ts', { cwd: source }).map((file) => ({
    file,
    code: readFileSync(join(source, file), 'utf8'),
  }))
  const eager = /^(?:import|export)(?! type)[^\n]*from '(?:ts-morph|prettier|esbuild)/m
  expect(text.filter(({ code }) => eager.test(code)).map(({ file }) => file)).toEqual([])
})

/** Where the author's code runs, which must reach neither. */
const guard = 'generator/load/worker/confinement.ts'

it('touches the console and the exit code in the command line only', () => {
  const uses = globSync('**/*.ts', { cwd: source }).filter((file) =>
    /\bconsole\.|process\.(?:exit|stdout|stderr)/.test(
      readFileSync(join(source, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, ''),
    ),
  )
  expect(uses.filter((file) => room(file) !== 'cli' && file !== guard)).toEqual([])
})
