/** Writes bundles: each file is replaced in one step, and left alone if it is as it should be. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  GeneratorError,
  type Issue,
  explained,
  makeIgnoredFolder,
  temporaryName,
} from '../generator/index.js'

/** A file of a bundle. */
export interface BundleFile {
  /** Its name. */
  readonly path: string
  readonly content: Uint8Array
}

/** Source maps that a build without them takes away. */
const sourceMaps = ['index.cjs.map', 'index.mjs.map']

/**
 * @param dist the folder that they go to, as an absolute path; git does not see it
 * @returns what was done, or why it could not be: no file is half written then
 */
export function writeBundle(
  files: readonly BundleFile[],
  dist: string,
): { readonly status: 'written' | 'unchanged' } | { readonly issues: readonly Issue[] } {
  const changed = files.filter(({ path, content }) => !isSame(join(dist, path), content))
  const superfluous = sourceMaps.filter(
    (name) => existsSync(join(dist, name)) && !files.some(({ path }) => path === name),
  )
  if (changed.length === 0 && superfluous.length === 0) return { status: 'unchanged' }
  const staged: { readonly from: string; readonly to: string }[] = []
  const progress = { isBegun: false }
  try {
    makeIgnoredFolder(dist)
    for (const { path, content } of changed) {
      const from = join(dist, temporaryName())
      staged.push({ from, to: join(dist, path) })
      writeFileSync(from, content)
    }
    progress.isBegun = true
    for (const { from, to } of staged) renameSync(from, to)
    for (const name of superfluous) rmSync(join(dist, name))
    return { status: 'written' }
  } catch (error) {
    for (const { from } of staged) rmSync(from, { force: true })
    const failure = explained(error, dist, progress)
    if (failure instanceof GeneratorError) return { issues: failure.issues }
    throw failure
  }
}

function isSame(path: string, content: Uint8Array): boolean {
  try {
    return readFileSync(path).equals(content)
  } catch {
    return false
  }
}
