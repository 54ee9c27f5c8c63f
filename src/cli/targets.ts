/** Finds the projects that the paths of a call mean. */
import { type Stats, readdirSync, statSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import {
  GeneratorError,
  type Issue,
  findSettings,
  nearest,
  outDirOf,
  pathsOf,
} from '../generator/index.js'
import { shown } from './messages.js'
import { otherCommands } from './options.js'
import { UsageError } from './usage-error.js'

/** What is to be done, and what is wrong with the rest of the call. */
export interface Targets {
  /** Absolute paths of folders and definition files, each with an output folder of its own. */
  readonly paths: readonly string[]
  readonly problems: readonly UsageError[]
}

interface Target {
  readonly path: string
  /** The folder that it is, or is in. */
  readonly project: string
}

/**
 * @param given folders, definition files and globs, relative to the current folder; if there are
 * none, the folder's own settings or the folder itself are meant
 * @param outDir given when all output goes to one folder
 */
export async function findTargets(
  given: readonly string[],
  outDir: string | undefined,
): Promise<Targets> {
  if (given.length > 0) return await expandAll(given, outDir, noSuchPath, noMatch)
  try {
    const settled = await pathsOf(resolve('.'))
    if (settled === undefined) return { paths: [resolve('.')], problems: [] }
    return await expandAll(settled, outDir, settledNowhere, settledNowhere)
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    return { paths: [], problems: error.issues.map(wrongSetting) }
  }
}

/**
 * The one plugin that a call means.
 *
 * @param given a folder or a definition file; none means what `findTargets` says
 * @param command that takes one plugin at a time
 * @throws {UsageError} if there is none, or several
 */
export async function oneTarget(given: string | undefined, command: string): Promise<string> {
  const { paths, problems } = await findTargets(given === undefined ? [] : [given], undefined)
  const [problem] = problems
  if (problem !== undefined) throw problem
  const [target, other] = paths
  if (target === undefined || other !== undefined) {
    throw new UsageError(`${command} takes one plugin at a time`, 'Name its folder')
  }
  return target
}

/** The paths that the current folder's settings name; none if they cannot be read. */
export async function settledPaths(): Promise<readonly string[]> {
  return (await pathsOf(resolve('.')).catch(() => undefined)) ?? []
}

/** @param noPath what to say of a path that is not there, and `noGlob` of one that matches nothing */
async function expandAll(
  paths: readonly string[],
  outDir: string | undefined,
  noPath: (path: string) => UsageError,
  noGlob: (pattern: string) => UsageError,
): Promise<Targets> {
  const problems: UsageError[] = []
  const byOutput = new Map<string, Target>()

  const add = async (path: string, stat: Stats): Promise<void> => {
    const project = stat.isDirectory() ? path : dirname(path)
    const output = await outputOf(project, outDir)
    const other = byOutput.get(output)
    // A folder means the definition in it: of a folder and its definition, the definition says more.
    const isSame = other?.project === project && [other.path, path].some((path) => path === project)
    if (other !== undefined && other.path !== path && !isSame) {
      problems.push(sharedOutput(other.path, path, output))
    } else if (other === undefined || path !== project) {
      byOutput.set(output, { path, project })
    }
  }

  for (const given of paths) {
    const stat = look(given)
    if (stat !== undefined) await add(resolve(given), stat)
    else if (!/[*?[\]{}()!]/.test(given)) problems.push(noPath(given))
    else {
      const found = await expand(given)
      if (found.length === 0) problems.push(noGlob(given))
      for (const path of found) await add(path, statSync(path))
    }
  }
  return { paths: Array.from(byOutput.values(), ({ path }) => path), problems }
}

async function outputOf(project: string, outDir: string | undefined): Promise<string> {
  const { settings } =
    outDir === undefined
      ? // What is wrong with them, the project's own run tells.
        await findSettings(project).catch(() => ({ settings: {} }))
      : { settings: {} }
  return outDirOf(project, outDir, settings)
}

/** @returns `undefined` for what is not there, or cannot be */
function look(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch {
    return undefined
  }
}

const definitionName = /^plugin\.definition\.[cm]?[jt]s$/

/** Folders that hold a definition, and definitions: a pattern may well match other things, too. */
async function expand(pattern: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby')
  const found = await glob(pattern, {
    absolute: true,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/.botpress/**'],
    onlyFiles: false,
  })
  return found
    .map((path) => resolve(path))
    .filter((path) =>
      statSync(path).isDirectory()
        ? readdirSync(path).some((name) => definitionName.test(name))
        : definitionName.test(path.slice(dirname(path).length + 1)),
    )
    .sort()
}

function noSuchPath(path: string): UsageError {
  const command = nearest(path, ['gen', ...otherCommands])
  return new UsageError(
    `There is no file or folder ${path}`,
    command === undefined
      ? 'Name a plugin folder, a definition file or a glob; plugin-kit --help shows examples'
      : `Did you mean the command plugin-kit ${command}?`,
  )
}

function noMatch(pattern: string): UsageError {
  return new UsageError(
    `No folder with a plugin definition matches ${pattern}`,
    'A pattern matches folders that hold a plugin.definition.ts, or such files themselves',
  )
}

function settledNowhere(path: string): UsageError {
  return new UsageError(
    `There is no plugin ${path}, which "paths" in the settings of package.json names`,
    'Name folders that hold a plugin.definition.ts, such files themselves, or globs of either',
  )
}

function wrongSetting({ message, hint, location }: Issue): UsageError {
  const place = location && `${shown(location.file)}:${location.line}:${location.column}: `
  return new UsageError(`${place ?? ''}${message}`, hint)
}

function sharedOutput(first: string, second: string, output: string): UsageError {
  const [a, b, folder] = [first, second, output].map((path) => relative('', path) || '.')
  return new UsageError(
    `${a} and ${b} would both be written to ${folder}`,
    'Generate them one by one, each with an --out-dir of its own',
  )
}
