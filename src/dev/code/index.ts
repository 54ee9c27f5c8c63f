/**
 * Bundles the author's code and loads it, again and again: each build is a module of its own, so that
 * handlers that are running finish on the code that they began with.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Esbuild from 'esbuild'
import { installedPackages } from '../../generator/index.js'

/** The author's modules, as they were evaluated. */
export interface Code {
  /** The default export of `src/index.ts`: the plugin. */
  readonly plugin: unknown
  /** The default export of the definition. */
  readonly definition: unknown
  /** The default export of `plugin.dev.ts`; `undefined` without such a file. */
  readonly settings: unknown
  /** All local files that were bundled, as absolute paths. */
  readonly inputs: readonly string[]
}

/** The author's files that are bundled, as absolute paths. */
export interface Entries {
  readonly plugin: string
  readonly definition: string
  /** May be missing. */
  readonly settings: string
}

/** Builds and loads code. */
export interface CodeLoader {
  /**
   * Builds what has changed, and evaluates all of it.
   *
   * @returns the same object as the last time where nothing has changed
   * @throws what esbuild throws (a `BuildFailure`), or what the author's code throws
   */
  load(): Promise<Code>
  dispose(): Promise<void>
}

/** How many builds lie on the disk: their source maps are read when an error needs them. */
const keptBuilds = 3

/**
 * @param folder where the built modules are written; what was in it goes
 */
export function createCodeLoader(project: string, entries: Entries, folder: string): CodeLoader {
  rmSync(folder, { recursive: true, force: true })
  let context: Promise<Esbuild.BuildContext<typeof buildKind>> | undefined
  let hadSettings = false
  let builds = 0
  /** What came of the last build that could be evaluated. */
  let last: { readonly digest: string; readonly code: Code } | undefined

  /** A context for the files that there are: `plugin.dev.ts` may come and go. */
  async function contextNow(): Promise<Esbuild.BuildContext<typeof buildKind>> {
    const hasSettings = existsSync(entries.settings)
    if (context !== undefined && hasSettings === hadSettings) return context
    await (await context)?.dispose()
    hadSettings = hasSettings
    const { settings, ...others } = entries
    context = createContext(project, hasSettings ? { ...others, settings } : others, folder)
    return context
  }

  return {
    async load() {
      const { outputFiles, metafile } = await (await contextNow()).rebuild()
      const digest = outputFiles.map(({ path, hash }) => `${path} ${hash}`).join('\n')
      if (digest === last?.digest) return last.code
      last = undefined
      const target = join(folder, String(++builds))
      mkdirSync(target, { recursive: true })
      for (const { path, contents } of outputFiles) {
        writeFileSync(join(target, path.slice(resolve(folder, bundleFolder).length + 1)), contents)
      }
      rmSync(join(folder, String(builds - keptBuilds)), { recursive: true, force: true })
      const evaluate = async (name: keyof Entries): Promise<unknown> => {
        if (name === 'settings' && !hadSettings) return undefined
        const url = pathToFileURL(join(target, `${name}.mjs`)).href
        return ((await import(url)) as { readonly default?: unknown }).default
      }
      const code: Code = {
        definition: await evaluate('definition'),
        plugin: await evaluate('plugin'),
        settings: await evaluate('settings'),
        inputs: Object.keys(metafile.inputs)
          // What is no file has the name of esbuild's namespace in front.
          .filter((input) => !/^[\w-]{2,}:/.test(input))
          .map((input) => resolve(project, input)),
      }
      last = { digest, code }
      return code
    },
    dispose: async () => (await context)?.dispose(),
  }
}

const buildKind = { write: false, metafile: true } as const

/** As deep as the folder of a build: the sources in the maps are relative to it. */
const bundleFolder = 'build'

async function createContext(
  project: string,
  entryPoints: Record<string, string>,
  folder: string,
): Promise<Esbuild.BuildContext<typeof buildKind>> {
  // As CommonJS it loads in half the time.
  const esbuild = createRequire(import.meta.url)('esbuild') as typeof Esbuild
  return esbuild.context({
    ...buildKind,
    absWorkingDir: project,
    entryPoints,
    outdir: join(folder, bundleFolder),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // One copy of what the definition and the plugin share.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Node's own: see the generator's bundles.
    conditions: [],
    charset: 'utf8',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
    banner: { js: requireLine },
    plugins: [await installedPackages()],
  })
}

/** Bundled CommonJS looks for a `require`. */
const requireLine =
  "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);"
