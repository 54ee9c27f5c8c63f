/** Watches all projects that a call means, also when its globs or settings come to mean others. */
import { basename, relative, resolve } from 'node:path'
import type { Watcher } from '../generator/index.js'
import { endEvaluations, interrupted } from './interruption.js'

/** A file or folder whose change may change what a call means. */
export interface Place {
  /** Absolute. */
  readonly path: string
  /** How many folders deep. */
  readonly depth: number
}

/** What a call means may change: how to be told of it, and what it is then. */
export interface Moving {
  /** What has a say now. */
  places(): Promise<readonly Place[]>
  /** @returns `undefined` if that cannot be said: what is watched stays watched */
  targets(): Promise<readonly string[] | undefined>
}

/**
 * Goes on until the process is interrupted.
 *
 * @param first absolute paths of folders and definition files
 * @param start begins to watch one of them
 * @param moving given where the settings say what is meant
 */
export async function watchTargets(
  first: readonly string[],
  start: (path: string) => Watcher,
  moving: Moving,
): Promise<void> {
  const watchers = new Map<string, Watcher>()
  let fail!: (error: unknown) => void
  const failed = new Promise<never>((_, reject) => (fail = reject))

  const follow = (paths: readonly string[]): void => {
    for (const [path, watcher] of watchers) {
      if (paths.includes(path)) continue
      watchers.delete(path)
      void watcher.close()
    }
    for (const path of paths) {
      if (watchers.has(path)) continue
      const watcher = start(path)
      watchers.set(path, watcher)
      watcher.done.catch(fail)
    }
  }

  const end = interrupted()
  follow(first)
  const places = await watchPlaces(moving, follow, fail)
  // An interrupt does not wait for runs that are under way: one of them may never end.
  await Promise.race([end, failed])
  await places.close()
  follow([])
  await endEvaluations()
}

/** A file is written in several steps: how long (in ms) it has to be quiet before it is read. */
const quiet = 25

async function watchPlaces(
  { places, targets }: Moving,
  follow: (paths: readonly string[]) => void,
  fail: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  const chokidar = await import('chokidar')
  const watched = new Map<string, ReturnType<typeof chokidar.watch>>()
  let looking = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const add = async (): Promise<void> => {
    for (const { path, depth } of await places()) {
      if (watched.has(path)) continue
      const watcher = chokidar.watch(path, {
        ignoreInitial: true,
        depth,
        ignored: (each, stats) => each !== path && !matters(relative(path, each), stats?.isFile()),
      })
      watched.set(path, watcher)
      // What happened before the watch began, nobody has seen.
      watcher.on('ready', schedule).on('all', schedule).on('error', fail)
      // Of two changes that follow each other closely, the above may tell only of the first.
      watcher.on('raw', schedule)
    }
  }
  const look = (): void => {
    looking = looking
      .then(async () => {
        await add()
        const paths = await targets()
        if (paths !== undefined) follow(paths)
      })
      .catch(fail)
  }
  const schedule = (): void => {
    clearTimeout(timer)
    timer = setTimeout(look, quiet)
  }
  await add()
  return {
    close: async () => {
      clearTimeout(timer)
      await Promise.all(Array.from(watched.values(), (watcher) => watcher.close()))
    },
  }
}

function matters(path: string, isFile: boolean | undefined): boolean {
  if (/(?:^|[\\/])(?:node_modules|\.[^\\/]+)(?:[\\/]|$)/.test(path)) return false
  return isFile !== true || basename(path).startsWith('plugin.definition.')
}

/** What a glob depends on; nothing, for a path that is none. */
export function placesOf(pattern: string): readonly Place[] {
  const segments = pattern.split('/')
  const first = segments.findIndex((segment) => /[*?[\]{}()!]/.test(segment))
  if (first < 0) return []
  const path = resolve(segments.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.'))
  const isDeep = segments.some((segment) => segment.includes('**'))
  // The definition is in the folder that matches, or is what matches.
  return [{ path, depth: isDeep ? Infinity : segments.length - first }]
}
