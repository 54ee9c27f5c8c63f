/** This package as others get it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Installs this package, built, from its own tarball.
 *
 * @param {string} folder an absolute path that ends in `node_modules`; made
 * @param {readonly string[]} others packages of this repository's installation that are wanted, too
 * @returns {string} the absolute path of the tarball
 */
export function installPacked(folder, others) {
  mkdirSync(folder, { recursive: true })
  const flags = ['--ignore-scripts', '--json', '--pack-destination', folder]
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', ...flags], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  const tarball = join(folder, filename)
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  renameSync(join(folder, 'package'), join(folder, 'botpress-plugin-kit'))
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const name of [...Object.keys(dependencies), ...others]) {
    symlinkSync(join(root, 'node_modules', name), join(folder, name))
  }
  return tarball
}
