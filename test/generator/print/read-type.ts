/** Reads TypeScript text back as data, with TypeScript's own parser. */
import ts from 'typescript'
import type { Property, Type } from '../../../src/generator/schema/type.js'

/**
 * @param text one exported interface or type alias
 * @returns the declared type
 * @throws if the text does not parse or holds something that the model has no kind for
 */
export function readDeclaration(text: string): Type {
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ESNext, true)
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: readonly ts.Diagnostic[] }
  if (parseDiagnostics.length > 0) throw new Error(String(parseDiagnostics[0]?.messageText))
  const [declaration, ...more] = file.statements
  if (declaration === undefined || more.length > 0) throw new Error('Not one declaration')
  if (ts.isTypeAliasDeclaration(declaration)) return readType(declaration.type)
  if (ts.isInterfaceDeclaration(declaration)) return readMembers(declaration.members)
  throw new Error('Not a declaration of a type')
}

function readType(node: ts.TypeNode): Type {
  if (ts.isParenthesizedTypeNode(node)) return readType(node.type)
  if (ts.isUnionTypeNode(node)) return { kind: 'union', members: node.types.map(readType) }
  if (ts.isIntersectionTypeNode(node)) {
    return { kind: 'intersection', members: node.types.map(readType) }
  }
  if (ts.isArrayTypeNode(node)) {
    return { kind: 'array', element: readType(node.elementType), readonly: false }
  }
  if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword) {
    const type = readType(node.type)
    if (type.kind === 'array' || type.kind === 'tuple') return { ...type, readonly: true }
  }
  if (ts.isTupleTypeNode(node)) return readTuple(node)
  if (ts.isTypeLiteralNode(node)) return readMembers(node.members)
  if (ts.isTypeReferenceNode(node)) {
    const args = (node.typeArguments ?? []).map(readType)
    return { kind: 'global', name: node.typeName.getText(), arguments: args }
  }
  if (ts.isFunctionTypeNode(node)) {
    return {
      kind: 'function',
      parameters: readParameters(node.parameters),
      returns: readType(node.type),
    }
  }
  if (ts.isTemplateLiteralTypeNode(node)) {
    const spans = node.templateSpans.flatMap((span) => [readType(span.type), span.literal.text])
    return { kind: 'template', parts: [node.head.text, ...spans] }
  }
  if (ts.isLiteralTypeNode(node)) return readLiteral(node.literal)
  const name = ts.tokenToString(node.kind)
  if (name === undefined) throw new Error(`No kind of type: ${node.getText()}`)
  return { kind: 'keyword', name: name as Extract<Type, { kind: 'keyword' }>['name'] }
}

function readLiteral(node: ts.LiteralTypeNode['literal']): Type {
  if (ts.isPrefixUnaryExpression(node)) {
    const type = readLiteral(node.operand as ts.LiteralExpression)
    if (type.kind === 'literal') return { ...type, value: -Number(type.value) }
    if (type.kind === 'bigint') return { ...type, value: `-${type.value}` }
  }
  if (ts.isStringLiteral(node)) return { kind: 'literal', value: node.text }
  if (ts.isNoSubstitutionTemplateLiteral(node)) return { kind: 'template', parts: [node.text] }
  if (ts.isNumericLiteral(node)) return { kind: 'literal', value: Number(node.text) }
  if (ts.isBigIntLiteral(node)) return { kind: 'bigint', value: node.text.replace(/n$/, '') }
  if (node.kind === ts.SyntaxKind.NullKeyword) return { kind: 'keyword', name: 'null' }
  return { kind: 'literal', value: node.kind === ts.SyntaxKind.TrueKeyword }
}

function readTuple(node: ts.TupleTypeNode): Type {
  const last = node.elements.at(-1)
  const rest = last !== undefined && ts.isRestTypeNode(last) ? readType(last.type) : undefined
  const elements = (rest === undefined ? node.elements : node.elements.slice(0, -1)).map(
    (element) =>
      ts.isOptionalTypeNode(element)
        ? { type: readType(element.type), optional: true }
        : { type: readType(element as ts.TypeNode), optional: false },
  )
  if (rest !== undefined && rest.kind !== 'array') throw new Error('A rest that is no array')
  return {
    kind: 'tuple',
    elements,
    readonly: false,
    ...(rest === undefined ? {} : { rest: rest.element }),
  }
}

function readParameters(nodes: readonly ts.ParameterDeclaration[]): Type {
  const types = nodes.map((node) => ({
    type: readType(node.type as ts.TypeNode),
    optional: node.questionToken !== undefined,
  }))
  const last = types.at(-1)
  if (last === undefined || nodes.at(-1)?.dotDotDotToken === undefined) {
    return { kind: 'tuple', elements: types, readonly: false }
  }
  if (types.length === 1) return last.type
  if (last.type.kind !== 'array') throw new Error('A rest that is no array')
  return {
    kind: 'tuple',
    elements: types.slice(0, -1),
    rest: last.type.element,
    readonly: false,
  }
}

function readMembers(nodes: readonly ts.TypeElement[]): Type {
  const isReadonly = (node: ts.PropertySignature | ts.IndexSignatureDeclaration): boolean =>
    node.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ReadonlyKeyword) === true
  return {
    kind: 'object',
    indexes: nodes.filter(ts.isIndexSignatureDeclaration).map((node) => ({
      key: readType(node.parameters[0]?.type as ts.TypeNode),
      value: readType(node.type),
      readonly: isReadonly(node),
    })),
    properties: nodes.filter(ts.isPropertySignature).map((node): Property => ({
      key: (node.name as ts.Identifier | ts.StringLiteral).text,
      type: readType(node.type as ts.TypeNode),
      optional: node.questionToken !== undefined,
      readonly: isReadonly(node),
    })),
  }
}

/**
 * @param type any type
 * @returns the same in the one form that its text can be read back to
 */
export function canonical(type: Type): Type {
  switch (type.kind) {
    case 'named':
      return { kind: 'global', name: type.id, arguments: [] }
    case 'template':
      return { kind: 'template', parts: mergeTexts(type.parts) }
    case 'array':
      return { ...type, element: canonical(type.element) }
    case 'tuple':
      return canonicalTuple(type)
    case 'object':
      return canonicalObject(type)
    case 'union':
      return canonicalSet(type.kind, type.members, 'never')
    case 'intersection':
      return canonicalSet(type.kind, type.members, 'unknown')
    case 'global':
      return { ...type, arguments: type.arguments.map(canonical) }
    case 'function':
      return {
        kind: 'function',
        parameters: canonicalParameters(canonical(type.parameters)),
        returns: canonical(type.returns),
      }
    case 'flat':
      return { kind: 'global', name: 'runtime.Flat', arguments: [canonical(type.of)] }
    case 'readonly':
      return { kind: 'global', name: 'runtime.ReadonlyOf', arguments: [canonical(type.of)] }
    case 'file':
      return { kind: 'global', name: 'runtime.HostFile', arguments: [] }
    default:
      return type
  }
}

function canonicalSet(
  kind: 'union' | 'intersection',
  parts: readonly Type[],
  empty: 'never' | 'unknown',
): Type {
  const flatten = (part: Type): readonly Type[] => {
    const plain = part.kind === kind ? part : canonical(part)
    return plain.kind === kind ? plain.members.flatMap(flatten) : [plain]
  }
  const members = parts.flatMap(flatten)
  return members.length > 1 ? { kind, members } : (members[0] ?? { kind: 'keyword', name: empty })
}

function canonicalTuple(type: Extract<Type, { kind: 'tuple' }>): Type {
  const { rest, ...tuple } = type
  const elements = type.elements.map(({ type: of, optional }, index) => {
    const required = type.elements.slice(index + 1).some((later) => !later.optional)
    const missing: Type = { kind: 'keyword', name: 'undefined' }
    return optional && required
      ? { type: canonical({ kind: 'union', members: [of, missing] }), optional: false }
      : { type: canonical(of), optional }
  })
  return { ...tuple, elements, ...(rest === undefined ? {} : { rest: canonical(rest) }) }
}

function canonicalParameters(type: Type): Type {
  if (type.kind !== 'tuple') return type
  return type.elements.length === 0 && type.rest !== undefined
    ? { kind: 'array', element: type.rest, readonly: false }
    : { ...type, readonly: false }
}

function canonicalObject(type: Extract<Type, { kind: 'object' }>): Type {
  const indexes = type.indexes.map(({ key, value, readonly }) => ({
    key: canonical(key),
    value: canonical(value),
    readonly,
  }))
  const object: Type = {
    kind: 'object',
    indexes: indexes.filter(({ key }) => key.kind !== 'literal'),
    properties: type.properties.map(({ key, type: of, optional, readonly }) => ({
      key,
      type: canonical(of),
      optional,
      readonly,
    })),
  }
  const records = indexes
    .filter(({ key }) => key.kind === 'literal')
    .map(({ key, value, readonly }): Type => {
      const record: Type = { kind: 'global', name: 'Record', arguments: [key, value] }
      return readonly ? { kind: 'global', name: 'Readonly', arguments: [record] } : record
    })
  if (records.length === 0) return object
  const isEmpty = object.indexes.length + object.properties.length === 0
  const [only, ...more] = isEmpty ? records : [object, ...records]
  return only !== undefined && more.length === 0
    ? only
    : { kind: 'intersection', members: isEmpty ? records : [object, ...records] }
}

function mergeTexts(parts: readonly (string | Type)[]): readonly (string | Type)[] {
  const merged: (string | Type)[] = ['']
  for (const part of parts) {
    const last = merged.at(-1)
    if (typeof part !== 'string') merged.push(canonical(part), '')
    else if (typeof last === 'string') merged[merged.length - 1] = last + part
  }
  return merged
}
