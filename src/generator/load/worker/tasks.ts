import type { File } from '../../emit/index.js'
import type { Issue } from '../../errors.js'
import type { ZodJsonSchema } from '../../json-schema/index.js'
import type { Model, Slot } from '../../model/index.js'

/** A checked model, with what was found wrong. */
export interface Checked {
  readonly model: Model
  readonly issues: readonly Issue[]
}

/** A checked model, with what zod itself says of its slots in JSON Schema. */
export interface Described extends Checked {
  /** Missing: slots of which zod says nothing, or something else than the platform does. */
  readonly written: ReadonlyMap<Slot, ZodJsonSchema>
}

/** What a definition is printed to: nothing, if anything is wrong with it. */
export interface Printed {
  readonly files: readonly File[]
  readonly issues: readonly Issue[]
}

/**
 * What can be made of a definition, in the thread that it was evaluated in: schemas are live objects,
 * which no other thread can have. What a task returns is plain data, which any thread can. The less
 * of it, the better: a model of 1,000 actions takes longer to hand over than to print.
 */
export const tasks = {
  /** @param code the author's module, as it was evaluated */
  model: async (definition: unknown, code: string): Promise<Checked> => {
    const { model, issues } = await check(definition, code)
    return { model, issues }
  },
  /** As `model`; a slot of the map is one of the model. */
  schemas: async (definition: unknown, code: string): Promise<Described> => {
    const { schemas, ...made } = await check(definition, code)
    const { zodJsonSchema } = await import('../../json-schema/index.js')
    const written = new Map<Slot, ZodJsonSchema>()
    for (const [slot, schema] of schemas) {
      const json = zodJsonSchema(schema)
      if (json !== undefined) written.set(slot, json)
    }
    return { ...made, written }
  },
  /** @param definitionFile the definition's file name, as the headers show it */
  files: async (definition: unknown, code: string, definitionFile: string): Promise<Printed> => {
    const { model, issues } = await tasks.model(definition, code)
    if (issues.some(({ severity }) => severity === 'error')) return { files: [], issues }
    const { emit } = await import('../../emit/index.js')
    return { files: emit(model, { definitionFile }), issues }
  },
}

async function check(
  definition: unknown,
  code: string,
): Promise<Checked & { readonly schemas: ReadonlyMap<Slot, unknown> }> {
  const { toModel, checkSchedules } = await import('../../model/index.js')
  const { model, issues, schemas, schedules } = toModel(definition, code)
  return { model, issues: [...issues, ...(await checkSchedules(schedules))], schemas }
}

export type TaskName = keyof typeof tasks

/** What a task makes. */
export type Made<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>
