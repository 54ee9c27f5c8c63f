/** The layers of the sources and what each may import, as CONTRIBUTING.md says in its table. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, it } from 'vitest'

const source = new URL('../src', import.meta.url).pathname

interface Import {
  readonly from: string
  readonly to: string
}

/** Every import, export-from and lazy import below src; packages keep their names. */
const imports = globSync('**/*.{ts,tsx}', { cwd: source }).flatMap((from): Import[] => {
  const text = readFileSync(join(source, from), 'utf8')
  const specifiers = text.matchAll(/(?:\bfrom|\bimport\(|^import)\s*'([^']+)'/gm)
  return [...specifiers].map(([, specifier = '']) => ({
    from,
    to: specifier.startsWith('.') ? fileAt(join(dirname(from), specifier)) : specifier,
  }))
})

/** The source that is imported as `.js`. */
function fileAt(path: string): string {
  const typed = path.replace(/\.js$/, '.ts')
  return existsSync(join(source, typed)) ? typed : path.replace(/\.js$/, '.tsx')
}

const isPackage = (to: string): boolean => !/\.(tsx?|hbs)$/.test(to)
const show = ({ from, to }: Import): string => `${from} → ${to}`

function broken(rule: (edge: Import) => boolean): string[] {
  return imports.filter((edge) => !rule(edge)).map(show)
}

/** A row of the table of layers in CONTRIBUTING.md. */
interface Layer {
  readonly name: string
  readonly mayImport: (layer: string) => boolean
  readonly packages: RegExp
}

/** What the table's words for packages mean. */
const packagesOf: Readonly<Record<string, string>> = {
  any: '.',
  croner: '^croner$',
  esbuild: '^esbuild$',
  node: '^node:',
  none: '$^',
  preact: '^(?:preact|@preact/signals)(?:/|$)',
  semver: '^semver$',
  zod: '^zod(?:/|$)',
}

const layers = readLayers(readFileSync(new URL('../CONTRIBUTING.md', import.meta.url), 'utf8'))

function readLayers(text: string): readonly Layer[] {
  const [, table = ''] = /<!-- layers -->\n\n((?:\|.*\n)+)/.exec(text) ?? []
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) => {
      const [name = '', , imported = '', packages = ''] = row
        .split('|')
        .slice(1)
        .map((cell) => cell.replaceAll('`', '').trim())
      const others = imported.split(', ').filter(Boolean)
      return {
        name,
        mayImport: (layer) =>
          layer === name ||
          others.includes(layer) ||
          (others.includes('every folder of its own') && layer.startsWith(`${name}/`)),
        packages: new RegExp(
          packages
            .split(', ')
            .map((word) => packagesOf[word])
            .join('|'),
        ),
      }
    })
}

/** The layer that a file belongs to: the innermost one that has it. */
function layerOf(file: string): string {
  const [name] = layers
    .map((layer) => layer.name)
    .filter((name) => file.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)
  return name ?? file
}

it('has a layer for every file, and a file for every layer', () => {
  const used = new Set(imports.map(({ from }) => layerOf(from)))
  expect([...used].sort()).toEqual(layers.map(({ name }) => name).sort())
})

describe.each(layers)('$name', ({ name, mayImport, packages }) => {
  const own = ({ from }: Import): boolean => layerOf(from) === name

  it('imports no other layer than it may', () => {
    expect(
      broken(
        (edge) =>
          !own(edge) ||
          isPackage(edge.to) ||
          edge.to.endsWith('.hbs') ||
          mayImport(layerOf(edge.to)),
      ),
    ).toEqual([])
  })

  it('uses no other package than it may', () => {
    expect(broken((edge) => !own(edge) || !isPackage(edge.to) || packages.test(edge.to))).toEqual(
      [],
    )
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

it('has no circles, not even of types', () => {
  const files = imports.filter(({ to }) => !isPackage(to))
  expect(files.length).toBeGreaterThan(400)
  expect(circlesOf(files)).toEqual([])
})

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
  expect(uses.filter((file) => layerOf(file) !== 'cli' && file !== guard)).toEqual([])
})
