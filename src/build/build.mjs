/**
 * Builds `dist/`: one bundle per entry point with esbuild, and the declarations with tsc.
 * The command line and the generator share chunks; packages that only one command needs stay lazy.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileTemplate } from './handlebars.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
// Built aside and moved in one step, so that nobody meets half a build.
const outdir = `${root}/dist-${process.pid}`

/** @type {import('esbuild').Plugin} */
const templates = {
  name: 'templates',
  setup(context) {
    context.onLoad({ filter: /\.hbs$/ }, ({ path }) => ({
      contents: compileTemplate(readFileSync(path, 'utf8')),
      resolveDir: root,
    }))
  },
}

/** @type {import('esbuild').BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'node20',
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
  plugins: [templates],
}

await Promise.all([
  // What runs wherever JavaScript does: nothing of node may slip in.
  build({
    ...shared,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    entryPoints: {
      'runtime/index': 'src/runtime/index.ts',
      'definition/index': 'src/definition/index.ts',
      'testing/index': 'src/testing/index.ts',
    },
    outdir,
  }),
  build({
    ...shared,
    platform: 'node',
    splitting: true,
    entryPoints: { 'generator/index': 'src/generator/index.ts', 'cli/main': 'src/cli/main.ts' },
    chunkNames: 'chunks/[name]-[hash]',
    outdir,
    external: ['esbuild', 'prettier', 'ts-morph'],
    banner: {
      // Bundled CommonJS packages call `require` for node's own modules.
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
])

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', 'src/build/tsconfig.json'], {
  cwd: root,
  stdio: 'inherit',
})

// The fixtures are projects that have this package installed.
const installed = `${root}/fixtures/node_modules/botpress-plugin-kit`
mkdirSync(`${root}/fixtures/node_modules`, { recursive: true })
if (!existsSync(installed)) symlinkSync('../..', installed, 'junction')
