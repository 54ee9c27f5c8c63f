/**
 * Builds `dist/`: one bundle per entry point with esbuild, and the declarations with tsc.
 * The command line and the generator share chunks; packages that only one command needs stay lazy.
 *
 * All entries but `./generator` can be required, too. The main one and `./runtime` keep nothing that two copies
 * would have to share, but zod's registry, which is global: they are built twice, so that bundlers
 * can shake the ES modules. `./testing` keeps who has which plugin, and what `Date` is: its
 * CommonJS is the only copy, and its ES module hands that on. So is it with `./bundler`, which
 * configurations of either kind load.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
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
  outdir,
  define: {
    __VERSION__: JSON.stringify(version),
    // The thread that definitions are evaluated in, from any of the folders in dist.
    __EVALUATION__: JSON.stringify('../generator/evaluation.js'),
    __PAGE__: JSON.stringify('../page/'),
  },
  logLevel: 'warning',
  plugins: [templates],
}

/** @type {import('esbuild').BuildOptions} What runs wherever JavaScript does: nothing of node. */
const portable = {
  ...shared,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
}

/** @type {import('esbuild').BuildOptions} */
const runtime = { ...portable, entryPoints: { 'runtime/index': 'src/runtime/index.ts' } }

/** @type {import('esbuild').BuildOptions} For `require`. */
const commonJs = { format: 'cjs', outExtension: { '.js': '.cjs' } }

/**
 * The main entry shares the runtime, so that a plugin with its definition has one copy of it.
 *
 * @param {string} path what it is imported as
 * @returns {import('esbuild').Plugin}
 */
const sharedRuntime = (path) => ({
  name: 'shared runtime',
  setup(context) {
    context.onResolve({ filter: /\/runtime\/index\.js$/ }, () => ({ path, external: true }))
  },
})

/** @type {import('esbuild').BuildOptions} */
const definition = {
  ...portable,
  entryPoints: { 'definition/index': 'src/definition/index.ts' },
  // Most of it is zod, which every run of gen loads.
  minify: true,
}

await Promise.all([
  build(runtime),
  build({ ...runtime, ...commonJs }),
  build({ ...definition, plugins: [sharedRuntime('../runtime/index.js')] }),
  build({ ...definition, ...commonJs, plugins: [sharedRuntime('../runtime/index.cjs')] }),
  build({
    ...shared,
    ...commonJs,
    platform: 'node',
    mainFields: ['module', 'main'],
    target: 'node20',
    entryPoints: { 'testing/index': 'src/testing/index.ts' },
  }),
  build({
    ...shared,
    ...commonJs,
    platform: 'node',
    target: 'node20',
    // Its ES modules ask for their own place, which CommonJS does not tell as they ask.
    alias: { unplugin: createRequire(import.meta.url).resolve('unplugin') },
    entryPoints: { 'bundler/index': 'src/bundler/index.ts' },
    external: ['webpack', '../generator/index.js'],
  }),
  build({
    ...shared,
    platform: 'node',
    // Some packages have CommonJS beside it that cannot be bundled.
    mainFields: ['module', 'main'],
    target: 'node20',
    splitting: true,
    entryPoints: {
      'generator/index': 'src/generator/index.ts',
      'generator/evaluation': 'src/generator/load/worker/main.ts',
      'cli/main': 'src/cli/main.ts',
    },
    chunkNames: 'chunks/[name]-[hash]',
    external: ['esbuild', 'prettier', 'ts-morph'],
    banner: {
      // Bundled CommonJS packages call `require` for node's own modules.
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  }),
])

await build({
  ...shared,
  platform: 'browser',
  target: 'es2023',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  legalComments: 'none',
  entryPoints: { 'page/page': 'src/dev/page/main.tsx', 'page/style': 'src/dev/page/page.css' },
})
for (const name of ['index.html', 'icon.svg']) {
  copyFileSync(`${root}/src/dev/page/${name}`, `${outdir}/page/${name}`)
}

writeFileSync(`${outdir}/testing/index.js`, "export * from './index.cjs'\n")
writeFileSync(
  `${outdir}/bundler/index.js`,
  "import required from './index.cjs'\nexport default required.default\nexport * from './index.cjs'\n",
)

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
try {
  const flags = ['-p', 'src/build/tsconfig.json', '--outDir', `${outdir}/types`]
  execFileSync(process.execPath, [tsc, ...flags], { cwd: root, stdio: 'inherit' })
} catch {
  // tsc has said what is wrong.
  rmSync(outdir, { recursive: true })
  process.exit(1)
}
declareEntries()
rmSync(`${root}/dist`, { recursive: true, force: true })
renameSync(outdir, `${root}/dist`)

// The fixtures are projects that have this package installed.
const installed = `${root}/fixtures/node_modules/botpress-plugin-kit`
mkdirSync(`${root}/fixtures/node_modules`, { recursive: true })
if (!existsSync(installed)) symlinkSync('../..', installed, 'junction')

/**
 * Gives each entry its declarations. They are those of CommonJS, which may be imported from
 * anywhere: the types of one and the same class must not differ by who asks. Only those exist
 * twice that name types of zod, as zod's own do, and those with a default export.
 */
function declareEntries() {
  const types = `${outdir}/types`
  writeFileSync(`${types}/package.json`, '{ "type": "commonjs" }\n')
  for (const entry of ['definition', 'bundler']) {
    cpSync(`${types}/${entry}`, `${outdir}/${entry}`, { recursive: true })
  }
  const handOn = (/** @type {string} */ file, /** @type {string} */ entry) =>
    writeFileSync(`${outdir}/${entry}/${file}`, `export * from '../types/${entry}/index.js'\n`)
  for (const entry of ['runtime', 'testing', 'generator']) handOn('index.d.ts', entry)
  for (const entry of ['definition', 'runtime', 'testing']) handOn('index.d.cts', entry)
  writeFileSync(
    `${outdir}/bundler/index.d.cts`,
    // By name, as one that is required together with a default export.
    `export { default, esbuild, rolldown, rollup, rspack, vite, webpack } from '../types/bundler/index.js'
export type * from '../types/bundler/index.js'\n`,
  )
}
