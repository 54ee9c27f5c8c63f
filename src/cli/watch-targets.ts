/** Watches all projects that a call means, also when its settings come to mean others. */
import { join } from 'node:path'
import type { Watcher } from '../generator/index.js'

/** What a call means may change: how to be told of it, and what it is then. */
export interface Moving {
  /** The folder whose package.json has the settings. */
  readonly folder: string
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
  moving: Moving | undefined,
): Promise<void> {
  const watchers = new Map<string, Watcher>()
  const closing: Promise<void>[] = []
  let fail!: (error: unknown) => void
  const failed = new Promise<never>((_, reject) => (fail = reject))

  const follow = (paths: readonly string[]): void => {
    for (const [path, watcher] of watchers) {
      if (paths.includes(path)) continue
      watchers.delete(path)
      closing.push(watcher.close())
    }
    for (const path of paths) {
      if (watchers.has(path)) continue
      const watcher = start(path)
      watchers.set(path, watcher)
      watcher.done.catch(fail)
    }
  }

  const interrupted = new Promise<void>((resolve) => process.once('SIGINT', () => resolve()))
  follow(first)
  const settings = moving && (await watchSettings(moving, follow, fail))
  await Promise.race([interrupted, failed])
  await settings?.close()
  follow([])
  await Promise.all(closing)
}

async function watchSettings(
  { folder, targets }: Moving,
  follow: (paths: readonly string[]) => void,
  fail: (error: unknown) => void,
): Promise<{ close(): Promise<void> }> {
  const chokidar = await import('chokidar')
  let looking = Promise.resolve()
  const look = (): void => {
    looking = looking
      .then(async () => {
        const paths = await targets()
        if (paths !== undefined) follow(paths)
      })
      .catch(fail)
  }
  // What happened before the watch began, nobody has seen.
  return chokidar
    .watch(join(folder, 'package.json'), { ignoreInitial: true })
    .on('ready', look)
    .on('all', look)
    .on('error', fail)
}
