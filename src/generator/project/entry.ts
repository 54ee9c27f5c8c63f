/** Where a plugin's code begins. */
import type { Issue } from '../errors.js'

/** Relative to the plugin's folder. */
export const entryName = 'src/index.ts'

/** @param entry the absolute path of what is not there */
export function noEntry(entry: string): Issue {
  return {
    severity: 'error',
    code: 'entry_not_found',
    path: [],
    message: `There is no ${entry}, where a plugin's code begins`,
    hint: 'Create it, with `export default new Plugin({ … })`',
  }
}
