/** Generates for a bundler, and says what is wrong in terms that all of them have. */
import { existsSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import type { Location, Report, Watcher } from '../generator/index.js'
import type { Options } from './options.js'

/** What the plugin is called in messages of the tools. */
export const pluginName = 'botpress-plugin-kit'

/** Something that is wrong, ready to be shown. */
export interface Problem {
  /** Where in the definition, what is wrong, and the way out; of several lines. */
  readonly message: string
  readonly location?: Location
  /** The lines of the source around the place. */
  readonly frame?: string
}

// A configuration is also read when nothing is built.
const loadGenerator = () => import('../generator/index.js')

/**
 * Generates once.
 * @param root the absolute path that the options are relative to
 */
export async function generateIn(root: string, options: Options): Promise<Report> {
  return (await loadGenerator()).generate(placed(root, options))
}

/**
 * Generates, and does so again when something changes.
 * @param root the absolute path that the options are relative to
 */
export async function watchIn(
  root: string,
  options: Options,
  onReport: (report: Report) => void,
): Promise<Watcher> {
  return (await loadGenerator()).watch(placed(root, options), onReport)
}

function placed(root: string, { path = '.', outDir, format }: Options) {
  return {
    path: resolve(root, path),
    ...(outDir !== undefined && { outDir: resolve(root, outDir) }),
    ...(format !== undefined && { format }),
  }
}

/** What a report has of one severity. */
export async function problemsOf(
  report: Report,
  severity: 'error' | 'warning',
): Promise<readonly Problem[]> {
  const issues = report.issues.filter((issue) => issue.severity === severity)
  if (issues.length === 0) return []
  const { codeFrame, showEntry } = await loadGenerator()
  return Promise.all(
    issues.map(async ({ path, message, hint, location }): Promise<Problem> => {
      const entry = showEntry(path)
      const frame = location && (await codeFrame(location))
      return {
        message: `${entry && `${entry}: `}${message}${hint === undefined ? '' : `\n${hint}`}`,
        ...(location && { location }),
        ...(frame && { frame }),
      }
    }),
  )
}

/**
 * For tools that take one error: the first one, with the others in its message.
 * @param problems not empty
 */
export function asOne(problems: readonly Problem[]): Problem {
  const [first, ...others] = problems as readonly [Problem, ...Problem[]]
  return { ...first, message: [first.message, ...others.map(asText)].join('\n\n') }
}

/** A problem with its place and its frame, for where there is only text. */
export function asText({ message, location, frame }: Problem): string {
  const place = location && `${relative('', location.file)}:${location.line}:${location.column}`
  return [place, message, frame].filter(Boolean).join('\n')
}

/** The files to follow: those that are there, without those of installed packages. */
export function followed({ inputs }: Report): readonly string[] {
  return inputs.filter((path) => !path.includes(`${sep}node_modules${sep}`) && existsSync(path))
}
