/** Checks the existing files that `init` kept for what the new files need. */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'jsonc-parser'

/** Returns the text to paste into a kept file, or `undefined` if the file lacks nothing. */
type MissingParts = (folder: string, wanted: string) => string | undefined

/** By the name of the file. The others may be what they are. */
export const missingParts: ReadonlyMap<string, MissingParts> = new Map<string, MissingParts>([
  ['package.json', missingInPackageJson],
  ['tsconfig.json', missingInTsconfig],
  ['.gitignore', missingInGitignore],
])

type Json = Record<string, unknown>

/** What `npm init` writes, which is no test. */
const noTest = /no test specified/

function missingInPackageJson(folder: string, wanted: string): string | undefined {
  const { type, imports, scripts, dependencies, devDependencies } = JSON.parse(wanted) as Json
  const own = readJson(join(folder, 'package.json'))
  const installed = {
    ...section(own, 'peerDependencies'),
    ...section(own, 'devDependencies'),
    ...section(own, 'dependencies'),
  }
  const ownScripts = Object.fromEntries(
    Object.entries(section(own, 'scripts')).filter(([, script]) => !noTest.test(String(script))),
  )
  return textOf({
    ...(own['type'] === type ? {} : { type }),
    imports: without(imports, section(own, 'imports')),
    scripts: without(scripts, ownScripts),
    dependencies: without(dependencies, installed),
    devDependencies: without(devDependencies, installed),
  })
}

/** Options without which the generated folder, or an import of it, is an error or is not strict. */
const neededOptions = [
  'module',
  'strict',
  'allowImportingTsExtensions',
  'skipLibCheck',
  'noEmit',
] as const

function missingInTsconfig(folder: string, wanted: string): string | undefined {
  const options = section(JSON.parse(wanted) as Json, 'compilerOptions')
  const own = compilerOptions(join(folder, 'tsconfig.json'))
  const allowed: Json = {
    // Both read the `imports` of a package.json.
    module: /^(?:node(?:16|18|20|next))$/i.test(String(own['module'])),
    strict: own['strict'] === true,
    allowImportingTsExtensions:
      own['allowImportingTsExtensions'] === true || own['rewriteRelativeImportExtensions'] === true,
    skipLibCheck: own['skipLibCheck'] === true,
    noEmit: own['noEmit'] === true || own['emitDeclarationOnly'] === true,
  }
  if (/^bundler$/i.test(String(own['moduleResolution']))) allowed['module'] = true
  const missing = neededOptions.filter((name) => allowed[name] !== true)
  return textOf({
    compilerOptions: Object.fromEntries(missing.map((name) => [name, options[name]])),
  })
}

/** The options of a tsconfig, and of those that it extends by their paths; what is set last counts. */
function compilerOptions(path: string, seen: ReadonlySet<string> = new Set()): Json {
  if (seen.has(path)) return {}
  const config = readJson(path)
  const bases = [config['extends'] ?? []].flat().map(String)
  const inherited = bases
    .filter((base) => /^\.{0,2}\//.test(base))
    .map((base) => resolve(dirname(path), base))
    .map((base) => (base.endsWith('.json') ? base : `${base}.json`))
    .map((base) => compilerOptions(base, new Set([...seen, path])))
  return Object.assign({}, ...inherited, section(config, 'compilerOptions'))
}

function missingInGitignore(folder: string, wanted: string): string | undefined {
  const own = new Set(lines(readFileSync(join(folder, '.gitignore'), 'utf8')))
  const missing = lines(wanted).filter((line) => !own.has(line))
  return missing.length === 0 ? undefined : missing.join('\n')
}

/** `/dist/` and `dist` mean the same folder here. */
function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/^\/|\/$/g, ''))
    .filter((line) => line !== '')
}

/** An object of a file; an empty one if the file is none, so that all is missing. */
function readJson(path: string): Json {
  try {
    return asObject(parse(readFileSync(path, 'utf8'), [], { allowTrailingComma: true }))
  } catch {
    return {}
  }
}

function section(object: Json, name: string): Json {
  return asObject(object[name])
}

function asObject(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function without(wanted: unknown, own: Json): Json {
  return Object.fromEntries(
    Object.entries(asObject(wanted)).filter(([name]) => !Object.hasOwn(own, name)),
  )
}

/** JSON of what is not empty. */
function textOf(parts: Json): string | undefined {
  const entries = Object.entries(parts).filter(
    ([, part]) => typeof part === 'string' || Object.keys(asObject(part)).length > 0,
  )
  return entries.length === 0 ? undefined : JSON.stringify(Object.fromEntries(entries), null, 2)
}
