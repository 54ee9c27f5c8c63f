/** Prints exported declarations of types. */
import type { Doc, Type } from '../schema/index.js'
import {
  comma,
  concat,
  group,
  indent,
  indentIfBroken,
  isText,
  join,
  line,
  render,
  short,
} from './layout.js'
import type { Layout } from './layout.js'
import { readReference, readReferences } from './reference.js'
import type { Global } from './reference.js'
import { docComment } from './text.js'
import { simplify } from './simplify.js'
import { isHugged, membersOf, propertyMember, signatureLayout, typeLayout } from './type.js'
import type { Member, TypeOptions } from './type.js'

/** A type with the name that it is exported under. */
export interface Declaration {
  /** An identifier. */
  readonly name: string
  readonly type: Type
  readonly doc?: Doc | undefined
}

/** Where a declaration stands. */
export interface DeclarationOptions extends TypeOptions {
  /** The columns by which each line is indented: in a namespace. Default: 0. */
  readonly indent?: number
}

/**
 * @param declaration what to declare
 * @param options the names of the types that it refers to
 * @returns `export type … = …`, an object with each member on a line; it ends with a line break
 */
export function printDeclaration(declaration: Declaration, options: DeclarationOptions): string {
  const { name, doc } = declaration
  const type = simplify(declaration.type)
  const head = `export type ${name}`
  if (type.kind !== 'object') return printCode(doc, aliasLayout(head, type, options), options)
  return printMembers(doc, `${head} =`, membersOf(type, options), options)
}

/** An object type whose members' types may be finished text. */
export interface ObjectDeclaration {
  /** An identifier. */
  readonly name: string
  /** Types whose members it has as well: as data, or as text, separated by commas. */
  readonly extends?: string | readonly Global[] | undefined
  readonly doc?: Doc | undefined
  readonly members: readonly ObjectMember[]
}

/** A property of an object type. */
export interface ObjectMember {
  /** Any string. */
  readonly key: string
  readonly optional?: boolean
  readonly readonly?: boolean
  /** Data, or a name with its arguments as text: `ActionHandler<'trackEvent', TrackEventInput>`. */
  readonly type: string | Type
  readonly doc?: Doc
}

/**
 * @param declaration what to declare
 * @param options the names of the types that it refers to
 * @returns `export type … = {…}`, which fits index signatures; `export interface … extends …` where
 *   it extends others, as the compiler has more work with intersections. It ends with a line break
 */
export function printObject(declaration: ObjectDeclaration, options: DeclarationOptions): string {
  const members = declaration.members.map(
    ({ optional = false, readonly = false, type, ...rest }) => {
      const data = typeof type === 'string' ? readReference(type) : type
      return propertyMember({ ...rest, optional, readonly, type: data })
    },
  )
  const { extends: heritage = [] } = declaration
  const bases = typeof heritage === 'string' ? readReferences(heritage) : heritage
  const head =
    bases.length === 0
      ? `export type ${declaration.name} =`
      : headLayout(`export interface ${declaration.name}`, bases, options)
  return printMembers(declaration.doc, head, members, options)
}

function printCode(
  doc: Doc | undefined,
  code: Layout,
  { indent: columns = 0 }: DeclarationOptions,
): string {
  const indentation = ' '.repeat(columns)
  return `${docComment(doc, columns)}${indentation}${render(code, { indent: columns })}\n`
}

/** As the braces of a declared object always break, each member is laid out by itself. */
function printMembers(
  doc: Doc | undefined,
  head: Layout,
  members: readonly Member[],
  options: DeclarationOptions,
): string {
  if (members.length === 0) return printCode(doc, concat([head, ' {}']), options)
  const inside = { ...options, indent: (options.indent ?? 0) + 2 }
  const lines = members.map((member) =>
    printCode(member.doc, signatureLayout(member, options), inside),
  )
  return `${printCode(doc, concat([head, ' {']), options)}${lines.join('')}${printCode(undefined, '}', options)}`
}

/** A base that is a path may go to a line of its own; of several bases, all do. */
function headLayout(head: string, bases: readonly Global[], options: TypeOptions): Layout {
  const [first, ...more] = bases
  if (first === undefined) return head
  const types = bases.map((base) => typeLayout(base, 'argument', options))
  if (more.length > 0) {
    return group(head, indent(line, 'extends', group(indent(line, join(comma, types)))))
  }
  const isPath = first.name.includes('.') && first.arguments.length === 0
  const clause = concat(['extends ', ...types])
  return isPath ? group(head, indent(line, clause)) : concat([head, ' ', clause])
}

function aliasLayout(head: string, type: Type, options: TypeOptions): Layout {
  const right = typeLayout(type, 'alias', options)
  if (type.kind === 'union' && !isHugged(type)) return group(head, ' =', group(indent(line, right)))
  const gap = group(indent(line))
  const whole = () => group(head, ' =', gap, indentIfBroken(right, gap))
  return isText(right) ? short(`${head} = ${right}`, whole) : whole()
}
