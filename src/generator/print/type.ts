/** Prints types: as TypeScript reads them back, and as prettier would lay them out. */
import type { Doc, IndexSignature, Property, Type } from '../schema/index.js'
import {
  brokenGroup,
  choice,
  concat,
  enclose,
  flatten,
  group,
  hardline,
  indent,
  join,
  labelled,
  line,
  isText,
  render,
  short,
  softline,
  willBreak,
} from './layout.js'
import type { Layout, Start } from './layout.js'
import { simplify } from './simplify.js'
import type { Of } from './simplify.js'
import { commentLayout, literal, propertyKey, templateText } from './text.js'

/** How types refer to each other. */
export interface TypeOptions {
  /** The identifier of a named type. */
  readonly nameOf: (id: string) => string
}

/** Where a type stands: this decides on parentheses, and on how a union breaks. */
type Place =
  /** Behind a colon or an arrow. */
  | 'annotation'
  /** Behind `=`, on its own line if it does not fit. */
  | 'alias'
  | 'argument'
  /** The one argument of its kind. */
  | 'sole element'
  | 'element'
  /** In front of `[]`, `?`, or behind `readonly`. */
  | 'operand'
  | 'union'
  | 'intersection'
  | 'template'
  /** The type of a function's only parameter: an object there opens on the function's line. */
  | 'sole parameter'

/**
 * @param type what to print
 * @param options names, and where the text will stand: behind a colon and a space
 * @returns the type's text; a union that does not fit begins with a line break
 */
export function printType(type: Type, options: TypeOptions & Start): string {
  return render(typeLayout(type, 'annotation', options), options)
}

/**
 * @param type what to lay out
 * @param place where it stands
 * @returns its layout, in parentheses if the place needs them
 */
export function typeLayout(type: Type, place: Place, options: TypeOptions): Layout {
  const plain = simplify(type)
  switch (plain.kind) {
    case 'keyword':
      return plain.name
    case 'literal':
      return literal(plain.value)
    case 'bigint':
      return `${plain.value}n`
    case 'template':
      return templateLayout(plain, options)
    case 'array': {
      const array = concat([typeLayout(plain.element, 'operand', options), '[]'])
      return plain.readonly ? readonlyLayout(array, place) : array
    }
    case 'tuple': {
      const tuple = tupleLayout(plain, options)
      return plain.readonly ? readonlyLayout(tuple, place) : tuple
    }
    case 'object':
      return objectLayout(plain, place, options)
    case 'union':
      return unionLayout(plain, place, options)
    case 'intersection':
      return parenthesize(intersectionLayout(plain, options), isOperand(place))
    case 'global':
      return referenceLayout(plain, options)
    case 'named':
      return options.nameOf(plain.id)
    case 'function':
      return parenthesize(functionLayout(plain, options), isOperand(place))
  }
}

/** What stands between the braces of an object type or an interface: one layout per line. */
export interface Member {
  readonly doc?: Doc | undefined
  /** With its modifiers, up to where the colon goes. */
  readonly head: Layout
  readonly type: Type
}

/** The members of an object type: first its index signatures, then its properties. */
export function membersOf(type: Of<'object'>, options: TypeOptions): readonly Member[] {
  const indexes = type.indexes.map((index) => indexMember(index, options))
  return indexes.concat(type.properties.map(propertyMember))
}

/** A member that is a property. */
export function propertyMember(property: Property): Member {
  const { key, optional, readonly, type, doc } = property
  const head = `${readonly ? 'readonly ' : ''}${propertyKey(key, 'type')}${optional ? '?' : ''}`
  return { head, type, doc }
}

/** `head: type` */
export function signatureLayout({ head, type }: Member, options: TypeOptions): Layout {
  const content = typeLayout(type, 'annotation', options)
  return isText(head) ? labelled(`${head}: `, content) : group(head, ': ', content)
}

/** The comment, if there is one, and the signature. */
function memberLayout(member: Member, options: TypeOptions): Layout {
  const comment = commentLayout(member.doc)
  const signature = signatureLayout(member, options)
  return comment === undefined ? signature : concat([comment, hardline, signature])
}

function indexMember(index: IndexSignature, options: TypeOptions): Member {
  const key = concat(['key: ', typeLayout(index.key, 'annotation', options)])
  return {
    head: concat([
      index.readonly ? 'readonly [' : '[',
      group(indent(softline, key), softline),
      ']',
    ]),
    type: index.value,
  }
}

function objectLayout(type: Of<'object'>, place: Place, options: TypeOptions): Layout {
  const members = membersOf(type, options).map((member) => memberLayout(member, options))
  if (members.length === 0) return '{}'
  if (place !== 'sole parameter') {
    return brokenGroup('{', indent(hardline, join(hardline, members)), hardline, '}')
  }
  const separator = concat([choice('', ';'), line])
  return concat(['{', indent(line, join(separator, members)), line, '}'])
}

const nextMember = concat([line, '| '])

function unionLayout(union: Of<'union'>, place: Place, options: TypeOptions): Layout {
  const members = union.members.map((member) => typeLayout(member, 'union', options))
  if (isHugged(union)) return parenthesize(join(' | ', members), isOperand(place))
  if (!members.every(isText)) return brokenUnionLayout(members, place)
  const text = parenthesize(members.join(' | '), isOperand(place))
  return short(flatten(text), () => brokenUnionLayout(members, place))
}

function brokenUnionLayout(members: readonly Layout[], place: Place): Layout {
  const list = group(
    concat(
      members.flatMap((member, index) => [
        index === 0 ? choice('| ', '') : nextMember,
        indent(member),
      ]),
    ),
  )
  if (isOperand(place)) return concat(['(', group(indent(softline, list), softline), ')'])
  switch (place) {
    case 'element':
      return group(indent(choice(concat(['(', softline]), ''), list), softline, choice(')', ''))
    case 'alias':
    case 'argument':
    case 'sole element':
      return list
    default:
      return group(indent(softline, list))
  }
}

/** One object or reference, and else only `null`: `{ … } | null` opens on the line where it stands. */
export function isHugged(union: Of<'union'>): boolean {
  const object = union.members.find((member) => member.kind === 'object' || isReference(member))
  return (
    object !== undefined &&
    union.members.every(
      (member) =>
        member === object ||
        (member.kind === 'keyword' && (member.name === 'null' || member.name === 'void')),
    )
  )
}

/** A name, but not one with an index behind it: `actions.TrackEventInput`. */
function isReference(type: Type): boolean {
  return type.kind === 'named' || (type.kind === 'global' && !type.name.includes('['))
}

function intersectionLayout(type: Of<'intersection'>, options: TypeOptions): Layout {
  let indented = false
  const parts = type.members.map((member, index): Layout => {
    const layout = typeLayout(member, 'intersection', options)
    const previous = type.members[index - 1]
    if (previous === undefined) return layout
    if (member.kind === 'object' && previous.kind === 'object') {
      return concat([' & ', indented ? indent(layout) : layout])
    }
    if (member.kind !== 'object' && previous.kind !== 'object') return indent(' &', line, layout)
    if (index > 1) indented = true
    return concat([' & ', index > 1 ? indent(layout) : layout])
  })
  return group(concat(parts))
}

function tupleLayout(type: Of<'tuple'>, options: TypeOptions): Layout {
  const count = type.elements.length + (type.rest === undefined ? 0 : 1)
  if (count === 0) return '[]'
  const lastRequired = type.elements.findLastIndex((element) => !element.optional)
  const place = count === 1 ? 'sole element' : 'element'
  const items = type.elements.map((element, index): Layout => {
    if (!element.optional) return group(typeLayout(element.type, place, options))
    // An element may be left out only if all behind it may.
    return index < lastRequired
      ? group(typeLayout(orUndefined(element.type), place, options))
      : group(typeLayout(element.type, 'operand', options), '?')
  })
  const rest = type.rest === undefined ? [] : [group('...', arrayOf(type.rest, options))]
  return group(enclose('[', [...items, ...rest], ']'))
}

function arrayOf(element: Type, options: TypeOptions): Layout {
  return concat([typeLayout(element, 'operand', options), '[]'])
}

function orUndefined(type: Type): Type {
  return { kind: 'union', members: [type, { kind: 'keyword', name: 'undefined' }] }
}

function referenceLayout(type: Of<'global'>, options: TypeOptions): Layout {
  const [first] = type.arguments
  if (first === undefined) return type.name
  const args = type.arguments.map((argument) => typeLayout(argument, 'argument', options))
  if (args.length === 1 && isSimple(first)) return concat([type.name, '<', concat(args), '>'])
  return concat([type.name, group(enclose('<', args, '>', { trailing: '' }))])
}

/** Whether a sole type argument stays on the line of its brackets. */
function isSimple(type: Type): boolean {
  const plain = simplify(type)
  switch (plain.kind) {
    case 'global':
      return isReference(plain) && plain.arguments.length === 0
    case 'union':
      return isHugged(plain)
    case 'array':
    case 'tuple':
    case 'intersection':
    case 'function':
      return false
    default:
      return true
  }
}

function functionLayout(type: Of<'function'>, options: TypeOptions): Layout {
  const parameters = parametersOf(type.parameters)
  const head = parametersLayout(parameters, options)
  const returned = typeLayout(type.returns, 'annotation', options)
  const returnsFirst =
    parameters.length === 1 && (simplify(type.returns).kind === 'object' || willBreak(returned))
  return group(returnsFirst ? group(head) : head, ' => ', returned)
}

function parametersLayout(parameters: readonly Parameter[], options: TypeOptions): Layout {
  const [first, ...more] = parameters
  if (first === undefined) return '()'
  const isHugging = more.length === 0 && !first.rest && simplify(first.type).kind === 'object'
  const list = parameters.map(({ name, type }) =>
    concat([name, ': ', typeLayout(type, isHugging ? 'sole parameter' : 'annotation', options)]),
  )
  if (isHugging) return concat(['(', ...list, ')'])
  return enclose('(', list, ')', { trailing: parameters.at(-1)?.rest === true ? '' : ',' })
}

interface Parameter {
  readonly name: string
  readonly type: Type
  readonly rest: boolean
}

/** A tuple becomes a list of parameters; whatever else it is, is the type of all of them. */
function parametersOf(type: Type): readonly Parameter[] {
  const plain = simplify(type)
  if (plain.kind !== 'tuple') return [{ name: '...args', type: plain, rest: true }]
  const lastRequired = plain.elements.findLastIndex((element) => !element.optional)
  const listed = plain.elements.map(({ type: of, optional }, index): Parameter => {
    const omissible = optional && index > lastRequired
    return {
      name: `arg${index}${omissible ? '?' : ''}`,
      type: optional && !omissible ? orUndefined(of) : of,
      rest: false,
    }
  })
  return plain.rest === undefined
    ? listed
    : [
        ...listed,
        {
          name: listed.length === 0 ? '...args' : '...rest',
          type: { kind: 'array', element: plain.rest, readonly: false },
          rest: true,
        },
      ]
}

function templateLayout(type: Of<'template'>, options: TypeOptions): Layout {
  const parts = type.parts.map((part) =>
    typeof part === 'string'
      ? templateText(part)
      : `\${${flatten(typeLayout(part, 'template', options))}}`,
  )
  return `\`${parts.join('')}\``
}

function readonlyLayout(layout: Layout, place: Place): Layout {
  return parenthesize(concat(['readonly ', layout]), place === 'operand')
}

function isOperand(place: Place): boolean {
  return place === 'operand' || place === 'union' || place === 'intersection'
}

function parenthesize(layout: Layout, needed: boolean): Layout {
  return needed ? concat(['(', layout, ')']) : layout
}
