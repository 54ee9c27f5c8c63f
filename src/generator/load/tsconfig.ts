/**
 * The tsconfig that the compiler reads a file by, where esbuild would read it by another or leave
 * something out: esbuild takes the nearest, and knows neither `references` nor `customConditions`.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import type * as GetTsconfig from 'get-tsconfig'

/** What the compiler knows of a file beside what esbuild finds by itself. */
interface Project {
  /** Absolute path of the tsconfig that includes the file. */
  readonly tsconfig: string
  /** `customConditions`, by which it chooses between the exports of packages. */
  readonly conditions: readonly string[]
  /**
   * By `paths` that esbuild does not see.
   *
   * @param specifier of an import that is not relative
   * @returns absolute paths that it may mean, the likeliest first, with or without an extension
   */
  candidates(specifier: string): readonly string[]
  /** Absolute paths of all files that were read to find out, but for those that these extend. */
  readonly consulted: readonly string[]
}

/** Finds projects, and remembers them. */
export type Projects = (file: string) => Promise<Project | undefined>

/**
 * Makes what finds the tsconfig that includes a file: the nearest `tsconfig.json`, or the first of
 * its `references` that does, as editors and `tsc -b` have it. It answers `undefined` for a file with
 * which esbuild needs no help.
 */
export function projects(): Projects {
  const byFile = new Map<string, Promise<Project | undefined>>()
  const byTsconfig = new Map<string, boolean>()
  // Most have neither `references` nor `customConditions`: nothing is to be loaded to see it.
  const isPlain = (tsconfig: string): boolean => {
    const known = byTsconfig.get(tsconfig) ?? ![...withExtended(tsconfig)].some(needsHelp)
    byTsconfig.set(tsconfig, known)
    return known
  }
  return (file) => {
    const nearest = findUp(dirname(file), 'tsconfig.json')
    if (nearest === undefined || isPlain(nearest)) return Promise.resolve(undefined)
    const project = byFile.get(file) ?? projectOf(file, nearest)
    byFile.set(file, project)
    return project
  }
}

async function projectOf(file: string, nearest: string): Promise<Project | undefined> {
  const reader = await import('get-tsconfig')
  const consulted: string[] = []
  const including = findIncluding(file, nearest, reader, consulted)
  const found = including ?? read(nearest, reader)
  if (found === undefined) return undefined
  // The nearest one's paths esbuild knows.
  const matcher = found.path === nearest ? null : reader.createPathsMatcher(found)
  return {
    tsconfig: found.path,
    conditions: found.config.compilerOptions?.customConditions ?? [],
    candidates: (specifier) => matcher?.(specifier) ?? [],
    consulted,
  }
}

/** An entry of `paths` that matches an import. */
export interface Alias {
  /** As it is written: `@lib/*`. */
  readonly pattern: string
  /** Absolute path of the tsconfig that has it. */
  readonly tsconfig: string
  /** Absolute paths that it leads to, with or without an extension. */
  readonly targets: readonly string[]
  /** Whether that tsconfig is the one for the file. */
  readonly includes: boolean
}

/**
 * Finds aliases that match an import: of the tsconfig that includes the file, and then of all that
 * were asked whether they do.
 */
export async function aliasesFor(specifier: string, file: string): Promise<readonly Alias[]> {
  const nearest = findUp(dirname(file), 'tsconfig.json')
  if (nearest === undefined) return []
  const reader = await import('get-tsconfig')
  const consulted: string[] = []
  const including = findIncluding(file, nearest, reader, consulted)?.path ?? nearest
  const aliases = consulted.flatMap((tsconfig): readonly Alias[] => {
    const found = read(tsconfig, reader)
    const patterns = Object.keys(found?.config.compilerOptions?.paths ?? {})
    // What every import matches is no alias of anything.
    const pattern = patterns.find((candidate) => candidate !== '*' && isMatch(candidate, specifier))
    if (found === undefined || pattern === undefined) return []
    const targets = reader.createPathsMatcher(found)?.(specifier) ?? []
    return [{ pattern, tsconfig, targets, includes: tsconfig === including }]
  })
  return aliases.sort((one, other) => Number(other.includes) - Number(one.includes))
}

function isMatch(pattern: string, specifier: string): boolean {
  const [start = '', end] = pattern.split('*')
  if (end === undefined) return pattern === specifier
  const isLongEnough = specifier.length >= start.length + end.length
  return isLongEnough && specifier.startsWith(start) && specifier.endsWith(end)
}

function needsHelp(path: string): boolean {
  return /"(?:references|customConditions)"/.test(readFileSync(path, 'utf8'))
}

function findIncluding(
  file: string,
  tsconfig: string,
  reader: typeof GetTsconfig,
  consulted: string[],
): GetTsconfig.TsConfigResult | undefined {
  if (consulted.includes(tsconfig)) return undefined
  consulted.push(tsconfig)
  const found = read(tsconfig, reader)
  if (found === undefined) return undefined
  if (reader.createFilesMatcher(found)(file) !== undefined) return found
  for (const { path } of found.config.references ?? []) {
    const referenced = fileOf(resolve(dirname(tsconfig), path))
    const including =
      referenced === undefined ? undefined : findIncluding(file, referenced, reader, consulted)
    if (including !== undefined) return including
  }
  return undefined
}

/** @returns `undefined` for what cannot be read: the compiler says what is wrong with it */
function read(path: string, reader: typeof GetTsconfig): GetTsconfig.TsConfigResult | undefined {
  try {
    return { path, config: reader.parseTsconfig(path) }
  } catch {
    return undefined
  }
}

/** A reference names a file, or a folder that has a `tsconfig.json`. */
function fileOf(reference: string): string | undefined {
  const stat = statSync(reference, { throwIfNoEntry: false })
  if (stat?.isFile()) return reference
  const inside = join(reference, 'tsconfig.json')
  return stat !== undefined && existsSync(inside) ? inside : undefined
}

/** The nearest file of a name, in a folder or above it. */
export function findUp(folder: string, name: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const candidate = join(place, name)
    if (existsSync(candidate)) return candidate
    if (place === dirname(place)) return undefined
  }
}

/** A tsconfig and all that it extends, as absolute paths. */
export function withExtended(tsconfig: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(tsconfig)) return found
  found.add(tsconfig)
  // Comments and trailing commas are allowed there; a file too many does no harm.
  const text = readFileSync(tsconfig, 'utf8')
  const [, extended] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text) ?? []
  for (const [, specifier] of (extended ?? '').matchAll(/"([^"]*)"/g)) {
    const base = specifier === undefined ? undefined : resolveExtended(specifier, tsconfig)
    if (base !== undefined) withExtended(base, found)
  }
  return found
}

function resolveExtended(specifier: string, from: string): string | undefined {
  const isPath = specifier.startsWith('.') || specifier.startsWith('/')
  const candidates = [specifier, `${specifier}.json`, `${specifier}/tsconfig.json`]
  if (isPath)
    return candidates
      .map((path) => resolve(dirname(from), path))
      .find((path) => path.endsWith('.json') && existsSync(path))
  for (const candidate of candidates) {
    try {
      const path = createRequire(from).resolve(candidate)
      if (path.endsWith('.json')) return path
    } catch {
      // Another candidate may be it; if none is, esbuild has ignored it, too.
    }
  }
  return undefined
}
