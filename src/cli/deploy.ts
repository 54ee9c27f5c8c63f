/** The command `deploy`: builds, then lets the platform's own tool deploy what was built. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { packageManagerOf } from '../generator/index.js'
import { buildOne, isDone } from './build.js'
import { shown } from './messages.js'
import type { DeployCall } from './options.js'
import { oneTarget } from './targets.js'
import { openTerminal } from './terminal.js'
import { UsageError } from './usage-error.js'

/**
 * @returns the exit code: 1 if the plugin cannot be built, otherwise that of `bp`
 * @throws {UsageError} if `bp` is not installed, or several plugins are meant
 */
export async function deploy({ path, options, args }: DeployCall): Promise<number> {
  const terminal = openTerminal(options['no-color'] === true)
  const target = await oneTarget(path, 'deploy')
  const bp = findTool(target)
  if (bp === undefined) {
    throw new UsageError(
      `@botpress/cli, which deploys, is not installed in ${shown(target)} or above it`,
      `Install it: \`${packageManagerOf(target).addDev('@botpress/cli')}\``,
    )
  }
  // Wherever the types go: the tool looks for the bundles there, and nowhere else.
  const report = await buildOne(target, options, terminal, '.botpress')
  if (!isDone(report)) return 1
  // Building is done, and its own building would put another generated folder over this one.
  return await run(bp, ['deploy', '--noBuild', ...args], report.generated.project)
}

/** The `bp` that is installed nearest to a folder. */
function findTool(folder: string): string | undefined {
  const names = process.platform === 'win32' ? ['bp.cmd', 'bp'] : ['bp']
  for (let place = resolve(folder); ; place = dirname(place)) {
    const found = names
      .map((name) => join(place, 'node_modules', '.bin', name))
      .find((candidate) => existsSync(candidate))
    if (found !== undefined || place === dirname(place)) return found
  }
}

/** Runs a program in a folder, with this process' own streams. */
function run(program: string, args: readonly string[], folder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    // Node starts `.cmd` files in a shell only: https://nodejs.org/api/child_process.html
    const shell = program.endsWith('.cmd')
    const quoted = shell ? args.map((arg) => `"${arg.replaceAll('"', '""')}"`) : [...args]
    const child = spawn(shell ? `"${program}"` : program, quoted, {
      cwd: folder,
      stdio: 'inherit',
      shell,
    })
    // Both have heard Ctrl+C: the tool ends, and then so does this.
    const wait = (): void => {}
    process.on('SIGINT', wait)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}
