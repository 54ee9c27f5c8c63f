/**
 * Has the author's module evaluated, in a thread of its own: that has fresh modules, can be ended,
 * and cannot end the process. Standard output is not the definition's to write to.
 */
import { Worker } from 'node:worker_threads'
import type { Place } from './hanging-place.js'
import type { Answer, Order, Outcome, Preparation, Reads } from './worker/index.js'

/** How an evaluation ended. */
export type Ending =
  | Outcome
  /** Not in time; `place` is where it was then, in the module, 1-based, if that can be had. */
  | { readonly kind: 'timeout'; readonly place: Place | undefined }
  /** With its thread, and without a word. */
  | { readonly kind: 'died'; readonly reason: string }

/** An ending, and what was read before it; unknown if there was no answer. */
export interface Evaluation {
  readonly ending: Ending
  readonly reads: Reads | undefined
}

/** A thread that waits for a definition. */
export interface Evaluator {
  /** Whether it was made for the same environment and the same modules. */
  suits(modules: readonly string[]): boolean
  /**
   * Evaluates a definition; to be called once.
   * @param timeout in milliseconds
   */
  evaluate(order: Order, timeout: number): Promise<Evaluation>
  /** Ends it. */
  end(): Promise<void>
}

/** Those that have not ended yet. */
const threads = new Set<Worker>()

/** Ends all threads, whatever they are at; one that waits for a process, when that has ended. */
export async function endEvaluators(): Promise<void> {
  await Promise.all(Array.from(threads, (thread) => thread.terminate()))
}

/**
 * Starts a thread, which imports some modules while it waits.
 * @param hasTime whether it will wait for longer than that: see `worker/warm-up.ts`
 */
export function startEvaluator(modules: readonly string[], hasTime = false): Evaluator {
  const environment = JSON.stringify(process.env)
  const worker = new Worker(new URL(__EVALUATION__, import.meta.url), {
    workerData: { modules, hasTime } satisfies Preparation,
    env: process.env,
    // Memory that is used again costs less than fresh memory does: a definition of 1,000 actions
    // takes a sixth less of it.
    resourceLimits: { maxYoungGenerationSizeMb: 12 },
    // What is written there all the same does not get into the program's.
    stdout: true,
  })
  threads.add(worker)
  worker.once('exit', () => threads.delete(worker))
  const died = new Promise<Evaluation>((resolve) => {
    const die = (reason: string) => resolve({ ending: { kind: 'died', reason }, reads: undefined })
    worker.once('error', (error) => die(error.message))
    worker.once('exit', (code) => die(`its thread ended with the code ${code}`))
  })
  const answered = new Promise<Answer>((resolve) => worker.once('message', resolve))
  // One that nobody needs is not to keep the process going.
  worker.unref()
  const end = async (): Promise<void> => {
    await worker.terminate()
  }
  return {
    suits: (wanted) =>
      environment === JSON.stringify(process.env) &&
      modules.every((module) => wanted.includes(module)),
    end,
    evaluate: async (order, timeout) => {
      let timer: NodeJS.Timeout | undefined
      worker.ref()
      worker.postMessage(order)
      const late = new Promise<Evaluation>((resolve) => {
        timer = setTimeout(async () => {
          const { placeOf } = await import('./hanging-place.js')
          const place = await placeOf(worker, order.name)
          resolve({ ending: { kind: 'timeout', place }, reads: undefined })
        }, timeout)
      })
      const answer = await Promise.race([answered, died, late])
      clearTimeout(timer)
      void end()
      return 'outcome' in answer ? { ending: answer.outcome, reads: answer.reads } : answer
    },
  }
}
