/**
 * Brings an output folder to what it should be, touching as little as possible. The only place that
 * reads or writes that folder's generated files, and nothing outside it.
 *
 * The order makes it safe to be killed at any moment: new content is first staged in temporary files
 * (a full disk ends it here, with nothing changed), then the manifest is removed, superfluous files
 * are removed, the others are renamed into place, and the new manifest comes last. Without a
 * manifest, as in a fresh clone, the files' own headers tell which are ours.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import type { File } from '../emit/index.js'
import { GeneratorError } from '../errors.js'
import { withoutCarriageReturns, hash } from '../hash.js'
import { bpFolder, bpLeftovers, isBpIndex } from './bp-gen.js'
import { makeIgnoredFolder } from './ignored-folder.js'
import { isFormerLock, isTemporaryName, temporaryName, withLock } from './lock.js'
import {
  type Origin,
  isFormerManifest,
  localFolder,
  manifestName,
  printManifest,
  readManifest,
} from './manifest.js'
import { isOurs, isOwnFile, ownFiles } from './ownership.js'
import { type Progress, explained } from './write-failure.js'

/**
 * How a file in the output folder differs from what the generator makes:
 * - `missing`: it is not there
 * - `stale`: the generator wrote it, from something else
 * - `hand-edited`: the generator wrote it, and someone changed it since
 * - `overwritten`: the generator wrote it, and the platform's tool, `bp gen`, wrote over it
 * - `superfluous`: the generator wrote it, and no longer would; or `bp gen` did, when it wrote over
 *   the folder
 */
export type ChangeKind = 'missing' | 'stale' | 'hand-edited' | 'overwritten' | 'superfluous'

/** One file that is not as it should be. */
export interface Change {
  /** The file's name in the output folder. */
  readonly path: string
  readonly kind: ChangeKind
  /** What is there; empty for a missing file. */
  readonly before: string
  /** What should be there; empty for a superfluous file. */
  readonly after: string
}

/**
 * Compares files with an output folder, and writes nothing. Line endings do not count.
 *
 * @returns what `write` would change, in the order of the names
 * @throws {GeneratorError} `foreign_file` where a file that is not ours stands in the way
 */
export function compare(files: readonly File[], outDir: string): readonly Change[] {
  try {
    return differences(files, outDir)
  } catch (error) {
    throw explained(error, outDir, { isBegun: false })
  }
}

/**
 * Makes the folder hold `files` and a manifest. Leaves files alone that are as they should be, and
 * those that the generator did not write.
 *
 * @param files names and contents; a name is that of a file in the folder itself
 * @returns what was changed
 * @throws {GeneratorError} `foreign_file` or `output_not_a_folder`, and the folder is as it was;
 * `output_not_writable`, `disk_full` or `output_failed`, and the next run completes what was begun
 */
export async function write(
  files: readonly File[],
  outDir: string,
  origin: Origin,
): Promise<readonly Change[]> {
  const hashes = new Map(files.map((file) => [file.path, hash(file.content)]))
  const manifest = printManifest({ ...origin, files: hashes })
  const progress = { isBegun: false }
  try {
    // A folder that is somebody else's gets nothing of ours.
    if (!existsSync(join(outDir, localFolder))) differences(files, outDir)
    mkdirSync(outDir, { recursive: true })
    return await withLock(makeIgnoredFolder(join(outDir, localFolder)), () => {
      for (const folder of [outDir, join(outDir, localFolder)]) tidy(folder)
      if (read(outDir, manifestName)?.isFolder) {
        rmSync(join(outDir, manifestName), { recursive: true })
      }
      const changes = differences(files, outDir)
      apply(changes, manifest, outDir, progress)
      return changes
    })
  } catch (error) {
    throw explained(error, outDir, progress)
  }
}

/** Removes the leftovers of killed runs and of older versions. */
function tidy(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (isTemporaryName(name) || isFormerLock(name, read(folder, name)?.text ?? '')) {
      remove(folder, name)
    }
  }
}

function apply(
  changes: readonly Change[],
  manifest: string,
  outDir: string,
  progress: Progress,
): void {
  const isManifestSame = read(outDir, manifestName)?.text === manifest
  if (changes.length === 0 && isManifestSame) return
  const staged: { readonly temporary: string; readonly path: string }[] = []
  const stage = (path: string, content: string): void => {
    const temporary = `${localFolder}/${temporaryName()}`
    staged.push({ temporary, path })
    writeFileSync(join(outDir, temporary), content, { flag: 'wx' })
  }
  try {
    for (const { path, kind, after } of changes) if (kind !== 'superfluous') stage(path, after)
    stage(manifestName, manifest)
    if (changes.length > 0) remove(outDir, manifestName)
    for (const { path, kind } of changes) {
      if (kind !== 'superfluous') continue
      remove(outDir, path)
      progress.isBegun = true
    }
    removeEmpty(join(outDir, bpFolder))
    for (const { temporary, path } of staged) {
      renameSync(join(outDir, temporary), join(outDir, path))
      if (path !== manifestName) progress.isBegun = true
    }
  } catch (error) {
    for (const { temporary } of staged) remove(outDir, temporary)
    throw error
  }
}

/** Removes a folder, and those in it, unless somebody keeps a file there. */
function removeEmpty(path: string): void {
  if (!existsSync(path)) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmpty(join(path, entry.name))
  }
  if (readdirSync(path).length === 0) rmdirSync(path)
}

function remove(outDir: string, name: string): void {
  rmSync(join(outDir, name), { force: true })
}

function differences(files: readonly File[], outDir: string): readonly Change[] {
  const written = readManifest(outDir)?.files
  const obstacles: string[] = []
  const changes: Change[] = []

  for (const { path, content: after } of files) {
    if (!isFileName(path)) throw new Error(`not a name for a generated file: ${path}`)
    const current = read(outDir, path)
    const before = current?.text ?? ''
    const change = (kind: ChangeKind): number => changes.push({ path, kind, before, after })
    if (current === undefined) change('missing')
    else if (isSame(current.text, after)) continue
    else if (current.text !== undefined && written?.get(path) === hash(before)) change('stale')
    else if (isBpIndex(before) && isOursOtherwise(outDir)) change('overwritten')
    else if (written?.has(path) && !current.isFolder) change('hand-edited')
    else if (current.text !== undefined && (isOurs(before) || isEmpty(before))) change('stale')
    else obstacles.push(path)
  }

  const wanted = new Set(files.map((file) => file.path))
  for (const path of new Set([...(written?.keys() ?? []), ...ownFiles(outDir)])) {
    if (wanted.has(path) || !isFileName(path)) continue
    const before = read(outDir, path)?.text
    if (before === undefined) continue
    // A file that has taken the place of ours is its author's.
    const isGone = !isOurs(before) && !isFormerManifest(path, before)
    if (isGone && written?.get(path) !== hash(before)) continue
    changes.push({ path, kind: 'superfluous', before, after: '' })
  }

  if (obstacles.length > 0) throw inTheWay(obstacles, outDir)
  // Also beside an index of ours, which somebody has fetched back from git.
  for (const [path, before] of bpLeftovers(outDir)) {
    changes.push({ path, kind: 'superfluous', before, after: '' })
  }
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/**
 * Whether a folder with an index of `bp gen` is one of ours that was written over. A folder of
 * `bp gen` alone has neither a local folder nor files with our header.
 */
function isOursOtherwise(outDir: string): boolean {
  return (
    existsSync(join(outDir, localFolder)) ||
    ownFiles(outDir).some((name) => isOwnFile(outDir, name))
  )
}

/** A manifest may have been tampered with: only a plain name cannot lead out of the folder. */
function isFileName(path: string): boolean {
  return (
    basename(path) === path &&
    !/[/\\:\0]/.test(path) &&
    !['', '.', '..', localFolder].includes(path)
  )
}

interface Current {
  /** `undefined` for what is not a regular file: a link's target is none of our business. */
  readonly text: string | undefined
  readonly isFolder: boolean
}

function read(outDir: string, name: string): Current | undefined {
  const path = join(outDir, name)
  const stat = lstatSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return undefined
  return {
    text: stat.isFile() ? readFileSync(path, 'utf8') : undefined,
    isFolder: stat.isDirectory(),
  }
}

function isSame(current: string | undefined, wanted: string): boolean {
  if (current === undefined) return false
  return current === wanted || withoutCarriageReturns(current) === withoutCarriageReturns(wanted)
}

/** What a file may hold that was written right before the whole machine crashed. */
function isEmpty(text: string): boolean {
  return text.trim() === ''
}

function inTheWay(names: readonly string[], outDir: string): GeneratorError {
  return new GeneratorError(
    names.map((name) => ({
      severity: 'error',
      ...(isBpIndex(read(outDir, name)?.text ?? '')
        ? bpInTheWay(name, outDir)
        : foreign(name, outDir)),
      path: [],
      location: { file: join(outDir, name), line: 1, column: 1 },
    })),
  )
}

function bpInTheWay(name: string, outDir: string) {
  const folder = basename(outDir)
  return {
    code: 'bp_gen_folder',
    message: `${folder} was generated by \`bp gen\`: its ${name} is where plugin-kit would write`,
    hint: `To move over, delete ${folder}: \`bp gen\` can make it again. To keep both, choose another folder with --out-dir`,
  }
}

function foreign(name: string, outDir: string) {
  return {
    code: 'foreign_file',
    message: `${basename(outDir)}/${name} was not written by plugin-kit, and is where it would write`,
    hint: 'Move or delete it, or choose another folder with --out-dir',
  }
}
