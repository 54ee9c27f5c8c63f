/** Recognises what the platform's own tool, `bp gen`, leaves in an output folder; `bp` 7.1. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Issue } from '../errors.js'

/** The folder that its `index.ts` leads to. */
export const bpFolder = 'implementation'

/** Whether a text is exactly the `index.ts` that `bp gen` writes, which has no header. */
export function isBpIndex(text: string): boolean {
  return /^export \* from (['"])\.\/implementation\1;?\s*$/.test(text)
}

const header =
  /^\/\* eslint-disable \*\/\s+\/\* tslint:disable \*\/\s+\/\/ This file is generated\./

/**
 * Finds the files of `bp gen` beside its `index.ts`.
 *
 * @returns paths in the output folder, `/` between the segments, with what is in them; only of files
 * that begin with its header
 */
export function bpLeftovers(outDir: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (folder: string): void => {
    let entries
    try {
      entries = readdirSync(join(outDir, folder), { withFileTypes: true })
    } catch {
      return
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) visit(path)
      if (!entry.isFile()) continue
      const text = readFileSync(join(outDir, path), 'utf8')
      if (header.test(text)) found.set(path, text)
    }
  }
  visit(bpFolder)
  return found
}

/** Whether changes of an output folder undo what `bp gen` has done to it. */
export function isOfBp(
  changes: readonly { readonly path: string; readonly kind: string }[],
): boolean {
  return changes.some(({ path, kind }) => kind === 'overwritten' || path.startsWith(`${bpFolder}/`))
}

/** What is said where `bp gen` has written over a folder of ours. */
export const writtenOver: Issue = {
  severity: 'warning',
  code: 'written_over_by_bp',
  path: [],
  message:
    '`bp gen` has written over the generated folder: a plugin built with its files has other types, and may lose its handlers',
  hint: 'Use `plugin-kit build` and `bp deploy --noBuild`, as `bp build` and `bp deploy` generate first; or give this folder another place with --out-dir',
}
