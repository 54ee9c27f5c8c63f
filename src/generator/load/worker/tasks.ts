/**
 * What can be made of a definition, in the thread that it was evaluated in: schemas are live objects,
 * which no other thread can have. What a task returns is plain data, which any thread can.
 */
export const tasks = {
  /** The checked model, with what was found wrong. */
  model: async (definition: unknown) => {
    const { toModel, checkSchedules } = await import('../../model/index.js')
    const { model, issues, schedules } = toModel(definition)
    return { model, issues: [...issues, ...(await checkSchedules(schedules))] }
  },
}

export type TaskName = keyof typeof tasks

/** What a task makes. */
export type Made<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>
