/**
 * Puts the author's files together to one module, with esbuild, in memory. What is installed stays
 * outside and is imported by its absolute place, as the module that comes out has none of its own.
 */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Esbuild from 'esbuild'
import type { ImportGraph } from './circular-imports.js'
import { asked, isInstalled, mapped } from './mapped.js'
import { type Projects, projects } from './tsconfig.js'

/** The author's module, ready to be evaluated. */
export interface Bundle {
  readonly code: string
  /** What stack traces call it. */
  readonly name: string
  /**
   * Source map of `code`, as JSON; its sources are relative to the definition's folder. Made when
   * it is asked for: only errors need it. `undefined` if the files have changed since.
   */
  readonly map: () => Promise<string | undefined>
  /** The files that are in it, as absolute paths. */
  readonly files: readonly string[]
  /** Who of them imports whom. */
  readonly imports: () => ImportGraph
  /** The `package.json` of each installed file that it imports, by that file's absolute path. */
  readonly packages: ReadonlyMap<string, string>
  /** The tsconfigs that affect the bundle without being the nearest to a file. */
  readonly tsconfigs: readonly string[]
  /** Absolute paths at which a package would be found before the one that is imported. */
  readonly passed: readonly string[]
  /** The ES modules among what it imports, as URLs. */
  readonly modules: readonly string[]
  /** Whether it can have to do with nothing but this package: it imports nothing else. */
  readonly isPlain: boolean
  /** By file: how many characters were put in front of its first line. */
  readonly shifts: ReadonlyMap<string, number>
}

/** How to bundle. */
export interface BundleOptions {
  /** Take installed packages in, too: for those that node cannot load by itself. */
  readonly withPackages?: boolean
}

/**
 * Bundles a definition and the local files that it imports.
 * @param file its absolute path
 * @throws what esbuild throws: a `BuildFailure` for mistakes in the author's files
 */
export async function bundle(file: string, options: BundleOptions = {}): Promise<Bundle> {
  const plain = await build(file, options, undefined)
  // Files that ask for their own place need it written into them: a second, slower build.
  return mentionsPlace.test(plain.code) ? build(file, options, new Map()) : plain
}

/** Ends esbuild's own process; the next bundle starts another. */
export async function endBundling(): Promise<void> {
  await loadEsbuild().stop()
}

/** Keeps installed packages out of other bundles of the author's files, in the same way. */
export function installedPackages(): Esbuild.Plugin {
  return external(nothing(), projects(), false)
}

// As CommonJS it loads in half the time: node need not look for the names that it exports.
function loadEsbuild(): typeof Esbuild {
  return createRequire(import.meta.url)('esbuild') as typeof Esbuild
}

/** A file's own place, in any of its forms. */
const mentionsPlace = /\bimport\.meta\b|\b__dirname\b|\b__filename\b/

async function build(
  file: string,
  options: BundleOptions,
  shifts: Map<string, number> | undefined,
): Promise<Bundle> {
  const esbuild = loadEsbuild()
  const folder = dirname(file)
  const imported = nothing()
  const consulted = new Set<string>()
  const find = projects()
  const projectOf: Projects = async (path) => {
    const project = await find(path)
    for (const tsconfig of project?.consulted ?? []) consulted.add(tsconfig)
    return project
  }
  const plugins = [external(imported, projectOf, options.withPackages ?? false)]
  if (shifts !== undefined) plugins.push(placed(shifts))
  const outfile = join(folder, 'plugin.definition.bundle.js')
  const settings = {
    absWorkingDir: folder,
    entryPoints: [file],
    outfile,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Node's own: `module`, which esbuild would add, leads to files that only bundlers can read.
    conditions: [...((await projectOf(file))?.conditions ?? [])],
    metafile: true,
    charset: 'utf8',
    // There is less to hand over and to read: large definitions take a twentieth less time.
    minifyWhitespace: true,
    logLevel: 'silent',
    logLimit: 0,
    banner: { js: requireOf(file) },
    define: shifts === undefined ? {} : placeNames,
    plugins,
  } satisfies Esbuild.BuildOptions
  const { metafile, outputFiles } = await esbuild.build(settings)
  const code = textOf(outputFiles, outfile)
  const own = code.slice(settings.banner.js.length)
  return {
    code,
    name: `plugin-definition-${++bundles}.js`,
    modules: [...imported.modules],
    isPlain: imported.others.size === 0 && !reachesFurther.test(own),
    map: async () => {
      const again = { ...settings, sourcemap: 'external', sourcesContent: false } as const
      const { outputFiles: files } = await esbuild.build(again)
      return textOf(files, outfile) === code ? textOf(files, `${outfile}.map`) : undefined
    },
    files: Object.keys(metafile.inputs)
      .filter((input) => !input.startsWith(`${commonJs}:`))
      .map((input) => resolve(folder, input)),
    imports: () => graphOf(metafile, folder),
    packages: imported.packages,
    passed: [...imported.passed],
    tsconfigs: [...consulted],
    shifts: shifts ?? new Map(),
  }
}

let bundles = 0

function graphOf({ inputs }: Esbuild.Metafile, folder: string): ImportGraph {
  const files = Object.entries(inputs).map(([file, { imports }]) => {
    const local = imports.filter(
      ({ external, kind }) => !external && ['import-statement', 'require-call'].includes(kind),
    )
    const found = local.map(({ path, original = path }) => ({
      path: resolve(folder, path),
      specifier: original,
    }))
    return [resolve(folder, file), found] as const
  })
  return new Map(files)
}

/** How code gets at node's modules, and at what stands on them, without an import. */
const reachesFurther =
  /\bimport\s*\(|\b(?:require|getBuiltinModule|binding|eval|Function|crypto|fetch|WebSocket|EventSource)\b/

function textOf(files: readonly Esbuild.OutputFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path)
  if (file === undefined) throw new Error(`esbuild has not given ${path}`)
  return file.text
}

/** Bundled CommonJS looks for a `require`; esbuild keeps the name free for it. */
function requireOf(file: string): string {
  return `import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(${JSON.stringify(pathToFileURL(file).href)});`
}

const commonJs = 'commonjs'
const ourEntry = 'botpress-plugin-kit'
const ourName = /^botpress-plugin-kit(?:\/|$)/

/** What is found to be imported from elsewhere. */
interface Imported {
  readonly packages: Map<string, string>
  readonly passed: Set<string>
  readonly modules: Set<string>
  /** What is not of this package. */
  readonly others: Set<string>
}

function nothing(): Imported {
  return { packages: new Map(), passed: new Set(), modules: new Set(), others: new Set() }
}

/** Keeps installed packages out. Relative imports, the most frequent, never come here. */
function external(
  { packages, passed, modules, others }: Imported,
  projectOf: Projects,
  withPackages: boolean,
): Esbuild.Plugin {
  return {
    name: 'external',
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, async (args) => {
        if (args.kind === 'entry-point' || args.pluginData === asked) return undefined
        if (isBuiltin(args.path)) {
          others.add(args.path)
          return { path: args.path, external: true }
        }
        // Left to node, it would be found out when the definition is already running.
        if (args.path.startsWith('node:') && args.kind === 'import-statement') {
          return { errors: [{ text: `Could not resolve ${JSON.stringify(args.path)}` }] }
        }
        const { path, kind, importer, resolveDir, namespace } = args
        const question = { kind, importer, resolveDir, namespace, pluginData: asked }
        const find = (path: string) => context.resolve(path, question)
        const found = (await mapped(path, importer, projectOf, find)) ?? (await find(path))
        // Asked again without us, esbuild says what is wrong and where.
        if (found.errors.length > 0) return undefined
        if (found.external || found.namespace !== 'file') return found
        if (!isInstalled.test(found.path) && !ourName.test(path)) return found
        if (path !== ourEntry) others.add(path)
        for (const place of placesBefore(path, resolveDir)) passed.add(place)
        const scope = packageOf(found.path)
        packages.set(found.path, scope.file)
        if (withPackages || !/^\.[cm]?js$/.test(extname(found.path))) return found
        if (kind === 'require-call' || kind === 'require-resolve') {
          return { path: found.path, external: true }
        }
        const isModule =
          found.path.endsWith('.mjs') || (found.path.endsWith('.js') && scope.type === 'module')
        if (isModule) {
          const { href } = pathToFileURL(found.path)
          modules.add(href)
          return { path: href, external: true }
        }
        return { path: found.path, namespace: commonJs }
      })
      // Node only guesses the names that CommonJS exports; required and wrapped, they are all there.
      context.onLoad({ filter: /.*/, namespace: commonJs }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(path)})`,
      }))
      context.onResolve({ filter: /.*/, namespace: commonJs }, ({ path }) => ({
        path,
        external: true,
      }))
    },
  }
}

/** Where a package would be looked for before the place that it is at. */
function placesBefore(specifier: string, folder: string): readonly string[] {
  const [, name] = /^((?:@[^/]*\/)?[^/]+)/.exec(specifier) ?? []
  const places: string[] = []
  for (let place = folder; name !== undefined; place = dirname(place)) {
    const candidate = join(place, 'node_modules', name)
    if (existsSync(candidate)) return places
    places.push(candidate)
    if (place === dirname(place)) break
  }
  // It was found by other means: `paths`, `imports` or the package's own name.
  return []
}

/** The nearest `package.json`, and how it reads the `.js` files beside it. */
function packageOf(file: string): { readonly file: string; readonly type: unknown } {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const candidate = join(folder, 'package.json')
    if (existsSync(candidate)) {
      const { name, type } = JSON.parse(readFileSync(candidate, 'utf8')) as Record<string, unknown>
      // Some packages have nameless ones inside, only for their `type`.
      return { file: name === undefined ? packageOf(folder).file : candidate, type }
    }
    if (folder === dirname(folder)) return { file: candidate, type: undefined }
  }
}

const placeNames = {
  'import.meta': '$importMeta',
  __dirname: '$dirname',
  __filename: '$filename',
}

/** Tells each file its own place, in front of its first line. */
function placed(shifts: Map<string, number>): Esbuild.Plugin {
  return {
    name: 'placed',
    setup(context) {
      context.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8')
        if (!mentionsPlace.test(text)) return undefined
        const filename = JSON.stringify(path)
        const folder = JSON.stringify(dirname(path))
        const url = JSON.stringify(pathToFileURL(path).href)
        const place = `const $filename = ${filename}, $dirname = ${folder}, $importMeta = { url: ${url}, filename: $filename, dirname: $dirname };`
        shifts.set(path, place.length)
        const extension = extname(path).slice(1)
        const loader = extension.replace(/^[cm]/, '') as 'js' | 'jsx' | 'ts' | 'tsx'
        return { contents: place + text, loader }
      })
    },
  }
}
