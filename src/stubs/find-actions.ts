/** Finds where a plugin's actions are written. */
import type { NewExpression, Node, ObjectLiteralExpression, SourceFile } from 'ts-morph'
import type { NamedMember, SourceReader } from '../generator/locate/index.js'

/** Where an action can be added. */
type Place =
  /** In an object literal of the file that makes the plugin. */
  | { readonly kind: 'object'; readonly object: ObjectLiteralExpression }
  /** There is no property `actions` yet: `props` is what it goes to, if the plugin is given any. */
  | { readonly kind: 'absent'; readonly props: ObjectLiteralExpression | undefined }
  /** Only by hand, as the author has a structure of their own. */
  | {
      readonly kind: 'elsewhere'
      readonly at: Node
      readonly because: 'computed' | 'imported' | 'spread'
    }

/** The actions of a plugin, as they are written. */
export interface Actions {
  readonly creation: NewExpression
  readonly place: Place
  /** What is implemented; without a name where only running the code would tell it. */
  readonly members: readonly NamedMember[]
}

/**
 * @param is `Node` of ts-morph
 * @param source the file that exports the plugin
 * @returns `undefined` if no plugin is made there
 */
export function findActions(
  reader: SourceReader,
  is: typeof Node,
  source: SourceFile,
): Actions | undefined {
  const creation = findCreation(reader, is, source)
  if (creation === undefined) return undefined
  const file = creation.getSourceFile()
  const elsewhere = (at: Node, because: 'computed' | 'imported' | 'spread'): Place => ({
    kind: 'elsewhere',
    at,
    because: at.getSourceFile() === file ? because : 'imported',
  })
  const done = (place: Place, value?: Node): Actions => ({
    creation,
    place,
    members: value === undefined ? [] : reader.members(value),
  })

  const [argument] = creation.getArguments()
  if (argument === undefined) return done({ kind: 'absent', props: undefined })
  const props = reader.resolved(argument)
  const own = reader.members(props).findLast(({ name }) => name === 'actions')
  if (!is.isObjectLiteralExpression(props)) return done(elsewhere(props, 'computed'), own?.value)
  const spread = props.getProperties().find((property) => is.isSpreadAssignment(property))
  if (own?.value === undefined) {
    if (spread !== undefined) return done(elsewhere(spread, 'spread'))
    return done(
      props.getSourceFile() === file ? { kind: 'absent', props } : elsewhere(props, 'imported'),
    )
  }

  const value = reader.resolved(own.value)
  if (!is.isObjectLiteralExpression(value)) return done(elsewhere(value, 'computed'), value)
  const inner = value.getProperties().find((property) => is.isSpreadAssignment(property))
  if (inner !== undefined) return done(elsewhere(inner, 'spread'), value)
  if (value.getSourceFile() !== file) return done(elsewhere(value, 'imported'), value)
  const unread = reader.members(value).find(({ name }) => name === undefined)
  if (unread !== undefined) return done(elsewhere(unread.key, 'computed'), value)
  return done({ kind: 'object', object: value }, value)
}

/** What is exported by default, or else the first plugin that the file makes. */
function findCreation(
  reader: SourceReader,
  is: typeof Node,
  source: SourceFile,
): NewExpression | undefined {
  const exported = reader.defaultExport(source)
  const value = exported && reader.resolved(exported)
  if (is.isNewExpression(value)) return value
  const isPlugin = (node: Node): node is NewExpression =>
    is.isNewExpression(node) && /(?:^|\.)Plugin$/.test(node.getExpression().getText())
  return [...(value ? [value, ...value.getDescendants()] : []), ...source.getDescendants()].find(
    isPlugin,
  )
}

/**
 * Whether the compiler knows what the members of an object have to be: from where it is handed over,
 * or from a type that is written beside it.
 */
export function isTyped(object: Node, is: typeof Node): boolean {
  const parent = object.getParent()
  if (parent === undefined) return false
  if (is.isNewExpression(parent) || is.isSatisfiesExpression(parent)) return true
  if (is.isAsExpression(parent) && parent.getTypeNode()?.getText() !== 'const') return true
  if (is.isTypeAssertion(parent)) return true
  if (is.isVariableDeclaration(parent)) return parent.getTypeNode() !== undefined
  const isWithin =
    is.isParenthesizedExpression(parent) ||
    is.isAsExpression(parent) ||
    is.isPropertyAssignment(parent) ||
    is.isObjectLiteralExpression(parent)
  return isWithin && isTyped(parent, is)
}

/**
 * The type of the handlers of actions, as it can be named beside a plugin's creation.
 *
 * @returns such as `bp.ActionHandlers`; `undefined` if the class does not come from a generated folder
 */
export function handlersBeside(creation: NewExpression, is: typeof Node): string | undefined {
  const made = creation.getExpression()
  if (is.isPropertyAccessExpression(made)) return `${made.getExpression().getText()}.ActionHandlers`
  const name = made.getText()
  const declaration = creation
    .getSourceFile()
    .getImportDeclarations()
    .find((one) =>
      one
        .getNamedImports()
        .some((named) => (named.getAliasNode() ?? named.getNameNode()).getText() === name),
    )
  return declaration && `import(${declaration.getModuleSpecifier().getText()}).ActionHandlers`
}
