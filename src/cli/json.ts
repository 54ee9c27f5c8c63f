/** The documents of `--json`. `schemas/` publishes the JSON Schema of each. */
import type { BundleReport } from '../bundle/index.js'
import type { Issue, Report } from '../generator/index.js'
import type { ModelSchemas } from '../schema/index.js'
import type { BuildReport } from './build-report.js'
import type { DiffReport } from './diff-report.js'
import { filesOf, nameOf } from './messages.js'
import { diffOf } from './unified-diff.js'
import type { UsageError } from './usage-error.js'

/** What a command exits with. */
type ExitCode = 0 | 1 | 2

/** Something that is wrong with the call or the settings. */
interface CallProblem {
  /** What is wrong, in one sentence without a final period. */
  readonly message: string
  /** The way out. */
  readonly hint?: string
}

/** What one run of a command has done; with `--watch`, which goes on, there is no exit code. */
interface RunDocument<Project> {
  /** The version of botpress-plugin-kit. */
  readonly version: string
  /** What the command exits with: 0 for done, 1 if something of the author's is wrong, 2 if the call is, or the tool itself. */
  readonly exitCode?: ExitCode
  /** One for each plugin. */
  readonly projects: readonly Project[]
  /** What is wrong with the call or the settings. */
  readonly problems: readonly CallProblem[]
}

type EndedDocument<Project> = RunDocument<Project> &
  Required<Pick<RunDocument<Project>, 'exitCode'>>

/** A file that was written or removed, or would be. */
interface FileChange {
  /** The file's name in the output folder. */
  readonly path: string
  readonly kind: Report['changes'][number]['kind']
  /** What has changed, or would, as a unified diff. */
  readonly diff: string
}

/** The result of `gen` for one plugin. */
interface GenProject extends Omit<Report, 'changes' | 'inputs'> {
  /** The files that were written and removed, or would be. */
  readonly changes: readonly FileChange[]
  /** The files that the output is made from, packages included. Empty if that is unknown. */
  readonly inputs: readonly string[]
}

/** The result of `build` for one plugin. */
interface BuildProject extends GenProject {
  /** The bundles; missing if nothing could be generated. */
  readonly bundled?: BundleReport
}

/**
 * @param problems what is wrong with the call
 * @returns the document of `gen`; all paths but those of `changes` are absolute
 */
export function jsonOf(
  reports: readonly Report[],
  problems: readonly UsageError[] = [],
  exitCode?: ExitCode,
): RunDocument<GenProject> {
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
    problems: problems.map(problemOf),
  }
}

/**
 * @param problems what is wrong with the call
 * @returns the document of `build`: for each project what was generated, and what was bundled
 */
export function buildJsonOf(
  reports: readonly BuildReport[],
  problems: readonly UsageError[] = [],
  exitCode?: ExitCode,
): RunDocument<BuildProject> {
  const generated = reports.map((report) => report.generated)
  const document = jsonOf(generated, problems, exitCode)
  return {
    ...document,
    projects: document.projects.map((project, index) => {
      const bundled = reports[index]?.bundled
      return bundled === undefined ? project : { ...project, bundled }
    }),
  }
}

/** @returns the document of `diff` */
export function diffJsonOf(report: DiffReport, exitCode: ExitCode): EndedDocument<DiffReport> {
  return { version: __VERSION__, exitCode, projects: [report], problems: [] }
}

/** The result of `schema` for one plugin. Paths are absolute. */
export interface SchemaReport {
  /** The definition's folder. */
  readonly project: string
  /** The definition file; missing if none was found. */
  readonly definition?: string
  /** The plugin's name; missing if the definition is invalid. */
  readonly name?: string
  /** The plugin's version; missing if the definition is invalid. */
  readonly version?: string
  /** The slots of the definition, by section and name; missing if it is invalid. */
  readonly schemas?: ModelSchemas
  /** Errors if the definition is invalid, and warnings in any case. */
  readonly issues: readonly Issue[]
}

/** @returns the document of `schema` */
export function schemaJsonOf(
  projects: readonly SchemaReport[],
  problems: readonly UsageError[],
  exitCode: ExitCode,
): EndedDocument<SchemaReport> {
  return { version: __VERSION__, exitCode, projects, problems: problems.map(problemOf) }
}

/** @returns the document of a call that did not begin, or of a bug in the tool, in place of any other */
export function failedJsonOf(problem: CallProblem): EndedDocument<never> {
  return { version: __VERSION__, exitCode: 2, projects: [], problems: [problem] }
}

/** @returns a usage error as documents have it */
export function problemOf({ message, hint }: UsageError): CallProblem {
  return { message, ...(hint !== undefined && { hint }) }
}
