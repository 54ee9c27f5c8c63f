/** Reads a definition for its model, and generates nothing: for commands that make other things of it. */
import { dirname, resolve } from 'node:path'
import { GeneratorError, type Issue } from './errors.js'
import { located } from './located.js'
import type { ZodJsonSchema } from './json-schema/index.js'
import type { Model, Slot } from './model/index.js'
import { findSettings, outDirOf } from './project/index.js'
import type { Options } from './run.js'
import { stages } from './stages.js'

/** A definition that was read. All paths are absolute. */
export interface ModelReport {
  /** The definition's folder. */
  readonly project: string
  /** The definition file; missing if none was found. */
  readonly definition?: string
  /** Where gen writes. */
  readonly outDir: string
  /** The checked definition; missing if anything is wrong with it. */
  readonly model?: Model
  /** Errors if there is no model, and warnings in any case. */
  readonly issues: readonly Issue[]
  /** What zod says of slots in JSON Schema; if that was asked for, and there is a model. */
  readonly written?: ReadonlyMap<Slot, ZodJsonSchema>
  /** What it depends on, as gen's report tells it. */
  readonly inputs: readonly string[]
}

/**
 * Evaluates a definition and checks it, as gen does. Trusts nothing that was remembered.
 *
 * @returns a report; rejects for bugs of ours only
 */
export async function readModel(
  options: Pick<Options, 'path' | 'outDir'> & { readonly withSchemas?: boolean } = {},
): Promise<ModelReport> {
  const path = resolve(options.path ?? '.')
  let report: ModelReport = {
    project: path,
    outDir: outDirOf(path, options.outDir),
    issues: [],
    inputs: [],
  }
  try {
    const definition = stages.findDefinition(path)
    const project = dirname(definition)
    report = { ...report, definition, project }
    const { settings } = await findSettings(project)
    report = { ...report, outDir: outDirOf(project, options.outDir, settings) }
    const { load } = await import('./load/index.js')
    const { value, reading } = await load(definition, options.withSchemas ? 'schemas' : 'model')
    const { issues } = value
    report = { ...report, inputs: reading.inputs.map((input) => input.path) }
    const isInvalid = issues.some(({ severity }) => severity === 'error')
    return isInvalid
      ? { ...report, issues: await located(issues, definition, stages) }
      : { ...report, ...value }
  } catch (error) {
    if (!(error instanceof GeneratorError)) throw error
    return { ...report, issues: error.issues }
  }
}
