/** Plugin projects in a temporary folder, with this package installed from its own tarball. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installPacked } from './packed.mjs'
import { writeSdkFolder } from './sdk-folder.mjs'

/** This repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the projects are; below it, packages are found. Removed when the process ends. */
export const workspace = mkdtempSync(join(tmpdir(), 'plugin-kit-bench-'))
process.on('exit', () => rmSync(workspace, { recursive: true, force: true }))

const installed = join(workspace, 'node_modules')
installPacked(installed, ['@botpress', '@bpinternal', '@types', 'typescript'])

/** The command as users have it. */
export const cli = join(installed, 'botpress-plugin-kit/dist/cli/main.js')

/**
 * Makes a project of files.
 *
 * @param {string} name
 * @param {Record<string, string>} files by their paths
 * @returns {string} its folder
 */
export function project(name, files) {
  const folder = join(workspace, name)
  const all = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify(tsconfig),
    ...files,
  }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** The SDK's types need those of node, and the projects that it starts have them. */
const tsconfig = {
  extends: join(root, 'fixtures/tsconfig.base.json'),
  compilerOptions: { types: ['node'] },
  include: ['src/index.ts', '.botpress/*.ts'],
}

const text = (path) => readFileSync(path, 'utf8')

/** The definition that most subjects are measured with. */
export const analyticsDefinition = text(join(root, 'fixtures/analytics/plugin.definition.ts'))

/** The same definition, written with the SDK. */
export const sdkDefinition = text(new URL('sdk-plugin/plugin.definition.ts', import.meta.url))

const source = {
  'src/index.ts': text(new URL('sdk-plugin/src/index.ts', import.meta.url)),
  'src/dispatch.ts': text(new URL('sdk-plugin/src/dispatch.ts', import.meta.url)),
}

/** What an SDK plugin has for a generated folder. */
export const sdkFolder = {
  '.botpress/index.ts': text(new URL('sdk-plugin/.botpress/index.ts', import.meta.url)),
  '.botpress/typings.ts': text(new URL('sdk-plugin/.botpress/typings.ts', import.meta.url)),
}

/** The projects of the same plugin: one with our generated folder, one with the SDK's types. */
export function samePlugin() {
  return {
    ours: generated('ours', { 'plugin.definition.ts': analyticsDefinition, ...source }),
    sdk: project('sdk', { 'plugin.definition.ts': sdkDefinition, ...source, ...sdkFolder }),
  }
}

/**
 * A fixture whose definition is the SDK's: on our generated folder, and on the SDK's own types. Its
 * definition costs the same in both, and is left out.
 *
 * @param {string} name
 */
export function sdkFixture(name) {
  const from = join(root, 'fixtures', name)
  const [ours, sdk] = ['ours', 'sdk'].map((side) => {
    const folder = join(workspace, `${name}-${side}`)
    for (const path of ['src', '.botpress', 'package.json']) {
      cpSync(join(from, path), join(folder, path), { recursive: true })
    }
    const config = {
      extends: join(root, 'fixtures/tsconfig.sdk.json'),
      compilerOptions: { paths: { '.botpress': ['./.botpress/index.ts'] } },
      include: ['src', '.botpress/*.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    return folder
  })
  rmSync(join(sdk, '.botpress'), { recursive: true })
  writeSdkFolder(join(ours, '.botpress'), join(sdk, '.botpress'))
  return { ours, sdk }
}

/** The same source again, for a compiler that knows nothing of what it imports. */
export function untyped() {
  const loose = {
    ...tsconfig,
    compilerOptions: { ...tsconfig.compilerOptions, noImplicitAny: false },
  }
  return project('untyped', {
    'src/index.ts': source['src/index.ts'],
    '.botpress/index.ts': 'export declare const Plugin: any\n',
    'tsconfig.json': JSON.stringify(loose),
  })
}

/** Makes a project, and generates what belongs to it. Takes and returns what `project` does. */
export function generated(name, files) {
  const folder = project(name, files)
  execFileSync(process.execPath, [cli, 'gen', folder, '--quiet'])
  return folder
}

/**
 * @param {string} folder a project
 * @returns {string} the same project, with its definition to be checked as well
 */
export function withDefinition(folder) {
  const config = {
    extends: '../tsconfig.json',
    include: ['../src/index.ts', '../.botpress/*.ts', '../*.ts'],
  }
  mkdirSync(join(folder, 'whole'), { recursive: true })
  writeFileSync(join(folder, 'whole/tsconfig.json'), JSON.stringify(config))
  return join(folder, 'whole')
}

/**
 * A definition of many entries: actions with eight fields, of the kinds that people use, in their
 * inputs and outputs.
 *
 * @param {number} count
 * @param {string} from the package that has `PluginDefinition` and `z`
 */
export function manyActions(count, from = 'botpress-plugin-kit') {
  const actions = Array.from({ length: count }, (_, index) => action(index))
  return `import { PluginDefinition, z } from '${from}'

export default new PluginDefinition({
  name: 'many',
  version: '1.0.0',
  actions: {
${actions.join('\n')}
  },
})
`
}

function action(index) {
  return `    action${index}: {
      title: 'Action ${index}',
      input: {
        schema: z.object({
          id: z.string().describe('Which one'),
          count: z.number(),
          enabled: z.boolean(),
          size: z.enum(['small', 'medium', 'large']),
          labels: z.array(z.string()),
          note: z.string().optional(),
          limit: z.number().default(${index}),
        }),
      },
      output: { schema: z.object({ done: z.boolean() }) },
    },`
}

/**
 * Changes a definition, so that its output changes as well.
 *
 * @param {string} text
 * @param {number} round
 */
export function changed(text, round) {
  const title = /title: '[^']*'/
  if (!title.test(text)) throw new Error('The definition has no title that could be changed')
  return text.replace(title, `title: 'Changed ${round}'`)
}
