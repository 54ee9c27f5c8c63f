/**
 * Runs again when something changes.
 *
 * It watches folders, not files: an editor that replaces a file, a file that comes back, and one
 * that was missing so far are all seen. Whether a change matters is not decided here; a run that has
 * nothing to do finds that out in a few milliseconds.
 */
import { readdirSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { FSWatcher } from 'chokidar'
import { GeneratorError } from '../errors.js'
import { isOutputKept } from '../output/index.js'
import type { Report } from '../report.js'

/** A watch that goes on until it is closed. */
export interface Watcher {
  /** Ends the watch; resolves once a run that is under way is done. */
  close(): Promise<void>
  /** Resolves when the watch is closed. Rejects if it cannot go on: a limit or a bug of ours. */
  readonly done: Promise<void>
}

/** Editors write a file in several steps: how long (in ms) it has to be quiet before a run. */
const quiet = 10

/** A folder that is watched. */
interface Watched {
  readonly watcher: FSWatcher
  /** Which one it is: another one may have taken its place since. */
  readonly id: string
}

/**
 * Runs once, and again after every change.
 *
 * @param run makes a report, and does not reject for a mistake of the author's
 * @param onReport is called with the first report and every later one that says something new
 */
export function watchRuns(run: () => Promise<Report>, onReport: (report: Report) => void): Watcher {
  const watched = new Map<string, Watched>()
  let last: Report | undefined
  let inputs: ReadonlySet<string> = new Set()
  let timer: NodeJS.Timeout | undefined
  let isRunning = false
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
    isRunning = true
    const report = await run()
    isRunning = false
    const isNews = saysMore(report, last)
    // What a failed run did not come to read, the next one may.
    inputs = new Set([...report.inputs, ...(report.status === 'failed' ? inputs : [])])
    last = report
    if (isNews && !isClosed) onReport(report)
    await follow(report)
    if (report.status !== 'failed' && !isOutputKept(report.outDir)) schedule()
  }

  /** A path has changed. Files that a run writes do not start another run. */
  const notice = (path: string): void => {
    const isOutput = last !== undefined && isInside(path, last.outDir) && !inputs.has(path)
    if (isOutput && (isRunning || isOutputKept(last!.outDir))) return
    schedule()
  }

  /** Watches what a report depends on. */
  const follow = async (report: Report): Promise<void> => {
    const wanted = foldersOf(report, inputs)
    for (const [folder, { watcher, id }] of watched) {
      if (wanted.has(folder) && idOf(folder) === id) continue
      watched.delete(folder)
      void watcher.close()
    }
    const added = [...wanted].filter((folder) => !watched.has(folder))
    const { watch } = added.length > 0 ? await import('chokidar') : { watch: undefined }
    for (const folder of isClosed ? [] : added) {
      const isOfInterest = interestIn(folder, report)
      const isRelevant = (path: string): boolean =>
        path === folder || inputs.has(path) || isOfInterest(path)
      const watcher = watch!(folder, {
        depth: 0,
        ignoreInitial: true,
        ignored: (path) => !isRelevant(path),
      })
      watched.set(folder, { watcher, id: idOf(folder) })
      watcher.on('all', (_, path) => notice(path))
      // Of two changes that follow each other closely, the above may tell only of the first.
      watcher.on('raw', (_, name, details) => {
        const { watchedPath } = details as { watchedPath: string }
        const path = watchedPath === folder && name ? resolve(folder, name) : watchedPath
        if (isRelevant(path)) notice(path)
      })
      // What has happened before it was watched, nobody has seen.
      watcher.on('ready', schedule)
      watcher.on('error', (error) => {
        if (isLimit(error)) end(limitError(error))
        // It was deleted meanwhile: its parent tells when it is back.
        else schedule()
      })
    }
  }

  const end = (error?: unknown): void => {
    isClosed = true
    clearTimeout(timer)
    for (const { watcher } of watched.values()) void watcher.close()
    watched.clear()
    finish(error)
  }

  running = round().catch(end)
  return {
    done,
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await running
      end()
    },
  }
}

/** Reports a failure once, and an unchanged output only after a failure. */
function saysMore(report: Report, last: Report | undefined): boolean {
  if (last === undefined) return true
  if (report.status === 'failed') {
    return last.status !== 'failed' || !isDeepStrictEqual(report.issues, last.issues)
  }
  return report.status !== 'unchanged' || last.status === 'failed'
}

/**
 * The folders in which a change may matter; of those that are not there, the nearest around them
 * that is. After a failure it may be any of the project's: a file that an import asks for may be
 * added anywhere.
 */
function foldersOf(report: Report, inputs: ReadonlySet<string>): ReadonlySet<string> {
  const { project, outDir, issues, status } = report
  const files = [...inputs, ...issues.flatMap(({ location }) => location?.file ?? [])]
  const folders = new Set([
    project,
    dirname(project),
    outDir,
    ...files.map((file) => dirname(file)),
  ])
  if (status === 'failed') for (const folder of tree(project)) folders.add(folder)
  return new Set(Array.from(folders, existing))
}

function existing(folder: string): string {
  for (let place = folder; ; place = dirname(place)) {
    if (idOf(place) !== '' || place === dirname(place)) return place
  }
}

/** Identifies a folder that is there; `''` for others. */
function idOf(folder: string): string {
  try {
    const stat = statSync(folder)
    return stat.isDirectory() ? `${stat.dev}/${stat.ino}` : ''
  } catch {
    return ''
  }
}

/**
 * What else than inputs matters in a folder: of the project's own, all; of others, what leads to the
 * project, should it come back.
 */
function interestIn(folder: string, { project, outDir }: Report): (path: string) => boolean {
  const isOwn = [project, outDir].some((own) => isInside(folder, own))
  if (isOwn && !folder.includes(`${sep}node_modules${sep}`)) return () => true
  return (path) => [project, outDir].some((own) => isInside(own, path))
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

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep)
}

function isLimit(error: unknown): boolean {
  return ['ENOSPC', 'EMFILE'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function limitError(cause: unknown): GeneratorError {
  return new GeneratorError(
    [
      {
        severity: 'error',
        code: 'watch_limit',
        path: [],
        message: 'The system refuses to watch more folders',
        hint: 'Raise its limit (on Linux: fs.inotify.max_user_watches and max_user_instances)',
      },
    ],
    { cause },
  )
}
