/**
 * The settings of a project, which stand in its package.json: `"plugin-kit": { … }`. Every run reads
 * them, so this needs nothing but node's own modules.
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { GeneratorError, type Issue } from '../errors.js'
import { nearest } from '../nearest.js'

/** What a project may settle; the options of a call come before it. */
export interface Settings {
  /** Where to write, relative to the definition's folder. */
  readonly outDir?: string
  /** Whether to run the output through the project's own prettier. */
  readonly format?: boolean
  /** Folders, definition files and globs that a call means which names none; see `pathsOf`. */
  readonly paths?: readonly string[]
}

/** Settings, and where they were looked for. */
export interface FoundSettings {
  readonly settings: Settings
  /**
   * Absolute paths of the package.json files that have a say, the last of which holds the settings,
   * and of those on the way to it that there might be.
   */
  readonly files: readonly string[]
}

/**
 * Finds the settings that apply in a folder: those of the nearest package.json that has any, in it or
 * above it, so that a repository can settle for all its plugins what each of them may settle for
 * itself.
 *
 * @param folder an absolute path
 * @throws {GeneratorError} `invalid_settings`
 */
export async function findSettings(folder: string): Promise<FoundSettings> {
  const files: string[] = []
  let passed: string[] = []
  for (let place = folder; ; place = dirname(place)) {
    const file = join(place, 'package.json')
    passed.push(file)
    const text = read(file)
    if (text !== undefined) {
      files.push(...passed)
      passed = []
      const settings = await settingsIn(text, files)
      if (settings !== undefined) return { settings, files }
    }
    if (place === dirname(place)) return { settings: {}, files }
  }
}

/**
 * Reads which paths a call means that names none.
 *
 * @param folder The absolute path of the current folder: `paths` of those above it are not about it.
 * @returns `undefined` if nothing is settled
 * @throws {GeneratorError} `invalid_settings`
 */
export async function pathsOf(folder: string): Promise<readonly string[] | undefined> {
  const file = join(folder, 'package.json')
  const text = read(file)
  return text === undefined ? undefined : (await settingsIn(text, [file]))?.paths
}

/**
 * Where the output goes.
 *
 * @param project the absolute path of the definition's folder
 * @param chosen the call's own choice, relative to the current folder
 */
export function outDirOf(
  project: string,
  chosen: string | undefined,
  { outDir = '.botpress' }: Settings = {},
): string {
  return chosen === undefined ? resolve(project, outDir) : resolve(chosen)
}

const key = 'plugin-kit'

/** By setting: what it has to be, in words, and whether it is. */
const kinds: Readonly<
  Record<keyof Settings, { readonly is: string; readonly check: (value: unknown) => boolean }>
> = {
  outDir: { is: 'a folder, such as "src/generated"', check: isName },
  format: { is: 'true or false', check: (value) => typeof value === 'boolean' },
  paths: {
    is: 'a list of folders, definition files or globs, such as ["plugins/*"]',
    check: (value) => Array.isArray(value) && value.length > 0 && value.every(isName),
  },
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** @returns `undefined` for what is not there or cannot be read: it is not ours to complain of */
function read(file: string): string | undefined {
  try {
    // Some editors on Windows put a mark in front, which is no JSON.
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, ' ')
  } catch {
    return undefined
  }
}

/** @param files all that were looked at so far; the last one has the text */
async function settingsIn(text: string, files: readonly string[]): Promise<Settings | undefined> {
  // Most have none, and need not be parsed to see it.
  if (!text.includes(`"${key}"`)) return undefined
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw await explained([{ at: [], message: 'package.json is not valid JSON' }], text, files)
  }
  if (!isObject(json) || !Object.hasOwn(json, key)) return undefined
  const value = json[key]
  const problems = isObject(value)
    ? Object.entries(value).flatMap(([name, setting]) => problemsOf(name, setting))
    : [
        {
          at: [],
          message: `"${key}" is ${show(value)}`,
          hint: `Write ${example}, or some of it`,
        },
      ]
  if (problems.length > 0) throw await explained(problems, text, files)
  return value as Settings
}

const example = '`"plugin-kit": { "outDir": ".botpress", "format": true, "paths": ["plugins/*"] }`'

/** One thing that is wrong with a package.json. */
interface Problem {
  /** Keys from the settings; of an unknown one, the key itself is meant, not its value. */
  readonly at: readonly string[]
  readonly message: string
  readonly hint?: string
}

function problemsOf(name: string, value: unknown): readonly Problem[] {
  if (!Object.hasOwn(kinds, name)) {
    const names = Object.keys(kinds)
    const guess = nearest(name, names)
    const hint = guess === undefined ? `There is ${names.join(', ')}` : `Did you mean "${guess}"?`
    return [{ at: [name], message: `There is no setting "${name}"`, hint }]
  }
  const { is, check } = kinds[name as keyof Settings]
  if (check(value)) return []
  return [
    { at: [name], message: `The setting "${name}" is ${show(value)}`, hint: `It has to be ${is}` },
  ]
}

function show(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function explained(
  problems: readonly Problem[],
  text: string,
  files: readonly string[],
): Promise<GeneratorError> {
  const file = files.at(-1)!
  const { placeOfKey } = await import('./json-place.js')
  return new GeneratorError(
    problems.map(({ at, message, hint }): Issue => ({
      severity: 'error',
      code: 'invalid_settings',
      path: [],
      message,
      ...(hint !== undefined && { hint }),
      location: { file, ...placeOfKey(text, [key, ...at]) },
    })),
    { inputs: files.map((path) => ({ path })) },
  )
}
