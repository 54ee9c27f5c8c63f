/** Finds where something stands in a JSON file, for messages about it. */
import { type ParseError, findNodeAtLocation, parseTree } from 'jsonc-parser'
import type { Location } from '../errors.js'

/**
 * @param text may be broken
 * @param path keys from the root
 * @returns the place of the key, or where the text stops being JSON; the start if there is neither
 */
export function placeOfKey(
  text: string,
  path: readonly string[],
): Pick<Location, 'line' | 'column'> {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true })
  const node = root && findNodeAtLocation(root, [...path])
  const offset = errors[0]?.offset ?? (node?.parent ?? node)?.offset ?? 0
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
