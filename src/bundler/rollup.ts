/** For Rollup and what has its hooks: Rolldown, and Vite when it builds. */
import { type Problem, asOne, followed, generateIn, pluginName, problemsOf } from './generation.js'
import type { Options } from './options.js'

/** An error as Rollup, Rolldown and Vite show it, also in Vite's overlay. */
export interface ShownError {
  readonly message: string
  readonly plugin: string
  readonly id?: string
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number }
  readonly frame?: string
}

/** What is used of the context of hooks. */
export interface HookContext {
  addWatchFile(file: string): void
  error(error: ShownError): never
  warn(warning: ShownError): void
}

/** Generates before a build, also before each one of a watch, and follows what it has read. */
export async function beforeBuild(
  context: HookContext,
  root: string,
  options: Options,
): Promise<void> {
  const report = await generateIn(root, options)
  for (const file of followed(report)) context.addWatchFile(file)
  for (const warning of await problemsOf(report, 'warning')) context.warn(shownError(warning))
  const errors = await problemsOf(report, 'error')
  if (errors.length > 0) context.error(shownError(asOne(errors)))
}

/** A problem as these tools show it. */
export function shownError({ message, location, frame }: Problem): ShownError {
  return {
    message,
    plugin: pluginName,
    ...(location && {
      id: location.file,
      // Their columns begin with 0.
      loc: { file: location.file, line: location.line, column: location.column - 1 },
    }),
    ...(frame !== undefined && { frame }),
  }
}
