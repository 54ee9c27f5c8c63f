/** For webpack, and for Rspack, which has its hooks. */
import { join } from 'node:path'
import type { Compiler as Rspack } from '@rspack/core'
import type { Compiler as Webpack } from 'webpack'
import type { Report } from '../generator/index.js'
import { type Problem, asText, followed, generateIn, pluginName, problemsOf } from './generation.js'
import type { Options } from './options.js'

/** Generates before a build, also before each one of a watch, and follows what it has read. */
export function applyTo(compiler: Webpack | Rspack, options: Options): void {
  let found: {
    readonly report: Report
    readonly errors: readonly Problem[]
    readonly warnings: readonly Problem[]
  }
  const generate = async (): Promise<void> => {
    const report = await generateIn(compiler.context, options)
    // It may remember what was there, or not there, before.
    for (const { path } of report.changes) {
      compiler.inputFileSystem?.purge?.(join(report.outDir, path))
    }
    const errors = await problemsOf(report, 'error')
    found = { report, errors, warnings: await problemsOf(report, 'warning') }
  }
  // Before anything is resolved: what is tapped into `make` runs beside that.
  for (const hook of [compiler.hooks.run, compiler.hooks.watchRun]) {
    hook.tapPromise(pluginName, generate)
  }
  // Only of the compiler itself, not of those that plugins run within it.
  compiler.hooks.thisCompilation.tap(pluginName, (compilation: Collecting) => {
    for (const file of followed(found.report)) compilation.fileDependencies.add(file)
    compilation.errors.push(...found.errors.map(errorOf))
    compilation.warnings.push(...found.warnings.map(errorOf))
  })
}

/** What is used of a compilation. */
interface Collecting {
  readonly fileDependencies: { add(file: string): unknown }
  readonly errors: { push(...errors: Error[]): unknown }
  readonly warnings: { push(...errors: Error[]): unknown }
}

/** Place and frame are part of the message: both tools show nothing else of an error without a module. */
function errorOf(problem: Problem): Error {
  const { location } = problem
  const error = new Error(asText(problem))
  error.name = pluginName
  return Object.assign(error, {
    hideStack: true,
    ...(location && {
      file: location.file,
      loc: { start: { line: location.line, column: location.column - 1 } },
    }),
  })
}
