/**
 * Follows values through the author's sources without running them: from a name to its declaration,
 * from an import to the file, from an object to its members.
 */
import { dirname } from 'node:path'
import type {
  CompilerOptions,
  Node,
  NoSubstitutionTemplateLiteral,
  ObjectLiteralElementLike,
  SourceFile,
  SpreadAssignment,
  StringLiteral,
} from 'ts-morph'
import type { Location } from '../errors.js'
import { projects } from '../load/index.js'

/** A property, as it was written. */
export interface Member {
  /** Its name, or what stands for it. */
  readonly key: Node
  /** What it is set to, if that can be read. */
  readonly value: Node | undefined
}

/** A property with its name; none where only running the code would tell it. */
export interface NamedMember extends Member {
  readonly name: string | undefined
}

/** Follows values through the author's files. */
export interface SourceReader {
  /** The options of the tsconfig that includes the first file. */
  readonly compilerOptions: CompilerOptions
  /** Reads a file. */
  source(path: string): SourceFile | undefined
  /** What the first file exports by default, as far as it can be followed to what makes it. */
  definition(): Node | undefined
  /** What a file exports by default, as it was written. */
  defaultExport(source: SourceFile): Node | undefined
  /** A property of a value: of what makes it, be it a call. */
  member(value: Node, name: string): Member | undefined
  /** All properties of a value, in the order of the source, those of readable spreads among them. */
  members(value: Node): readonly NamedMember[]
  /** What a name stands for, without the types around it; not what a call returns. */
  resolved(value: Node): Node
  /** Where a node begins. */
  locationOf(node: Node): Location
}

/**
 * Reads sources as the tsconfig of a file says it. The TypeScript parser takes several times node's
 * own start to load: it is loaded here, when there is something to find.
 *
 * @param file an absolute path
 */
export async function readSources(file: string): Promise<SourceReader> {
  const project = await projects()(file)
  return sourceReader(await import('ts-morph'), file, project?.tsconfig)
}

/** Where a node begins. */
export function locationOf(node: Node): Location {
  const source = node.getSourceFile()
  const { line, column } = source.getLineAndColumnAtPos(node.getStart())
  return { file: source.getFilePath(), line, column }
}

/** More steps than this from a name to its value are a circle. */
const maximumSteps = 100

function sourceReader(
  { Node: is, Project, ts }: typeof import('ts-morph'),
  file: string,
  tsconfig: string | undefined,
): SourceReader {
  const compilerOptions = {
    ...readOptions(),
    allowJs: true,
    noLib: true,
    resolveJsonModule: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  }
  const project = new Project({
    compilerOptions,
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
  })
  let steps = 0

  return {
    compilerOptions,
    source: (path) => project.addSourceFileAtPathIfExists(path),
    definition: () => {
      steps = 0
      const source = project.addSourceFileAtPathIfExists(file)
      return source && settle(exported(source, 'default'), isMade)
    },
    defaultExport: (source) => {
      steps = 0
      return exported(source, 'default')
    },
    member: (value, name) => {
      steps = 0
      return member(value, name)
    },
    members: (value) => {
      steps = 0
      return members(value)
    },
    resolved: (value) => {
      steps = 0
      return resolved(value)
    },
    locationOf,
  }

  /** The project's own options: its `paths` lead to files. */
  function readOptions(): object {
    const path = tsconfig ?? ts.findConfigFile(dirname(file), ts.sys.fileExists)
    if (path === undefined) return {}
    const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config?: object }
    const host = { ...ts.sys, readDirectory: () => [] }
    return ts.parseJsonConfigFileContent(config ?? {}, host, dirname(path)).options
  }

  function member(value: Node, name: string): Member | undefined {
    const place = settle(value, isReadable)
    if (is.isSourceFile(place)) {
      const found = exported(place, name)
      return found && { key: found, value: found }
    }
    if (is.isArrayLiteralExpression(place)) {
      const element = place.getElements()[Number(name)]
      return element && { key: element, value: element }
    }
    if (!is.isObjectLiteralExpression(place)) return undefined
    // The last one counts, as it does when the object is made.
    for (const property of place.getProperties().reverse()) {
      if (is.isSpreadAssignment(property)) {
        const found = member(property.getExpression(), name)
        if (found !== undefined) return found
      } else {
        const found = memberOf(property)
        if (found.name === name) return found
      }
    }
    // A package of a dependency has its sections one level deeper.
    const inside = name === 'definition' ? undefined : member(place, 'definition')?.value
    return inside && member(inside, name)
  }

  function memberOf(property: Exclude<ObjectLiteralElementLike, SpreadAssignment>): NamedMember {
    const key = property.getNameNode()
    const value = is.isPropertyAssignment(property)
      ? property.getInitializer()
      : is.isShorthandPropertyAssignment(property)
        ? key
        : property
    return { name: textOf(key), key, value }
  }

  function members(value: Node): readonly NamedMember[] {
    const place = settle(value, isReadable)
    if (is.isSourceFile(place)) return exports(place)
    if (!is.isObjectLiteralExpression(place)) return [{ name: undefined, key: value, value }]
    return place
      .getProperties()
      .flatMap((property) =>
        is.isSpreadAssignment(property) ? members(property.getExpression()) : [memberOf(property)],
      )
  }

  /** What a module has to offer to who imports all of it. */
  function exports(source: SourceFile): readonly NamedMember[] {
    if (++steps > maximumSteps) return []
    const named = (key: Node): NamedMember => ({ name: key.getText(), key, value: key })
    return source.getStatements().flatMap((statement): readonly NamedMember[] => {
      if (is.isVariableStatement(statement) && statement.isExported()) {
        return statement.getDeclarations().map((one) => named(one.getNameNode()))
      }
      if (is.isFunctionDeclaration(statement) && statement.isExported()) {
        const name = statement.getNameNode()
        return name === undefined || statement.isDefaultExport() ? [] : [named(name)]
      }
      if (!is.isExportDeclaration(statement) || statement.isTypeOnly()) return []
      const specifier = statement.getModuleSpecifierValue()
      const target = specifier === undefined ? undefined : fileOf(specifier, source)
      if (statement.isNamespaceExport() && statement.getNamespaceExport() === undefined) {
        return target === undefined ? [] : exports(target)
      }
      return statement
        .getNamedExports()
        .map((one) => named(one.getAliasNode() ?? one.getNameNode()))
    })
  }

  function resolved(value: Node): Node {
    let place = value
    for (;;) {
      const following = ++steps > maximumSteps ? undefined : named(place)
      if (following === undefined) return place
      place = following
    }
  }

  /** Goes from expression to expression until one is of the wanted kind. */
  function settle(node: Node | undefined, isWanted: (node: Node) => boolean): Node | undefined {
    let place = node
    while (place !== undefined && !isWanted(place)) {
      if (++steps > maximumSteps) return undefined
      place = next(place)
    }
    return place
  }

  /** What has members. */
  function isReadable(node: Node): boolean {
    return (
      is.isObjectLiteralExpression(node) ||
      is.isArrayLiteralExpression(node) ||
      is.isSourceFile(node)
    )
  }

  /** What makes a value, or is one. */
  function isMade(node: Node): boolean {
    return is.isNewExpression(node) || is.isCallExpression(node) || isReadable(node)
  }

  /** One step from an expression towards its value. */
  function next(node: Node): Node | undefined {
    const following = named(node)
    if (following !== undefined) return following
    if (is.isNewExpression(node) || is.isCallExpression(node)) {
      // `new PluginDefinition({ … })`, `z.object({ … })`, `version.allWithinMajorOf(definition)`
      const argument = settle(node.getArguments()[0], isReadable)
      if (argument !== undefined) return argument
      // `z.object({ … }).describe('…')`, `makeActions()`
      const callee = node.getExpression()
      return is.isPropertyAccessExpression(callee) ? callee.getExpression() : callee
    }
    if (is.isArrowFunction(node) && !is.isBlock(node.getBody())) return node.getBody()
    if (is.isFunctionLikeDeclaration(node) || is.isFunctionExpression(node)) {
      const body = is.isBodied(node) || is.isBodyable(node) ? node.getBody() : undefined
      const statements = is.isBlock(body) ? body.getStatements() : []
      return statements.find((statement) => is.isReturnStatement(statement))?.getExpression()
    }
    return undefined
  }

  /** One step from what only names a value, or says its type. */
  function named(node: Node): Node | undefined {
    if (
      is.isAsExpression(node) ||
      is.isAwaitExpression(node) ||
      is.isNonNullExpression(node) ||
      is.isParenthesizedExpression(node) ||
      is.isSatisfiesExpression(node) ||
      is.isTypeAssertion(node)
    ) {
      return node.getExpression()
    }
    if (is.isIdentifier(node)) return declared(node, node.getText())
    if (is.isVariableDeclaration(node)) return node.getInitializer()
    if (is.isPropertyAccessExpression(node)) {
      return member(node.getExpression(), node.getName())?.value
    }
    if (is.isElementAccessExpression(node)) {
      const name = textOf(settle(node.getArgumentExpression(), isText))
      return name === undefined ? undefined : member(node.getExpression(), name)?.value
    }
    return undefined
  }

  /** The declaration that a name means at a place. */
  function declared(from: Node, name: string): Node | undefined {
    for (const scope of from.getAncestors()) {
      if (is.isParametered(scope) && scope.getParameter(name) !== undefined) return undefined
      if (!is.isBlock(scope) && !is.isSourceFile(scope)) continue
      for (const statement of scope.getStatements()) {
        if (is.isVariableStatement(statement)) {
          const found = statement.getDeclarations().find((one) => one.getName() === name)
          if (found !== undefined) return found
        } else if (is.isFunctionDeclaration(statement) && statement.getName() === name) {
          return statement
        }
      }
    }
    return importedName(from.getSourceFile(), name)
  }

  function importedName(source: SourceFile, name: string): Node | undefined {
    for (const declaration of source.getImportDeclarations()) {
      const isNamed = (one: { getNameNode(): Node; getAliasNode(): Node | undefined }): boolean =>
        (one.getAliasNode() ?? one.getNameNode()).getText() === name
      const named = declaration.getNamedImports().find(isNamed)
      const isDefault = declaration.getDefaultImport()?.getText() === name
      const isNamespace = declaration.getNamespaceImport()?.getText() === name
      if (named === undefined && !isDefault && !isNamespace) continue
      const target = fileOf(declaration.getModuleSpecifierValue(), source)
      if (target === undefined || isNamespace) return target
      return exported(target, named?.getName() ?? 'default')
    }
    return undefined
  }

  /** What a file exports under a name. */
  function exported(source: SourceFile, name: string): Node | undefined {
    if (++steps > maximumSteps) return undefined
    for (const statement of source.getStatements()) {
      if (is.isExportAssignment(statement) && name === 'default') return statement.getExpression()
      if (is.isExportDeclaration(statement)) {
        const specifier = statement.getModuleSpecifierValue()
        const target = specifier === undefined ? undefined : fileOf(specifier, source)
        const named = statement
          .getNamedExports()
          .find((one) => (one.getAliasNode() ?? one.getNameNode()).getText() === name)
        if (named !== undefined) {
          return specifier === undefined
            ? declared(statement, named.getName())
            : target && exported(target, named.getName())
        }
        const isNamespace = statement.getNamespaceExport()?.getName() === name
        if (isNamespace) return target
        const found =
          statement.isNamespaceExport() && name !== 'default' && target && exported(target, name)
        if (found) return found
      }
      if (is.isVariableStatement(statement) && statement.isExported()) {
        const found = statement.getDeclarations().find((one) => one.getName() === name)
        if (found !== undefined) return found
      }
      if (is.isExpressionStatement(statement)) {
        const expression = statement.getExpression()
        if (source.getFilePath().endsWith('.json')) {
          return name === 'default' ? expression : member(expression, name)?.value
        }
        const isAssigned =
          is.isBinaryExpression(expression) &&
          ['module.exports', 'exports.default'].includes(expression.getLeft().getText())
        if (isAssigned && name === 'default') return expression.getRight()
      }
    }
    return undefined
  }

  /** The file that an import means, unless it is installed. */
  function fileOf(specifier: string, from: SourceFile): SourceFile | undefined {
    const { resolvedModule } = ts.resolveModuleName(
      specifier,
      from.getFilePath(),
      compilerOptions,
      ts.sys,
    )
    // The real path: a linked workspace is not installed.
    const path = resolvedModule?.resolvedFileName
    if (path === undefined || path.includes('/node_modules/') || path.endsWith('.d.ts')) {
      return undefined
    }
    return project.addSourceFileAtPathIfExists(path)
  }

  /** What a property is called. */
  function textOf(name: Node | undefined): string | undefined {
    if (is.isIdentifier(name)) return name.compilerNode.text
    if (is.isNumericLiteral(name)) return String(name.getLiteralValue())
    if (is.isComputedPropertyName(name)) return textOf(settle(name.getExpression(), isText))
    return name !== undefined && isText(name) ? name.getLiteralText() : undefined
  }

  function isText(node: Node): node is StringLiteral | NoSubstitutionTemplateLiteral {
    return is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)
  }
}
