/**
 * Tags on the wire and in a handler's hands: a plugin's own tag `x` is stored as `<alias>#x`, and a
 * handler sees its own tags only.
 */
import type { Installation } from './installation.js'
import { put } from './record.js'
import type { AnyRecord, AnyTags } from './types/index.js'

/** The plugin's own tags, by their own names. */
export function ownTags({ prefix }: Installation, stored: AnyTags = {}): AnyTags {
  const tags: AnyTags = {}
  for (const key of Object.keys(stored)) {
    if (key.startsWith(prefix)) put(tags, key.slice(prefix.length), stored[key])
  }
  return tags
}

/** Tags by the names that they are stored under; those without a value are left out. */
export function storedTags(plugin: Installation, tags: AnyRecord = {}): AnyTags {
  const stored: AnyTags = {}
  for (const key of Object.keys(tags)) {
    if (tags[key] !== undefined) stored[storedName(plugin, key)] = tags[key]
  }
  return stored
}

/** The tags of others, as they are stored. */
export function foreignTags({ prefix }: Installation, stored: AnyTags = {}): AnyTags {
  const tags: AnyTags = {}
  for (const key of Object.keys(stored)) {
    if (!key.startsWith(prefix)) put(tags, key, stored[key])
  }
  return tags
}

/** The name that a tag is stored under. */
export function storedName({ prefix }: Installation, tag: string): string {
  return tag.startsWith(prefix) ? tag : prefix + tag
}

/** The input of an operation with its tags, if it has any, by the names that they are stored under. */
export function withStoredTags(plugin: Installation, input: AnyRecord = {}): AnyRecord {
  return 'tags' in input ? { ...input, tags: storedTags(plugin, input.tags) } : input
}
