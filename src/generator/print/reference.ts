/** Reads the text of type references, so that a long one can be broken between its arguments. */
import type { Type } from '../schema/index.js'

/** A name with its arguments. */
export type Global = Extract<Type, { readonly kind: 'global' }>

/**
 * @param text a finished type, such as `ActionHandler<'trackEvent', actions.TrackEventInput>`
 * @returns the same type as data. What is more than a name and its arguments stays in one piece
 */
export function readReference(text: string): Global {
  const [, name = text, list = ''] = /^([^<>|&(){}\s]+)<(.*)>$/su.exec(text) ?? []
  const args = splitList(list)
  return args === undefined
    ? { kind: 'global', name: text, arguments: [] }
    : { kind: 'global', name, arguments: args.map(readReference) }
}

/**
 * @param text finished types, separated by commas
 * @returns each as {@link readReference} has it
 */
export function readReferences(text: string): readonly Global[] {
  return (splitList(text) ?? [text]).map(readReference)
}

/** What stands between commas that no brackets are around; `undefined` if it has other brackets. */
function splitList(text: string): readonly string[] | undefined {
  if (text === '') return []
  const items: string[] = []
  let depth = 0
  let start = 0
  const tokens = /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\[(?:'[^']*'|"[^"]*")\]|=>|[^]/gu
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (/^[[\](){}|&`]$|^=>$/.test(token)) return undefined
    if (token === '<') depth += 1
    if (token === '>') depth -= 1
    if (depth < 0) return undefined
    if (token === ',' && depth === 0) {
      items.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return [...items, text.slice(start).trim()]
}
