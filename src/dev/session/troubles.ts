/** Tells of what the author's code threw: each error once, however often it is passed on. */
import type { Problem } from '../protocol.js'
import { thrown } from './problems.js'

/** Tells of errors. */
export interface Troubles {
  /**
   * @param code what failed: `handler_failed`, `action_failed`, …
   * @param error what was thrown; several in an `AggregateError`
   * @returns the problem; the one that was told already for an error that came of a known one
   */
  tell(code: string, error: unknown): Promise<Problem>
}

/** @param onProblem is told of each once */
export function createTroubles(project: string, onProblem: (problem: Problem) => void): Troubles {
  const known = new WeakMap<object, Promise<Problem>>()

  async function tellNew(code: string, error: unknown): Promise<Problem> {
    const problem = await thrown(code, error, project)
    onProblem(problem)
    return problem
  }

  return {
    async tell(code, error) {
      if (error instanceof AggregateError && error.errors.length > 0) {
        const told = await Promise.all(error.errors.map((each) => this.tell(code, each)))
        return told[0] as Problem
      }
      for (let each = error; typeof each === 'object' && each !== null;) {
        const problem = known.get(each)
        if (problem !== undefined) return problem
        each = (each as { readonly cause?: unknown }).cause
      }
      const problem = tellNew(code, error)
      if (typeof error === 'object' && error !== null) known.set(error, problem)
      return problem
    },
  }
}
