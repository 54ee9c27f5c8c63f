/**
 * For Vite, and for Vitest, which is made of it. A server goes on when the definition is wrong: the
 * project's modules answer with the error, and do as usual when it is mended.
 */
import { join } from 'node:path'
import type { Plugin, ResolvedConfig, ViteDevServer } from 'vite'
import type { Report, Watcher } from '../generator/index.js'
import { type Problem, asOne, asText, generateIn, problemsOf, watchIn } from './generation.js'
import type { Options } from './options.js'
import { beforeBuild, shownError } from './rollup.js'

/** The hooks of a plugin for Vite. */
export function viteHooks(options: Options): Partial<Plugin> & VitestHook {
  let config: ResolvedConfig
  let served: Served | undefined
  let vitest: Vitest | undefined
  return {
    configResolved(resolved) {
      config = resolved
    },
    async configureServer(server) {
      served = await serve(server, options, ({ outDir }) => {
        if (vitest) rerunAll(vitest, server, join(outDir, 'index.ts'))
      })
    },
    configureVitest(told) {
      vitest = told.vitest
    },
    async buildStart() {
      if (served === undefined) await beforeBuild(this, config.root, options)
    },
    load: {
      order: 'pre',
      handler(id) {
        const problem = served?.problemOf(id)
        if (problem) this.error(shownError(problem))
      },
    },
    async buildEnd() {
      await served?.close()
    },
  }
}

/** What is used of Vitest. */
interface Vitest {
  readonly config: { readonly forceRerunTriggers: string[] }
}

/** A hook that Vitest adds to those of Vite. */
interface VitestHook {
  configureVitest(told: { readonly vitest: Vitest }): void
}

/**
 * Runs all tests again. Vitest finds by itself which ones import a file that has changed, but does
 * not know of imports that have failed.
 * @param trigger the file by which it is told
 */
function rerunAll({ config }: Vitest, server: ViteDevServer, trigger: string): void {
  const { forceRerunTriggers: triggers } = config
  if (!triggers.includes(trigger)) triggers.push(trigger)
  server.watcher.emit('change', trigger)
}

/** A server's plugin. */
interface Served {
  /** Why a module cannot be loaded now. */
  readonly problemOf: (id: string) => Problem | undefined
  readonly close: () => Promise<void>
}

/**
 * Generates, and follows the definition if the server follows files: that of `vitest run` does not.
 *
 * @param onTurn called when the definition has become wrong, is wrong in another way, or is mended
 * @returns when all has been generated for the first time
 */
async function serve(
  server: ViteDevServer,
  options: Options,
  onTurn: (report: Report) => void,
): Promise<Served> {
  const { logger, root, server: settings } = server.config
  let project = ''
  let problem: Problem | undefined

  const take = async (report: Report): Promise<void> => {
    const errors = await problemsOf(report, 'error')
    for (const warning of await problemsOf(report, 'warning')) {
      logger.warn(asText(warning), { timestamp: true })
    }
    // Vite finds out by itself, but perhaps not before a page is loaded again.
    for (const { path } of report.changes) forget(server, join(report.outDir, path))
    const wasWrong = problem !== undefined
    project = report.project.replaceAll('\\', '/')
    problem = errors.length > 0 ? asOne(errors) : undefined
    if (problem) {
      logger.error(asText(problem), { timestamp: true })
      show()
    } else if (wasWrong) server.ws.send({ type: 'full-reload' })
    if (problem || wasWrong) onTurn(report)
  }
  const show = (): void => {
    if (problem) {
      server.ws.send({ type: 'error', err: { stack: '', ...shownError(problem) } as ErrorPayload })
    }
  }
  // A page that is opened later has not been told.
  server.ws.on('connection', show)

  const watcher =
    settings.watch === null
      ? await generateIn(root, options).then(take)
      : await firstOf((onReport) => watchIn(root, options, onReport), take)
  return {
    problemOf: (id) =>
      id.startsWith(`${project}/`) && !id.includes('/node_modules/') ? problem : undefined,
    close: async () => watcher?.close(),
  }
}

/** Has a file read again that has changed. */
function forget({ environments }: ViteDevServer, file: string): void {
  for (const { moduleGraph } of Object.values(environments)) {
    moduleGraph.onFileChange(file.replaceAll('\\', '/'))
  }
}

/** What Vite's overlay takes. */
type ErrorPayload = Extract<
  Parameters<ViteDevServer['ws']['send']>[0],
  { readonly type: 'error' }
>['err']

/**
 * Starts a watch.
 *
 * @param take takes its reports, one after another
 * @returns the watch, when the first report is taken; rejects if the watch cannot go on
 */
function firstOf(
  start: (onReport: (report: Report) => void) => Promise<Watcher>,
  take: (report: Report) => Promise<void>,
): Promise<Watcher> {
  return new Promise((resolve, reject) => {
    let taken = Promise.resolve()
    const started = start((report) => {
      taken = taken.then(() => take(report))
      taken.then(() => started).then(resolve, reject)
    })
    started.then(({ done }) => done).catch(reject)
  })
}
