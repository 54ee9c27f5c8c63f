/** Prints exported declarations of types. */
import type { Doc, Type } from '../schema/type.js'
import { concat, group, hardline, indent, indentIfBroken, join, line, render } from './layout.js'
import type { Layout } from './layout.js'
import { readReference } from './reference.js'
import { docComment } from './text.js'
import { isHugged, memberLayout, membersOf, propertyMember, simplify, typeLayout } from './type.js'
import type { Member, TypeOptions } from './type.js'

/** A type with the name that it is exported under. */
export interface Declaration {
  /** An identifier. */
  readonly name: string
  readonly type: Type
  readonly doc?: Doc | undefined
}

/**
 * @param declaration what to declare
 * @param options the names of the types that it refers to
 * @returns `export interface …` for an object, else `export type … = …`; it ends with a line break
 */
export function printDeclaration(declaration: Declaration, options: TypeOptions): string {
  const { name, doc } = declaration
  const type = simplify(declaration.type)
  const code =
    type.kind === 'object'
      ? interfaceLayout(`export interface ${name}`, membersOf(type, options), options)
      : aliasLayout(`export type ${name} =`, type, options)
  return `${docComment(doc, 0)}${render(code)}\n`
}

/** An interface whose members' types may be finished text. */
export interface Interface {
  /** An identifier. */
  readonly name: string
  /** Another interface. */
  readonly extends?: string | undefined
  readonly doc?: Doc | undefined
  readonly members: readonly {
    /** Any string. */
    readonly key: string
    readonly optional?: boolean
    readonly readonly?: boolean
    /** Data, or a name with its arguments: `ActionHandler<'trackEvent', TrackEventInput>`. */
    readonly type: string | Type
    readonly doc?: Doc
  }[]
}

/**
 * @param declaration what to declare
 * @param options the names of the types that it refers to
 * @returns `export interface …`, which ends with a line break
 */
export function printInterface(declaration: Interface, options: TypeOptions): string {
  const base = declaration.extends === undefined ? '' : ` extends ${declaration.extends}`
  const members = declaration.members.map(
    ({ optional = false, readonly = false, type, ...rest }) => {
      const data = typeof type === 'string' ? readReference(type) : type
      return propertyMember({ ...rest, optional, readonly, type: data })
    },
  )
  const code = interfaceLayout(`export interface ${declaration.name}${base}`, members, options)
  return `${docComment(declaration.doc, 0)}${render(code)}\n`
}

function interfaceLayout(head: string, members: readonly Member[], options: TypeOptions): Layout {
  if (members.length === 0) return `${head} {}`
  const lines = members.map((member) => concat([hardline, memberLayout(member, options)]))
  return concat([head, ' {', indent(...lines), hardline, '}'])
}

function aliasLayout(head: string, type: Type, options: TypeOptions): Layout {
  const right = typeLayout(type, 'alias', options)
  if (type.kind === 'union' && !isHugged(type)) return group(head, group(indent(line, right)))
  const gap = group(indent(line))
  return group(head, gap, indentIfBroken(right, gap))
}
