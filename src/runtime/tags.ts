/**
 * Tags on the wire and in a handler's hands: a plugin's own tag `x` is stored as `<alias>#x`, and a
 * handler sees its own tags only.
 */
import type { Installation } from './context.js'
import { ownName } from './installation.js'
import { setOwn } from './own-keys.js'
import type { AnyTags } from './types/index.js'

type Tags = AnyTags | undefined

/** The plugin's own tags, by their own names. */
export function ownTags(plugin: Installation, stored: Tags): AnyTags {
  return rename(stored, (tag) => ownName(plugin, tag))
}

/** The tags of others, as they are stored. */
export function foreignTags(plugin: Installation, stored: Tags): AnyTags {
  return rename(stored, (tag) => ownName(plugin, tag) === false && tag)
}

/** Tags by the names that they are stored under; those without a value are left out. */
export function storedTags(plugin: Installation, tags: Tags): AnyTags {
  return rename(tags, (tag) => storedName(plugin, tag))
}

/** The name that a tag is stored under. */
export function storedName({ prefix }: Installation, tag: string): string {
  return tag.startsWith(prefix) ? tag : prefix + tag
}

/** The input of an operation with its tags, if it has any, by the names that they are stored under. */
export function withStoredTags<T extends object>(plugin: Installation, input: T): T {
  return 'tags' in input ? { ...input, tags: storedTags(plugin, input.tags as Tags) } : input
}

function rename(tags: Tags = {}, nameOf: (tag: string) => string | false): AnyTags {
  const renamed: AnyTags = {}
  for (const tag in tags) {
    const name = nameOf(tag)
    if (name !== false && tags[tag] !== undefined) setOwn(renamed, name, tags[tag])
  }
  return renamed
}
