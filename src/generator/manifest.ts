/**
 * The manifest: what a run remembers in the output folder for the next one. It tells which files are
 * the generator's own, and from what they were made.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Issue } from './errors.js'

/** The manifest's name in the output folder. */
export const manifestName = 'manifest.json'

const generator = 'botpress-plugin-kit'

/** What a folder of generated files was made from, and what it consists of. */
export interface Manifest {
  /** The generator's version. */
  readonly version: string
  /** The options that have a say in the output. */
  readonly options: { readonly format: boolean }
  /** The definition's path, relative to its project: its file name. */
  readonly definition: string
  /** Content hashes by path, relative to the definition's folder, `/` between the segments. */
  readonly inputs: ReadonlyMap<string, string>
  /** Content hashes by file name, as they were written. */
  readonly files: ReadonlyMap<string, string>
  /** Repeated by every run that finds nothing to do. */
  readonly warnings: readonly Issue[]
}

/**
 * Identifies a text by its content.
 *
 * @param text Line endings do not matter: a checkout with `\r\n` is the same text.
 * @returns a SHA-256, in base64url
 */
export function hash(text: string): string {
  return createHash('sha256').update(withoutCarriageReturns(text)).digest('base64url')
}

/** `text` with `\n` for every `\r\n`. */
export function withoutCarriageReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text
}

/**
 * Reads the manifest of an output folder.
 *
 * @returns `undefined` where there is none, `'damaged'` where it is ours and cannot be read, and
 * `'foreign'` where another tool's file has its name
 */
export function readManifest(outDir: string): Manifest | 'damaged' | 'foreign' | undefined {
  let text
  try {
    text = readFileSync(join(outDir, manifestName), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : 'foreign'
  }
  try {
    const json: unknown = JSON.parse(text)
    if (isManifest(json)) {
      const { inputs, files, ...rest } = json
      return {
        ...rest,
        inputs: new Map(Object.entries(inputs)),
        files: new Map(Object.entries(files)),
      }
    }
  } catch {
    // Half a file, or one with the marks of a merge conflict: the same as one that lacks something.
  }
  return text.includes(generator) || text.trim() === '' ? 'damaged' : 'foreign'
}

type ManifestJson = Omit<Manifest, 'inputs' | 'files'> & {
  readonly generator: string
  readonly inputs: Record<string, string>
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
    isRecord(json.inputs) &&
    Object.values(json.inputs).every((value) => typeof value === 'string') &&
    isRecord(json.files) &&
    Object.values(json.files).every((value) => typeof value === 'string') &&
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Prints a manifest: the same text for the same content, and formatted as prettier would, as it
 * stands in a folder that passes `prettier --check`.
 */
export function printManifest({ inputs, files, warnings, ...rest }: Manifest): string {
  const json = { generator, ...rest, inputs: sorted(inputs), files: sorted(files), warnings }
  return `${print(json, '')}\n`
}

function sorted(hashes: ReadonlyMap<string, string>): Record<string, string> {
  const byName = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(byName)
}

function print(value: unknown, indent: string, column = 0): string {
  if (typeof value !== 'object' || value === null) return quote(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const inner = `${indent}  `
  const items = Object.entries(value).map(([key, item]) => {
    const prefix = Array.isArray(value) ? '' : `${quote(key)}: `
    return prefix + print(item, inner, inner.length + prefix.length)
  })
  if (items.length === 0) return `${open}${close}`
  const line = `[${items.join(', ')}]`
  const isShortList = Array.isArray(value) && value.every((item) => typeof item === 'string')
  if (isShortList && column + line.length < 100) return line
  return `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`
}

/** Without characters that are wider than one column or that an editor might reorder. */
function quote(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
