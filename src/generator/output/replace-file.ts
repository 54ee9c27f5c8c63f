/** Replaces a file of the author's in one step: a run that is killed leaves the old or the new one. */
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { failure } from '../failure.js'
import { temporaryName } from './lock.js'

/**
 * @param path absolute; a link is followed, and the file's mode is kept. A new file is made.
 * @throws {GeneratorError} `file_not_writable`, and the file is as it was
 */
export function replaceFile(path: string, content: string): void {
  let temporary: string | undefined
  try {
    const existing = realOf(path)
    const target = existing ?? path
    temporary = join(dirname(target), temporaryName())
    writeFileSync(temporary, content, { flag: 'wx' })
    if (existing !== undefined) chmodSync(temporary, statSync(existing).mode)
    renameSync(temporary, target)
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true })
    throw failure(
      {
        code: 'file_not_writable',
        message: `Cannot write ${path}: ${(error as Error).message}`,
        hint: 'Make its folder writable; the file is as it was',
      },
      error,
    )
  }
}

/** Where a file is, if there is one. */
function realOf(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
