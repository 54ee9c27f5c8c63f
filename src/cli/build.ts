/** The command `build`: generates, then bundles each plugin as the platform wants it. */
import { resolve } from 'node:path'
import { type BundleReport, bundle } from '../bundle/index.js'
import { type Issue, type Report, generate, watch } from '../generator/index.js'
import type { BuildReport } from './build-report.js'
import { isWrongSetting, optionsFor } from './gen.js'
import { endEvaluations, interrupted } from './interruption.js'
import { describeReport, shown, showDuration, showSize } from './messages.js'
import type { BuildCall } from './options.js'
import { findTargets } from './targets.js'
import { printJson, printIssue, printUsageError } from './printing.js'
import { type Terminal, openTerminal, printable } from './terminal.js'
import { UsageError } from './usage-error.js'

type Options = BuildCall['options']

/**
 * @returns the exit code: 0 for done, 1 if something of the author's is wrong, 2 if the call is
 * @throws {UsageError} if the options contradict each other
 */
export async function build({ paths, options }: BuildCall): Promise<0 | 1 | 2> {
  if (options['out-dir'] === '') throw new UsageError('--out-dir needs a folder')
  const terminal = openTerminal(options['no-color'] === true, options.json)
  const targets = await findTargets(paths, options['out-dir'])
  for (const problem of targets.problems) printUsageError(problem, terminal)
  if (options.watch) {
    await watchAll(targets.paths, options, terminal)
    return targets.problems.length > 0 ? 2 : 0
  }
  const reports: BuildReport[] = []
  for (const path of targets.paths) reports.push(await buildOne(path, options, terminal))
  const isWrongCall =
    targets.problems.length > 0 ||
    reports.some(({ generated }) => generated.issues.some(isWrongSetting))
  const exitCode = isWrongCall ? 2 : reports.every(isDone) ? 0 : 1
  if (options.json) {
    const { buildJsonOf } = await import('./json.js')
    printJson(JSON.stringify(buildJsonOf(reports, targets.problems, exitCode), null, 2))
  }
  return exitCode
}

/** Whether both the types and the bundles are there. */
export function isDone({ bundled }: BuildReport): boolean {
  return bundled !== undefined && bundled.status !== 'failed'
}

/**
 * Generates and bundles one plugin, and tells about it.
 *
 * @param folder where `dist/` with the bundles goes, relative to the project. Default: the output folder
 */
export async function buildOne(
  path: string,
  options: Omit<Options, 'watch'>,
  terminal: Terminal,
  folder?: string,
): Promise<BuildReport> {
  const generated = await generate(optionsFor(path, options))
  return await bundleOne(generated, options, terminal, folder)
}

async function bundleOne(
  generated: Report,
  options: Omit<Options, 'watch'>,
  terminal: Terminal,
  folder?: string,
): Promise<BuildReport> {
  const tell = async (issues: readonly Issue[], definition: string | undefined): Promise<void> => {
    for (const issue of issues) {
      if (issue.severity === 'error' || !options.quiet)
        await printIssue(issue, definition, terminal)
    }
  }
  await tell(generated.issues, generated.definition)
  if (generated.status === 'failed') {
    terminal.err.print(describeReport(generated, terminal.err.paint, true))
    return { generated }
  }
  const begin = performance.now()
  const bundled = await bundle({
    project: generated.project,
    outDir: folder === undefined ? generated.outDir : resolve(generated.project, folder),
    minify: options.minify === true,
    sourceMap: options['source-map'] === true,
  })
  await tell(bundled.issues, undefined)
  tellBundles(generated, bundled, performance.now() - begin, options, terminal)
  return { generated, bundled }
}

function tellBundles(
  generated: Report,
  { status, dist, bundles, inputs }: BundleReport,
  duration: number,
  { quiet, verbose }: Omit<Options, 'watch'>,
  { out, err }: Terminal,
): void {
  if (status === 'failed') {
    err.print(`${err.paint.red('✗')} ${shown(generated.project)} cannot be bundled`)
    return
  }
  if (quiet) return
  const { paint, print } = out
  if (generated.status !== 'unchanged') print(describeReport(generated, paint, false))
  const time = paint.dim(`(${showDuration(duration)})`)
  print(
    `${paint.green('✓')} ${shown(dist)} ${status === 'written' ? 'written' : 'is up to date'} ${time}`,
  )
  for (const { path, size, gzip } of bundles) {
    print(`    ${path.padEnd(9)}  ${showSize(size)}, ${showSize(gzip)} gzip`)
  }
  if (verbose) {
    const list = inputs.map((input) => `    ${printable(shown(input))}`)
    print(paint.dim(['  bundled from:', ...list].join('\n')))
  }
}

/** Builds whenever the definition, or a file that was bundled, changes; goes on until interrupted. */
async function watchAll(
  paths: readonly string[],
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const { default: chokidar } = await import('chokidar')
  const end = interrupted()
  const closing = paths.map((path) => {
    const files = chokidar.watch([], { ignoreInitial: true, atomic: 20 })
    let last: Report | undefined
    let working = Promise.resolve()
    let isWaiting = false
    let isEnding = false
    const again = (): void => {
      if (isWaiting) return
      isWaiting = true
      working = working.then(async () => {
        isWaiting = false
        if (last === undefined) return
        const report = await bundleOne({ ...last, issues: [] }, options, terminal)
        if (options.json) {
          const { buildJsonOf } = await import('./json.js')
          printJson(JSON.stringify(buildJsonOf([report])))
        }
        files.add([...(report.bundled?.inputs ?? [])].filter((input) => !isInstalled(input)))
      })
    }
    files.on('all', again)
    const watcher = watch(optionsFor(path, options), (report) => {
      if (isEnding) return
      working = working.then(async () => {
        for (const issue of report.issues) await printIssue(issue, report.definition, terminal)
      })
      last = report
      // Types that are not there, or not right, are no reason to bundle.
      if (report.status !== 'failed') again()
      else terminal.err.print(describeReport(report, terminal.err.paint, true))
    })
    return async () => {
      isEnding = true
      await files.close()
      // The watcher's end is that of esbuild, too, which may be at work for a bundle.
      await working
      await watcher.close()
    }
  })
  if (!options.quiet) terminal.err.print(terminal.err.paint.dim('Watching; Ctrl+C ends it'))
  await end
  const closed = closing.map((close) => close())
  await endEvaluations()
  await Promise.all(closed)
}

function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(resolve(path))
}
