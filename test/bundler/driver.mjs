/**
 * Runs a tool on the project in the current folder: `node driver.mjs rollup build`, or `watch` until
 * stdin ends. Prints a line of JSON for each build: `{ "output" }`, or `{ "errors" }` as the tool hands
 * them out. `vite dev` is a server: it prints what it pushes to pages, and what it answers to the
 * addresses that are lines on stdin. The process is left to end by itself.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import * as kit from 'botpress-plugin-kit/bundler'
import { transformSync } from 'esbuild'

const [, , tool, mode] = process.argv
const outfile = resolve('out/index.js')
const entry = './src/index.ts'
const external = ['botpress-plugin-kit/runtime']

const print = (told) => process.stdout.write(`${JSON.stringify(told)}\n`)
const report = (...errors) =>
  print(errors.length > 0 ? { errors: errors.map(plain) } : { output: output() })
const output = () => readFileSync(outfile, 'utf8')
const plain = (error) => ({ ...error, message: error.message ?? error.text })

/** Resolves when the test has seen enough; until then, it may ask for something. */
const enough = (answer = () => {}) => {
  const lines = createInterface({ input: process.stdin })
  lines.on('line', answer)
  return new Promise((done) => lines.once('close', done))
}

const typescript = {
  name: 'typescript',
  transform: (code, id) => (id.endsWith('.ts') ? transformSync(code, { loader: 'ts' }).code : null),
}

/** Rollup's interface, which Rolldown has, too. */
const rollupLike = (bundler, plugins) => {
  const options = { input: entry, external, plugins, output: { file: outfile } }
  return {
    build: async () => {
      const bundle = await (bundler.rollup ?? bundler.rolldown)(options)
      await bundle.write(options.output)
      await bundle.close()
      report()
    },
    watch: async () => {
      const watcher = bundler.watch(options)
      watcher.on('event', (event) => {
        if (event.code === 'ERROR') report(event.error)
        if (event.code === 'BUNDLE_END') report()
        event.result?.close()
      })
      await enough()
      await watcher.close()
    },
  }
}

/** webpack's interface, which Rspack has, too. */
const webpackLike = (create, plugin, loader) => {
  const options = {
    mode: 'development',
    devtool: false,
    entry,
    output: { path: resolve('out'), filename: 'index.js', library: { type: 'module' } },
    experiments: { outputModule: true },
    externals: { [external[0]]: external[0] },
    externalsType: 'module',
    module: { rules: [{ test: /\.ts$/, ...loader }] },
    plugins: [plugin],
  }
  const close = (compiler) => new Promise((done) => compiler.close(done))
  const tell = (failure, stats) => {
    if (failure) report(failure)
    else report(...stats.toJson({ all: false, errors: true }).errors)
  }
  return {
    build: async () => {
      const compiler = create(options)
      await new Promise((done) => compiler.run((...told) => done(tell(...told))))
      await close(compiler)
    },
    watch: async () => {
      const compiler = create(options)
      compiler.watch({}, tell)
      await enough()
      await close(compiler)
    },
  }
}

const tools = {
  rollup: async () => rollupLike(await import('rollup'), [kit.rollup(), typescript]),
  rolldown: async () => rollupLike(await import('rolldown'), [kit.rolldown()]),
  webpack: async () =>
    webpackLike((await import('webpack')).default, kit.webpack(), {
      loader: resolve(import.meta.dirname ?? '', 'typescript-loader.cjs'),
    }),
  rspack: async () =>
    webpackLike((await import('@rspack/core')).rspack, kit.rspack(), {
      loader: 'builtin:swc-loader',
      options: { jsc: { parser: { syntax: 'typescript' } } },
    }),
  esbuild: async () => {
    const esbuild = await import('esbuild')
    const told = {
      name: 'told',
      setup: (build) => build.onEnd(({ errors }) => report(...errors)),
    }
    const options = {
      entryPoints: [entry],
      outfile,
      external,
      bundle: true,
      format: 'esm',
      logLevel: 'silent',
      plugins: [kit.esbuild(), told],
    }
    return {
      build: () => esbuild.build(options).catch(() => {}),
      watch: async () => {
        const context = await esbuild.context(options)
        await context.watch()
        await enough()
        await context.dispose()
      },
    }
  },
  vite: async () => {
    const vite = await import('vite')
    const options = {
      configFile: false,
      logLevel: 'silent',
      plugins: [kit.vite()],
      build: {
        outDir: 'out',
        lib: { entry, formats: ['es'], fileName: () => 'index.js' },
        rolldownOptions: { external },
        minify: false,
      },
    }
    return {
      build: async () => {
        await vite.build(options)
        report()
      },
      watch: async () => {
        const watcher = await vite.build({ ...options, build: { ...options.build, watch: {} } })
        watcher.on('event', (event) => {
          if (event.code === 'ERROR') report(event.error)
          if (event.code === 'BUNDLE_END') report()
        })
        await enough()
        await watcher.close()
      },
      dev: async () => {
        const server = await vite.createServer({ ...options, server: { port: 0 } })
        const { send } = server.ws
        server.ws.send = (payload) => {
          print(payload)
          send.call(server.ws, payload)
        }
        await server.listen()
        await enough(async (path) => {
          const response = await fetch(new URL(path, server.resolvedUrls.local[0]))
          print({ status: response.status, body: await response.text() })
        })
        await server.close()
      },
    }
  },
}

try {
  await (await tools[tool]())[mode]()
} catch (error) {
  report(error)
  process.exitCode = 1
}
