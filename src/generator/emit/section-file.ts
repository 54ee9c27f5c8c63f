/** One file of the output while it is written: names are claimed, declarations are printed in order. */
import type { Slot } from '../model/index.js'
import { createNames } from '../names.js'
import { importStatement, printDeclaration } from '../print/index.js'
import type { Doc, NamedType, Type } from '../schema/index.js'
import { createNamespaceNames, printNamespace } from './namespace.js'
import type { Namespace } from './namespace.js'
import { declareObject } from './type-builders.js'
import type { ObjectDeclaration } from './type-builders.js'

/** The names under which a slot's types were declared; one and the same when the types are. */
export interface SlotNames {
  readonly read: string
  readonly write: string
}

export interface SectionFile {
  /** A type name of its own in this file. */
  claim(wish: string): string
  /** A namespace name of its own in this file. */
  claimNamespace(wish: string): string
  /** Declares a slot's types under `wish`, and under `<wish>Write` where writing differs. */
  slot(wish: string, slot: Slot): SlotNames
  /** Declares an object type; its name must have been claimed or be one of the section's own. */
  object(declaration: ObjectDeclaration): void
  /** Declares a namespace; its name must have been claimed. */
  namespace(namespace: Namespace): void
  /** What the file imports and declares, each set off by an empty line. */
  finish(): string
}

/**
 * @param named the recursive types that slots may refer to
 * @param own the names that the section gives to its maps
 */
export function createSectionFile(
  named: readonly NamedType[],
  own: readonly string[],
): SectionFile {
  const types = createNames(['runtime', ...own])
  const namespaces = createNamespaceNames()
  const declarations: string[] = []
  let usesRuntime = false
  const byId = new Map(named.map((type) => [type.id, type]))
  const nameById = new Map<string, string>()

  /** The name of a recursive type, which is declared at first mention. */
  function nameOf(id: string): string {
    const known = nameById.get(id)
    if (known !== undefined) return known
    const type = byId.get(id)
    if (type === undefined) throw new Error(`The model has no type ${id}`)
    const name = types.claim(type.hint)
    declareNamed(type, name, type.doc)
    return name
  }

  function declareNamed(type: NamedType, name: string, doc: Doc | undefined): void {
    nameById.set(type.id, name)
    // Its place is reserved before it is printed, as printing it may declare further types.
    const place = declarations.push('') - 1
    declarations[place] = print(name, type.type, doc)
  }

  function print(name: string, type: Type, doc: Doc | undefined): string {
    const text = printDeclaration({ name, type, doc }, { nameOf })
    usesRuntime ||= mentionsRuntime(text, [type])
    return text
  }

  function declare(wish: string, type: Type, doc: Doc | undefined): string {
    if (type.kind === 'named') {
      const known = nameById.get(type.id)
      const target = byId.get(type.id)
      if (known === undefined && target !== undefined) {
        // A recursive root takes the slot's name, so that there is one declaration and no alias.
        const name = types.claim(wish)
        declareNamed(target, name, doc ?? target.doc)
        return name
      }
    }
    const name = types.claim(wish)
    const place = declarations.push('') - 1
    declarations[place] = print(name, type, doc)
    return name
  }

  return {
    claim: (wish) => types.claim(wish),
    claimNamespace: (wish) => namespaces.claim(wish),
    slot(wish, { read, write, doc }) {
      const name = declare(wish, read, doc)
      return { read: name, write: read === write ? name : declare(`${name}Write`, write, doc) }
    },
    object(declaration) {
      const { extends: bases = [], members = [] } = declaration
      const text = declareObject(declaration, nameOf)
      usesRuntime ||= mentionsRuntime(text, [...bases, ...members.map(({ type }) => type)])
      declarations.push(text)
    },
    namespace(namespace) {
      const text = printNamespace(namespace)
      usesRuntime ||= mentionsRuntime(text, typesIn(namespace))
      declarations.push(text)
    },
    finish() {
      const parts = declarations.map((declaration) => `${declaration.trimEnd()}\n`)
      return [...(usesRuntime ? [runtimeImport] : []), ...parts].join('\n')
    },
  }
}

const runtimeImport = importStatement({
  from: 'botpress-plugin-kit/runtime',
  namespace: 'runtime',
  type: true,
})

function typesIn({ types, namespaces = [] }: Namespace): Type[] {
  return [...types.map(([, type]) => type), ...namespaces.flatMap(typesIn)]
}

/** Whether the text of some types has a name of the runtime's in it, and not only a comment or a literal. */
function mentionsRuntime(text: string, types: readonly (Type | string)[]): boolean {
  return text.includes('runtime.') && types.some(isOfRuntime)
}

function isOfRuntime(type: Type | string): boolean {
  if (typeof type === 'string') return type.startsWith('runtime.')
  switch (type.kind) {
    case 'flat':
    case 'readonly':
    case 'file':
      return true
    case 'global':
      return type.name.startsWith('runtime.') || type.arguments.some(isOfRuntime)
    case 'array':
      return isOfRuntime(type.element)
    case 'tuple':
      return (
        type.elements.some((element) => isOfRuntime(element.type)) ||
        (type.rest !== undefined && isOfRuntime(type.rest))
      )
    case 'object':
      return (
        type.properties.some((property) => isOfRuntime(property.type)) ||
        type.indexes.some(({ key, value }) => isOfRuntime(key) || isOfRuntime(value))
      )
    case 'union':
    case 'intersection':
      return type.members.some(isOfRuntime)
    case 'function':
      return isOfRuntime(type.parameters) || isOfRuntime(type.returns)
    case 'template':
      return type.parts.some((part) => typeof part !== 'string' && isOfRuntime(part))
    case 'keyword':
    case 'literal':
    case 'bigint':
    case 'named':
      return false
  }
}
