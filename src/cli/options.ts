/**
 * The options of `plugin-kit gen`, as a table that everything else is made from: the quick parser
 * here, and yargs' parsing, help and completion in `commands.ts`.
 */
import { parseArgs } from 'node:util'

/** An option of a command. */
export interface Option {
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
  stubs: {
    type: 'boolean',
    describe: 'Also add a stub to the source for each action that it does not implement',
  },
  'no-color': { type: 'boolean', describe: 'Print without colours (as with NO_COLOR)' },
} as const satisfies Readonly<Record<string, Option>>

/** What of them has a meaning for what is made of the generated files. */
const { watch: watchOption, ...shared } = genOptions
const { check: _check, 'dry-run': _dryRun, stubs: _stubs, ...sharedByBuilds } = shared

/** The options of `plugin-kit build`. */
export const buildOptions = {
  ...sharedByBuilds,
  watch: {
    ...watchOption,
    describe: 'Build again whenever a file that the plugin is made from changes',
  },
  minify: { type: 'boolean', describe: 'Make the bundles smaller' },
  'source-map': { type: 'boolean', describe: 'Write source maps beside the bundles' },
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit deploy`; what stands behind `--` is for `bp`. */
export const deployOptions = {
  minify: buildOptions.minify,
  'source-map': buildOptions['source-map'],
  quiet: genOptions.quiet,
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit dev`. */
export const devOptions = {
  port: { type: 'string', describe: 'The port of the page and the API  [default: a free one]' },
  open: { type: 'boolean', describe: 'Open the page in the browser' },
  fresh: { type: 'boolean', describe: 'Forget what the bot held the last time' },
  json: {
    type: 'boolean',
    describe: 'Print on stdout a line of JSON when it is ready, then one for all that happens',
  },
  quiet: { type: 'boolean', short: 'q', describe: 'Print errors only' },
  verbose: { type: 'boolean', describe: 'Also print hooks, handlers and calls of the client' },
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit stubs`. */
export const stubsOptions = {
  check: { type: 'boolean', describe: 'Write nothing; exit with 1 if stubs are missing' },
  'dry-run': genOptions['dry-run'],
  quiet: genOptions.quiet,
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit schema`. */
export const schemaOptions = {
  quiet: genOptions.quiet,
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit diff`. */
export const diffOptions = {
  save: {
    type: 'string',
    describe: 'Also write what the definition says to a file, a BASE for later',
  },
  json: genOptions.json,
  quiet: {
    type: 'boolean',
    short: 'q',
    describe: 'Print changes only if the version is too low for them',
  },
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** The options of `plugin-kit docs`. */
export const docsOptions = {
  check: { type: 'boolean', describe: 'Write nothing; exit with 1 if a page is not up to date' },
  quiet: genOptions.quiet,
  'no-color': genOptions['no-color'],
} as const satisfies Readonly<Record<string, Option>>

/** What options are given as: nothing if they are not given. */
type ValuesOf<T extends Readonly<Record<string, Option>>> = {
  readonly [Name in keyof T]?: (T[Name]['type'] extends 'string' ? string : boolean) | undefined
}

type Values = ValuesOf<typeof genOptions>

/** A call of `plugin-kit build`. */
export interface BuildCall {
  /** Folders, definition files and globs; none means the current folder. */
  readonly paths: readonly string[]
  readonly options: ValuesOf<typeof buildOptions>
}

/** A call of `plugin-kit deploy`. */
export interface DeployCall {
  /** A folder or a definition file. */
  readonly path: string | undefined
  readonly options: ValuesOf<typeof deployOptions>
  /** Passed on to `bp deploy`. */
  readonly args: readonly string[]
}

/** A call of `plugin-kit dev`. */
export interface DevCall {
  /** A folder or a definition file. */
  readonly path: string | undefined
  readonly options: ValuesOf<typeof devOptions>
}

/** A call of `plugin-kit stubs`. */
export interface StubsCall {
  /** A folder or a definition file. */
  readonly path: string | undefined
  readonly options: ValuesOf<typeof stubsOptions>
}

/** A call of `plugin-kit schema`. */
export interface SchemaCall {
  /** Folders, definition files and globs; none means the current folder. */
  readonly paths: readonly string[]
  readonly options: ValuesOf<typeof schemaOptions>
}

/** A call of `plugin-kit diff`. */
export interface DiffCall {
  /** A revision of git, a folder, a definition file or a saved model. */
  readonly base: string
  /** A folder or a definition file. */
  readonly path: string | undefined
  readonly options: ValuesOf<typeof diffOptions>
}

/** A call of `plugin-kit docs`. */
export interface DocsCall {
  /** Folders, definition files and globs; none means those of the settings, or the current folder. */
  readonly paths: readonly string[]
  readonly options: ValuesOf<typeof docsOptions>
}

/** A call of `plugin-kit gen`. */
export interface GenCall {
  /** Folders, definition files and globs; none means those of the settings, or the current folder. */
  readonly paths: readonly string[]
  readonly options: Values
}

/** Commands that are not `gen`, which is meant where no command is named. */
export const otherCommands: readonly string[] = [
  'build',
  'deploy',
  'dev',
  'stubs',
  'schema',
  'diff',
  'docs',
  'init',
  'completion',
]

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
