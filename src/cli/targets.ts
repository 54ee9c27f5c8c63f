/** Finds the projects that the paths of a call mean. */
import { type Stats, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { nearest } from '../generator/index.js'
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
 * @param paths folders, definition files and globs, relative to the current folder
 * @param outDir given when all output goes to one folder
 */
export async function findTargets(
  paths: readonly string[],
  outDir: string | undefined,
): Promise<Targets> {
  if (paths.length === 0) return { paths: [resolve('.')], problems: [] }
  const problems: UsageError[] = []
  const byOutput = new Map<string, Target>()

  const add = (path: string, stat: Stats): void => {
    const project = stat.isDirectory() ? path : dirname(path)
    const output = resolve(outDir ?? join(project, '.botpress'))
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
    if (stat !== undefined) add(resolve(given), stat)
    else if (!/[*?[\]{}()!]/.test(given)) problems.push(noSuchPath(given))
    else {
      const found = await expand(given)
      if (found.length === 0) problems.push(noMatch(given))
      for (const path of found) add(path, statSync(path))
    }
  }
  return { paths: Array.from(byOutput.values(), ({ path }) => path), problems }
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

function sharedOutput(first: string, second: string, output: string): UsageError {
  const [a, b, folder] = [first, second, output].map((path) => relative('', path) || '.')
  return new UsageError(
    `${a} and ${b} would both be written to ${folder}`,
    'Generate them one by one, each with an --out-dir of its own',
  )
}
