/** Asks git, without changing anything of the repository: no index, no lock, no worktree, no hook. */
import { execFile } from 'node:child_process'
import { devNull } from 'node:os'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What a hook that runs this has in its environment, for its own commands. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']

/**
 * @param folder where to run it
 * @param index a file to use as the index, instead of the repository's
 * @returns its output; `undefined` if it fails or is not installed
 */
export async function git(
  folder: string,
  args: readonly string[],
  index?: string,
): Promise<string | undefined> {
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0' }
  for (const name of ofHooks) delete env[name]
  if (index !== undefined) env.GIT_INDEX_FILE = index
  try {
    const { stdout } = await execute('git', [...quiet, ...args], {
      cwd: folder,
      env,
      maxBuffer: 2 ** 30,
    })
    return stdout
  } catch {
    return undefined
  }
}

/** Settings by which git would write beside the index, run programs, or leave files out. */
const quiet = [
  `core.hooksPath=${devNull}`,
  'core.splitIndex=false',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.sparseCheckout=false',
].flatMap((setting) => ['-c', setting])

/** A state of a repository. */
export interface Revision {
  /** The repository's folder, absolute. */
  readonly repository: string
  /** The commit's hash. */
  readonly commit: string
}

/**
 * @param folder a folder within the repository
 * @param name what git calls it: a branch, a tag, `HEAD~1`, a hash
 * @returns `undefined` if there is no such revision, or no repository
 */
export async function findRevision(folder: string, name: string): Promise<Revision | undefined> {
  if (name.startsWith('-')) return undefined
  const repository = (await git(folder, ['rev-parse', '--show-toplevel']))?.trim()
  const commit = (await git(folder, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]))?.trim()
  return repository && commit ? { repository, commit } : undefined
} // prettier-ignore
