/** The command `init`: a new plugin project, which generates, type-checks and passes its own test. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import gitignore from '../../templates/init/gitignore.hbs'
import packageJson from '../../templates/init/package.json.hbs'
import definition from '../../templates/init/plugin.definition.ts.hbs'
import readme from '../../templates/init/README.md.hbs'
import settings from '../../templates/init/plugin.dev.ts.hbs'
import source from '../../templates/init/src/index.ts.hbs'
import test from '../../templates/init/test/plugin.test.ts.hbs'
import tsconfig from '../../templates/init/tsconfig.json.hbs'
import vitestConfig from '../../templates/init/vitest.config.ts.hbs'
import { packageManagerOf } from '../generator/index.js'
import { shellWord, shown } from './messages.js'
import { missingParts } from './missing-parts.js'
import { openTerminal } from './terminal.js'
import { UsageError } from './usage-error.js'

const templates = {
  'package.json': packageJson,
  'tsconfig.json': tsconfig,
  'plugin.definition.ts': definition,
  'plugin.dev.ts': settings,
  'src/index.ts': source,
  'test/plugin.test.ts': test,
  'vitest.config.ts': vitestConfig,
  '.gitignore': gitignore,
  'README.md': readme,
}

/**
 * Makes a project. Files that are there already are kept as they are.
 *
 * @param dir its folder, made if need be
 * @throws {UsageError} if it cannot be written
 */
export function init(dir: string, noColor: boolean): void {
  const folder = resolve(dir)
  const data = { name: nameFor(folder), version: __VERSION__ }
  const { paint, print } = openTerminal(noColor).out
  const files = Object.entries(templates).map(([path, render]) => {
    const content = render(data)
    return { path, content, isNew: create(join(folder, path), content) }
  })

  print(`${paint.green('✓')} ${shown(folder)}: the plugin ${paint.bold(data.name)}`)
  for (const { path, isNew } of files) {
    print(
      isNew ? `  ${paint.green('+')} ${path}` : paint.dim(`    ${path}  is there already, kept`),
    )
  }
  for (const { path, isNew, content } of files) {
    const missing = isNew ? undefined : missingParts.get(path)?.(folder, content)
    if (missing === undefined) continue
    print(`\nYour ${path} needs:`)
    print(paint.dim(missing))
  }
  const packageManager = packageManagerOf(folder)
  const steps = [
    ...(folder === process.cwd() ? [] : [`cd ${shellWord(shown(folder))}`]),
    packageManager.install,
    `${packageManager.name} ${packageManager.name === 'bun' ? 'run ' : ''}test`,
  ]
  print(`\nNext:\n${steps.map((step) => `  ${paint.bold(step)}`).join('\n')}`)
}

/** @returns whether it was not there before */
function create(path: string, content: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { flag: 'wx' })
    return true
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && syscall === 'open') return false
    throw new UsageError(`Cannot write ${shown(path)}: ${message}`, 'Choose another folder')
  }
}

/** A name that npm and the platform allow, made from that of the folder. */
function nameFor(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return name === '' ? 'my-plugin' : name
}
