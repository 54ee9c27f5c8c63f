/**
 * Runs again when something changes.
 *
 * It watches folders, not files: an editor that replaces a file, a file that comes back, and one
 * that was missing so far are all seen. Whether a change matters is not decided here; a run that has
 * nothing to do finds that out in a few milliseconds.
 */
import { type FSWatcher, readdirSync, watch as watchFolder } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { GeneratorError } from './errors.js'
import type { Report } from './report.js'

/** A watch that goes on until it is closed. */
export interface Watcher {
  /** Ends the watch; resolves once a run that is under way is done. */
  close(): Promise<void>
  /** Resolves when the watch is closed. Rejects if it cannot go on: a limit or a bug of ours. */
  readonly done: Promise<void>
}

/** Editors write a file in several steps: how long (in ms) it has to be quiet before a run. */
const quiet = 15

/**
 * Runs once, and again after every change.
 *
 * @param run makes a report, and does not reject for a mistake of the author's
 * @param onReport is called with the first report and every later one that says something new
 */
export function watchRuns(run: () => Promise<Report>, onReport: (report: Report) => void): Watcher {
  const watched = new Map<string, FSWatcher>()
  let last: Report | undefined
  let known: readonly string[] = []
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let isClosed = false
  let finish!: (error?: unknown) => void
  const done = new Promise<void>((resolve, reject) => {
    finish = (error) => (error === undefined ? resolve() : reject(error))
  })

  const schedule = (): void => {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => (running = running.then(round).catch(end)), quiet)
  }

  const round = async (): Promise<void> => {
    if (isClosed) return
    follow()
    const report = await run()
    if (report.inputs.length > 0) known = report.inputs
    const isNews = saysMore(report, last)
    last = report
    if (isNews) onReport(report)
    // What happened in a folder before it was watched, nobody has seen.
    if (follow()) schedule()
  }

  /** Watches what the last report depends on. @returns whether that includes new folders */
  const follow = (): boolean => {
    if (last === undefined || isClosed) return false
    const folders = foldersOf(last, known)
    for (const [folder, watcher] of watched) {
      if (folders.has(folder)) continue
      watcher.close()
      watched.delete(folder)
    }
    const added = [...folders].filter((folder) => !watched.has(folder) && add(folder))
    return added.length > 0
  }

  const add = (folder: string): boolean => {
    try {
      const watcher = watchFolder(folder, (_, name) => {
        if (name === null || !isInside(join(folder, name), last?.outDir)) schedule()
      })
      watcher.on('error', () => {
        watcher.close()
        watched.delete(folder)
        schedule()
      })
      watched.set(folder, watcher)
      return true
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      // It was deleted meanwhile: its parent tells when it is back.
      if (code !== 'ENOSPC' && code !== 'EMFILE') return false
      throw new GeneratorError(
        [
          {
            severity: 'error',
            code: 'watch_limit',
            path: [],
            message: 'The system refuses to watch more folders',
            hint: 'Raise its limit (on Linux: fs.inotify.max_user_watches and max_user_instances)',
          },
        ],
        { cause: error },
      )
    }
  }

  const end = (error?: unknown): void => {
    isClosed = true
    clearTimeout(timer)
    for (const watcher of watched.values()) watcher.close()
    watched.clear()
    finish(error)
  }

  running = round().catch(end)
  return {
    done,
    close: async () => {
      isClosed = true
      await running
      end()
    },
  }
}

/** A failure is told once; that there is nothing to do, only after a failure. */
function saysMore(report: Report, last: Report | undefined): boolean {
  if (last === undefined) return true
  if (report.status === 'failed') {
    return last.status !== 'failed' || !isDeepStrictEqual(report.issues, last.issues)
  }
  return report.status !== 'unchanged' || last.status === 'failed'
}

/**
 * The folders in which a change may matter. After a failure it may be any of the project's: a file
 * that an import asks for may be added anywhere.
 */
function foldersOf(report: Report, known: readonly string[]): ReadonlySet<string> {
  const files = [...known, ...report.issues.flatMap(({ location }) => location?.file ?? [])]
  const folders = new Set([report.project, ...files.map((file) => dirname(file))])
  if (report.status === 'failed') for (const folder of tree(report.project)) folders.add(folder)
  return new Set([...folders].filter((folder) => !isInside(folder, report.outDir)))
}

function* tree(folder: string): Iterable<string> {
  yield folder
  let entries
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch {
    return
  }
  for (const entry of entries) {
    const isSource = entry.name !== 'node_modules' && !entry.name.startsWith('.')
    if (entry.isDirectory() && isSource) yield* tree(resolve(folder, entry.name))
  }
}

function isInside(path: string, folder: string | undefined): boolean {
  return folder !== undefined && (path === folder || path.startsWith(folder + sep))
}
