/** The report of `--json`. */
import type { Issue, Report } from '../generator/index.js'
import type { ModelSchemas } from '../schema/index.js'
import { diffOf } from './unified-diff.js'
import { filesOf, nameOf } from './messages.js'
import type { BuildReport } from './build-report.js'
import type { DiffReport } from './diff-report.js'
import type { UsageError } from './usage-error.js'

/**
 * @param problems what is wrong with the call
 * @returns a document with everything that a program may want to know; paths are absolute
 */
export function jsonOf(
  reports: readonly Report[],
  problems: readonly UsageError[] = [],
  exitCode?: number,
) {
  return {
    version: __VERSION__,
    ...(exitCode !== undefined && { exitCode }),
    projects: reports.map((report) => ({
      ...report,
      inputs: filesOf(report),
      changes: report.changes.map((change) => ({
        path: change.path,
        kind: change.kind,
        diff: diffOf(change, nameOf(change, report)),
      })),
    })),
    problems: problems.map(({ message, hint }) => ({ message, hint })),
  }
}

/**
 * @param problems what is wrong with the call
 * @returns the report of `build`: for each project what was generated, and what was bundled
 */
export function buildJsonOf(
  reports: readonly BuildReport[],
  problems: readonly UsageError[] = [],
  exitCode?: number,
): object {
  const { projects, ...rest } = jsonOf(
    reports.map(({ generated }) => generated),
    problems,
    exitCode,
  )
  return {
    ...rest,
    projects: projects.map((project, index) => {
      const bundled = reports[index]?.bundled
      return bundled === undefined ? project : { ...project, bundled }
    }),
  }
}

/** @returns the report of `diff` */
export function diffJsonOf(report: DiffReport, exitCode: number): object {
  return { version: __VERSION__, exitCode, projects: [report], problems: [] }
}

/** The result of `schema` for one plugin. */
export interface SchemaReport {
  /** The definition's folder, absolute. */
  readonly project: string
  /** The definition file, absolute; missing if none was found. */
  readonly definition?: string
  /** The plugin's name and version, unless the definition is invalid. */
  readonly name?: string
  readonly version?: string
  /** Missing if the definition is invalid. */
  readonly schemas?: ModelSchemas
  readonly issues: readonly Issue[]
}

/** @returns the document of `schema` */
export function schemaJsonOf(
  projects: readonly SchemaReport[],
  problems: readonly UsageError[],
  exitCode: number,
): object {
  return {
    version: __VERSION__,
    exitCode,
    projects,
    problems: problems.map(({ message, hint }) => ({ message, hint })),
  }
}
