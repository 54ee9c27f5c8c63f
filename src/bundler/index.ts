/** `botpress-plugin-kit/bundler`: generates before a build, a dev server and a test run, and follows. */
import { createUnplugin } from 'unplugin'
import { setUpEsbuild } from './esbuild.js'
import { pluginName } from './generation.js'
import type { Options } from './options.js'
import { type HookContext, beforeBuild } from './rollup.js'
import { viteHooks } from './vite.js'
import { applyTo } from './webpack.js'

export type { Options } from './options.js'

/** A plugin of Vite, Rollup or Rolldown. */
export type HookPlugin = { readonly name: string }

/** A plugin of webpack or Rspack. */
export type CompilerPlugin = { apply(compiler: unknown): void }

/** A plugin of esbuild. */
export type SetupPlugin = { readonly name: string; setup(build: unknown): void | Promise<void> }

/** By tool: makes the plugin. Typed by what the tools ask for, so that none has to be installed. */
export interface Bundlers {
  /** For Vite and Vitest. */
  readonly vite: (options?: Options) => HookPlugin
  readonly rollup: (options?: Options) => HookPlugin
  readonly rolldown: (options?: Options) => HookPlugin
  readonly webpack: (options?: Options) => CompilerPlugin
  readonly rspack: (options?: Options) => CompilerPlugin
  readonly esbuild: (options?: Options) => SetupPlugin
}

/** unplugin's instance, with a plugin for each tool. */
const bundlers: Bundlers = createUnplugin<Options | undefined, false>((options = {}) => {
  const hooks = {
    async buildStart(this: HookContext) {
      await beforeBuild(this, process.cwd(), options)
    },
  }
  return {
    name: pluginName,
    rollup: hooks,
    rolldown: hooks,
    vite: viteHooks(options),
    webpack: (compiler) => applyTo(compiler, options),
    rspack: (compiler) => applyTo(compiler as never, options),
    esbuild: { setup: (build) => setUpEsbuild(build, options) },
  }
})

export default bundlers

/** A plugin for Vite and Vitest. */
export const vite: Bundlers['vite'] = bundlers.vite
/** A plugin for Rollup. */
export const rollup: Bundlers['rollup'] = bundlers.rollup
/** A plugin for Rolldown. */
export const rolldown: Bundlers['rolldown'] = bundlers.rolldown
/** A plugin for webpack. */
export const webpack: Bundlers['webpack'] = bundlers.webpack
/** A plugin for Rspack. */
export const rspack: Bundlers['rspack'] = bundlers.rspack
/** A plugin for esbuild. */
export const esbuild: Bundlers['esbuild'] = bundlers.esbuild
