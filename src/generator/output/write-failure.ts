/** Why a folder could not be written to, in the author's terms. */
import { GeneratorError } from '../errors.js'

/** How far a write has come: once it has begun, the folder is not as it was. */
export interface Progress {
  isBegun: boolean
}

/** @returns what the file system refuses, as an error with one issue; anything else as it is */
export function explained(error: unknown, outDir: string, progress: Progress): unknown {
  const explanation = explanationOf(error as NodeJS.ErrnoException, outDir, progress)
  if (explanation === undefined) return error
  return new GeneratorError([{ severity: 'error', path: [], ...explanation }], { cause: error })
}

function explanationOf(
  { code, syscall, message }: NodeJS.ErrnoException,
  outDir: string,
  { isBegun }: Progress,
): { readonly code: string; readonly message: string; readonly hint: string } | undefined {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'output_not_writable',
        message: `No permission to write to ${outDir}`,
        hint: 'Make the folder and its files writable, or choose another folder with --out-dir',
      }
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return {
        code: 'disk_full',
        message: `There is no space left to write to ${outDir}`,
        hint: `Free some space and run again; ${isBegun ? 'what was begun is completed then' : 'nothing was changed'}`,
      }
    case 'EEXIST':
    case 'ENOTDIR':
      return {
        code: 'output_not_a_folder',
        message: `${outDir} cannot be made a folder: a file is in the way`,
        hint: 'Delete that file, or choose another folder with --out-dir',
      }
    default:
      if (syscall === undefined) return undefined
      return {
        code: 'output_failed',
        message: `Cannot write to ${outDir}: ${message}`,
        hint: 'Run again: what was begun is completed then',
      }
  }
}
