/** Imports by `paths` of tsconfigs that esbuild does not see: those among the `references` of the nearest. */
import type * as Esbuild from 'esbuild'
import { type Projects, projects } from './tsconfig.js'

/** The path of a file in an installed package. */
export const isInstalled = /[\\/]node_modules[\\/]/

/** Marks a question of ours to esbuild's own resolver. */
export const asked = Symbol('asked')

type Find = (path: string) => Promise<Esbuild.ResolveResult>

/** @returns what an import leads to by the `paths` of its file's tsconfig, if it does */
export async function mapped(
  specifier: string,
  importer: string,
  projectOf: Projects,
  find: Find,
): Promise<Esbuild.ResolveResult | undefined> {
  const project = isInstalled.test(importer) ? undefined : await projectOf(importer)
  for (const candidate of project?.candidates(specifier) ?? []) {
    const found = await find(candidate)
    if (found.errors.length === 0) return found
  }
  return undefined
}

/**
 * What a bundle of the author's code is to follow of its tsconfigs, as gen does.
 *
 * @param entry the absolute path of the file that begins it
 */
export async function tsconfigOptions(
  entry: string,
): Promise<Pick<Esbuild.BuildOptions, 'conditions' | 'plugins'>> {
  const projectOf = projects()
  const conditions = (await projectOf(entry))?.conditions ?? []
  return {
    plugins: [referencedPaths(projectOf)],
    // Given any, esbuild leaves its own one out.
    ...(conditions.length > 0 && { conditions: ['module', ...conditions] }),
  }
}

function referencedPaths(projectOf: Projects): Esbuild.Plugin {
  return {
    name: 'referenced-paths',
    setup(context) {
      context.onResolve({ filter: /^[^./]/ }, ({ path, pluginData, importer, ...args }) => {
        if (args.kind === 'entry-point' || pluginData === asked) return undefined
        const { kind, resolveDir, namespace } = args
        const question = { kind, importer, resolveDir, namespace, pluginData: asked }
        return mapped(path, importer, projectOf, (candidate) =>
          context.resolve(candidate, question),
        )
      })
    },
  }
}
