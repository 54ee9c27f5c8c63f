/**
 * Loads a definition: bundles the author's files, evaluates them, and returns the default export.
 * The only place that runs user code. Whatever fails is a `GeneratorError` with a place in the
 * author's files.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inspect } from 'node:util'
import type { Message } from 'esbuild'
import type { GeneratorError, Location } from './errors.js'
import {
  bundle,
  buildFailure,
  configurationOf,
  describe,
  evaluate,
  failure,
  isBuildFailure,
  isPluginDefinition,
  memoryModule,
  tracer,
  type Bundle,
  type BundleOptions,
  type Outcome,
  type Tracer,
} from './load/index.js'

export { endBundling } from './load/index.js'

/** A definition, and where it came from. */
export interface Loaded {
  /** The default export: a plugin's definition by its shape, otherwise unchecked. */
  readonly definition: unknown
  /** The definition file's absolute path. */
  readonly file: string
  /**
   * All that it was made from, as absolute paths: the definition and every local file it imports,
   * the configuration that decided how to read them, and the `package.json` of each package that
   * they import.
   */
  readonly inputs: readonly { readonly path: string }[]
}

/** How to load. */
export interface LoadOptions {
  /** How long the definition may take, in milliseconds. Default: 30 seconds. */
  readonly timeout?: number
}

/**
 * Evaluates a definition file.
 * @param file its absolute path
 * @throws GeneratorError for every mistake in the author's files
 */
export async function load(file: string, { timeout = 30_000 }: LoadOptions = {}): Promise<Loaded> {
  const running = run(file, timeout)
  void preload(file)
  const { bundled, exports } = await running
  const local = bundled.files.filter((path) => !path.includes(`${sep}node_modules${sep}`))
  const inputs = new Set([
    ...local,
    ...configurationOf(local, bundled.tsconfigs),
    ...bundled.packages.values(),
  ])
  return {
    definition: defaultOf(exports, file),
    file,
    inputs: [...inputs].map((path) => ({ path })),
  }
}

/**
 * While esbuild is at work in its own process, evaluates here what most definitions import: this
 * package's entry. Should that fail, the definition's own import fails as well, and tells.
 */
async function preload(file: string): Promise<void> {
  try {
    if (!readFileSync(file, 'utf8').includes(ourName)) return
    await import(pathToFileURL(createRequire(file).resolve(ourName)).href)
  } catch {
    // As it says above.
  }
}

const ourName = 'botpress-plugin-kit'

interface Run {
  readonly bundled: Bundle
  readonly exports: Readonly<Record<string, unknown>>
}

type Attempt =
  Run | { readonly explain: () => Promise<GeneratorError>; readonly isUnloadable: boolean }

async function run(file: string, timeout: number): Promise<Run> {
  try {
    let last = await attempt(file, timeout, {})
    if ('explain' in last && last.isUnloadable) {
      // There may be an installed package that node cannot read, but esbuild can.
      last = await attempt(file, timeout, { withPackages: true }).catch((error: unknown) => {
        if (isBuildFailure(error) && error.errors.every(isInstalled)) return last
        throw error
      })
    }
    if ('explain' in last) throw await last.explain()
    return last
  } catch (error) {
    throw isBuildFailure(error) ? buildFailure(error, file) : error
  }
}

async function attempt(file: string, timeout: number, options: BundleOptions): Promise<Attempt> {
  const bundled = await bundle(file, options)
  const module = memoryModule(bundled.code)
  const outcome = await evaluate(module, timeout)
  if (outcome.kind === 'done') return { bundled, exports: outcome.exports }
  return {
    explain: () => unfinished(outcome, () => tracer(bundled, file, module), file, timeout),
    isUnloadable: outcome.kind === 'threw' && isUnloadable(outcome.error),
  }
}

/** What node says of modules that it cannot find or read; what authors throw has other codes. */
const unloadable = new Set([
  'ERR_IMPORT_ASSERTION_TYPE_MISSING',
  'ERR_IMPORT_ATTRIBUTE_MISSING',
  'ERR_MODULE_NOT_FOUND',
  'ERR_REQUIRE_ASYNC_MODULE',
  'ERR_REQUIRE_ESM',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'MODULE_NOT_FOUND',
])

function isUnloadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof SyntaxError || unloadable.has((error as NodeJS.ErrnoException).code ?? '')
}

function isInstalled({ location }: Message): boolean {
  return location?.file.includes('node_modules/') ?? true
}

/** Why there is no value, and where in the author's files. */
async function unfinished(
  outcome: Exclude<Outcome, { kind: 'done' }>,
  trace: () => Promise<Tracer>,
  file: string,
  timeout: number,
): Promise<GeneratorError> {
  if (outcome.kind === 'stuck') {
    return failure({
      code: 'definition_hangs',
      message:
        outcome.reason === 'idle'
          ? 'The definition waits for a promise that never settles'
          : `The definition has not finished within ${timeout / 1000} seconds`,
      hint: 'See to it that what it awaits is resolved or rejected',
      // Of the awaits that can hold it up, those at the top level are the likely ones.
      location: find(file, /(?<=^(?:[^\s/*].*)?)\bawait\b/m, /\bawait\b/),
    })
  }
  const { error } = outcome
  const isError = error instanceof Error
  // What is not an error does not know where it comes from.
  const { location = isError ? start(file) : find(file, /\bthrow\b/), thrower } = (
    await trace()
  ).locate(error)
  if (outcome.kind === 'exited') {
    return failure({
      code: 'definition_exits',
      message: `The definition calls ${outcome.call}()`,
      hint: 'Throw an error if the definition cannot be made',
      location,
    })
  }
  const [code, message, hint] = isUnloadable(error)
    ? [
        'import_fails',
        'What the definition imports cannot be loaded: ',
        'Install the package again, or another version of it',
      ]
    : outcome.kind === 'threw'
      ? [
          'definition_throws',
          'The definition throws ',
          isError
            ? 'A definition is run to be read: it has to come to its end without an error'
            : 'Throw an Error: it knows where it comes from',
        ]
      : [
          'definition_rejects',
          'The definition leaves a promise rejected, with ',
          'Await the promise, or catch its error',
        ]
  return failure(
    {
      code,
      message: message + nameWithCauses(error),
      hint: thrower === undefined ? hint : `Thrown at ${thrower}`,
      location,
    },
    error,
  )
}

/** `TypeError: …`, with what it was caused by. */
function nameWithCauses(error: unknown): string {
  const chain: string[] = []
  const known = new Set<unknown>()
  for (let at = error; !known.has(at); at = at.cause) {
    known.add(at)
    if (!(at instanceof Error)) {
      chain.push(inspect(at))
      break
    }
    chain.push(`${at.name}: ${at.message}`)
    if (at.cause === undefined) break
  }
  return chain.join(', caused by ')
}

function defaultOf(exports: Readonly<Record<string, unknown>>, file: string): unknown {
  // What TypeScript compiles to CommonJS has its default export inside.
  const unwrapped = exports.default
  const value = isCompiled(unwrapped) ? unwrapped.default : unwrapped
  if (isPluginDefinition(value)) return value
  const named = Object.keys(exports).filter((name) => name !== 'default')
  if (value === undefined) {
    const meant = named.find((name) => isPluginDefinition(exports[name]))
    throw failure({
      code: 'no_default_export',
      message: `${basename(file)} has no default export; it exports ${named.length > 0 ? named.join(', ') : 'nothing'}`,
      hint: `Add \`export default ${meant ?? 'new PluginDefinition({ … })'}\``,
      location: find(file, /^export\b/m),
    })
  }
  const { is, hint } = describe(value)
  throw failure({
    code: 'not_a_plugin_definition',
    message: `The default export of ${basename(file)} is not a PluginDefinition, but ${is}`,
    hint,
    location: find(file, /^export default\b|^module\.exports\b|\bas default\b/m),
  })
}

function isCompiled(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && '__esModule' in value
}

/** The first place in a file of the first of some patterns that is somewhere; its start if none is. */
function find(file: string, ...patterns: readonly RegExp[]): Location {
  const text = readFileSync(file, 'utf8')
  const index = patterns.map((pattern) => text.search(pattern)).find((found) => found >= 0)
  const lines = text.slice(0, index ?? 0).split('\n')
  return { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function start(file: string): Location {
  return { file, line: 1, column: 1 }
}
