/**
 * The thread that a definition is evaluated in, the only place that runs user code. It takes one
 * order, gives one answer, and ends: the next definition finds everything fresh.
 */
import { syncBuiltinESMExports } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { describe, isPluginDefinition } from '../definition.js'
import { confine } from './confinement.js'
import type { Answer, Order, Outcome, Preparation, Thrown } from './protocol.js'
import { startRecorder } from './recorder.js'
import { tasks } from './tasks.js'
import { describeThrown } from './thrown.js'
import { warmUp } from './warm-up.js'

const port = parentPort!
const { modules, hasTime } = workerData as Preparation

let order: Order | undefined
let url = ''
let isAnswered = false
let exited: Outcome | undefined

Error.stackTraceLimit = 100
const recorder = startRecorder()
const confineModules = confine((call, error) => {
  exited ??= { kind: 'exited', call, error: thrown(error) }
  if (order !== undefined) answer(exited)
})
process.on('uncaughtException', (error) => answer({ kind: 'threw', error: thrown(error) }))
process.on('unhandledRejection', (error) => answer({ kind: 'rejected', error: thrown(error) }))
// Emitted when nothing is left that could still settle the module's promise.
process.on('beforeExit', () => answer({ kind: 'idle' }))

port.once('message', (message: Order) => {
  // What is left to wait for is the definition's affair from here on.
  port.unref()
  order = message
  void evaluate(message)
})
// Should one of them fail, the definition's own import fails as well, and tells.
const loaded = await Promise.allSettled([
  import('../../model/index.js'),
  import('../../emit/index.js'),
  ...modules.map((module): Promise<unknown> => import(module)),
])
if (hasTime) {
  const values = loaded.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  await warmUp(values, () => order !== undefined)
}

async function evaluate({ code, name, definitionFile, task, isPlain }: Order): Promise<void> {
  if (!isPlain) {
    recorder.watchModules()
    confineModules()
    // Those that this thread has imported itself have their names from before.
    syncBuiltinESMExports()
  }
  url = `data:text/javascript;base64,${Buffer.from(`${code}\n//# sourceURL=${name}`).toString('base64')}`
  recorder.watchClock(name)
  let outcome: Outcome
  try {
    const exports = (await import(url)) as Readonly<Record<string, unknown>>
    recorder.watchClock(undefined)
    outcome = unusable(exports) ?? {
      kind: 'done',
      value: await tasks[task](defaultOf(exports), code, definitionFile),
    }
  } catch (error) {
    outcome = { kind: 'threw', error: thrown(error) }
  }
  // What it has left running, to be done at once, and rejections that nobody handles.
  setTimeout(() => answer(outcome), 0)
}

function thrown(error: unknown): Thrown {
  return describeThrown(error, (stack) => (url === '' ? stack : stack.replaceAll(url, order!.name)))
}

function answer(outcome: Outcome): void {
  if (isAnswered) return
  isAnswered = true
  const message: Answer = {
    outcome: exited ?? outcome,
    reads: recorder.reads(order?.isPlain ?? true),
  }
  port.postMessage(message)
}

function defaultOf({ default: value }: Readonly<Record<string, unknown>>): unknown {
  // What TypeScript compiles to CommonJS has its default export inside.
  return isCompiled(value) ? value.default : value
}

function isCompiled(value: unknown): value is { readonly default: unknown } {
  return typeof value === 'object' && value !== null && '__esModule' in value
}

/** What keeps a module from being a definition. */
function unusable(exports: Readonly<Record<string, unknown>>): Outcome | undefined {
  const value = defaultOf(exports)
  if (isPluginDefinition(value)) return undefined
  if (value !== undefined) return { kind: 'unknown', ...describe(value) }
  const names = Object.keys(exports).filter((name) => name !== 'default')
  return {
    kind: 'unnamed',
    names,
    meant: names.find((name) => isPluginDefinition(exports[name])),
  }
}
