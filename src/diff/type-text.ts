/** Shows types on one line, to people. */
import { printType } from '../generator/print/index.js'
import { type NamedType, type Type, mapType } from '../generator/schema/index.js'

/** @returns a type's text on one line, cut where it gets long */
export type TypeText = (type: Type) => string

/** Nobody reads more of a line. */
const maximumLength = 200

/** @param named declarations of recursive types, which are called by their hints */
export function typeTextOf(named: readonly NamedType[]): TypeText {
  const hints = new Map(named.map(({ id, hint }) => [id, hint]))
  // The names in types that were prepared for a comparison have a mark in front.
  const nameOf = (id: string): string => hints.get(id) ?? hints.get(id.slice(1)) ?? 'Recursive'
  return (type) => {
    const text = joined(printType(withoutDocs(type), { nameOf }).replaceAll('runtime.', ''))
    return text.length > maximumLength ? `${text.slice(0, maximumLength)}…` : text
  }
}

function withoutDocs(type: Type): Type {
  return mapType(type, (each) =>
    each.kind === 'object'
      ? { ...each, properties: each.properties.map(({ doc: _, ...property }) => property) }
      : each,
  )
}

/** The lines of a printed type as one: members of objects need a semicolon between them then. */
function joined(text: string): string {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean)
  const line = lines.reduce((all, line) => {
    const isOpen = /(?:^|[{([<,:|&>])$/.test(all) || /^[|&})\]>?]/.test(line)
    return `${all}${isOpen ? ' ' : '; '}${line}`
  }, '')
  return line.trim().replace(/(^|[:({[<,] ?)\| /g, '$1').replaceAll('( ', '(').replaceAll(' )', ')')
} // prettier-ignore
