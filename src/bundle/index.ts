/**
 * Bundles a plugin as the platform wants it: `index.cjs` for bots that run in node, and `index.mjs`
 * for browsers. Both export `default`, the plugin, and `handler`, which a host looks for as well.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import type * as Esbuild from 'esbuild'
import {
  type Issue,
  buildFailure,
  buildWarnings,
  entryName,
  isBuildFailure,
  noEntry,
  tsconfigOptions,
} from '../generator/index.js'
import { moduleNames } from './module-names.js'
import { type BundleFile, writeBundle } from './write.js'

/** What to bundle, where to, and how. Paths are absolute. */
export interface BundleOptions {
  /** The plugin's folder. */
  readonly project: string
  /** The output folder; the bundles go to `dist/` in it. */
  readonly outDir: string
  readonly minify?: boolean
  readonly sourceMap?: boolean
}

/** One bundle, as it was written. */
interface BundleSize {
  /** The file's name in `dist/`. */
  readonly path: string
  /** In bytes. */
  readonly size: number
  /** In bytes, compressed with gzip. */
  readonly gzip: number
}

/** What became of the bundles. */
export interface BundleReport {
  /** How it ended. A failure leaves the last bundles as they were. */
  readonly status: 'written' | 'unchanged' | 'failed'
  /** The folder that the bundles are in, as an absolute path. */
  readonly dist: string
  /** The bundles, of which there are none after a failure. */
  readonly bundles: readonly BundleSize[]
  /** Errors if it failed, and warnings in any case. */
  readonly issues: readonly Issue[]
  /** The local and installed files that were bundled, as absolute paths. */
  readonly inputs: readonly string[]
}

/** The name under which esbuild knows the code that follows. */
const entrySource = 'plugin.entry.ts'

/** Where a bundle begins: the exports that a host looks for. */
const entryCode = `import plugin from './src/index.ts'
export default plugin
export const handler = plugin.handler
`

const targets = [
  { path: 'index.cjs', platform: 'node', format: 'cjs' },
  { path: 'index.mjs', platform: 'browser', format: 'esm' },
] as const

/**
 * Bundles a plugin. A mistake leaves the last bundles as they were.
 *
 * @returns a report; rejects for bugs of ours only
 */
export async function bundle(options: BundleOptions): Promise<BundleReport> {
  const { project, outDir } = options
  const dist = join(outDir, 'dist')
  const failed = (issues: readonly Issue[], inputs: readonly string[] = []): BundleReport => ({
    status: 'failed',
    dist,
    bundles: [],
    issues,
    inputs,
  })
  const entry = join(project, entryName)
  if (!existsSync(entry)) return failed([noEntry(entry)])
  const results = await Promise.all(targets.map((target) => build(options, target)))
  const issues = distinct(results.flatMap((result) => result.issues))
  const inputs = [...new Set([entry, ...results.flatMap((result) => result.inputs)])]
  if (issues.some(({ severity }) => severity === 'error')) return failed(issues, inputs)
  const files = results.flatMap((result) => result.files)
  const written = writeBundle(files, dist)
  if ('issues' in written) return failed(written.issues, inputs)
  const bundles = files
    .filter(({ path }) => !path.endsWith('.map'))
    .map(({ path, content }) => ({ path, size: content.length, gzip: gzipSync(content).length }))
  return { status: written.status, dist, bundles, issues, inputs }
}

interface Result {
  readonly files: readonly BundleFile[]
  readonly issues: readonly Issue[]
  readonly inputs: readonly string[]
}

async function build(
  { project, outDir, minify = false, sourceMap = false }: BundleOptions,
  { path, platform, format }: (typeof targets)[number],
): Promise<Result> {
  const dist = join(outDir, 'dist')
  // As CommonJS it loads in half the time.
  const esbuild = createRequire(import.meta.url)('esbuild') as typeof Esbuild
  try {
    const { outputFiles, metafile, warnings } = await esbuild.build({
      // Paths in the output are relative to it: the same bytes wherever the project is.
      absWorkingDir: project,
      stdin: {
        contents: entryCode,
        resolveDir: project,
        sourcefile: entrySource,
        loader: 'ts',
      },
      outfile: join(dist, path),
      bundle: true,
      write: false,
      metafile: true,
      platform,
      format,
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      minify,
      // Hosts log the names of handlers.
      keepNames: minify,
      sourcemap: sourceMap,
      logLevel: 'silent',
      logLimit: 0,
      ...(await tsconfigOptions(join(project, entryName))),
    })
    const names = moduleNames(Object.keys(metafile.inputs), project, dist)
    return {
      files: outputFiles.map((file) => {
        const isMap = file.path.endsWith('.map')
        return {
          path: isMap ? `${path}.map` : path,
          content: Buffer.from(isMap ? names.map(file.text) : names.code(file.text)),
        }
      }),
      issues: await buildWarnings(warnings, join(project, entrySource)),
      inputs: Object.keys(metafile.inputs)
        .filter((input) => input !== entrySource)
        .map((input) => resolve(project, input)),
    }
  } catch (error) {
    if (!isBuildFailure(error)) throw error
    return { files: [], issues: await issuesOf(error, project), inputs: [] }
  }
}

/** Turns esbuild's errors into issues; most are reported like the errors of a definition. */
async function issuesOf(failure: Esbuild.BuildFailure, project: string): Promise<readonly Issue[]> {
  const inEntry = failure.errors.some(({ location }) => location?.file === entrySource)
  if (inEntry) {
    return [
      {
        severity: 'error',
        code: 'plugin_not_exported',
        path: [],
        message: `${entryName} has no default export`,
        hint: 'Write `export default new Plugin({ … })`',
        location: { file: join(project, entryName), line: 1, column: 1 },
      },
    ]
  }
  return (await buildFailure(failure, join(project, entrySource))).issues
}

/** Both platforms find the same mistakes. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}
