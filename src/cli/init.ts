/** The command `init`: a new plugin project. */
import { UsageError } from './usage-error.js'

export async function init(dir: string): Promise<void> {
  throw new UsageError(`init is not there yet: ${dir}`)
}
