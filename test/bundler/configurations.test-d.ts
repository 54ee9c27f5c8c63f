/** Each plugin fits the configuration of its tool. */
import type { Configuration as RspackConfiguration } from '@rspack/core'
import type { BuildOptions } from 'esbuild'
import type { RolldownOptions } from 'rolldown'
import type { RollupOptions } from 'rollup'
import type { UserConfig } from 'vite'
import type { ViteUserConfig } from 'vitest/config'
import type { Configuration } from 'webpack'
import all, { esbuild, rolldown, rollup, rspack, vite, webpack } from '../../src/bundler/index.js'

export const configurations: [
  BuildOptions,
  RolldownOptions,
  RollupOptions,
  RspackConfiguration,
  UserConfig,
  ViteUserConfig,
  Configuration,
] = [
  { plugins: [esbuild()] },
  { plugins: [rolldown({ path: 'plugins/a' })] },
  { plugins: [rollup({ outDir: 'generated' })] },
  { plugins: [rspack({ format: true })] },
  { plugins: [vite()] },
  { plugins: [all.vite()] },
  { plugins: [webpack()] },
]

// @ts-expect-error: there is no such option
export const wrong: BuildOptions = { plugins: [esbuild({ watch: true })] }
