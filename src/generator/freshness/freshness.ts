/**
 * Recognises a run that has nothing to do, from what the last one remembered. This is the whole of
 * most runs, so it reads each file once and needs nothing but node's own modules.
 */
import { existsSync } from 'node:fs'
import { basename, join, relative, resolve, sep } from 'node:path'
import type { Issue } from '../errors.js'
import type { Reading } from '../input.js'
import {
  type Manifest,
  type Origin,
  isOutputSame,
  localFolder,
  lockName,
  readManifest,
} from '../output/index.js'
import { fingerprint, fingerprintsOf, isSameEnvironment, isUnchanged } from './inputs.js'

/** What is to be generated, where, and how: all paths are absolute. */
export interface Target {
  readonly definition: string
  /** The definition's folder. */
  readonly project: string
  readonly outDir: string
  readonly format: boolean
}

/** The report of the last run, which this run would repeat. */
export interface Memory {
  readonly issues: readonly Issue[]
  /** Absolute paths. */
  readonly inputs: readonly string[]
}

/**
 * Looks for a reason to run.
 *
 * @returns `undefined` if there is one: an input, an output, an option or the generator has changed,
 * somebody is writing, or was killed while writing, or the definition depends on what cannot be seen
 */
export function recall(target: Target): Memory | undefined {
  const { definition, project, outDir, format } = target
  const manifest = readManifest(outDir)
  const isSame =
    manifest?.version === __VERSION__ &&
    manifest.node === process.version &&
    manifest.definition === basename(definition) &&
    manifest.options.format === format &&
    manifest.isRepeatable &&
    (manifest.folder === undefined || manifest.folder === relative(project, '')) &&
    !existsSync(join(outDir, localFolder, lockName)) &&
    isSameEnvironment(manifest.environment, process.env) &&
    [...manifest.inputs].every(([path, known]) => isUnchanged(resolve(project, path), known)) &&
    isOutputSame(manifest.files, outDir)
  if (!isSame) return undefined
  return {
    issues: manifest.warnings.map((issue) => moved(issue, (file) => resolve(project, file))),
    inputs: [...manifest.inputs.keys()].map((path) => resolve(project, path)),
  }
}

/**
 * Makes what the next run has to know.
 *
 * @param started When the first input was read, as `Date.now()` has it. One that was changed since
 * may have been read before or after that; it is remembered in a way that matches no content.
 * @param environment the variables as they were then
 */
export function remember(
  target: Target,
  { inputs, variables, usesFolder, isRepeatable }: Reading,
  warnings: readonly Issue[],
  started: number,
  environment: NodeJS.ProcessEnv = process.env,
): Origin {
  const toRelative = (file: string): string => relative(target.project, file).split(sep).join('/')
  return {
    version: __VERSION__,
    node: process.version,
    options: { format: target.format },
    definition: basename(target.definition),
    inputs: new Map(
      inputs.map((input) => [toRelative(input.path), fingerprint(input, started)] as const),
    ),
    environment: fingerprintsOf(variables, environment),
    ...(usesFolder && { folder: relative(target.project, '') }),
    isRepeatable,
    warnings: warnings.map((issue) => moved(issue, toRelative)),
  } satisfies Omit<Manifest, 'files'>
}

function moved(issue: Issue, move: (file: string) => string): Issue {
  if (issue.location === undefined) return issue
  return { ...issue, location: { ...issue.location, file: move(issue.location.file) } }
}
