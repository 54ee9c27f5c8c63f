/** The platform's operations on files: a file is kept as it was handed over, and never indexed. */
import type { File } from '../../runtime/index.js'
import { ApiError } from '../errors.js'
import type { Operations, PlatformOperation } from './operations.js'
import {
  hasTags,
  mergedTags,
  nextId,
  page,
  sorted,
  timestamp,
  type Store,
  type StoredFile,
} from './store.js'

const byKey = ({ files }: Store, key: string) =>
  [...files.values()].find(({ file }) => file.key === key)

/** Files are found by id or by key. */
function fileOf(store: Store, idOrKey: string): StoredFile {
  const stored = store.files.get(idOrKey) ?? byKey(store, idOrKey)
  if (stored) return stored
  throw new ApiError('ResourceNotFound', `There is no file "${idOrKey}"`)
}

/** Stores a file under its key, in place of one that is there. */
function storeFile(
  store: Store,
  input: Parameters<(typeof fileOperations)['upsertFile']>[1],
  status: File['status'],
  text?: string,
) {
  const old = byKey(store, input.key)?.file
  const now = timestamp(store)
  const url = `https://files.invalid/${encodeURIComponent(input.key)}`
  const file: File = {
    id: old?.id ?? nextId(store, 'file'),
    botId: store.botId,
    key: input.key,
    url,
    size: input.size,
    contentType: input.contentType ?? 'application/octet-stream',
    tags: mergedTags(input.tags ?? {}),
    metadata: input.metadata ?? {},
    createdAt: old?.createdAt ?? now,
    updatedAt: now,
    accessPolicies: input.accessPolicies ?? [],
    index: input.index ?? false,
    status,
    ...(input.expiresAt !== undefined && { expiresAt: input.expiresAt }),
    owner: { type: 'bot', id: store.botId },
  }
  store.files.set(file.id, { file, text })
  return { file: { ...file, uploadUrl: url } }
}

/** Operations on the files of a store. */
export const fileOperations: Operations<Extract<PlatformOperation, `${string}File${string}`>> = {
  upsertFile: (store, input) => storeFile(store, input, 'upload_pending'),
  uploadFile: (store, { text, ...input }) => storeFile(store, input, 'upload_completed', text),
  getFile: (store, { id }) => ({ file: fileOf(store, id).file }),
  deleteFile: (store, { id }) => {
    store.files.delete(fileOf(store, id).file.id)
    return {}
  },
  updateFileMetadata: (store, { id, tags, metadata, accessPolicies, expiresAt }) => {
    const { file: old, text } = fileOf(store, id)
    const { expiresAt: oldExpiry, ...rest } = old
    const newExpiry = expiresAt === undefined ? oldExpiry : (expiresAt ?? undefined)
    const file: File = {
      ...rest,
      updatedAt: timestamp(store),
      tags: mergedTags(old.tags, tags),
      metadata: { ...old.metadata, ...metadata },
      accessPolicies: accessPolicies ?? old.accessPolicies,
      ...(newExpiry !== undefined && { expiresAt: newExpiry }),
    }
    store.files.set(file.id, { file, text })
    return { file }
  },
  listFiles: (store, { nextToken, tags, ids, indexed, ...order }) => {
    const listed = [...store.files.values()]
      .map(({ file }) => file)
      .filter(
        (file) =>
          hasTags(file.tags, tags) &&
          (ids?.includes(file.id) ?? true) &&
          (indexed === undefined || file.index === indexed),
      )
    const { items, meta } = page(store, sorted(listed, order), nextToken)
    return { files: items, meta }
  },
  searchFiles: (store, { query, tags, limit }) => ({
    passages: [...store.files.values()]
      .flatMap(({ file, text }) =>
        text?.includes(query) && hasTags(file.tags, tags)
          ? [{ content: text, score: 1, meta: {}, file }]
          : [],
      )
      .slice(0, limit),
  }),
}
