/** Which files, beside those that are in the bundle, had a say in it. */
import { dirname } from 'node:path'
import { findUp, withExtended } from './tsconfig.js'

/**
 * The configuration that decided how files are read: for each, the nearest `tsconfig.json` and
 * `package.json`, and what else was read for it; of each tsconfig also all that it extends.
 * @param files absolute paths
 * @param tsconfigs absolute paths of further ones
 */
export function configurationOf(
  files: readonly string[],
  tsconfigs: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>()
  const add = (tsconfig: string): void => {
    for (const path of withExtended(tsconfig)) found.add(path)
  }
  tsconfigs.forEach(add)
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    for (const name of ['tsconfig.json', 'jsconfig.json', 'package.json']) {
      const nearest = findUp(folder, name)
      if (nearest === undefined) continue
      if (name === 'package.json') found.add(nearest)
      else add(nearest)
    }
  }
  return found
}
