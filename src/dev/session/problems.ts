/** Makes problems, as the author is told of them, of whatever went wrong. */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Issue, type Location, codeFrame } from '../../generator/index.js'
import type { Problem, SourcePlace } from '../protocol.js'

/** An issue of the generator's. */
export async function problemOf(issue: Issue, project: string): Promise<Problem> {
  const { severity, code, message, hint, location } = issue
  return {
    severity,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(location !== undefined && { place: await placeOf(location, project) }),
  }
}

/**
 * Something that the author's code threw.
 *
 * @param code what failed: `handler_failed`, `action_failed`, …
 */
export async function thrown(code: string, error: unknown, project: string): Promise<Problem> {
  const location = await locate(error, project)
  const { reason } = Object(error) as { reason?: unknown }
  return {
    severity: 'error',
    code: typeof reason === 'string' ? reason : code,
    message: messageOf(error),
    ...(location !== undefined && { place: await placeOf(location, project) }),
  }
}

/** What was thrown, and what that came of. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = `${error.name}: ${error.message}`
  return error.cause instanceof Error ? `${own}\nCaused by ${messageOf(error.cause)}` : own
}

/** The author's line that threw: the first of the stack in the project, but for what is installed. */
async function locate(error: unknown, project: string): Promise<Location | undefined> {
  if (!(error instanceof Error)) return undefined
  for (const line of (error.stack ?? '').split('\n')) {
    // Node has mapped the places by the source maps.
    const [, place, row, column] =
      /^\s+at (?:.* \()?(?:async )?(.*?):(\d+):(\d+)\)?$/.exec(line) ?? []
    if (place === undefined) continue
    const file = place.startsWith('file:') ? fileURLToPath(place) : place
    const isOwn = file.startsWith(project) && !/[\\/](?:node_modules|\.local)[\\/]/.test(file)
    if (isOwn) return { file, line: Number(row), column: Number(column) }
  }
  return await locate(error.cause, project)
}

async function placeOf(location: Location, project: string): Promise<SourcePlace> {
  const frame = await codeFrame(location)
  return {
    file: relative(project, location.file).replaceAll('\\', '/'),
    line: location.line,
    column: location.column,
    ...(frame !== '' && { frame }),
  }
}
