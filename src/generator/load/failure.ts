/** What can go wrong between a path and a definition, in words. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { BuildFailure, Message } from 'esbuild'
import { GeneratorError, type Issue, type Location } from '../errors.js'

/** One issue, as an error. */
export function failure(
  issue: Pick<Issue, 'code' | 'message'> & {
    hint?: string | undefined
    location?: Location | undefined
  },
  cause?: unknown,
): GeneratorError {
  return new GeneratorError([issueOf(issue)], { cause })
}

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

type Told = Parameters<typeof failure>[0]

function issueOf({ code, message, hint, location }: Told): Issue {
  return {
    severity: 'error',
    code,
    path: [],
    message,
    ...(hint !== undefined && { hint }),
    ...(location !== undefined && { location }),
  }
}

function readMessage(error: Message, folder: string): Told {
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
  if (text.startsWith('No matching export in ')) {
    const suggestion = error.notes.find((note) => note.text.startsWith('Did you mean'))?.text
    return { code: 'export_not_found', message: text, hint: suggestion, location }
  }
  if (text.startsWith('No loader is configured for ')) {
    return {
      code: 'import_not_supported',
      message: text,
      hint: 'A definition can import TypeScript, JavaScript, JSON and text files',
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
  return { code: 'syntax_error', message: text, hint: notes[0]?.text, location }
}

/** What to do about an import that leads nowhere. */
function wayOut(specifier: string, importer: string): string {
  if (specifier.startsWith('.') || specifier.startsWith('/')) {
    const near = nearFile(resolve(dirname(importer), specifier))
    return near === undefined
      ? `There is no file ${specifier} beside ${basename(importer)}`
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
  const wanted = nameOf(path)
  let best: { name: string; distance: number } | undefined
  for (const name of names(dirname(path))) {
    const distance = editDistance(nameOf(name).toLowerCase(), wanted.toLowerCase())
    if (distance <= Math.max(1, wanted.length / 3) && distance < (best?.distance ?? Infinity)) {
      best = { name, distance }
    }
  }
  if (best === undefined) return undefined
  return extname(path) === '' ? nameOf(best.name) : best.name
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

/** How many characters have to be added, removed or replaced to make one of the other. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, char] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, otherChar] of [...other].entries()) {
      const replaced = (row[j] ?? 0) + (char === otherChar ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
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
