/** How a file is written, so that what is added to it looks like the rest. */
import type { Node, SourceFile } from 'ts-morph'
import type { Quote } from '../generator/print/index.js'

/** What differs from author to author. */
export interface SourceStyle {
  readonly newline: '\n' | '\r\n'
  /** One step of indentation. */
  readonly indent: string
  readonly quote: Quote
  /** What ends a statement. */
  readonly semicolon: '' | ';'
  /** Whether a comma stands behind the last member of a list of several lines. */
  readonly trailingCommas: boolean
}

/**
 * Reads the style that most of a file has.
 *
 * @param is `Node` of ts-morph
 */
export function styleOf(source: SourceFile, is: typeof Node): SourceStyle {
  const text = source.getFullText()
  const nodes = source.getDescendants()
  const quotes = nodes.filter((node) => is.isStringLiteral(node)).map((node) => node.getText()[0])
  const ends = nodes
    .filter(
      (node) =>
        is.isImportDeclaration(node) ||
        is.isVariableStatement(node) ||
        is.isExpressionStatement(node) ||
        is.isReturnStatement(node) ||
        is.isExportAssignment(node),
    )
    .map((node) => node.getText().endsWith(';'))
  const commas = nodes
    .filter((node) => is.isObjectLiteralExpression(node))
    .filter((node) => node.getProperties().length > 0 && node.getText().includes('\n'))
    .map((node) => node.compilerNode.properties.hasTrailingComma === true)
  return {
    newline: mostOf(text.match(/\r?\n/g) ?? []) === '\r\n' ? '\r\n' : '\n',
    indent: mostOf(stepsOf(nodes, text, is)) ?? (/^\t/m.test(text) ? '\t' : '  '),
    quote: mostOf(quotes) === '"' ? '"' : "'",
    semicolon: mostOf(ends) === false ? '' : ';',
    trailingCommas: mostOf(commas) ?? true,
  }
}

/** What blocks and objects are indented by. */
function stepsOf(nodes: readonly Node[], text: string, is: typeof Node): readonly string[] {
  return nodes.flatMap((node) => {
    if (!is.isBlock(node) && !is.isObjectLiteralExpression(node)) return []
    const [first] = is.isBlock(node) ? node.getStatements() : node.getProperties()
    if (first === undefined) return []
    const [outer, inner] = [node, first].map((one) => indentationAt(text, one.getStart()))
    const isDeeper = inner!.length > outer!.length && inner!.startsWith(outer!)
    return isDeeper && startsLine(text, first.getStart()) ? [inner!.slice(outer!.length)] : []
  })
}

/** What is there most often; the first of several. */
function mostOf<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** The blanks at the beginning of the line of a position. */
export function indentationAt(text: string, position: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, position)))![0]
}

/** Whether nothing but blanks stands before a position in its line. */
export function startsLine(text: string, position: number): boolean {
  return text.slice(lineStart(text, position), position).trim() === ''
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1
}
