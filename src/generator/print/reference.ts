/** Reads the text of a type reference, so that a long one can be broken between its arguments. */
import type { Type } from '../schema/type.js'

/**
 * @param text a finished type, such as `ActionHandler<'trackEvent', actions.TrackEventInput>`
 * @returns the same type as data. What is more than a name and its arguments stays one piece
 */
export function readReference(text: string): Type {
  const parts = /^([^<>]*)<(.*)>$/su.exec(text)
  const name = parts?.[1] ?? text
  const list = parts?.[2] === undefined ? [] : splitArguments(parts[2])
  return list === undefined
    ? { kind: 'global', name: text, arguments: [] }
    : { kind: 'global', name, arguments: list.map(readReference) }
}

/** The arguments between brackets, or `undefined` if they are not plainly separated by commas. */
function splitArguments(text: string): readonly string[] | undefined {
  const args: string[] = []
  let depth = 0
  let start = 0
  for (const { 0: token, index } of text.matchAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|=>|[^]/gu)) {
    if (token === '<') depth += 1
    else if (token === '>') depth -= 1
    else if (/^[[\](){}|&]$|^=>$/.test(token)) return undefined
    else if (token === ',' && depth === 0) {
      args.push(text.slice(start, index).trim())
      start = index + 1
    }
    if (depth < 0) return undefined
  }
  return [...args, text.slice(start).trim()]
}
