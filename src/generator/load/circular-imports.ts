/**
 * Circular imports: of files that import each other, one runs before the other has anything to give.
 * esbuild makes a `var` of each top-level `const`, so that what is taken too early is `undefined`.
 */
import { readFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import type { Issue, Location } from '../errors.js'
import type { Failure } from '../failure.js'

/** By file, what it imports of the author's files, in order. All paths are absolute. */
export type ImportGraph = ReadonlyMap<string, readonly Import[]>

interface Import {
  readonly path: string
  /** What stands in the source: `./events`. */
  readonly specifier: string
}

/** An import of a file that has not run by then. */
interface EarlyImport extends Import {
  readonly importer: string
  /** From the importer, by what it imports, back to it. */
  readonly circle: readonly string[]
}

/**
 * Explains an error by a circular import, if that is what it comes from.
 *
 * @param error what was thrown: `TypeError: …`
 * @param place the author's line that threw it
 * @param file the definition
 */
export function explainThrown(
  error: string,
  place: Location,
  graph: () => ImportGraph,
  file: string,
): Failure | undefined {
  const early = earlyImports(graph(), file).filter(({ importer }) => importer === place.file)
  if (early.length === 0) return undefined
  const text = readFileSync(place.file, 'utf8')
  const line = text.split('\n')[place.line - 1] ?? ''
  for (const found of early) {
    const { clause, index } = statementOf(found.specifier, text)
    const name = namesIn(clause).find((one) => wordsOf(line).includes(one))
    if (name === undefined) continue
    const shown = relative(dirname(file), place.file)
    return {
      code: 'circular_import',
      message: `Circular import: ${told(found, file)}. ${shown} runs first, where \`${name}\` is still undefined: ${error} (${shown}:${place.line}:${place.column})`,
      hint,
      location: placeAt(place.file, text, index),
    }
  }
  return undefined
}

/**
 * @param issues of a definition that has run
 * @param file the definition
 * @returns the issues; of those about something that is not there, the hint tells of a circular import
 */
export function explainUndefined(
  issues: readonly Issue[],
  graph: () => ImportGraph,
  file: string,
): readonly Issue[] {
  const isSuspect = ({ severity, code, message }: Issue): boolean =>
    severity === 'error' && (code.startsWith('missing_') || /\bundefined\b/.test(message))
  const [early] = issues.some(isSuspect) ? earlyImports(graph(), file) : []
  if (early === undefined) return issues
  const shown = relative(dirname(file), early.importer)
  const why = `If it is written there, a circular import is in the way: ${told(early, file)}. What ${shown} takes from ${JSON.stringify(early.specifier)} is still undefined when it runs. ${hint}`
  return issues.map((issue) =>
    isSuspect(issue) ? { ...issue, hint: [issue.hint, why].filter(Boolean).join('. ') } : issue,
  )
}

const hint = 'Move what both need to a file of its own, which imports neither of them'

function told({ circle }: EarlyImport, file: string): string {
  return circle.map((path) => relative(dirname(file), path)).join(' → ')
}

/** Runs the files as JavaScript does, in thought: an import of one that has begun comes too early. */
function earlyImports(graph: ImportGraph, entry: string): readonly EarlyImport[] {
  const found: EarlyImport[] = []
  const seen = new Set<string>()
  const begun: string[] = []
  const visit = (importer: string): void => {
    seen.add(importer)
    begun.push(importer)
    for (const { path, specifier } of graph.get(importer) ?? []) {
      const from = begun.indexOf(path)
      if (from >= 0) {
        found.push({ importer, path, specifier, circle: [importer, ...begun.slice(from)] })
      } else if (!seen.has(path)) visit(path)
    }
    begun.pop()
  }
  visit(entry)
  return found
}

/** The import or export statement of a specifier: what it imports, and where the specifier is. */
function statementOf(specifier: string, text: string): { clause: string; index: number } {
  for (const { 0: whole, 1: clause = '', 2: found, index } of text.matchAll(
    /^[^\S\n]*(?:import|export)\b([^'"]*?)\bfrom\s*['"]([^'"\n]*)['"]/gm,
  )) {
    if (found === specifier) return { clause, index: index + whole.lastIndexOf(specifier) - 1 }
  }
  return { clause: '', index: Math.max(text.indexOf(specifier) - 1, 0) }
}

/** `one, { two as three }` → `one`, `three` */
function namesIn(clause: string): readonly string[] {
  return wordsOf(clause.replace(/(?:[\w$]+|\*)\s+as\s+/g, ''))
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []
}

function placeAt(file: string, text: string, index: number): Location {
  const before = text.slice(0, index).split('\n')
  return { file, line: before.length, column: before.at(-1)!.length + 1 }
}
