/**
 * What a definition was made from, and whether that has changed: files, folders and environment
 * variables. Each is remembered by a fingerprint.
 */
import { type Stats, readFileSync, readdirSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { hash } from '../hash.js'
import type { Input, InputKind, Variables } from '../input.js'

/**
 * The clock by which a file system dates its files may be as much (in ms) behind the one that
 * `Date.now()` reads: the kernel's tick.
 */
const tick = 10

/**
 * Identifies what is read of an input.
 *
 * @param limit Files that were changed after it, as `Date.now()` has it, may have been read before
 * or after that: they get a fingerprint that matches nothing
 */
export function fingerprint({ path, as = 'source' }: Input, limit = Infinity): string {
  const stat = look(path)
  if (stat !== undefined && isNewer(stat, limit) && as !== 'folder') return unknown
  switch (as) {
    case 'absent':
      return stat === undefined ? 'absent' : unknown
    case 'entry':
      return `entry ${describe(stat)}`
    case 'folder':
      return `folder ${stat?.isDirectory() ? hash(readdirSync(path).sort().join('\0')) : ''}`
    case 'installed':
      return `installed ${stat?.isFile() ? installedContent(path, stat) : ''}`
    case 'file':
      return `file ${stat?.isFile() ? hash(readFileSync(path)) : describe(stat)}`
    case 'source':
      return stat?.isFile() ? `source ${hash(readFileSync(path, 'utf8'))}` : unknown
  }
}

/** The contents of installed files, as fingerprints have them: a watch looks at the same ones again. */
const installedContents = new Map<string, string>()

function installedContent(path: string, stat: Stats): string {
  const stamp = stampOf(stat)
  const known = installedContents.get(path)
  if (known?.startsWith(`${stamp} `)) return known
  const found = `${stamp} ${hash(readFileSync(path))}`
  // A file that was changed just now can change again without another stamp.
  if (!isNewer(stat, Date.now())) installedContents.set(path, found)
  return found
}

/** No fingerprint of anything. */
const unknown = ''

/** Whether an input is as its fingerprint has it. */
export function isUnchanged(path: string, known: string): boolean {
  try {
    const [as, stamp, content] = known.split(' ')
    if (as === 'installed' && content !== undefined) {
      const stat = look(path)
      if (!stat?.isFile()) return false
      return stampOf(stat) === stamp || hash(readFileSync(path)) === content
    }
    return known !== unknown && fingerprint({ path, as: as as InputKind }) === known
  } catch {
    return false
  }
}

/** Whether an input was changed after a moment, as `Date.now()` has it, or so shortly before that nobody can tell. */
export function isChangedSince({ path, as }: Input, moment: number): boolean {
  const stat = look(path)
  if (as === 'absent') return stat !== undefined
  return stat === undefined || isNewer(stat, moment)
}

/** Waits, for a tick at most, until a file that was just changed is older than now. */
export async function untilDated(path: string): Promise<void> {
  const age = Date.now() - (look(path)?.ctimeMs ?? 0)
  if (Math.abs(age) <= tick) await sleep(tick - age + 1)
}

function isNewer(stat: Stats, limit: number): boolean {
  return stat.isFile() && stat.ctimeMs > limit - tick
}

function look(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // A file on the way to it, or a loop of links.
    return undefined
  }
}

function stampOf({ size, mtimeMs, ctimeMs }: Stats): string {
  return `${size}/${mtimeMs}/${ctimeMs}`
}

function describe(stat: Stats | undefined): string {
  if (stat === undefined) return 'nothing'
  return stat.isFile() ? `${stat.size}/${stat.mtimeMs}` : 'folder'
}

/** Stands for all variables that a shell or a package manager does not set by itself. */
const all = '*'

/** Identifies what a definition has seen of the environment. */
export function fingerprintsOf(
  { names, isListed }: Variables,
  environment: NodeJS.ProcessEnv,
): ReadonlyMap<string, string> {
  const asked = isListed ? [...names, all] : names
  return new Map(asked.map((name) => [name, fingerprintOf(name, environment)]))
}

/** Whether the environment is as its fingerprints have it. */
export function isSameEnvironment(
  known: ReadonlyMap<string, string>,
  environment: NodeJS.ProcessEnv,
): boolean {
  return [...known].every(([name, value]) => fingerprintOf(name, environment) === value)
}

function fingerprintOf(name: string, environment: NodeJS.ProcessEnv): string {
  if (name !== all) {
    const value = environment[name]
    return value === undefined ? 'unset' : hash(`${name}=${value}`)
  }
  const listed = Object.entries(environment).filter(([key]) => !isOfTheShell.test(key))
  return hash(JSON.stringify(listed.sort(([a], [b]) => (a < b ? -1 : 1))))
}

/** What differs between two calls of a command for no reason of its user's. */
const isOfTheShell = /^(?:npm_.*|PWD|OLDPWD|SHLVL|_)$/i
