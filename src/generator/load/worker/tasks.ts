/**
 * What can be made of a definition, in the thread that it was evaluated in: schemas are live objects,
 * which no other thread can have. What a task returns is plain data, which any thread can.
 */
export const tasks = {
  /** The checked model, with what was found wrong. */
  model: async (definition: unknown) => (await import('../../model.js')).toModel(definition),
}

export type TaskName = keyof typeof tasks

/** What a task makes. */
export type Made<Name extends TaskName> = Awaited<ReturnType<(typeof tasks)[Name]>>
