/**
 * The namespaces by which sources written for the SDK's generated folder reach types, such as
 * `actions.trackEvent.input.Input` (contract.md §4).
 */
import { camelCase, createNames, isIdentifierName, pascalCase } from '../names.js'
import type { Names } from '../names.js'
import { printDeclaration } from '../print/index.js'
import type { Type } from '../schema/index.js'
import { object, ref } from './type-builders.js'

/** A namespace of types. */
export interface Namespace {
  readonly name: string
  /** Its types by their names. They may refer to types and namespaces around them. */
  readonly types: readonly (readonly [name: string, type: Type])[]
  readonly namespaces?: readonly Namespace[]
}

/** @returns `export declare namespace … { … }`, which ends with a line break */
export function printNamespace(namespace: Namespace): string {
  return printWithHead(namespace, 'export declare namespace', 0)
}

function printWithHead(
  { name, types, namespaces = [] }: Namespace,
  head: string,
  indent: number,
): string {
  const margin = ' '.repeat(indent)
  const inside = { nameOf: (id: string) => id, indent: indent + 2 }
  const declarations = types.map(([name, type]) => printDeclaration({ name, type }, inside))
  const nested = namespaces.map((inner) => printWithHead(inner, 'export namespace', indent + 2))
  return `${margin}${head} ${name} {\n${[...declarations, ...nested].join('')}${margin}}\n`
}

/** `{ input: input.Input, output: output.Output }` under an action's name, and both by themselves. */
export function callNamespace(
  name: string,
  namespace: string,
  slots: Readonly<Record<string, Type>>,
): Namespace {
  const keys = Object.keys(slots)
  return {
    name: namespace,
    types: [[typeName(name), object(keys.map((key) => [key, ref(`${key}.${typeName(key)}`)]))]],
    namespaces: Object.entries(slots).map(([key, type]) => ({
      name: key,
      types: [[typeName(key), type]],
    })),
  }
}

/** A namespace for each entry, and the map of their types: `Entities`, `entities.ticket.Ticket`. */
export function mapNamespace(
  name: string,
  entries: readonly (readonly [name: string, inside: (namespace: string) => Namespace])[],
): Namespace {
  const names = createNamespaceNames()
  const namespaces = entries.map(([entry, inside]) => inside(names.claim(entry)))
  return {
    name,
    types: [
      [
        typeName(name),
        object(
          entries.map(([entry], at) => [entry, ref(`${namespaces[at]?.name}.${typeName(entry)}`)]),
        ),
      ],
    ],
    namespaces,
  }
}

/** A namespace of one type, which has the entry's name. */
export function entryNamespace(name: string, namespace: string, type: Type): Namespace {
  return { name: namespace, types: [[typeName(name), type]] }
}

/** Names of the namespaces in one place; no two the same. */
export function createNamespaceNames(): Names {
  // The import of the runtime's types must not be hidden from what is inside.
  return createNames(['runtime'], namespaceName)
}

/** Names that the SDK's generator accepts. Others have no names there to agree with. */
const plain = /^[a-zA-Z][\w-]*$/

/** The words of a plain name, as the SDK's generator takes them apart: `myURLMap` → `my`, `URLMap`. */
function wordsOf(name: string): readonly string[] {
  return name.split(/[-_]|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '')
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
}

/** The name of an entry's type inside its namespace. */
export function typeName(name: string): string {
  return plain.test(name) ? wordsOf(name).map(capitalize).join('') : pascalCase(name)
}

function namespaceName(name: string): string {
  if (!plain.test(name)) return isIdentifierName(name) ? name : camelCase(name)
  const [first = '', ...more] = wordsOf(name)
  const styled = [first.toLowerCase(), ...more.map(capitalize)].join('')
  return reserved.has(styled) ? `_${styled}` : styled
}

/** Words that the SDK's generator sets an underscore before. */
const reserved: ReadonlySet<string> = new Set(
  (
    'any as boolean break case catch class const constructor continue debugger declare default ' +
    'delete do else enum export extends false finally for from function get if implements import ' +
    'in instanceof interface let module new null number of package private protected public ' +
    'require return set static string super switch symbol this throw true try type typeof var ' +
    'void while with yield'
  ).split(' '),
)
