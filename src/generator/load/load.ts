/**
 * Loads a definition: bundles the author's files, has them evaluated, and returns what a task makes
 * of the default export. Whatever fails is a `GeneratorError` with a place in the author's files.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Message } from 'esbuild'
import { GeneratorError, type Location } from '../errors.js'
import { failure, isBuildFailure } from '../failure.js'
import { isChangedSince } from '../freshness/index.js'
import type { Input, InputKind, Reading } from '../input.js'
import { buildFailure } from './build-failure.js'
import { type Bundle, type BundleOptions, bundle, endBundling } from './bundle.js'
import { explainThrown, explainUndefined, type ImportGraph } from './circular-imports.js'
import { configurationOf } from './configuration.js'
import { type Ending, type Evaluation, type Evaluator, startEvaluator } from './evaluate.js'
import { type Tracer, tracer } from './stack-trace.js'
import type { Made, TaskName, Thrown } from './worker/index.js'

/** What a task has made of a definition, and what that came from. */
export interface Loaded<Value> {
  readonly value: Value
  /** Every input of the definition, except the files of this package. */
  readonly reading: Reading
}

/** How to load. */
export interface LoadOptions {
  /** How long the definition may take, in milliseconds. Default: 30 seconds. */
  readonly timeout?: number
  /**
   * Whether another load follows, and when: `soon`, and a thread is made ready for it; `later`, and it
   * has time to warm up as well. See `endLoading`.
   */
  readonly next?: 'soon' | 'later' | undefined
}

/**
 * Evaluates a definition file, and makes something of its default export, in the same place.
 *
 * @param file its absolute path
 * @param task what to make: see `load/worker/tasks.ts`
 * @throws GeneratorError for every mistake in the author's files
 */
export async function load<Name extends TaskName>(
  file: string,
  task: Name,
  { timeout = 30_000, next }: LoadOptions = {},
): Promise<Loaded<Made<Name>>> {
  loads++
  const { bundled, evaluation } = await bundleAndEvaluate(file, task, timeout).finally(
    () => loads--,
  )
  const reading = readingOf(bundled, evaluation)
  if (next !== undefined) prepare(bundled.modules, reading.inputs, next === 'later')
  const { ending } = evaluation
  if (ending.kind === 'done') {
    const value = ending.value as Made<Name>
    const issues = explainUndefined(value.issues, bundled.imports, file)
    return { value: issues === value.issues ? value : { ...value, issues }, reading }
  }
  const { issues, cause } = await unfinished(ending, bundled, file, timeout)
  throw new GeneratorError(issues, { cause, inputs: reading.inputs })
}

/** How many are under way. */
let loads = 0

/**
 * Ends what is kept for loads to come, unless one is under way: esbuild's process, and a thread that
 * stands ready.
 */
export async function endLoading(): Promise<void> {
  if (loads > 0) return
  const ready = spare
  spare = undefined
  await Promise.all([endBundling(), ready?.evaluator.end()])
}

/** A thread that stands ready, and what it was made from. */
interface Spare {
  readonly evaluator: Evaluator
  /** When its first module may have been read, as `Date.now()` has it. */
  readonly since: number
  readonly inputs: readonly Input[]
}

let spare: Spare | undefined

function prepare(modules: readonly string[], inputs: readonly Input[], hasTime: boolean): void {
  spare ??= {
    since: Date.now(),
    evaluator: startEvaluator(modules, hasTime),
    inputs: inputs.filter(({ as }) => as === 'installed'),
  }
}

/**
 * A thread for a definition. While esbuild is at work in its own process, it reads what most
 * definitions import: this package's entry.
 */
function evaluatorFor(file: string): Evaluator {
  const ready = spare
  spare = undefined
  if (ready === undefined) return startEvaluator(likelyModules(file))
  // What it has read must be what is there now.
  if (!ready.inputs.some((input) => isChangedSince(input, ready.since))) return ready.evaluator
  void ready.evaluator.end()
  return startEvaluator(likelyModules(file))
}

function likelyModules(file: string): readonly string[] {
  try {
    if (!readFileSync(file, 'utf8').includes(ourName)) return []
    // What is required is CommonJS; the ES module that is imported stands beside it.
    const module = createRequire(file)
      .resolve(ourName)
      .replace(/\.cjs$/, '.js')
    return [pathToFileURL(module).href]
  } catch {
    // The definition's own import fails as well, and tells.
    return []
  }
}

const ourName = 'botpress-plugin-kit'

/** All that a definition was made from: what was bundled, and what was read when it ran. */
function readingOf(bundled: Bundle, { reads }: Evaluation): Reading {
  const isInstalled = (path: string): boolean => path.includes(`${sep}node_modules${sep}`)
  const local = bundled.files.filter((path) => !isInstalled(path))
  const inputs = new Map<string, Input>()
  const add = (path: string, as: InputKind): void => {
    inputs.set(path, { path, as: as === 'source' && isInstalled(path) ? 'installed' : as })
  }
  for (const path of local) add(path, 'source')
  const configuration = configurationOf(local, bundled.tsconfigs)
  for (const path of configuration.files) add(path, 'source')
  for (const path of bundled.files) add(path, 'source')
  for (const [path, manifest] of bundled.packages) {
    for (const each of [path, manifest]) add(each, 'installed')
  }
  for (const path of [...configuration.passed, ...bundled.passed]) add(path, 'absent')
  for (const { path, as = 'source' } of reads?.inputs ?? []) if (!inputs.has(path)) add(path, as)
  return {
    inputs: [...inputs.values()],
    variables: reads?.variables ?? { names: [], isListed: false },
    usesFolder: reads?.usesFolder ?? false,
    isRepeatable: reads?.unseen.length === 0,
  }
}

interface Run {
  readonly bundled: Bundle
  readonly evaluation: Evaluation
}

async function bundleAndEvaluate(file: string, task: TaskName, timeout: number): Promise<Run> {
  const evaluator = evaluatorFor(file)
  try {
    const last = await attempt(file, task, timeout, {}, evaluator)
    const { ending } = last.evaluation
    if (ending.kind !== 'threw' || !isUnloadable(ending.error)) return last
    // There may be an installed package that node cannot read, but esbuild can.
    return await attempt(file, task, timeout, { withPackages: true }).catch((error: unknown) => {
      if (isBuildFailure(error) && error.errors.every(isInstalled)) return last
      throw error
    })
  } catch (error) {
    void evaluator.end()
    throw isBuildFailure(error) ? await buildFailure(error, file) : error
  }
}

async function attempt(
  file: string,
  task: TaskName,
  timeout: number,
  options: BundleOptions,
  ready?: Evaluator,
): Promise<Run> {
  const bundled = await bundle(file, options)
  const { code, name, modules, isPlain } = bundled
  const isFit = ready?.suits(modules) ?? false
  if (!isFit) void ready?.end()
  const evaluator = ready !== undefined && isFit ? ready : startEvaluator([])
  const order = { code, name, definitionFile: basename(file), task, isPlain }
  return { bundled, evaluation: await evaluator.evaluate(order, timeout) }
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

function isUnloadable({ isSyntaxError, code }: Thrown): boolean {
  return isSyntaxError || unloadable.has(code ?? '')
}

function isInstalled({ location }: Message): boolean {
  return location?.file.includes('node_modules/') ?? true
}

/** Why there is no value, and where in the author's files. */
async function unfinished(
  ending: Exclude<Ending, { kind: 'done' }>,
  bundled: Bundle,
  file: string,
  timeout: number,
): Promise<GeneratorError> {
  const name = basename(file)
  const trace = () => tracer(bundled, file)
  switch (ending.kind) {
    case 'unnamed': {
      const { names, meant } = ending
      return failure({
        code: 'no_default_export',
        message: `${name} has no default export; it exports ${names.length > 0 ? names.join(', ') : 'nothing'}`,
        hint: `Add \`export default ${meant ?? 'new PluginDefinition({ … })'}\``,
        location: find(file, /^export\b/m),
      })
    }
    case 'unknown':
      return failure({
        code: 'not_a_plugin_definition',
        message: `The default export of ${name} is not a PluginDefinition, but ${ending.is}`,
        hint: ending.hint,
        location: find(file, /^export default\b|^module\.exports\b|\bas default\b/m),
      })
    case 'idle':
      return failure({
        code: 'definition_hangs',
        message: 'The definition waits for a promise that never settles',
        hint: 'See to it that what it awaits is resolved or rejected',
        location: findAwait(file),
      })
    case 'timeout': {
      const place = ending.place && (await trace()).at(ending.place)
      return failure({
        code: 'definition_hangs',
        message: `The definition has not finished within ${timeout / 1000} seconds`,
        hint: place
          ? 'This is what it was at: see to it that it comes to an end'
          : 'See to it that what it awaits is resolved or rejected',
        location: place ?? findAwait(file),
      })
    }
    case 'died':
      return failure({
        code: 'definition_exits',
        message: `The definition has ended the thread that it ran in: ${ending.reason}`,
        hint: 'Throw an error if the definition cannot be made',
        location: start(file),
      })
    case 'exited':
      return failure({
        code: 'definition_exits',
        message: `The definition calls ${ending.call}()`,
        hint: 'Throw an error if the definition cannot be made',
        location: (ending.error && (await trace()).locate(ending.error).location) ?? start(file),
      })
    case 'threw':
    case 'rejected':
      return thrown(ending, await trace(), bundled.imports, file)
  }
}

function thrown(
  { kind, error }: { readonly kind: 'threw' | 'rejected'; readonly error: Thrown },
  trace: Tracer,
  imports: () => ImportGraph,
  file: string,
): GeneratorError {
  // What is not an error does not know where it comes from.
  const { location = error.isError ? start(file) : find(file, /\bthrow\b/), thrower } =
    trace.locate(error)
  const circular = error.isError && explainThrown(nameWithCauses(error), location, imports, file)
  if (circular) return failure(circular, error)
  const [code, message, hint] = isUnloadable(error)
    ? [
        'import_fails',
        'What the definition imports cannot be loaded: ',
        'Install the package again, or another version of it',
      ]
    : kind === 'threw'
      ? [
          'definition_throws',
          'The definition throws ',
          error.isError
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
function nameWithCauses(error: Thrown): string {
  const own = error.isError ? `${error.name}: ${error.message}` : error.text
  return error.cause === undefined ? own : `${own}, caused by ${nameWithCauses(error.cause)}`
}

/** Finds the `await` that a definition most likely hangs at: one at the top level, if there is one. */
function findAwait(file: string): Location {
  return find(file, /(?<=^(?:[^\s/*].*)?)\bawait\b/m, /\bawait\b/)
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
