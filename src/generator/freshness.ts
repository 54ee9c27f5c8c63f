/**
 * Recognises a run that has nothing to do, from what the last one remembered. This is the whole of
 * most runs, so it reads each file once and needs nothing but node's own modules.
 */
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Issue } from './errors.js'
import { lockName } from './lock.js'
import { type Manifest, hash, readManifest } from './manifest.js'
import type { Origin } from './write.js'

/** What is to be generated, where, and how: all paths are absolute. */
export interface Target {
  readonly definition: string
  /** The definition's folder. */
  readonly project: string
  readonly outDir: string
  readonly format: boolean
}

/** What the last run told, and this one would tell again. */
export interface Memory {
  readonly issues: readonly Issue[]
  /** Absolute paths. */
  readonly inputs: readonly string[]
}

/**
 * Looks for a reason to run.
 *
 * @returns `undefined` if there is one: an input, an output, an option or the generator has changed,
 * or somebody is writing, or was killed while writing
 */
export function recall(target: Target): Memory | undefined {
  const { definition, project, outDir, format } = target
  const manifest = readManifest(outDir)
  if (typeof manifest !== 'object') return undefined
  const isSame =
    manifest.version === __VERSION__ &&
    manifest.definition === basename(definition) &&
    manifest.options.format === format &&
    !existsSync(join(outDir, lockName)) &&
    [...manifest.inputs].every(([path, known]) => hashOf(resolve(project, path)) === known) &&
    [...manifest.files].every(
      ([name, known]) =>
        lstatSync(join(outDir, name), { throwIfNoEntry: false })?.isFile() &&
        hashOf(join(outDir, name)) === known,
    )
  if (!isSame) return undefined
  return {
    issues: manifest.warnings.map((issue) => moved(issue, (file) => resolve(project, file))),
    inputs: [...manifest.inputs.keys()].map((path) => resolve(project, path)),
  }
}

/**
 * Makes what the next run has to know.
 *
 * @param inputs absolute paths of all that the output was made from
 * @param started When the first of them was read, as `Date.now()` has it. One that was changed since
 * may have been read before or after that; it is remembered in a way that matches no content.
 */
export function remember(
  target: Target,
  inputs: readonly string[],
  warnings: readonly Issue[],
  started: number,
): Origin {
  const toRelative = (file: string): string => relative(target.project, file).split(sep).join('/')
  return {
    version: __VERSION__,
    options: { format: target.format },
    definition: basename(target.definition),
    inputs: new Map(inputs.map((file) => [toRelative(file), hashOf(file, started) ?? ''])),
    warnings: warnings.map((issue) => moved(issue, toRelative)),
  } satisfies Omit<Manifest, 'files'>
}

function moved(issue: Issue, move: (file: string) => string): Issue {
  if (issue.location === undefined) return issue
  return { ...issue, location: { ...issue.location, file: move(issue.location.file) } }
}

/** @returns `undefined` for what is not a file, or is newer than `limit` */
function hashOf(path: string, limit = Infinity): string | undefined {
  try {
    const stat = statSync(path)
    if (!stat.isFile() || Math.floor(stat.ctimeMs) > limit) return undefined
    return hash(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
