/** Folders that git is to leave alone: what is in them can be made again. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Makes a folder, and those on the way to it, that hides itself from git by a `.gitignore` of its
 * own. One that is there already is kept, with all that is in it.
 *
 * @param path of the folder
 * @returns the path
 */
export function makeIgnoredFolder(path: string): string {
  mkdirSync(path, { recursive: true })
  const ignore = join(path, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  return path
}
