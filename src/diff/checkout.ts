/**
 * A clean checkout of a revision in a temporary folder, with the packages that are installed in the
 * project. Nothing of the repository is changed.
 */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { type Revision, git } from './git.js'

/** Files of a revision. */
export interface Checkout {
  /** Where the repository's folder is checked out, absolute and real. */
  readonly folder: string
  /**
   * Build output of other packages of the repository, which git ignores and which is needed to load
   * them: the one that is there now. Absolute paths.
   */
  readonly borrowed: readonly string[]
  /** Takes the files away. */
  dispose(): void
}

/** Those that are in use. */
const open = new Set<() => void>()

/** Takes all checkouts away, whatever they are used for: the program is about to end. */
export function disposeCheckouts(): void {
  for (const dispose of open) dispose()
}

/**
 * @param project a folder of the repository whose packages must be found, absolute and real
 * @returns `undefined` if git cannot check the revision out
 */
export async function checkOut(
  { repository, commit }: Revision,
  project: string,
): Promise<Checkout | undefined> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-diff-')))
  const dispose = (): void => {
    rmSync(place, { recursive: true, force: true })
    open.delete(dispose)
  }
  open.add(dispose)
  const folder = join(place, 'checkout')
  const index = join(place, 'index')
  const made =
    (await git(repository, ['read-tree', commit], index)) !== undefined &&
    (await git(repository, ['checkout-index', '--all', '--force', '--quiet', `--prefix=${folder}/`], index)) !== undefined
  if (!made) {
    dispose()
    return undefined
  }
  mkdirSync(folder, { recursive: true })
  const files = (await git(repository, ['ls-files', '-z'], index)) ?? ''
  const packages = files
    .split('\0')
    .filter((file) => file === 'package.json' || file.endsWith('/package.json'))
    .map((file) => join(repository, dirname(file)))
  const borrowed = new Set<string>()
  const folders = new Set([...packages, ...foldersUpTo(project, repository)])
  for (const each of folders) {
    await install(each, join(folder, relative(repository, each)), { repository, folder, borrowed })
  }
  // What is installed above the repository is found above the checkout.
  for (const above of foldersUpTo(dirname(repository), undefined)) {
    await install(above, place, { repository, folder, borrowed })
  }
  return { folder, borrowed: [...borrowed], dispose }
} // prettier-ignore

/** A folder, and those above it, up to another or the root. */
function foldersUpTo(folder: string, last: string | undefined): readonly string[] {
  const above = dirname(folder)
  return folder === last || folder === above ? [folder] : [folder, ...foldersUpTo(above, last)]
}

interface Context {
  readonly repository: string
  readonly folder: string
  readonly borrowed: Set<string>
}

/** Makes what is installed in one folder resolvable from another. */
async function install(from: string, to: string, context: Context): Promise<void> {
  const installed = join(from, 'node_modules')
  if (!existsSync(installed) || !existsSync(to)) return
  for (const name of packagesIn(installed)) {
    const target = join(to, 'node_modules', name)
    // The revision may have it; of what is installed further up, the nearest counts.
    if (isThere(target)) continue
    const real = realPath(join(installed, name))
    if (real === undefined) continue
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(await counterpart(real, context), target, 'junction')
  }
}

function packagesIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    if (name.startsWith('.')) return []
    if (!name.startsWith('@')) return [name]
    return readdirSync(join(folder, name)).map((inner) => `${name}/${inner}`)
  })
}

/** Another package of the repository is that of the revision; what is installed is what is there. */
async function counterpart(real: string, context: Context): Promise<string> {
  const { repository, folder } = context
  const path = relative(repository, real)
  const isOwn = !path.startsWith('..') && !path.split(sep).includes('node_modules')
  const target = join(folder, path)
  if (!isOwn || !existsSync(target)) return real
  await borrow(real, target, context)
  return target
}

/** What git ignores of a package, such as its build output, is there only as it is now. */
async function borrow(real: string, target: string, { borrowed }: Context): Promise<void> {
  const list = await git(real, ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory', '--', '.']) // prettier-ignore
  for (const entry of (list ?? '').split('\0')) {
    const name = entry.replace(/\/$/, '')
    const to = join(target, name)
    const isOutput = name !== '' && !name.split('/').includes('node_modules') && !name.startsWith('.')
    if (!isOutput || isThere(to) || !existsSync(dirname(to))) continue
    symlinkSync(join(real, name), to, 'junction')
    borrowed.add(join(real, name))
  }
} // prettier-ignore

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    // A link that leads nowhere.
    return undefined
  }
}
