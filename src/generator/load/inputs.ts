/** Which files, beside those that are in the bundle, had a say in it. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

/**
 * The configuration that decided how files are read: for each, the nearest `tsconfig.json` with all
 * that it extends, and the nearest `package.json`.
 * @param files absolute paths
 */
export function configurationOf(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    for (const name of ['tsconfig.json', 'jsconfig.json', 'package.json']) {
      const nearest = findUp(folder, name)
      if (nearest !== undefined) addExtended(nearest, found)
    }
  }
  return found
}

function findUp(folder: string, name: string): string | undefined {
  for (let place = folder; ; place = dirname(place)) {
    const candidate = join(place, name)
    if (existsSync(candidate)) return candidate
    if (place === dirname(place)) return undefined
  }
}

function addExtended(file: string, found: Set<string>): void {
  if (found.has(file)) return
  found.add(file)
  if (file.endsWith('package.json')) return
  // Comments and trailing commas are allowed there; a file too many does no harm.
  const [, extended] = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(readFileSync(file, 'utf8')) ?? []
  for (const [, specifier] of (extended ?? '').matchAll(/"([^"]*)"/g)) {
    const base = specifier === undefined ? undefined : resolveExtended(specifier, file)
    if (base !== undefined) addExtended(base, found)
  }
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
