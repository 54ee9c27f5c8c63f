/** Finds the files that affect a bundle without being part of it. */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { withExtended } from './tsconfig.js'

/** The configuration that decided how files are read, as absolute paths. */
export interface Configuration {
  readonly files: ReadonlySet<string>
  /** Where it was looked for first: a file there would take precedence. */
  readonly passed: ReadonlySet<string>
}

/** By what they decide: the names of files, of which the nearest counts. In one folder it is the first. */
const nearestOf = [['tsconfig.json', 'jsconfig.json'], ['package.json']]

/**
 * The nearest `tsconfig.json` (or `jsconfig.json`) and `package.json` of each file, and what else was
 * read for it; of each tsconfig also all that it extends.
 * @param files absolute paths
 * @param tsconfigs absolute paths of further ones
 */
export function configurationOf(
  files: readonly string[],
  tsconfigs: readonly string[],
): Configuration {
  const found = new Set<string>()
  const passed = new Set<string>()
  const add = (file: string): void => {
    const isPackage = basename(file) === 'package.json'
    for (const path of isPackage ? [file] : withExtended(file)) found.add(path)
  }
  tsconfigs.forEach(add)
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    for (const names of nearestOf) {
      for (const place of placesAbove(folder)) {
        const candidates = names.map((name) => join(place, name))
        const index = candidates.findIndex((candidate) => existsSync(candidate))
        for (const path of index < 0 ? candidates : candidates.slice(0, index)) passed.add(path)
        if (index < 0) continue
        add(candidates[index]!)
        break
      }
    }
  }
  return { files: found, passed }
}

/** A folder, and all above it. */
function* placesAbove(folder: string): Iterable<string> {
  for (let place = folder; ; place = dirname(place)) {
    yield place
    if (place === dirname(place)) return
  }
}
