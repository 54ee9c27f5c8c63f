/** The platform's operations on files: a file is kept as it was handed over, and never indexed. */
import type { File } from '../runtime/index.js'
import { ApiError } from './errors.js'
import type { Operations } from './platform.js'
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

/** Operations on the files of a store. */
export function fileOperations(
  store: Store,
): Pick<Operations, Extract<keyof Operations, `${string}File` | `${string}File${string}`>> {
  const { files } = store

  /** Files are found by id or by key. */
  const fileOf = (idOrKey: string): StoredFile => {
    const stored = files.get(idOrKey) ?? byKey(idOrKey)
    if (stored) return stored
    throw new ApiError('ResourceNotFound', `There is no file "${idOrKey}"`)
  }
  const byKey = (key: string) => [...files.values()].find(({ file }) => file.key === key)

  /** Stores a file under its key, in place of one that is there. */
  const put = (
    input: Parameters<Operations['upsertFile']>[0],
    status: File['status'],
    content?: unknown,
  ) => {
    const old = byKey(input.key)?.file
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
    files.set(file.id, { file, content })
    return { file: { ...file, uploadUrl: url } }
  }

  return {
    upsertFile: (input) => put(input, 'upload_pending'),
    uploadFile: ({ content, url: _, ...input }) => {
      const size = typeof content === 'string' ? new TextEncoder().encode(content).length : 0
      return put({ ...input, size }, 'upload_completed', content)
    },
    getFile: ({ id }) => ({ file: fileOf(id).file }),
    deleteFile: ({ id }) => {
      files.delete(fileOf(id).file.id)
      return {}
    },
    updateFileMetadata: ({ id, tags, metadata, accessPolicies, expiresAt }) => {
      const { file: old, content } = fileOf(id)
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
      files.set(file.id, { file, content })
      return { file }
    },
    listFiles: ({ nextToken, tags, ids, indexed, ...order }) => {
      const listed = [...files.values()]
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
    searchFiles: ({ query, tags, limit }) => ({
      passages: [...files.values()]
        .flatMap(({ file, content }) =>
          typeof content === 'string' && content.includes(query) && hasTags(file.tags, tags)
            ? [{ content, score: 1, meta: {}, file }]
            : [],
        )
        .slice(0, limit),
    }),
  }
}
