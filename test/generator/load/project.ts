/** Small projects on disk, each in a folder of its own that is gone after the test. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The repository. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** By path, what is in a file. `{ link }` makes a link to a path in the project or an absolute one. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>

/** In such a project `botpress-plugin-kit` is the source itself: no build is needed. */
const tsconfig = JSON.stringify({
  compilerOptions: { paths: { 'botpress-plugin-kit': [join(root, 'src/definition/index.ts')] } },
})

/** Makes a project. @returns its folder, as an absolute path without links */
export function project(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plugin-kit-load-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  put(folder, { 'tsconfig.json': tsconfig, ...files })
  return folder
}

/** Writes files into a project. */
export function put(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    if (typeof content === 'string') writeFileSync(file, content)
    else symlinkSync(join(content.link.startsWith('/') ? '' : folder, content.link), file)
  }
}
