/** What to do about an import that leads nowhere. */
import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { nearest } from '../nearest.js'
import { packageManagerOf } from '../project/index.js'
import { type Alias, aliasesFor, findUp } from './tsconfig.js'

/**
 * Advises on an import.
 *
 * @param specifier what is imported, as it is written
 * @param importer the absolute path of the file that imports it
 * @param notes what esbuild knows about it
 */
export async function wayOut(
  specifier: string,
  importer: string,
  notes: readonly string[],
): Promise<string> {
  if (isPath(specifier)) return aboutPath(specifier, importer)
  const known = notes.find((note) =>
    /is not (?:currently )?exported by package|is not defined in this "imports" map|does not exist/.test(
      note,
    ),
  )
  if (known !== undefined) return known.replace(/:$/, '')
  const [alias] = await aliasesFor(specifier, importer)
  return (
    aboutBuiltin(specifier) ??
    aboutInstalled(specifier, importer, notes) ??
    (alias && aboutAlias(alias, specifier, importer)) ??
    (await aboutPackage(specifier, importer))
  )
}

/** Whether an import names a file, and not a package or an alias. */
export function isPath(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/')
}

function aboutPath(specifier: string, importer: string): string {
  const near = nearFile(resolve(dirname(importer), specifier))
  return near === undefined
    ? `There is no such file: create it, or correct the path`
    : `Did you mean ${JSON.stringify(specifier.replace(/[^/]*$/, near))}?`
}

/** The name of the file that a path almost is. */
export function nearFile(path: string): string | undefined {
  const byName = new Map(names(dirname(path)).map((name) => [nameOf(name).toLowerCase(), name]))
  const near = nearest(nameOf(path).toLowerCase(), [...byName.keys()])
  const name = near === undefined ? undefined : byName.get(near)
  return name !== undefined && extname(path) === '' ? nameOf(name) : name
}

function nameOf(path: string): string {
  return basename(path).replace(/\.(?:[cm]?[jt]sx?|json)$/, '')
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Nothing can be installed under `node:`, nor below the name of one of node's own modules. */
function aboutBuiltin(specifier: string): string | undefined {
  const hasPrefix = specifier.startsWith('node:')
  const name = hasPrefix ? specifier.slice('node:'.length) : specifier
  const isBelow = name.includes('/') && builtinModules.includes(name.split('/')[0] ?? '')
  if (!hasPrefix && !isBelow) return undefined
  const near = nearest(name, builtinModules)
  return near === undefined
    ? 'Node has no such module: its documentation lists those that there are'
    : `Did you mean ${JSON.stringify(`${hasPrefix ? 'node:' : ''}${near}`)}?`
}

/** What is installed and still not found is broken, or not built. */
function aboutInstalled(
  specifier: string,
  importer: string,
  notes: readonly string[],
): string | undefined {
  const name = packageIn(specifier)
  if (name === undefined) return undefined
  const folder = findUp(dirname(importer), join('node_modules', name))
  if (folder === undefined) return undefined
  const [missing] = notes.flatMap(
    (note) => /^The module "(.*)" was not found/.exec(note)?.[1] ?? [],
  )
  const what =
    missing === undefined
      ? `it has no ${specifier === name ? 'entry' : specifier.slice(name.length + 1)}`
      : `its ${missing.replace(/^\.\//, '')} is missing`
  const isLinked = !/[\\/]node_modules[\\/]/.test(realpathSync(folder))
  const { install } = packageManagerOf(dirname(importer))
  return `${name} is installed, but ${what}: ${isLinked ? 'build it first' : `look it up, or run \`${install}\` again`}`
}

function aboutAlias(
  { pattern, tsconfig, targets, includes }: Alias,
  specifier: string,
  importer: string,
): string {
  const shown = (path: string): string => relative(dirname(tsconfig), path)
  const file = basename(tsconfig)
  if (!includes) {
    return `\`${pattern}\` is an alias of ${file}, which does not include ${shown(importer)}: add it to \`include\` there`
  }
  const [near] = targets.flatMap((target) => nearFile(target) ?? [])
  return near === undefined
    ? `\`${pattern}\` in ${file} leads to ${targets.map(shown).join(' or ')}, where there is no file`
    : `Did you mean ${JSON.stringify(specifier.replace(/[^/]*$/, near))}?`
}

async function aboutPackage(specifier: string, importer: string): Promise<string> {
  const name = packageIn(specifier)
  if (name === undefined) {
    return 'If it is an alias, add it to `paths` in tsconfig.json or to `imports` in package.json'
  }
  const folder = dirname(importer)
  const { install, add } = packageManagerOf(folder)
  const declared = declaredIn(folder)
  if (declared.has(name)) {
    return `${name} is in package.json, but not installed: run \`${install}\``
  }
  const neighbours = await neighboursOf(folder)
  const neighbour = neighbours.get(name)
  if (neighbour !== undefined) {
    const own = readManifest(findUp(folder, 'package.json') ?? '')?.name ?? 'this one'
    return `${name} is a package of this repository (${neighbour}): add it to the dependencies of ${String(own)}, and run \`${install}\``
  }
  const near = nearest(name, [...declared, ...neighbours.keys(), ...builtinModules])
  return near === undefined
    ? `Run \`${add(name)}\``
    : `Did you mean ${JSON.stringify(near)}? If not, run \`${add(name)}\``
}

/** The package that an import names, if that can be the name of one. */
function packageIn(specifier: string): string | undefined {
  return /^(?:@[\w.-]+\/)?[\w.-]+(?=\/|$)/.exec(specifier)?.[0]
}

/** The packages that some `package.json` around a folder asks for. */
function declaredIn(folder: string): ReadonlySet<string> {
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
  const found = new Set<string>()
  for (let place = folder; ; place = dirname(place)) {
    const manifest = readManifest(join(place, 'package.json'))
    for (const kind of kinds)
      for (const name of Object.keys(manifest?.[kind] ?? {})) found.add(name)
    if (place === dirname(place)) return found
  }
}

/** The packages of the workspace that a folder is in: their folders, relative to it, by name. */
async function neighboursOf(folder: string): Promise<ReadonlyMap<string, string>> {
  const root = workspaceAround(folder)
  if (root === undefined) return new Map()
  const { glob } = await import('tinyglobby')
  const ignore = ['**/node_modules/**', '**/dist/**']
  const manifests = await glob('**/package.json', { cwd: root, ignore, deep: 6 })
  return new Map(
    manifests.flatMap((path) => {
      const name = readManifest(join(root, path))?.name
      return typeof name === 'string' ? [[name, dirname(path)] as const] : []
    }),
  )
}

function workspaceAround(folder: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const isRoot =
      existsSync(join(place, 'pnpm-workspace.yaml')) ||
      readManifest(join(place, 'package.json'))?.workspaces !== undefined
    if (isRoot) return place
    if (place === dirname(place)) return undefined
  }
}

/** @returns `undefined` for none, or one that cannot be read */
function readManifest(file: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  } catch {
    return undefined
  }
}
