/**
 * Keeps the text that an issue is about, as it was when the definition was evaluated: by the time
 * somebody shows it, the file may be another.
 */
import { readFileSync } from 'node:fs'
import type { Issue, Location } from '../errors.js'
import { isChangedSince } from '../freshness/index.js'

/** `undefined` for one that nobody knows any more. */
const texts = new WeakMap<Location, string | undefined>()

/**
 * Reads the files of errors.
 * @param since When the definition was evaluated, as `Date.now()` has it: a file that was changed
 * since is no longer the one that was evaluated.
 */
export function keepSources(issues: readonly Issue[], since: number): void {
  const files = new Map<string, string | undefined>()
  for (const { severity, location } of issues) {
    if (severity !== 'error' || location === undefined) continue
    const { file } = location
    if (!files.has(file)) {
      files.set(file, isChangedSince({ path: file }, since) ? undefined : read(file))
    }
    texts.set(location, files.get(file))
  }
}

/** @returns the text that a location is in; as it is now if it was not kept, and `undefined` if it cannot be had */
export function sourceOf(location: Location): string | undefined {
  return texts.has(location) ? texts.get(location) : read(location.file)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
