/**
 * Keeps the text that an issue is about, as it was when the definition was evaluated: by the time
 * somebody shows it, the file may be another.
 */
import { readFileSync } from 'node:fs'
import type { Issue, Location } from './errors.js'

const texts = new WeakMap<Location, string>()

/** Reads the files of errors, which must not have been changed since they were evaluated. */
export function keepSources(issues: readonly Issue[]): void {
  const files = new Map<string, string | undefined>()
  for (const { severity, location } of issues) {
    if (severity !== 'error' || location === undefined) continue
    if (!files.has(location.file)) files.set(location.file, read(location.file))
    const text = files.get(location.file)
    if (text !== undefined) texts.set(location, text)
  }
}

/** @returns the text that a location is in; as it is now if it was not kept, and `undefined` if it cannot be read */
export function sourceOf(location: Location): string | undefined {
  return texts.get(location) ?? read(location.file)
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
