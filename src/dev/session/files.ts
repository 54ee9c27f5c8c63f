/** What was uploaded over HTTP: kept beside the journal, and served by the local server. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryName } from '../../generator/index.js'
import type { ClientInputs, File } from '../../runtime/index.js'

/** The contents of a bot's files, by the ids of their records. */
export interface Uploads {
  read(id: string): Uint8Array | undefined
  /** Replaces what was there in one step. */
  write(id: string, content: Uint8Array): void
  clear(): void
}

/** @param folder an absolute path; made when it is first needed */
export function createUploads(folder: string): Uploads {
  const pathOf = (id: string): string => join(folder, encodeURIComponent(id))
  return {
    read: (id) => (existsSync(pathOf(id)) ? readFileSync(pathOf(id)) : undefined),
    write(id, content) {
      mkdirSync(folder, { recursive: true })
      const aside = join(folder, temporaryName())
      writeFileSync(aside, content)
      renameSync(aside, pathOf(id))
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What the bot's client takes for the content of a file that was announced. */
export function uploadOf(
  { key, contentType, tags, metadata, index, accessPolicies, expiresAt }: File,
  content: Uint8Array,
): ClientInputs['uploadFile'] {
  return {
    key,
    contentType,
    tags,
    metadata,
    index,
    accessPolicies,
    ...(expiresAt !== undefined && { expiresAt }),
    content,
  }
}

type UploadedFile = File & { readonly uploadUrl?: string }

/**
 * An operation's output with the addresses at which this server has its files.
 *
 * @param address in front of a file's id: `http://127.0.0.1:<port>/<token>/files/`
 */
export function withFileUrls(output: object, address: string): object {
  const moved = (file: UploadedFile) => {
    const url = address + encodeURIComponent(file.id)
    return { ...file, url, ...('uploadUrl' in file && { uploadUrl: url }) }
  }
  const { file, files } = output as { file?: UploadedFile; files?: readonly UploadedFile[] }
  return {
    ...output,
    ...(file && { file: moved(file) }),
    ...(files && { files: files.map(moved) }),
  }
}
