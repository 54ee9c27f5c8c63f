/** What of a plugin has to be shipped. */
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/**
 * @param {string} file a plugin's source
 * @returns {Promise<{ minified: number, gzip: number }>} in bytes, bundled for the browser; without
 * the client, which is the host's
 */
export async function bundleSize(file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['@botpress/client', 'node:*', 'crypto', 'fs', 'http', 'path', 'url', 'util'],
    write: false,
    logLevel: 'error',
  })
  const [{ contents }] = outputFiles
  return { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length }
}
