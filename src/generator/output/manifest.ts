/**
 * The manifest: what a run remembers for the next one. It tells which files are the generator's own,
 * and from what they were made. It is about one machine, and never committed.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Issue } from '../errors.js'

/**
 * The folder in the output folder for what is of use on this machine only. It has a `.gitignore` of
 * its own.
 */
export const localFolder = '.local'

/** The manifest's place in the output folder. It has no extension: no formatter is to look at it. */
export const manifestName = `${localFolder}/manifest`

const generator = 'botpress-plugin-kit'

/** What a folder of generated files was made from, and what it consists of. */
export interface Manifest {
  /** The generator's version. */
  readonly version: string
  /** The options that have a say in the output. */
  readonly options: { readonly format: boolean }
  /** The definition's path, relative to its project: its file name. */
  readonly definition: string
  /** Node's version, which the definition may have been made for. */
  readonly node: string
  /**
   * Fingerprints of what was read, by path: relative to the definition's folder, `/` between the
   * segments.
   */
  readonly inputs: ReadonlyMap<string, string>
  /** Fingerprints of the environment variables that were asked for, by name. */
  readonly environment: ReadonlyMap<string, string>
  /** The current folder, relative to the definition's, if the output depends on it. */
  readonly folder?: string
  /** Whether everything that the definition depends on is known, so that its output can be reused. */
  readonly isRepeatable: boolean
  /** Content hashes by file name, as they were written. */
  readonly files: ReadonlyMap<string, string>
  /** Repeated by every run that finds nothing to do. */
  readonly warnings: readonly Issue[]
}

/** What the manifest says besides the files. */
export type Origin = Omit<Manifest, 'files'>

/**
 * Reads the manifest of an output folder.
 *
 * @returns `undefined` where there is none that can be read: the files' headers tell then which are
 * the generator's own
 */
export function readManifest(outDir: string): Manifest | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(join(outDir, manifestName), 'utf8'))
    if (!isManifest(json)) return undefined
    const { inputs, environment, files, ...rest } = json
    return {
      ...rest,
      inputs: new Map(Object.entries(inputs)),
      environment: new Map(Object.entries(environment)),
      files: new Map(Object.entries(files)),
    }
  } catch {
    // None, half a file, or a folder.
    return undefined
  }
}

type ManifestJson = Omit<Manifest, 'inputs' | 'environment' | 'files'> & {
  readonly generator: string
  readonly inputs: Record<string, string>
  readonly environment: Record<string, string>
  readonly files: Record<string, string>
}

function isManifest(json: unknown): json is ManifestJson {
  return (
    isRecord(json) &&
    json.generator === generator &&
    typeof json.version === 'string' &&
    isRecord(json.options) &&
    typeof json.options.format === 'boolean' &&
    typeof json.definition === 'string' &&
    typeof json.node === 'string' &&
    typeof json.isRepeatable === 'boolean' &&
    ['string', 'undefined'].includes(typeof json.folder) &&
    [json.inputs, json.environment, json.files].every(isTexts) &&
    Array.isArray(json.warnings) &&
    json.warnings.every(isWarning)
  )
}

function isWarning(json: unknown): boolean {
  return (
    isRecord(json) &&
    json.severity === 'warning' &&
    typeof json.code === 'string' &&
    typeof json.message === 'string' &&
    (json.hint === undefined || typeof json.hint === 'string') &&
    Array.isArray(json.path) &&
    json.path.every((key) => typeof key === 'string') &&
    (json.location === undefined ||
      (isRecord(json.location) &&
        typeof json.location.file === 'string' &&
        typeof json.location.line === 'number' &&
        typeof json.location.column === 'number'))
  )
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Prints a manifest: the same text for the same content. */
export function printManifest({ inputs, environment, files, ...rest }: Manifest): string {
  return JSON.stringify({
    generator,
    ...rest,
    inputs: sorted(inputs),
    environment: sorted(environment),
    files: sorted(files),
  })
}

function sorted(values: ReadonlyMap<string, string>): Record<string, string> {
  const byName = [...values].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(byName)
}

/** Files that version 0.1.0 kept in the output folder itself, where they were committed. */
const formerName = 'manifest.json'

/**
 * Whether a file of an output folder is a manifest that version 0.1.0 left, be it with the marks of
 * a merge conflict; other tools use its name, too.
 */
export function isFormerManifest(name: string, text: string): boolean {
  return name === formerName && text.includes(`"generator": "${generator}"`)
}
