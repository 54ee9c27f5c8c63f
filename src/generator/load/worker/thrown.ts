/** Makes data of what was thrown, which may be anything, and may throw when it is looked at. */
import { createRequire } from 'node:module'
import type { Thrown } from './protocol.js'

// Loaded when something is thrown: imported, it would take as long as a small definition.
const util = () => createRequire(import.meta.url)('node:util') as typeof import('node:util')

/** Causes of causes, deeper than anybody reads. */
const maximumDepth = 20

/** @param rename makes stack traces readable */
export function describeThrown(error: unknown, rename: (stack: string) => string): Thrown {
  return describe(error, 0)

  function describe(value: unknown, depth: number): Thrown {
    const isError = util().types.isNativeError(value) || value instanceof Error
    const get = (key: string): unknown => {
      try {
        return isError ? (value as unknown as Record<string, unknown>)[key] : undefined
      } catch (cause) {
        return `(its ${key} cannot be read: ${show(cause).split('\n')[0]})`
      }
    }
    const text = (key: string): string => {
      const found = get(key)
      return typeof found === 'string' ? found : found === undefined ? '' : show(found)
    }
    const inner = depth < maximumDepth
    const cause = inner ? get('cause') : undefined
    const errors = inner ? get('errors') : undefined
    const code = get('code')
    return {
      isError,
      isSyntaxError: value instanceof SyntaxError,
      code: typeof code === 'string' ? code : undefined,
      name: text('name'),
      message: text('message'),
      stack: rename(text('stack')),
      text: isError ? '' : show(value),
      cause: cause === undefined ? undefined : describe(cause, depth + 1),
      errors: Array.isArray(errors) ? errors.map((each) => describe(each, depth + 1)) : [],
    }
  }
}

function show(value: unknown): string {
  try {
    return util().inspect(value)
  } catch {
    return `something that cannot be shown`
  }
}
