/** The page's files, as the build has made them. */
import { readFileSync } from 'node:fs'
import type { Asset } from './server/index.js'

/** By name in the page's address; `''` is the page itself. */
const files: { readonly [name: string]: { readonly file: string; readonly type: string } } = {
  '': { file: 'index.html', type: 'text/html; charset=utf-8' },
  'page.js': { file: 'page.js', type: 'text/javascript; charset=utf-8' },
  'style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
  'icon.svg': { file: 'icon.svg', type: 'image/svg+xml' },
}

/** Reads them. They are a few: all are kept in memory. */
export function pageAssets(): ReadonlyMap<string, Asset> {
  const folder = new URL(__PAGE__, import.meta.url)
  return new Map(
    Object.entries(files).map(([name, { file, type }]) => [
      name,
      { type, content: readFileSync(new URL(file, folder)) },
    ]),
  )
}
