/** Where checks report what they find wrong. */
import type { Path } from './text.js'

/** Collects issues of one definition. */
export interface IssueCollector {
  error(code: string, path: Path, message: string, hint?: string): void
  warn(code: string, path: Path, message: string, hint: string): void
}
