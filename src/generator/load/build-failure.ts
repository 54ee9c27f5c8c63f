/** What esbuild finds wrong in the author's files, in their terms. */
import { readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, dirname, resolve } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { GeneratorError, type Issue, type Location } from '../errors.js'
import { type Failure, issueOf } from '../failure.js'
import { isPath, nearFile, wayOut } from './way-out.js'

/** All that esbuild has found wrong, in the author's terms. */
export async function buildFailure(
  { errors }: BuildFailure,
  file: string,
): Promise<GeneratorError> {
  const read = errors.map(async (error) => issueOf(await readMessage(error, dirname(file))))
  return new GeneratorError(await Promise.all(read))
}

/** What esbuild finds odd, and bundles all the same. */
export function buildWarnings(warnings: readonly Message[], file: string): readonly Issue[] {
  return warnings.map((warning): Issue => {
    const location = locationOf(warning, dirname(file))
    return {
      severity: 'warning',
      code: 'odd_code',
      path: [],
      message: warning.text,
      ...(warning.notes[0] && { hint: warning.notes[0].text }),
      ...(location && { location }),
    }
  })
}

/** Where esbuild found something. */
function locationOf({ location }: Message, folder: string): Location | undefined {
  if (location === null) return undefined
  // esbuild counts bytes, from 0.
  const before = Buffer.from(location.lineText).subarray(0, location.column).toString()
  return {
    file: resolve(folder, location.file),
    line: location.line,
    column: before.length + 1,
  }
}

async function readMessage(error: Message, folder: string): Promise<Failure> {
  const { text, notes } = error
  const location = locationOf(error, folder)
  const importer = location?.file ?? folder
  const [, missing] = /^Could not resolve "(.*)"$/.exec(text) ?? []
  // For node they are always there.
  if (missing !== undefined && isBuiltin(missing)) {
    return {
      code: 'import_not_in_browsers',
      message: `${JSON.stringify(missing)} is a module of node's: the platform loads plugins in browsers, too`,
      hint: 'Do without it, or with a package that runs in both',
      location,
    }
  }
  if (missing !== undefined) {
    return {
      code: 'import_not_found',
      message: `Cannot find ${JSON.stringify(missing)}, which ${basename(importer)} imports`,
      hint: await wayOut(
        missing,
        importer,
        notes.map((note) => note.text),
      ),
      location,
    }
  }
  const [, exporter, name] = /^No matching export in "(.*)" for import "(.*)"$/.exec(text) ?? []
  if (exporter !== undefined) {
    const [, near] = /^Did you mean to import "(.*)" instead/.exec(notes[0]?.text ?? '') ?? []
    const specifier = specifierAt(location) ?? exporter
    const way = isPath(specifier)
      ? 'Export it there, or import a name that is exported'
      : 'Look the name up, and which version of the package is installed'
    return {
      code: 'export_not_found',
      message: `${JSON.stringify(specifier)} exports no "${name}", which ${basename(importer)} imports`,
      hint: near === undefined ? way : `Did you mean ${JSON.stringify(near)}?`,
      location,
    }
  }
  const [, unknown] = /^No loader is configured for ".*" files: (.*)$/.exec(text) ?? []
  if (unknown !== undefined) {
    return {
      code: 'import_not_supported',
      message: `A definition cannot import ${basename(unknown)}: it is neither code nor data`,
      hint: 'Import TypeScript, JavaScript, JSON or text; of any other file, give the path',
      location,
    }
  }
  const [, unreadable] = /^(?:Cannot|Could not) read (?:from )?file: (.*)$/.exec(text) ?? []
  if (unreadable !== undefined) {
    const near = nearFile(unreadable)
    return {
      code: location === undefined ? 'definition_not_readable' : 'import_not_found',
      message: text,
      hint: near && `Did you mean ${near}?`,
      location,
    }
  }
  return { code: 'syntax_error', message: text, hint: notes[0]?.text ?? correction(text), location }
}

/** What the import or export at a place is from, as it was written there. */
function specifierAt(location: Location | undefined): string | undefined {
  if (location === undefined) return undefined
  const lines = readFileSync(location.file, 'utf8')
    .split('\n')
    .slice(location.line - 1)
  const text = [lines[0]?.slice(location.column - 1), ...lines.slice(1)].join('\n')
  return /\bfrom\s*(['"])(.*?)\1/.exec(text)?.[2]
}

/** What to look at when a file cannot be read any further. */
function correction(text: string): string {
  if (text.endsWith(' in JSON')) {
    return 'JSON knows texts in double quotes, numbers, true, false, null, lists and objects'
  }
  const [, expected, found] = /^Expected "(.*)" but found (.*)$/.exec(text) ?? []
  if (found === 'end of file') return `A ${expected} that closes what was opened is missing`
  if (expected !== undefined && '})]'.includes(expected)) {
    return `A comma may be missing before ${found}`
  }
  const [, unexpected] = /^Unexpected (".*")$/.exec(text) ?? []
  if (unexpected !== undefined)
    return `Something is missing before ${unexpected}, or it is too much`
  return 'Correct it: only then can the rest of the file be read'
}
