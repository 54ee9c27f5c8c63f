/** The result of `build` for one plugin. */
import type { BundleReport } from '../bundle/index.js'
import type { Report } from '../generator/index.js'

/** One plugin's generation and, unless that failed, its bundles. */
export interface BuildReport {
  readonly generated: Report
  readonly bundled?: BundleReport
}
