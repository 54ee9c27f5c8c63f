/** Gives issues of a definition their places in the author's files. */
import type { Issue } from './errors.js'
import type { Stages } from './stages.js'

/**
 * @param file the definition file
 * @returns the issues, each with a location if one can be found
 */
export async function located(
  issues: readonly Issue[],
  file: string,
  using: Pick<Stages, 'locate'>,
): Promise<readonly Issue[]> {
  const lost = issues.filter((issue) => issue.location === undefined)
  if (lost.length === 0) return issues
  const locations = await using.locate(
    file,
    lost.map((issue) => issue.path),
  )
  const found = new Map(lost.map((issue, index) => [issue, locations[index]]))
  return issues.map((issue) => {
    const location = found.get(issue)
    return location === undefined ? issue : { ...issue, location }
  })
}
