/** The yargs command line: commands, help, completion and the errors of a wrong call. */
import type { Argv, Options as YargsOption } from 'yargs'
import { nearest } from '../generator/index.js'
import { gen } from './gen.js'
import {
  type BuildCall,
  type DeployCall,
  type DevCall,
  type DiffCall,
  type DocsCall,
  type SchemaCall,
  type GenCall,
  type Option,
  type StubsCall,
  buildOptions,
  deployOptions,
  devOptions,
  diffOptions,
  docsOptions,
  schemaOptions,
  genOptions,
  stubsOptions,
} from './options.js'
import { UsageError } from './usage-error.js'

/**
 * Does what a call asks for.
 *
 * @param args what stands behind the program's name
 * @returns the exit code
 * @throws {UsageError} if the call cannot be understood
 */
export async function run(args: readonly string[]): Promise<number> {
  const { default: yargs } = await import('yargs')
  let exitCode = 0
  const parser = yargs([...args])
  parser
    .scriptName('plugin-kit')
    .usage(
      'Usage: $0 [command] [options]\n\nGenerates the types of a Botpress plugin from its definition.',
    )
    .command(
      ['gen [paths..]', '$0'],
      'Generate .botpress from the definition',
      (command: Argv) => withPaths(command).options(forYargs(genOptions)).example(examples),
      async ({ paths, '--': rest, ...options }) => {
        // Made from a table, the options have no types for yargs.
        exitCode = await gen({ paths: listOf(paths, rest), options } as GenCall)
      },
    )
    .command(
      'build [paths..]',
      'Generate, then bundle for the platform',
      (command: Argv) => withPaths(command).options(forYargs(buildOptions)),
      async ({ paths, '--': rest, ...options }) => {
        const { build } = await import('./build.js')
        exitCode = await build({ paths: listOf(paths, rest), options } as BuildCall)
      },
    )
    .command(
      'deploy [path]',
      'Build, then deploy with bp (@botpress/cli); its options stand behind --',
      (command: Argv) =>
        withPath(command)
          .options(forYargs(deployOptions))
          .example([['$0 deploy -- --workspaceId my-workspace', 'Deploy with options of bp']]),
      async ({ path, '--': args, ...options }) => {
        const { deploy } = await import('./deploy.js')
        exitCode = await deploy({
          path,
          options,
          args: (args as string[] | undefined) ?? [],
        } as DeployCall)
      },
    )
    .command(
      'dev [path]',
      'Talk to the plugin: a local bot in the browser and over HTTP',
      (command: Argv) => withPath(command).options(forYargs(devOptions)),
      async ({ path, ...options }) => {
        const { dev } = await import('./dev.js')
        exitCode = await dev({ path, options } as DevCall)
      },
    )
    .command(
      'stubs [path]',
      'Add a stub to the source for each action that it does not implement',
      (command: Argv) => withPath(command).options(forYargs(stubsOptions)),
      async ({ path, ...options }) => {
        const { stubs } = await import('./stubs.js')
        exitCode = await stubs({ path, options } as StubsCall)
      },
    )
    .command(
      'docs [paths..]',
      "Write the plugin's reference to its readme, or print it",
      (command: Argv) => withPaths(command).options(forYargs(docsOptions)),
      async ({ paths, '--': rest, ...options }) => {
        const { docs } = await import('./docs.js')
        exitCode = await docs({ paths: listOf(paths, rest), options } as DocsCall)
      },
    )
    .command(
      'schema [paths..]',
      'Print JSON Schema of all that the definition declares',
      (command: Argv) => withPaths(command).options(forYargs(schemaOptions)),
      async ({ paths, '--': rest, ...options }) => {
        const { schema } = await import('./schema.js')
        exitCode = await schema({ paths: listOf(paths, rest), options } as SchemaCall)
      },
    )
    .command(
      'diff <base> [path]',
      'Tell what has changed since BASE, what breaks, and the version it calls for',
      (command: Argv) =>
        withPath(command)
          .positional('base', {
            type: 'string',
            describe: 'A git revision, a plugin folder, a definition file or a saved model',
          })
          .options(forYargs(diffOptions))
          .example([
            ['$0 diff origin/main', 'Compare with another branch'],
            ['$0 diff v1.2.0:plugins/old plugins/new', 'Compare with what a tag has elsewhere'],
          ]),
      async ({ base, path, ...options }) => {
        const { diff } = await import('./diff.js')
        exitCode = await diff({ base, path, options } as DiffCall)
      },
    )
    .command(
      'init [dir]',
      'Start a new plugin project',
      (command: Argv) =>
        command
          .positional('dir', {
            type: 'string',
            default: '.',
            describe: 'The folder; files that are there are kept',
          })
          .options(forYargs({ 'no-color': genOptions['no-color'] })),
      async ({ dir, _: [, ...others], '--': rest, ...options }) => {
        const superfluous = [...others, ...((rest as string[] | undefined) ?? [])]
        if (superfluous.length > 0) {
          throw new UsageError(
            `init makes one project, and does not know ${superfluous.join(' ')}`,
            'Name one folder: plugin-kit init my-plugin',
          )
        }
        const { init } = await import('./init.js')
        init(dir as string, options['no-color'] === true)
      },
    )
    .command(
      'completion',
      'Print a script that completes commands and options in bash or zsh',
      (command: Argv) => command,
      () => {
        parser.showCompletionScript()
      },
    )
    .epilogue(
      'Settings in package.json, which options override:\n' +
        '  "plugin-kit": { "outDir": "…", "format": true, "paths": ["plugins/*"] }\n\n' +
        'Exit codes: 0 done, 1 invalid definition or stale output, 2 wrong usage or settings',
    )
    .version(__VERSION__)
    .alias({ help: 'h', version: 'v' })
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'parse-positional-numbers': false,
      'populate--': true,
    })
    .strictOptions()
    .locale('en')
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      // What yargs finds wrong comes as a message, with or without an error of its own.
      const isOurs = error !== undefined && error.name !== 'YError'
      throw isOurs ? error : wrongUsage(message ?? '', args)
    })
  await parser.parseAsync()
  return exitCode
}

/** A command for one plugin. */
function withPath(command: Argv): Argv {
  return command.positional('path', {
    type: 'string',
    describe: 'A plugin folder or its definition file  [default: the current folder]',
  })
}

/** A command for any number of plugins. */
function withPaths(command: Argv): Argv {
  return command.positional('paths', {
    type: 'string',
    array: true,
    describe:
      'Folders, definition files or globs  [default: `paths` of the settings, or the current folder]',
  })
}

/** Paths before and behind `--`, as yargs gives them. */
function listOf(...given: readonly unknown[]): readonly string[] {
  return given.flatMap((paths) => (paths as string[] | undefined) ?? [])
}

/** A table of options as yargs takes it. */
function forYargs(table: Readonly<Record<string, Option>>): Record<string, YargsOption> {
  return Object.fromEntries(
    Object.entries(table).map(([name, { type, describe, short }]) => [
      name,
      {
        type,
        describe,
        ...(short !== undefined && { alias: short }),
        ...(type === 'string' && { requiresArg: true }),
        // Of an option that is given twice, the last counts; of paths, all do.
        coerce: (value: unknown) => (Array.isArray(value) ? (value as unknown[]).at(-1) : value),
      },
    ]),
  )
}

const examples: [string, string][] = [
  ['$0', 'Generate in the current folder'],
  ['$0 gen plugins/a plugins/b', 'Generate in two folders'],
  ['$0 gen "plugins/*" --check', 'Check all plugins of a repository, in CI'],
  ['$0 gen --dry-run', 'Show what would change'],
  ['$0 gen --watch', 'Keep the output up to date while you edit'],
  ['$0 gen --json | jq .projects[].issues', 'Read the report with another program'],
  ['$0 build --minify', 'Bundle the plugin for the platform'],
  ['$0 dev --open', 'Talk to the plugin in the browser'],
  ['$0 stubs', 'Add what src/index.ts does not implement yet'],
  ['$0 diff origin/main', 'Tell what breaks, and the version that it calls for'],
  ['$0 docs --check', 'Check in CI that the readme is up to date'],
  ['$0 init my-plugin', 'Start a new plugin in the folder my-plugin'],
  ['source <($0 completion)', 'Complete commands and options in this shell'],
]

/** The options of each command. */
const optionsOf: Readonly<Record<string, Readonly<Record<string, Option>>>> = {
  gen: genOptions,
  build: buildOptions,
  deploy: deployOptions,
  dev: devOptions,
  stubs: stubsOptions,
  docs: docsOptions,
  schema: schemaOptions,
  diff: diffOptions,
  init: { 'no-color': genOptions['no-color'] },
  completion: {},
}

/** @param args the call; without a command, it is one of `gen` */
function wrongUsage(message: string, [first = 'gen']: readonly string[]): UsageError {
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ')[0]
  if (unknown === undefined) return new UsageError(message, 'See plugin-kit --help')
  const flag = unknown.length > 1 ? `--${unknown}` : `-${unknown}`
  const command = Object.hasOwn(optionsOf, first) ? first : 'gen'
  const owners = Object.keys(optionsOf).filter((name) =>
    Object.entries(optionsOf[name] ?? {}).some(
      ([option, { short }]) => option === unknown || short === unknown,
    ),
  )
  if (owners.length > 0) {
    return new UsageError(
      `${command} has no option ${flag}`,
      `It is one of ${owners.join(', ')}: see plugin-kit ${command} --help`,
    )
  }
  const guess = nearest(unknown, [...Object.keys(optionsOf[command] ?? {}), 'help', 'version'])
  return new UsageError(
    `There is no option ${flag}`,
    guess === undefined ? `See plugin-kit ${command} --help` : `Did you mean --${guess}?`,
  )
}
