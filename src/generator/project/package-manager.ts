/** Detects the package manager of a project, and its install command. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Commands, as a person would type them. */
export interface PackageManager {
  readonly name: keyof typeof commands
  /** Installs what package.json asks for: `pnpm install`. */
  readonly install: string
  /** Adds a package to what the project needs: `pnpm add zod`. */
  add(name: string): string
  /** Adds a package to what developing the project needs: `pnpm add --save-dev prettier`. */
  addDev(name: string): string
}

const commands = {
  npm: { add: 'install', dev: '--save-dev' },
  pnpm: { add: 'add', dev: '--save-dev' },
  yarn: { add: 'add', dev: '--dev' },
  bun: { add: 'add', dev: '--dev' },
}

/** The file by which each tool is recognised: its lock file. */
const traces: readonly (readonly [file: string, name: PackageManager['name']])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
]

/**
 * Finds out which tool a project uses: by what the nearest package.json demands that demands one, or
 * by the nearest lock file; npm if there is neither.
 *
 * @param folder an absolute path in the project
 */
export function packageManagerOf(folder: string): PackageManager {
  const name = nameFor(folder)
  const { add, dev } = commands[name]
  return {
    name,
    install: `${name} install`,
    add: (dependency) => `${name} ${add} ${dependency}`,
    addDev: (dependency) => `${name} ${add} ${dev} ${dependency}`,
  }
}

function nameFor(folder: string): PackageManager['name'] {
  for (let place = folder; ; place = dirname(place)) {
    const demanded = demandedIn(place)
    if (demanded !== undefined) return demanded
    const [, traced] = traces.find(([file]) => existsSync(join(place, file))) ?? []
    if (traced !== undefined) return traced
    if (place === dirname(place)) return 'npm'
  }
}

/** `"packageManager": "pnpm@10.4.0"`, or `devEngines`, which npm reads. */
function demandedIn(folder: string): PackageManager['name'] | undefined {
  try {
    const { packageManager, devEngines } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as {
      readonly packageManager?: string
      readonly devEngines?: { readonly packageManager?: { readonly name?: string } }
    }
    const name = packageManager?.split('@')[0] ?? devEngines?.packageManager?.name ?? ''
    return Object.hasOwn(commands, name) ? (name as PackageManager['name']) : undefined
  } catch {
    return undefined
  }
}
