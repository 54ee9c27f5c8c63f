/**
 * Runs the author's module, the only place that does. While it runs, the process is not its to end,
 * and standard output not its to write to: that belongs to the report.
 */

/** How an evaluation ended. */
export type Outcome =
  /** With the module's exports. */
  | { readonly kind: 'done'; readonly exports: Readonly<Record<string, unknown>> }
  /** With an error: thrown, or rejected and caught by nobody. */
  | { readonly kind: 'threw' | 'rejected'; readonly error: unknown }
  /** With the wish to end the process; `error` tells where it was. */
  | { readonly kind: 'exited'; readonly call: string; readonly error: Error }
  /** Not at all: there is nothing left to wait for, or it took too long. */
  | { readonly kind: 'stuck'; readonly reason: 'idle' | 'timeout' }

/** A module that is on no disk. */
export interface MemoryModule {
  readonly url: string
  /** What stack traces call it, unless somebody else makes them: then it is `url`. */
  readonly name: string
}

let modules = 0

/** Makes a module of its code: a new one each time, as node evaluates a module only once. */
export function memoryModule(code: string): MemoryModule {
  const name = `plugin-definition-${++modules}.js`
  const text = Buffer.from(`${code}\n//# sourceURL=${name}`).toString('base64')
  return { url: `data:text/javascript;base64,${text}`, name }
}

let last: Promise<unknown> = Promise.resolve()

/**
 * Evaluates a module. One after another, as each has the process to itself.
 * @param timeout in milliseconds
 */
export function evaluate({ url }: MemoryModule, timeout: number): Promise<Outcome> {
  const outcome = last.then(() => run(url, timeout))
  last = outcome
  return outcome
}

async function run(url: string, timeout: number): Promise<Outcome> {
  const restore: (() => void)[] = []
  let exited: Outcome | undefined
  const interruption = new Promise<Outcome>((resolve) => {
    const listen = (event: string, listener: (...values: unknown[]) => void): void => {
      process.on(event, listener)
      restore.push(() => process.off(event, listener))
    }
    const exit = (call: string) => (): never => {
      const error = new Error(`${call}() was called`)
      exited ??= { kind: 'exited', call, error }
      resolve(exited)
      throw error
    }
    listen('uncaughtException', (error) => resolve({ kind: 'threw', error }))
    listen('unhandledRejection', (error) => resolve({ kind: 'rejected', error }))
    // Emitted when nothing is left that could still settle the module's promise.
    listen('beforeExit', () => resolve({ kind: 'stuck', reason: 'idle' }))
    const timer = setTimeout(() => resolve({ kind: 'stuck', reason: 'timeout' }), timeout)
    // It must not be what keeps the process going.
    timer.unref()
    restore.push(
      () => clearTimeout(timer),
      swap(process, 'exit', exit('process.exit')),
      swap(process, 'abort', exit('process.abort')),
      swap(process, 'exitCode', process.exitCode),
      swap(process.stdout, 'write', process.stderr.write.bind(process.stderr)),
      swap(Error, 'stackTraceLimit', 100),
    )
  })
  try {
    const ended = await Promise.race([settled(url), interruption])
    // A rejection that nobody handles becomes known a moment after the module is done.
    const late = new Promise<Outcome>((resolve) => setImmediate(resolve, ended))
    return exited ?? (await Promise.race([interruption, late]))
  } finally {
    for (const undo of restore) undo()
  }
}

async function settled(url: string): Promise<Outcome> {
  try {
    return { kind: 'done', exports: (await import(url)) as Record<string, unknown> }
  } catch (error) {
    return { kind: 'threw', error }
  }
}

/** @returns what puts the old value back */
function swap<Target extends object, Key extends keyof Target>(
  target: Target,
  key: Key,
  value: Target[Key],
): () => void {
  const old = target[key]
  target[key] = value
  return () => {
    target[key] = old
  }
}
