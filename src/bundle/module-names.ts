/**
 * Names modules in a bundle by their packages. esbuild names them by where they lie, seen from the
 * project; for what is installed above it, or linked into it, that differs between two machines.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** Puts the names into what esbuild made. */
export interface Renaming {
  /** Comments in front of modules, and the keys that CommonJS modules are wrapped under. */
  readonly code: (text: string) => string
  /** The `sources` of a source map. */
  readonly map: (text: string) => string
}

/**
 * @param inputs the modules, as esbuild names them: relative to the project
 * @param project an absolute path
 * @param folder the absolute path of the folder of the bundle, which a source map's sources are seen from
 */
export function moduleNames(inputs: readonly string[], project: string, folder: string): Renaming {
  const names = new Map(inputs.map((input) => [input, nameOf(input, project)]))
  const named = (input: string): string => names.get(input) ?? input
  const sources = new Map(
    [...names].map(([input, name]) => [fromFolder(input), fromFolder(name)] as const),
  )
  function fromFolder(input: string): string {
    return relative(folder, resolve(project, input)).replaceAll('\\', '/')
  }
  return {
    code: (text) =>
      text
        .replace(/^( *\/\/ )(.+)$/gm, (_, mark: string, input: string) => mark + named(input))
        .replace(
          /^( *)"(.+)"(?=\((?:exports\d*(?:, module\d*)?)?\) \{$)/gm,
          (_, indent: string, input: string) => `${indent}"${named(input)}"`,
        ),
    map: (text) => {
      const map = JSON.parse(text) as { readonly sources: readonly string[] }
      const renamed = map.sources.map((source) => sources.get(source) ?? source)
      return `${JSON.stringify({ ...map, sources: renamed }, null, 2)}\n`
    },
  }
}

/** `src/index.ts`, `node_modules/zod/index.js` */
function nameOf(input: string, project: string): string {
  const installed = input.lastIndexOf('node_modules/')
  if (installed >= 0) return input.slice(installed)
  if (!/^(?:\.\.\/|\/|[A-Za-z]:)/.test(input)) return input
  const file = resolve(project, input)
  const scope = packageOf(file)
  if (scope === undefined) return input
  return `node_modules/${scope.name}/${relative(scope.folder, file).replaceAll('\\', '/')}`
}

/** The nearest package around a file that has a name. */
function packageOf(file: string): { readonly name: string; readonly folder: string } | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) continue
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly name?: string }
    if (name !== undefined) return { name, folder }
  }
  return undefined
}
