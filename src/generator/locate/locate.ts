/** Finds where the author wrote an entry of the definition, by reading the source without running it. */
import type { Node } from 'ts-morph'
import type { Location } from '../errors.js'
import { type Member, type SourceReader, locationOf, readSources } from './source-reader.js'

/**
 * Finds the places of entries.
 * @param file the definition file
 * @param paths of entries, as keys from the definition's root: `['actions', 'createTicket', 'input']`
 * @returns For each path the place of the key that was found deepest: of `createTicket`, if what
 * follows comes from somewhere that cannot be read. The start of the definition if no key was found,
 * and `undefined` if there is no definition.
 */
export async function locate(
  file: string,
  paths: readonly (readonly string[])[],
): Promise<(Location | undefined)[]> {
  if (paths.length === 0) return []
  const reader = await readSources(file)
  const root = reader.definition()
  if (root === undefined) return paths.map(() => undefined)
  return paths.map((path) => locationOf(deepest(reader, root, path)))
}

/** The key of a path that was found deepest; the root if none was. */
function deepest(reader: SourceReader, root: Node, path: readonly string[]): Node {
  let member: Member | undefined = { key: root, value: root }
  let { key } = member
  for (const name of written(reader, root, path)) {
    member = member.value && reader.member(member.value, name)
    if (member === undefined) break
    key = member.key
  }
  return key
}

/** The path as it was written: a recurring event may stem from `recurrence` of an event. */
function written(reader: SourceReader, root: Node, path: readonly string[]): readonly string[] {
  const [section, name, ...rest] = path
  if (section !== 'recurringEvents' || name === undefined) return path
  const declared = reader.member(root, section)?.value
  if (declared !== undefined && reader.member(declared, name) !== undefined) return path
  return ['events', name, 'recurrence', ...rest.filter((key) => key !== 'schedule')]
}
