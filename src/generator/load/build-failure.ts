/** What esbuild finds wrong in the author's files, in their terms. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { GeneratorError, type Location } from '../errors.js'
import { nearest } from '../nearest.js'
import { type Failure, issueOf } from './failure.js'

/** Tells esbuild's reports of mistakes in the author's files from all other errors. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors)
}

/** All that esbuild has found wrong, in the author's terms. */
export function buildFailure({ errors }: BuildFailure, file: string): GeneratorError {
  return new GeneratorError(errors.map((error) => issueOf(readMessage(error, dirname(file)))))
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

function readMessage(error: Message, folder: string): Failure {
  const { text, notes } = error
  const location = locationOf(error, folder)
  const importer = location?.file ?? folder
  const [, missing] = /^Could not resolve "(.*)"$/.exec(text) ?? []
  if (missing !== undefined) {
    const known = notes.find((note) =>
      / is not exported by package | is not defined in this "imports" map|does not exist/.test(
        note.text,
      ),
    )
    return {
      code: 'import_not_found',
      message: `Cannot find ${JSON.stringify(missing)}, which ${basename(importer)} imports`,
      hint: known === undefined ? wayOut(missing, importer) : known.text.replace(/:$/, ''),
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

function isPath(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/')
}

/** What to do about an import that leads nowhere. */
function wayOut(specifier: string, importer: string): string {
  if (isPath(specifier)) {
    const near = nearFile(resolve(dirname(importer), specifier))
    return near === undefined
      ? `There is no such file: create it, or correct the path`
      : `Did you mean ${JSON.stringify(specifier.replace(/[^/]*$/, near))}?`
  }
  const [, name] = /^((?:@[\w.-]+\/)?[\w.-]+)/.exec(specifier) ?? []
  if (name === undefined || specifier.startsWith('@/')) {
    return 'If it is an alias, add it to `paths` in tsconfig.json or to `imports` in package.json'
  }
  return isDeclared(name, dirname(importer))
    ? `${name} is in package.json, but not installed: run \`npm install\``
    : `Run \`npm install ${name}\``
}

/** The name of the file that a path almost is. */
function nearFile(path: string): string | undefined {
  const byName = new Map(names(dirname(path)).map((name) => [nameOf(name).toLowerCase(), name]))
  const near = nearest(nameOf(path).toLowerCase(), [...byName.keys()])
  const name = near === undefined ? undefined : byName.get(near)
  return name !== undefined && extname(path) === '' ? nameOf(name) : name
}

function nameOf(path: string): string {
  return basename(path).replace(/\.(?:[cm]?[jt]sx?|json)$/, '')
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Whether a `package.json` around a folder asks for a package. */
function isDeclared(name: string, folder: string): boolean {
  for (let place = folder; ; place = dirname(place)) {
    try {
      const text = readFileSync(join(place, 'package.json'), 'utf8')
      const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>
      const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
      if (kinds.some((kind) => Object.hasOwn(manifest[kind] ?? {}, name))) return true
    } catch {
      // None here, or none that can be read: the next one up may do.
    }
    if (place === dirname(place)) return false
  }
}
