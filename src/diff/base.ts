/** What a definition is compared with: a revision of git, another definition or folder, or a saved model. */
import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type Issue, type Model, readModel } from '../generator/index.js'
import { type Checkout, checkOut } from './checkout.js'
import { type Revision, findRevision } from './git.js'
import { readSavedModel } from './saved-model.js'

/** What was found under the name of a base. */
export interface Base {
  /** Missing if the definition is invalid, or if there was none yet. */
  readonly model?: Model
  /** Why there is no model; their places are readable as long as the base is used. */
  readonly issues: readonly Issue[]
  /** Build output that was taken as it is now, as it is not in the revision. Absolute paths. */
  readonly borrowed: readonly string[]
  /** A path of the base, as a person would call it: `HEAD~1:plugins/a/plugin.definition.ts`. */
  readonly shown: (path: string) => string
}

/** Why a base cannot be used. */
export interface BaseProblem {
  /** One sentence without a final period. */
  readonly problem: string
  readonly hint: string
}

/**
 * Finds and reads what a definition is compared with; what that takes is taken away at the end.
 *
 * @param name what the user calls it, relative to the current folder
 * @param definition the definition that is compared with it, absolute
 * @param use what to do with it
 * @returns what `use` returns, or a problem
 */
export async function withBase<T>(
  name: string,
  definition: string,
  use: (base: Base) => Promise<T>,
): Promise<T | BaseProblem> {
  const project = dirname(definition)
  const revision = await findRevision(project, name)
  const isPath = existsSync(name)
  if (isPath && revision !== undefined && !/^(?:\.\.?(?:[\\/]|$)|[\\/])/.test(name)) {
    return {
      problem: `${name} is a file or folder, and a revision of git as well`,
      hint: `Write ./${name} for the one, ${name}^0 for the other`,
    }
  }
  if (isPath) return await withPath(name, use)
  if (revision !== undefined) return await withRevision(name, revision, definition, undefined, use)
  const [, head, path] = /^([^:]+):(.+)$/.exec(name) ?? []
  const named = head === undefined ? undefined : await findRevision(project, head)
  if (head !== undefined && path !== undefined && named !== undefined) {
    return await withRevision(head, named, definition, path, use)
  }
  return {
    problem: `There is no file, folder or git revision ${name}`,
    hint: 'Name a branch, a tag or a commit, a plugin folder, or a saved model; in a shallow clone, fetch the revision first',
  }
}

async function withPath<T>(
  name: string,
  use: (base: Base) => Promise<T>,
): Promise<T | BaseProblem> {
  const shown = (path: string): string => relative('', path) || '.'
  if (name.endsWith('.json') && statSync(name).isFile()) {
    const saved = readSavedModel(name)
    if ('problem' in saved) {
      return { problem: `${name} cannot be compared with: ${saved.problem}`, hint: 'Write it with `plugin-kit diff . --save FILE`' } // prettier-ignore
    }
    return await use({ model: saved, issues: [], borrowed: [], shown })
  }
  const { model, issues } = await readModel({ path: resolve(name) })
  return await use({ ...(model && { model }), issues, borrowed: [], shown })
}

async function withRevision<T>(
  name: string,
  revision: Revision,
  definition: string,
  path: string | undefined,
  use: (base: Base) => Promise<T>,
): Promise<T | BaseProblem> {
  const file = realpathSync(definition)
  const repository = realpathSync(revision.repository)
  const checkout = await checkOut({ ...revision, repository }, dirname(file))
  if (checkout === undefined) {
    return { problem: `git cannot check out ${name}`, hint: `Try it: git archive ${name}` }
  }
  try {
    const counterpart = (of: string): string => join(checkout.folder, relative(repository, of))
    const places =
      path === undefined
        ? [file, dirname(file)].map(counterpart)
        : [/^\.\.?(?:\/|$)/.test(path) ? counterpart(realpathSync('.') + '/' + path) : join(checkout.folder, path)]
    const target = places.find((place) => existsSync(place))
    const shown = (of: string): string => `${name}:${relative(checkout.folder, of).replaceAll('\\', '/')}`
    if (target === undefined && path !== undefined) {
      return { problem: `There is no ${path} in ${name}`, hint: 'The path is one from the root of the repository' }
    }
    const empty: Base = { issues: [], borrowed: [], shown }
    return await use(target === undefined ? empty : { ...empty, ...(await read(target, checkout, counterpart)) })
  } finally {
    checkout.dispose()
  }
} // prettier-ignore

/** Evaluates the definition in the folder that corresponds to the current one: it may look around. */
async function read(
  target: string,
  { borrowed }: Checkout,
  counterpart: (path: string) => string,
): Promise<Pick<Base, 'model' | 'issues' | 'borrowed'>> {
  const current = process.cwd()
  const folder = counterpart(realpathSync(current))
  if (existsSync(folder)) process.chdir(folder)
  try {
    const { model, issues, inputs } = await readModel({ path: target })
    const isUsed = (path: string) => inputs.some((input) => input.startsWith(`${path}/`) || input === path)
    return { ...(model && { model }), issues, borrowed: borrowed.filter(isUsed) }
  } finally {
    process.chdir(current)
  }
} // prettier-ignore
