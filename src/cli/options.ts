/**
 * The options of `plugin-kit gen`, as a table that everything else is made from: the quick parser
 * here, and yargs' parsing, help and completion in `commands.ts`.
 */
import { parseArgs } from 'node:util'

interface Option {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly describe: string
}

/** By the name that is written after `--`. */
export const genOptions = {
  check: {
    type: 'boolean',
    describe: 'Write nothing; exit with 1 and a list if the output is not up to date',
  },
  'dry-run': { type: 'boolean', describe: 'Write nothing; print what would change as a diff' },
  watch: {
    type: 'boolean',
    short: 'w',
    describe: 'Generate again whenever the definition or anything it imports changes',
  },
  'out-dir': {
    type: 'string',
    short: 'o',
    describe: 'Where to write  [default: .botpress beside the definition]',
  },
  format: { type: 'boolean', describe: "Run the output through the project's own prettier" },
  'no-format': { type: 'boolean', describe: 'Do not, whatever the settings in package.json say' },
  force: {
    type: 'boolean',
    short: 'f',
    describe:
      'Generate even if no input has changed (for definitions that read files or variables)',
  },
  json: { type: 'boolean', describe: 'Print one JSON report on stdout, everything else on stderr' },
  quiet: { type: 'boolean', short: 'q', describe: 'Print errors only' },
  verbose: { type: 'boolean', describe: 'Also print what the output is made from' },
  'no-color': { type: 'boolean', describe: 'Print without colours (as with NO_COLOR)' },
} as const satisfies Readonly<Record<string, Option>>

/** What an option is given as: nothing if it is not given. */
type Values = {
  readonly [Name in keyof typeof genOptions]?:
    ((typeof genOptions)[Name]['type'] extends 'string' ? string : boolean) | undefined
}

/** A call of `plugin-kit gen`. */
export interface GenCall {
  /** Folders, definition files and globs; none means those of the settings, or the current folder. */
  readonly paths: readonly string[]
  readonly options: Values
}

/** Commands that are not `gen`, which is meant where no command is named. */
export const otherCommands: readonly string[] = ['init', 'completion']

/**
 * Understands plain calls of `gen`, without loading anything.
 *
 * @param args what stands behind the program's name
 * @returns `undefined` for everything else, right or wrong
 */
export function parseGenCall(args: readonly string[]): GenCall | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: genOptions,
      allowPositionals: true,
    })
    const [first, ...others] = positionals
    if (first !== undefined && otherCommands.includes(first)) return undefined
    return { paths: first === 'gen' ? others : positionals, options: values }
  } catch {
    return undefined
  }
}
