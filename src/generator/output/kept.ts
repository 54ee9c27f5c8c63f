/** Whether an output folder is as it was left. */
import { lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hash } from '../hash.js'
import { bpLeftovers } from './bp-gen.js'
import { readManifest } from './manifest.js'
import { isOwnFile, ownFiles } from './ownership.js'

/** Whether an output folder is as the last run left it. */
export function isOutputKept(outDir: string): boolean {
  const manifest = readManifest(outDir)
  return manifest !== undefined && isOutputSame(manifest.files, outDir)
}

/** @param files content hashes by file name: all that should be there of ours */
export function isOutputSame(files: ReadonlyMap<string, string>, outDir: string): boolean {
  const isSame = [...files].every(([name, known]) => {
    const path = join(outDir, name)
    const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile()
    return isFile && hash(readFileSync(path, 'utf8')) === known
  })
  return (
    isSame &&
    // Another branch may have brought files of sections that this one does not have.
    ownFiles(outDir).every((name) => files.has(name) || !isOwnFile(outDir, name)) &&
    // `bp gen` may have written the folder before somebody restored `index.ts` from git.
    bpLeftovers(outDir).size === 0
  )
}
