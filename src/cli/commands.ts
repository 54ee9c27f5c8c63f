/** The command line as people meet it: commands, help, completion, and what a wrong call is told. */
import type { Argv } from 'yargs'
import { nearest } from '../generator/index.js'
import { gen } from './gen.js'
import { type GenCall, genOptions } from './options.js'
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
      (command: Argv) =>
        command
          .positional('paths', {
            type: 'string',
            array: true,
            describe:
              'Folders, definition files or globs  [default: `paths` of the settings, or the current folder]',
          })
          .options(yargsOptions)
          .example(examples),
      async ({ paths, ...options }) => {
        // Made from a table, the options have no types for yargs.
        exitCode = await gen({ paths: (paths as string[] | undefined) ?? [], options } as GenCall)
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
          .option('no-color', genOptions['no-color']),
      async ({ dir, ...options }) => {
        const { init } = await import('./init.js')
        init(dir, options['no-color'] === true)
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
      'duplicate-arguments-array': false,
      'parse-positional-numbers': false,
    })
    .strictOptions()
    .locale('en')
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      // What yargs finds wrong comes as a message, with or without an error of its own.
      const isOurs = error !== undefined && error.name !== 'YError'
      throw isOurs ? error : wrongUsage(message ?? '')
    })
  await parser.parseAsync()
  return exitCode
}

const yargsOptions = Object.fromEntries(
  Object.entries(genOptions).map(([name, option]) => [
    name,
    {
      type: option.type,
      describe: option.describe,
      ...('short' in option && { alias: option.short }),
      ...(option.type === 'string' && { requiresArg: true }),
    },
  ]),
)

const examples: [string, string][] = [
  ['$0', 'Generate in the current folder'],
  ['$0 gen plugins/a plugins/b', 'Generate in two folders'],
  ['$0 gen "plugins/*" --check', 'Check all plugins of a repository, in CI'],
  ['$0 gen --dry-run', 'Show what would change'],
  ['$0 gen --watch', 'Keep the output up to date while you edit'],
  ['$0 gen --json | jq .projects[].issues', 'Read the report with another program'],
  ['$0 init my-plugin', 'Start a new plugin in the folder my-plugin'],
  ['source <($0 completion)', 'Complete commands and options in this shell'],
]

function wrongUsage(message: string): UsageError {
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(', ')[0]
  if (unknown === undefined) return new UsageError(message, 'See plugin-kit --help')
  const flag = unknown.length > 1 ? `--${unknown}` : `-${unknown}`
  const guess = nearest(unknown, [...Object.keys(genOptions), 'help', 'version'])
  return new UsageError(
    `There is no option ${flag}`,
    guess === undefined ? 'See plugin-kit --help' : `Did you mean --${guess}?`,
  )
}
